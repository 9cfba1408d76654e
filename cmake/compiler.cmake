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

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # The compiler collects its own garbage only past 2 GB: an eighth of every compilation's time.
  add_compile_options(--param=ggc-min-heapsize=2000000)
endif()

# bailiwick_unity(<target>): compiles eight files of a large folder at a time, which reads their common headers once
# and more than halves the time from nothing. The price: names in the unnamed namespaces of a folder are unique, and a
# helper that two files want is shared instead of written twice.
option(BAILIWICK_UNITY "Compile the files of large folders eight at a time" ON)
function(bailiwick_unity target)
  if(BAILIWICK_UNITY AND TARGET ${target}) # no program of tests without GoogleTest
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
    # A file of its own may hide the type of a member: that it is included is no reason to warn. And the more g++ 12
    # inlines, the more variants it takes for uninitialised (GCC bug 105562).
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      target_compile_options(${target} PRIVATE -Wno-subobject-linkage -Wno-maybe-uninitialized)
    endif()
  endif()
endfunction()

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

# Paths below the checkout are hashed as relative ones, so that one cache serves every checkout of a machine.
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=1
                                  "${CCACHE}")
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()
