// Goal: errors up to the limit are kept, those beyond are counted in one last.
#include "platform/files/error_log.hpp"

#include <gtest/gtest.h>

namespace bailiwick::platform::files {
namespace {

TEST(ErrorLog, at_the_limit_all_are_kept_and_one_more_is_counted) {
  for (const std::size_t extra : {0U, 1U, 5U}) {
    ErrorLog log("f");
    EXPECT_TRUE(log.is_empty());
    for (std::size_t i = 0; i < kErrorsLimit + extra; ++i) log.add("F009", "x");
    const Errors errors = log.take();
    EXPECT_EQ(errors.size(), kErrorsLimit + (extra > 0 ? 1 : 0));
    EXPECT_EQ(errors.back().rule, extra > 0 ? "F011" : "F009");
  }
}

}  // namespace
}  // namespace bailiwick::platform::files
