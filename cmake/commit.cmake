# Run at every build: writes OUTPUT, which knows the commit that is being built, if it differs from what is there.
# Only if SOURCE is the top of its own repository: a source distribution may lie in another project's, and has none.
execute_process(COMMAND git -C ${SOURCE} rev-parse --show-toplevel
                OUTPUT_VARIABLE top ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
file(REAL_PATH ${SOURCE} source)
if(top)
  file(REAL_PATH ${top} top)
endif()
set(commit "")
if(top STREQUAL source)
  execute_process(COMMAND git -C ${SOURCE} describe --always --dirty --abbrev=12 --exclude=*
                  OUTPUT_VARIABLE commit ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
endif()
set(text "namespace io {\nconst char* commit_of_build();\nconst char* commit_of_build() { return \"${commit}\"; }\n}  // namespace io\n")
set(before "")
if(EXISTS ${OUTPUT})
  file(READ ${OUTPUT} before)
endif()
if(NOT text STREQUAL before)
  file(WRITE ${OUTPUT} "${text}")
endif()
