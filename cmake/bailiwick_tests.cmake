# bailiwick_test(<name> SOURCES <file>... [LIBS <target>...])
#
# One GoogleTest program, known to ctest and listed in <build>/tests.list, from which `tools/dev test` runs it; nothing
# where GoogleTest is not installed. Includes may start at the repository's root ("tests/support/shared.hpp"), which
# is also the folder that tests run in; no path of it is compiled in, so that ccache serves every checkout.
function(bailiwick_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBS" ${ARGN})
  if(NOT GTest_FOUND)
    return()
  endif()
  add_executable(${name} ${arg_SOURCES})
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}")
  # What a test says of itself need not be quick, only what it tests. There g++ takes variants for uninitialised.
  target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O1> -Wno-maybe-uninitialized)
  target_link_libraries(${name} PRIVATE ${arg_LIBS} GTest::gtest_main Threads::Threads)
  if(rapidcheck_FOUND)
    target_compile_definitions(${name} PRIVATE BAILIWICK_HAS_RAPIDCHECK=1)
    target_link_libraries(${name} PRIVATE rapidcheck)
  endif()
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
  set_property(GLOBAL APPEND PROPERTY BAILIWICK_TESTS "$<TARGET_FILE:${name}>")
endfunction()

# Writes the paths of all test programs, one a line, to <build>/tests.list. Call last.
function(bailiwick_write_test_list)
  get_property(tests GLOBAL PROPERTY BAILIWICK_TESTS)
  list(JOIN tests "\n" lines)
  file(GENERATE OUTPUT "${PROJECT_BINARY_DIR}/tests.list" CONTENT "${lines}\n")
endfunction()
