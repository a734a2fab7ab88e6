#pragma once
// The one seam for parallelism: the only header that names TBB. Three twins with the same meaning:
// oneTBB (default), serial (browser: GENRATCHET_SERIAL) and a plain thread team (GENRATCHET_THREAD_TEAM,
// for ThreadSanitizer, which reports false races inside Debian's TBB).
//
// for_each_index(n, threads, body) calls body(index, worker) once for each index in [0, n), in any order;
// worker is in [0, threads) and no two calls with the same worker run at the same time.

#include <cstddef>
#include <cstdint>

#if defined(GENRATCHET_SERIAL)
#elif defined(GENRATCHET_THREAD_TEAM)
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>
#else
#include <mutex>

#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>
#endif

namespace sim {

// One at a time: what is run under the same Exclusive never overlaps.
class Exclusive {
 public:
  template <class Body>
  void run(Body&& body) {
#if !defined(GENRATCHET_SERIAL)
    std::lock_guard lock(mutex_);
#endif
    body();
  }

 private:
#if !defined(GENRATCHET_SERIAL)
  std::mutex mutex_;
#endif
};

#if defined(GENRATCHET_SERIAL)

template <class Body>
void for_each_index(int32_t n, int32_t /*threads*/, Body&& body) {
  for (int32_t i = 0; i < n; ++i) body(i, 0);
}

#elif defined(GENRATCHET_THREAD_TEAM)

template <class Body>
void for_each_index(int32_t n, int32_t threads, Body&& body) {
  std::atomic<int32_t> next{0};
  std::exception_ptr failure;
  std::mutex guard;
  auto work = [&](int32_t worker) {
    try {
      for (int32_t i = next++; i < n; i = next++) body(i, worker);
    } catch (...) {
      std::lock_guard lock(guard);
      failure = std::current_exception();
    }
  };
  std::vector<std::thread> team;
  for (int32_t worker = 1; worker < threads; ++worker) team.emplace_back(work, worker);
  work(0);
  for (auto& member : team) member.join();
  if (failure) std::rethrow_exception(failure);
}

#else

template <class Body>
void for_each_index(int32_t n, int32_t threads, Body&& body) {
  if (threads <= 1 || n <= 1) {
    for (int32_t i = 0; i < n; ++i) body(i, 0);
    return;
  }
  tbb::task_arena arena(threads);
  arena.execute([&] {
    tbb::parallel_for(
        int32_t{0}, n, [&](int32_t i) { body(i, int32_t{tbb::this_task_arena::current_thread_index()}); },
        tbb::simple_partitioner{});
  });
}

#endif

}  // namespace sim
