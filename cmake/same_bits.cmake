# Options without which two compilers or two processors would not give the same bits.

# A fused multiply-add rounds once where a multiplication and an addition round twice.
add_compile_options(-ffp-contract=off)
# Vectorised sums are summed in an order that depends on the processor.
add_compile_definitions(EIGEN_DONT_VECTORIZE EIGEN_MPL2_ONLY)

if(EMSCRIPTEN)
  add_compile_options(-fexceptions)
  add_link_options(-fexceptions -sALLOW_MEMORY_GROWTH)
endif()

# The quickest way to the same object file is the one compiled before.
find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER AND NOT EMSCRIPTEN)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
