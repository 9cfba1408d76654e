# Third-party libraries, all from Debian 12. Which folder may use which is decided in tools/check_layers.
find_package(Threads REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(tl-expected REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(PkgConfig REQUIRED)

# Without these the product is built all the same, and no tests or benchmarks.
find_package(GTest QUIET)
find_package(rapidcheck QUIET)
find_package(benchmark QUIET)

# GEOS through its C interface only: the C++ one promises no stability.
find_library(GEOS_C_LIBRARY geos_c REQUIRED)
add_library(bailiwick_geos_c INTERFACE)
target_link_libraries(bailiwick_geos_c INTERFACE "${GEOS_C_LIBRARY}")

find_library(QHULL_R_LIBRARY qhull_r REQUIRED)
add_library(bailiwick_qhull_r INTERFACE)
target_link_libraries(bailiwick_qhull_r INTERFACE "${QHULL_R_LIBRARY}")

# An exact solver to compare with, in tests only.
pkg_check_modules(CBC QUIET IMPORTED_TARGET cbc)
