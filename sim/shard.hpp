#pragma once
// A shard is a power-of-two block of consecutive agent ids and all that those agents own. The layout follows
// from the number of agents alone, never from the number of threads.

#include <cstdint>
#include <vector>

namespace sim {

struct ShardLayout {
  int32_t agents = 0;
  int32_t size_log2 = 0;

  static constexpr int32_t kMostShards = 128;
  static constexpr int32_t kSmallestLog2 = 6;

  static constexpr ShardLayout of(int32_t agents) {
    ShardLayout layout{agents, kSmallestLog2};
    while (layout.count() > kMostShards) ++layout.size_log2;
    return layout;
  }
  constexpr int32_t count() const { return (agents + (1 << size_log2) - 1) >> size_log2; }
  constexpr int32_t shard_of(int32_t agent) const { return agent >> size_log2; }
  constexpr int32_t local(int32_t agent) const { return agent & ((1 << size_log2) - 1); }
  constexpr int32_t first(int32_t shard) const { return shard << size_log2; }
  constexpr int32_t last(int32_t shard) const {  // one past the end
    const int32_t end = (shard + 1) << size_log2;
    return end < agents ? end : agents;
  }
};

// Messages of one source shard, by destination shard. Written in act, read in settle, then emptied.
template <class Message>
class Outbox {
 public:
  void open(int32_t destinations) { boxes_.resize(static_cast<std::size_t>(destinations)); }
  void send(int32_t destination, const Message& message) {
    boxes_[static_cast<std::size_t>(destination)].push_back(message);
  }
  std::vector<Message>& to(int32_t destination) { return boxes_[static_cast<std::size_t>(destination)]; }

 private:
  std::vector<std::vector<Message>> boxes_;
};

}  // namespace sim
