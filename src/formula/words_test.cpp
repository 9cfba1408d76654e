// Goal: reserved words are CEL's, and words of other languages are known in any case. Method: look-ups.
#include "formula/words.hpp"

#include <gtest/gtest.h>

namespace bailiwick::formula {
namespace {

TEST(Words, reserved_ones_are_known_exactly) {
  EXPECT_TRUE(is_reserved("in"));
  EXPECT_TRUE(is_reserved("namespace"));
  EXPECT_FALSE(is_reserved("In"));
  EXPECT_FALSE(is_reserved("industry"));
}

TEST(Words, habits_are_known_in_any_case) {
  EXPECT_EQ(habit_of("And")->meant, "&&");
  EXPECT_EQ(habit_of("LEN")->meant, "size");
  EXPECT_FALSE(habit_of("industry"));
}

}  // namespace
}  // namespace bailiwick::formula
