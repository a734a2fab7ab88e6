#include "io/hdf5_errors.hpp"

#include <hdf5.h>

namespace io {

void quiet_hdf5() { H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr); }

void keep_hdf5_from_closing_at_exit() { H5dont_atexit(); }

}  // namespace io
