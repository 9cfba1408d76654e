// Goal: a mistake is shown at the right line and column, also with characters of several bytes and in long lines. Method: known pictures.
#include "formula/fault.hpp"

#include <gtest/gtest.h>

#include <string>

namespace bailiwick::formula {
namespace {

TEST(Fault, places_count_lines_and_characters_from_one) {
  EXPECT_EQ(place_of("ab\ncd", 0).line, 1U);
  EXPECT_EQ(place_of("ab\ncd", 4).line, 2U);
  EXPECT_EQ(place_of("ab\ncd", 4).column, 2U);
  EXPECT_EQ(place_of("é+x", 3).column, 3U);
  EXPECT_EQ(place_of("ab", 99).column, 3U);
  EXPECT_EQ(place_of("", 0).column, 1U);
}

TEST(Fault, the_line_is_shown_with_the_fault_underlined) {
  const Error error = to_error({"Q006", "Wrong.", {6, 2}, ""}, "é &&\n\tab");
  EXPECT_EQ(error.message, "line 2, column 1: Wrong.\n  2 |  ab\n    | ^^");
  EXPECT_EQ(to_error({"Q006", "Ends.", {2, 0}, ""}, "a ").message,
            "line 1, column 3: Ends.\n  1 | a \n    |   ^");
  EXPECT_EQ(to_error({"Q006", "Wrong.", {0, 1}, "", "rule 7"}, "x").message,
            "rule 7: line 1, column 1: Wrong.\n  1 | x\n    | ^");
}

TEST(Fault, long_lines_are_cut_around_the_fault) {
  const std::string text = std::string(500, 'a') + "#" + std::string(500, 'b');
  const Error error = to_error({"Q001", "Wrong.", {500, 1}, ""}, text);
  EXPECT_NE(error.message.find("a#b"), std::string::npos);
  EXPECT_LT(error.message.size(), 3 * kExcerptWidth);
  EXPECT_EQ(error.rule, "Q001");
}

TEST(Fault, spans_join_from_the_first_to_the_last_byte) {
  EXPECT_EQ(joined({2, 3}, {10, 4}), (Span{2, 12}));
}

TEST(Fault, all_faults_become_errors) {
  const Faults faults = {{"Q011", "A.", {0, 1}, ""},
                         {"Q034", "B.", {0, 1}, "", "", ErrorCode::kLimit}};
  const Errors errors = to_errors(faults, "x");
  ASSERT_EQ(errors.size(), 2U);
  EXPECT_EQ(errors[1].code, ErrorCode::kLimit);
}

}  // namespace
}  // namespace bailiwick::formula
