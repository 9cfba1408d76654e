// Goal: reserved words are CEL's, and words of other languages are known in any case. Method: look-ups.
#include "formula/words.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "formula/catalogue.hpp"

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
  EXPECT_EQ(habit_of("Lower")->advice, "This is called lowerAscii here, written x.lowerAscii().");
  EXPECT_FALSE(habit_of("industry"));
}

TEST(Words, no_function_of_the_language_is_a_habit_and_what_is_meant_is_one) {
  for (const std::string& name : function_names()) EXPECT_FALSE(habit_of(name)) << name;
  for (const char* habit : {"len", "nvl", "edate", "double", "uint"}) {
    const auto& names = function_names();
    EXPECT_TRUE(std::binary_search(names.begin(), names.end(), habit_of(habit)->meant)) << habit;
  }
}

}  // namespace
}  // namespace bailiwick::formula
