// Goal: what all use cases of alignment check. Method: at the limit and one beyond.
#include "alignment/checks.hpp"

#include <gtest/gtest.h>

namespace bailiwick::alignment {
namespace {

TEST(Checks, APeriodHasAtLeastADay) {
  const LocalDate day(20'000);
  EXPECT_TRUE(check_period({.from = day, .to = std::nullopt}));
  EXPECT_TRUE(check_period({.from = day, .to = day.plus_days(1)}));
  const auto empty = check_period({.from = day, .to = day});
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().rule, "L002");
  EXPECT_EQ(unknown_territory().rule, "L003");
}

}  // namespace
}  // namespace bailiwick::alignment
