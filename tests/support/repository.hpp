// Where the repository is, for tests that read a page or a sample of it.
//
// It is found when the test runs, so that test programs do not hold a path and a compiler's cache can serve every
// checkout: $BAILIWICK_ROOT, or else the folder in which the test is run (`tools/dev test` and ctest run it there).
#pragma once

#include <cstdlib>
#include <filesystem>

namespace bailiwick::testing {

[[nodiscard]] inline std::filesystem::path repository_folder() {
  const char* given = std::getenv("BAILIWICK_ROOT");
  return given != nullptr ? std::filesystem::path(given) : std::filesystem::current_path();
}

}  // namespace bailiwick::testing
