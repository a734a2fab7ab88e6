# GENRATCHET_SANITIZE=address,undefined or thread. The first error found ends the program.
if(GENRATCHET_SANITIZE)
  add_compile_options(-fsanitize=${GENRATCHET_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  # Checked at every member access, these two treble the time to compile; a null pointer crashes anyway.
  add_compile_options(-fno-sanitize=null,alignment)
  add_link_options(-fsanitize=${GENRATCHET_SANITIZE})
endif()
