# bailiwick_library(<name> [UNITY|UNITY_TESTS] [DEPENDS <folder>...] [PUBLIC_LIBS <target>...] [LIBS <target>...] [TEST_LIBS <target>...])
#
# Makes of the calling folder, parts in folders below it included:
#   bailiwick_<name>   a static library of its *.cpp (an INTERFACE library while there are none)
#   <name>_test        one GoogleTest program of its *_test.cpp
#   <name>_bench       one Google Benchmark program of its *_bench.cpp; built on request
#   and for each x_fuzz.cpp what bailiwick_fuzz() says.
# UNITY, or UNITY_TESTS for its tests alone, is for folders of many files: see bailiwick_unity(). DEPENDS names other libraries of ours; PUBLIC_LIBS third-party ones our headers show, LIBS those they hide.

# The sources of a folder and those below it, split by what their names end with.
macro(bailiwick_sources folder)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${folder}/*.cpp")
  set(test_sources ${sources})
  set(fuzz_sources ${sources})
  set(bench_sources ${sources})
  list(FILTER test_sources INCLUDE REGEX "_test\\.cpp$")
  list(FILTER fuzz_sources INCLUDE REGEX "_fuzz\\.cpp$")
  list(FILTER bench_sources INCLUDE REGEX "_bench\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "_(test|fuzz|bench)\\.cpp$")
endmacro()

function(bailiwick_library name)
  cmake_parse_arguments(arg "UNITY;UNITY_TESTS" "" "DEPENDS;PUBLIC_LIBS;LIBS;TEST_LIBS" ${ARGN})
  bailiwick_sources("${CMAKE_CURRENT_SOURCE_DIR}")
  list(TRANSFORM arg_DEPENDS PREPEND bailiwick_)

  set(library bailiwick_${name})
  if(sources)
    add_library(${library} STATIC ${sources})
    target_include_directories(${library} PUBLIC "${PROJECT_SOURCE_DIR}/src")
    target_link_libraries(${library} PUBLIC ${arg_DEPENDS} ${arg_PUBLIC_LIBS} PRIVATE ${arg_LIBS})
    if(arg_UNITY)
      bailiwick_unity(${library})
    endif()
  else()
    add_library(${library} INTERFACE)
    target_include_directories(${library} INTERFACE "${PROJECT_SOURCE_DIR}/src")
    target_link_libraries(${library} INTERFACE ${arg_DEPENDS} ${arg_PUBLIC_LIBS} ${arg_LIBS})
  endif()

  if(test_sources AND NOT BAILIWICK_FUZZ)
    bailiwick_test(${name}_test SOURCES ${test_sources} LIBS ${library} ${arg_LIBS} ${arg_TEST_LIBS})
    if(arg_UNITY OR arg_UNITY_TESTS)
      bailiwick_unity(${name}_test)
    endif()
  endif()
  if(bench_sources AND benchmark_FOUND AND NOT BAILIWICK_FUZZ)
    add_executable(${name}_bench EXCLUDE_FROM_ALL ${bench_sources})
    target_link_libraries(${name}_bench PRIVATE ${library} ${arg_LIBS} benchmark::benchmark_main)
  endif()
  foreach(source IN LISTS fuzz_sources)
    bailiwick_fuzz(${source} LIBS ${library} ${arg_LIBS})
  endforeach()
endfunction()
