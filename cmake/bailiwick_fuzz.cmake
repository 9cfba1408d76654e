# bailiwick_fuzz(<x_fuzz.cpp> [LIBS <target>...])
#
# x_fuzz.cpp defines LLVMFuzzerTestOneInput. In the preset `fuzz` it becomes the libFuzzer program x_fuzz; in every
# other preset the test program x_fuzz_replay, which runs it on each file of tests/fuzz/corpus/x and on a fixed
# sequence of mutations of them (tests/fuzz/replay.cpp).
function(bailiwick_fuzz source)
  cmake_parse_arguments(arg "" "" "LIBS" ${ARGN})
  get_filename_component(program "${source}" NAME_WE)
  string(REGEX REPLACE "_fuzz$" "" name "${program}")
  set(corpus "${PROJECT_SOURCE_DIR}/tests/fuzz/corpus/${name}")
  if(BAILIWICK_FUZZ)
    add_executable(${program} "${source}")
    target_link_libraries(${program} PRIVATE ${arg_LIBS})
    target_link_options(${program} PRIVATE -fsanitize=fuzzer)
    set_property(GLOBAL APPEND PROPERTY BAILIWICK_TESTS "$<TARGET_FILE:${program}>")
  else()
    bailiwick_test(${program}_replay SOURCES "${source}" "${PROJECT_SOURCE_DIR}/tests/fuzz/replay.cpp" LIBS ${arg_LIBS})
    if(TARGET ${program}_replay)
      target_compile_definitions(${program}_replay PRIVATE BAILIWICK_CORPUS="${corpus}")
    endif()
  endif()
endfunction()
