# SPDX-License-Identifier: BSL-1.0
# Warnings for our own targets; never on an interface.
function(coopgraph_set_warnings target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor)
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    # g++ 12 takes inlined strings of temporaries for uninitialised, overlapping or out of bounds; what is real in that, the sanitizers find.
    target_compile_options(${target} PRIVATE -Wno-maybe-uninitialized -Wno-array-bounds -Wno-stringop-overflow -Wno-restrict)
    if(COOPGRAPH_SANITIZE)
      # Instrumented, it says the same for certain of boost::optional.
      target_compile_options(${target} PRIVATE -Wno-uninitialized)
    endif()
  endif()
  if(COOPGRAPH_WARNINGS_AS_ERRORS)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
endfunction()
