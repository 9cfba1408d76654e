# Third-party libraries, all from Debian 12. Which folder may use which is decided in tools/check_layers.
find_package(Threads REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(tl-expected REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(PkgConfig REQUIRED)

find_package(Boost 1.81 REQUIRED)
find_package(CURL REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_package(date 3 REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(spdlog REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(ZLIB REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(CJOSE REQUIRED IMPORTED_TARGET cjose)
pkg_check_modules(BROTLI REQUIRED IMPORTED_TARGET libbrotlienc libbrotlidec)
pkg_check_modules(PANGO REQUIRED IMPORTED_TARGET pangocairo cairo-pdf)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)

# Within the executable, so that a short command does not wait for one more library.
find_library(BAILIWICK_JEMALLOC libjemalloc_pic.a REQUIRED)

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
