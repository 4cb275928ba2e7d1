# SPDX-License-Identifier: BSL-1.0
# find_package(coopgraph) from an install tree or from this build tree.
include(CMakePackageConfigHelpers)

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/coopgraph")
install(TARGETS coopgraph_core coopgraph EXPORT coopgraph-targets FILE_SET HEADERS)
install(EXPORT coopgraph-targets NAMESPACE coopgraph:: DESTINATION ${package_dir})
export(EXPORT coopgraph-targets NAMESPACE coopgraph:: FILE "${CMAKE_CURRENT_BINARY_DIR}/coopgraph-targets.cmake")

configure_package_config_file(cmake/coopgraph-config.cmake.in coopgraph-config.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(coopgraph-config-version.cmake COMPATIBILITY SameMinorVersion)
configure_file(cmake/Findutf8proc.cmake Findutf8proc.cmake COPYONLY)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/coopgraph-config.cmake"
              "${CMAKE_CURRENT_BINARY_DIR}/Findutf8proc.cmake"
              "${CMAKE_CURRENT_BINARY_DIR}/coopgraph-config-version.cmake" DESTINATION ${package_dir})
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}")
