# SPDX-License-Identifier: BSL-1.0
# Warnings for our own targets; never on an interface.
function(coopgraph_set_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor)
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    # g++ 12 at -O3 takes the moved-from strings of temporaries for uninitialised ones.
    target_compile_options(${target} PRIVATE -Wno-maybe-uninitialized)
  endif()
  if(COOPGRAPH_WARNINGS_AS_ERRORS)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()
