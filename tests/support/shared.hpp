// Where the data that are not part of the repository lie, for tests that compare with published instances.
//
// No test needs them: one that wants them opens with BAILIWICK_NEEDS_SHARED(dir) and is skipped when they are absent.
// The folder is $BAILIWICK_SHARED, or else `shared` beside the repository.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <system_error>

#include "tests/support/repository.hpp"

namespace bailiwick::testing {

// The folder, when it exists.
[[nodiscard]] inline std::optional<std::filesystem::path> shared_folder() {
  const char* given = std::getenv("BAILIWICK_SHARED");
  const std::filesystem::path folder = given != nullptr
                                           ? std::filesystem::path(given)
                                           : repository_folder().parent_path() / "shared";
  std::error_code ignored;
  if (!std::filesystem::is_directory(folder, ignored)) return std::nullopt;
  return folder;
}

}  // namespace bailiwick::testing

// Declares `folder`, a std::filesystem::path, or ends the test as skipped.
#define BAILIWICK_NEEDS_SHARED(folder)          \
  if (!::bailiwick::testing::shared_folder()) { \
    GTEST_SKIP() << "skipped: no ../shared";    \
  }                                             \
  const std::filesystem::path folder = *::bailiwick::testing::shared_folder()
