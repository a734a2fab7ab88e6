# The kinds of target the project has. Each takes every source below its folder, found again when files come or
# go; a folder without sources is not an error, so that a room can be furnished later.

# genratchet_library(NAME FOLDER folder LINK libraries...) -> genratchet_NAME, of everything but a main.cpp
function(genratchet_library name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "FOLDER" "LINK")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${ARG_FOLDER}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  if(sources)
    add_library(genratchet_${name} STATIC ${sources})
    set(scope PUBLIC)
  else()
    add_library(genratchet_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(genratchet_${name} ${scope} ${PROJECT_SOURCE_DIR})
  target_link_libraries(genratchet_${name} ${scope} ${ARG_LINK})
endfunction()

# genratchet_program(NAME SOURCES patterns... LINK libraries...) -> the executable NAME, if any source is there
function(genratchet_program name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES;LINK")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${ARG_SOURCES})
  if(sources)
    add_executable(${name} ${sources})
    target_link_libraries(${name} PRIVATE ${ARG_LINK})
  endif()
endfunction()
