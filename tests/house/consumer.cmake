# SPDX-License-Identifier: BSL-1.0
# Configures, builds and tests the consumer in a fresh folder:
#   cmake -DCONSUMER=… -DBINARY=… -DGENERATOR=… -DCOMPILER=… -DARGUMENTS=-Da=b;-Dc=d -P consumer.cmake
file(REMOVE_RECURSE "${BINARY}")
execute_process(
  COMMAND "${CMAKE_COMMAND}" -S "${CONSUMER}" -B "${BINARY}" -G "${GENERATOR}" "-DCMAKE_CXX_COMPILER=${COMPILER}" ${ARGUMENTS}
  COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${CMAKE_COMMAND}" --build "${BINARY}" COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${CMAKE_CTEST_COMMAND}" --test-dir "${BINARY}" --output-on-failure COMMAND_ERROR_IS_FATAL ANY)
