# SPDX-License-Identifier: BSL-1.0
# COOPGRAPH_SANITIZE=address,undefined or =thread instruments everything in this tree (never what consumers build).
set(COOPGRAPH_SANITIZE "" CACHE STRING "Sanitizers for this build tree, as -fsanitize= takes them")
if(COOPGRAPH_SANITIZE)
  add_compile_options(-fsanitize=${COOPGRAPH_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${COOPGRAPH_SANITIZE})
endif()
