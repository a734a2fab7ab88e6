#pragma once
// What falls due in which month. A month's events lie by value in a chain of small blocks, in the order they were
// entered; a chain that has been taken gives its blocks back, so the memory of past months serves those to come.
//
// Events go to months far apart, and memory is slower than the arithmetic on it: they gather in a tray first and are
// filed a tray at a time, with the places of those to come fetched meanwhile.

#include <cstdint>
#include <type_traits>
#include <vector>

#include "sim/arena.hpp"
#include "sim/month.hpp"

namespace sim {

template <class Event>
class Calendar {
  static_assert(std::is_trivially_copyable_v<Event>, "events are moved as bytes");
  static constexpr uint32_t kPerBlock = sizeof(Event) < 64 ? 248 / sizeof(Event) : 3;
  static constexpr uint32_t kNone = UINT32_MAX;
  static constexpr std::size_t kTray = 256, kLookAhead = 12;

  struct Block {
    uint32_t used = 0, next = kNone;
    Event events[kPerBlock];
  };
  struct Chain {
    uint32_t first = kNone, last = kNone;
  };
  struct Unfiled {
    Event event;
    uint32_t slot;
  };

 public:
  // The events of one month, in order; gives their memory back at the end of its life.
  class Due {
   public:
    struct End {};
    class Iterator {
     public:
      const Event& operator*() const { return block_->events[i_]; }
      Iterator& operator++() {
        if (++i_ == block_->used) open(block_->next);
        return *this;
      }
      bool operator!=(End) const { return block_ != nullptr; }

     private:
      friend Due;
      Iterator(const Arena<Block, 6>& blocks, uint32_t first) : blocks_(&blocks) { open(first); }
      void open(uint32_t block) {
        block_ = block == kNone ? nullptr : &(*blocks_)[block];
        i_ = 0;
        if (block_ && block_->next != kNone) blocks_->expect(block_->next);
      }
      const Arena<Block, 6>* blocks_;
      const Block* block_;
      uint32_t i_ = 0;
    };

    Iterator begin() const { return {calendar_.blocks_, chain_.first}; }
    End end() const { return {}; }
    bool empty() const { return chain_.first == kNone; }

    // handle(event) for each; fetch(event) is called some events earlier, to ask memory for what it will touch.
    template <class Fetch, class Handle>
    void each(Fetch&& fetch, Handle&& handle) const {
      Iterator ahead = begin();
      for (std::size_t i = 0; i < kLookAhead && ahead != end(); ++i, ++ahead) fetch(*ahead);
      for (const Event& event : *this) {
        if (ahead != end()) {
          fetch(*ahead);
          ++ahead;
        }
        handle(event);
      }
    }

    ~Due() {
      if (!empty()) calendar_.give_back(chain_);
    }
    Due(const Due&) = delete;
    Due& operator=(const Due&) = delete;

   private:
    friend Calendar;
    Due(Calendar& calendar, Chain chain) : calendar_(calendar), chain_(chain) {}
    Calendar& calendar_;
    Chain chain_;
  };

  Calendar() = default;
  Calendar(Month first, Month end) : first_(first), chains_(static_cast<std::size_t>(end > first ? end - first : 0)) {}

  // Events after the last month are dropped: nobody will see them.
  void enter(Month due, const Event& event) {
    if (due < first_) due = first_;
    const auto slot = static_cast<std::size_t>(due - first_);
    if (slot >= chains_.size()) return;
    if (tray_.size() == kTray) file();
    tray_.push_back({event, static_cast<uint32_t>(slot)});
  }

  // The month's events. What is entered for the same month meanwhile is due at the next call for that month.
  Due take(Month month) {
    file();
    Chain& chain = chains_[static_cast<std::size_t>(month - first_)];
    const Chain taken = chain;
    chain = {};
    return {*this, taken};
  }

  bool has(Month month) {
    file();
    return chains_[static_cast<std::size_t>(month - first_)].first != kNone;
  }
  Month first() const { return first_; }
  Month end() const { return first_ + static_cast<int>(chains_.size()); }
  std::size_t bytes() const { return chains_.capacity() * sizeof(Chain) + blocks_.bytes(); }

 private:
  void file() {
    for (std::size_t i = 0; i < tray_.size(); ++i) {
      if (i + kLookAhead < tray_.size()) expect(chains_[tray_[i + kLookAhead].slot]);
      Block& block = block_with_room(chains_[tray_[i].slot]);
      block.events[block.used++] = tray_[i].event;
    }
    tray_.clear();
  }

  void expect(const Chain& chain) const {
    if (chain.last != kNone) blocks_.expect(chain.last);
  }

  Block& block_with_room(Chain& chain) {
    if (chain.last != kNone && blocks_[chain.last].used < kPerBlock) return blocks_[chain.last];
    const uint32_t fresh = take_block();
    Block& block = blocks_[fresh];
    block.used = 0;
    block.next = kNone;
    (chain.last == kNone ? chain.first : blocks_[chain.last].next) = fresh;
    chain.last = fresh;
    return block;
  }

  uint32_t take_block() {
    if (free_ == kNone) return blocks_.add({});
    const uint32_t block = free_;
    free_ = blocks_[block].next;
    return block;
  }

  void give_back(Chain chain) {
    blocks_[chain.last].next = free_;
    free_ = chain.first;
  }

  Month first_{};
  std::vector<Chain> chains_;
  Arena<Block, 6> blocks_;
  std::vector<Unfiled> tray_;
  uint32_t free_ = kNone;  // first of a chain of blocks to be used again
};

}  // namespace sim
