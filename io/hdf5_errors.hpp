#pragma once

namespace io {

// HDF5 prints what goes wrong inside it, thread by thread, also where NetCDF only asks whether something is
// there. What NetCDF returns is checked; this thread prints nothing.
void quiet_hdf5();

}  // namespace io
