# How every file of ours is compiled: the language, the warnings, the sanitizers, and the helpers that make it quick.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

# Assertions stay in release builds: a plan that breaks an invariant must stop, not be written.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g")

set(BAILIWICK_SANITIZE "" CACHE STRING "Sanitizers, comma separated, or nothing")
option(BAILIWICK_FUZZ "Build one libFuzzer program for every *_fuzz.cpp (clang only)" OFF)

add_compile_options(-Wall -Wextra -Wpedantic -Wconversion)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 sees overlapping memory in plain string concatenation (GCC bug 105651): not a warning to heed.
  add_compile_options(-Werror -Wno-restrict)
else()
  # Only fuzzing builds with clang, whose -Wconversion means more; g++ is the judge of warnings.
  add_compile_options(-Wno-sign-conversion)
endif()
# Without this a compiler may fuse a multiplication and an addition, and the last bit of a sum then depends on the
# machine. Plans are the same on every machine, so it is off everywhere.
add_compile_options(-ffp-contract=off)

if(BAILIWICK_SANITIZE)
  set(sanitize -fsanitize=${BAILIWICK_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_compile_options(${sanitize})
  add_link_options(${sanitize})
endif()
if(BAILIWICK_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "BAILIWICK_FUZZ needs clang; use the preset 'fuzz'.")
  endif()
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE}")
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()
