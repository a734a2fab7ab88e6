# The same warnings for every target of the project; errors in CI (GENRATCHET_WERROR).
add_compile_options(-Wall -Wextra -Wpedantic)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  add_compile_options(-Wno-restrict)  # false at -O3 on "literal" + string: gcc.gnu.org/PR105329
endif()
if(GENRATCHET_WERROR)
  add_compile_options(-Werror)
endif()
