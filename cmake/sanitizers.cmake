# GENRATCHET_SANITIZE=address,undefined or thread. The first error found ends the program.
if(GENRATCHET_SANITIZE)
  add_compile_options(-fsanitize=${GENRATCHET_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${GENRATCHET_SANITIZE})
endif()
