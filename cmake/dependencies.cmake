# What GenRatchet takes from elsewhere, one interface target for each room of the house that may use it:
#   genratchet_threads   sim      TBB, std::thread or nothing (sim/parallel.hpp)
#   genratchet_headers   models   Eigen and nlohmann_json, headers only
#   genratchet_files     io       NetCDF and SQLite; the version
#   genratchet_terminal  faces    CLI11 and fmt
#   genratchet_catch     tests    Catch2, version 2 or 3

add_library(genratchet_threads INTERFACE)
if(GENRATCHET_SERIAL)
  target_compile_definitions(genratchet_threads INTERFACE GENRATCHET_SERIAL)
elseif(GENRATCHET_THREAD_TEAM)
  find_package(Threads REQUIRED)
  target_compile_definitions(genratchet_threads INTERFACE GENRATCHET_THREAD_TEAM)
  target_link_libraries(genratchet_threads INTERFACE Threads::Threads)
else()
  find_package(TBB REQUIRED)
  target_link_libraries(genratchet_threads INTERFACE TBB::tbb)
endif()

add_library(genratchet_headers INTERFACE)
if(EMSCRIPTEN)
  # The host's /usr/include must not be seen by the browser's compiler: link the two folders it needs.
  set(host_headers $ENV{CONDA_PREFIX}/include /usr/local/include /usr/include)
  find_path(JSON_FOLDER nlohmann/json.hpp PATHS ${host_headers} NO_CMAKE_FIND_ROOT_PATH REQUIRED)
  find_path(EIGEN_FOLDER Eigen/Core PATHS ${host_headers} PATH_SUFFIXES eigen3 NO_CMAKE_FIND_ROOT_PATH REQUIRED)
  set(headers ${PROJECT_BINARY_DIR}/headers)
  file(MAKE_DIRECTORY ${headers})
  file(CREATE_LINK ${JSON_FOLDER}/nlohmann ${headers}/nlohmann SYMBOLIC)
  file(CREATE_LINK ${EIGEN_FOLDER}/Eigen ${headers}/Eigen SYMBOLIC)
  target_include_directories(genratchet_headers SYSTEM INTERFACE ${headers})
  return()
endif()
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
find_package(nlohmann_json 3.11 REQUIRED)
target_link_libraries(genratchet_headers INTERFACE Eigen3::Eigen nlohmann_json::nlohmann_json)

find_package(PkgConfig REQUIRED)
pkg_check_modules(NETCDF REQUIRED IMPORTED_TARGET netcdf)
pkg_check_modules(HDF5 REQUIRED IMPORTED_TARGET hdf5)  # below NetCDF: io/hdf5_errors.cpp only
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
add_library(genratchet_files INTERFACE)
target_link_libraries(genratchet_files INTERFACE PkgConfig::NETCDF PkgConfig::HDF5 PkgConfig::SQLITE)
target_compile_definitions(genratchet_files INTERFACE GENRATCHET_VERSION="${PROJECT_VERSION}")

find_package(CLI11 2.1 REQUIRED)
find_package(fmt REQUIRED)
add_library(genratchet_terminal INTERFACE)
target_link_libraries(genratchet_terminal INTERFACE CLI11::CLI11 fmt::fmt)

if(GENRATCHET_TESTS)
  find_package(Catch2 REQUIRED)
  include(Catch)
  add_library(genratchet_catch INTERFACE)
  target_link_libraries(genratchet_catch INTERFACE Catch2::Catch2)
  if(Catch2_VERSION VERSION_GREATER_EQUAL 3)  # tests include the one header of version 2
    file(WRITE ${PROJECT_BINARY_DIR}/headers/catch2/catch.hpp
         "#pragma once\n#include <catch2/catch_all.hpp>\nusing Catch::Approx;\n")
    target_include_directories(genratchet_catch INTERFACE ${PROJECT_BINARY_DIR}/headers)
  endif()
endif()
