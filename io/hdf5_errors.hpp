#pragma once

namespace io {

// HDF5 prints what goes wrong inside it, thread by thread, also where NetCDF only asks whether something is
// there. What NetCDF returns is checked; this thread prints nothing.
void quiet_hdf5();

// HDF5 closes what is open when the program ends, and crashes over a file that it could not write. Our
// writers close their own files, so HDF5 is told to leave them.
void keep_hdf5_from_closing_at_exit();

}  // namespace io
