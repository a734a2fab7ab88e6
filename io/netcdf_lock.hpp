#pragma once
// The NetCDF library is not made for threads, and Python calls from many.

#include <mutex>

namespace io {

// Whoever calls the library holds this: public functions take it, private ones expect it. Nothing else is
// waited for meanwhile.
class NetcdfLock {
 public:
  NetcdfLock() : lock_(mutex()) {}

 private:
  static std::mutex& mutex() {
    static std::mutex one;
    return one;
  }
  std::lock_guard<std::mutex> lock_;
};

}  // namespace io
