// Goal: the program knows its version. Method: it has the three numbers of a version.
#include "platform/command/version.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace bailiwick::platform::command {
namespace {

TEST(Version, TheVersionHasThreeNumbers) {
  const std::string_view version = program_version();
  EXPECT_EQ(std::count(version.begin(), version.end(), '.'), 2);
  EXPECT_EQ(version.find_first_not_of("0123456789."), std::string_view::npos);
}

}  // namespace
}  // namespace bailiwick::platform::command
