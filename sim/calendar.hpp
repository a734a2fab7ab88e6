#pragma once
// What falls due in which month. Events lie by value in their month's bucket, in the order they were entered;
// a bucket is taken whole and its memory is used again.

#include <cstdint>
#include <utility>
#include <vector>

#include "sim/month.hpp"

namespace sim {

template <class Event>
class Calendar {
 public:
  Calendar() = default;
  Calendar(Month first, Month end)
      : first_(first), buckets_(static_cast<std::size_t>(end > first ? end - first : 0)) {}

  // Events after the last month are dropped: nobody will see them.
  void enter(Month due, const Event& event) {
    if (due < first_) due = first_;
    const auto slot = static_cast<std::size_t>(due - first_);
    if (slot < buckets_.size()) buckets_[slot].push_back(event);
  }

  // The month's events; the bucket is left empty. What is entered for the same month meanwhile is due at the
  // next call for that month.
  std::vector<Event> take(Month month) {
    return std::exchange(buckets_[static_cast<std::size_t>(month - first_)], {});
  }

  bool has(Month month) const { return !buckets_[static_cast<std::size_t>(month - first_)].empty(); }
  Month first() const { return first_; }
  Month end() const { return first_ + static_cast<int>(buckets_.size()); }

  std::size_t bytes() const {
    std::size_t total = buckets_.capacity() * sizeof(std::vector<Event>);
    for (const auto& bucket : buckets_) total += bucket.capacity() * sizeof(Event);
    return total;
  }

 private:
  Month first_{};
  std::vector<std::vector<Event>> buckets_;
};

}  // namespace sim
