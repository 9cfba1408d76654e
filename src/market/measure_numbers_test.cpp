// Goal: numbers are read as their file means them, exactly, and what is no number is refused. Method: tables.
#include "market/measure_numbers.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bailiwick::market {
namespace {

std::string read(std::string_view text, char mark) {
  const auto number = read_measure_number(text, mark);
  return number ? to_text(*number) : "none";
}

TEST(MeasureNumbersTest, NumbersAreReadExactly) {
  EXPECT_EQ(read("1234.5", '.'), "1234.5");
  EXPECT_EQ(read("1,234.50", '.'), "1234.5");
  EXPECT_EQ(read("1.234,50", ','), "1234.5");
  EXPECT_EQ(read("1 234 567", '.'), "1234567");
  EXPECT_EQ(read("1'234", '.'), "1234");
  EXPECT_EQ(read("-3", '.'), "-3");
  EXPECT_EQ(read("+3", '.'), "3");
  EXPECT_EQ(read("1.5e3", '.'), "1500");
  EXPECT_EQ(read(" 7 ", '.'), "7");
  EXPECT_EQ(read("0,1", ','), "0.1");
  EXPECT_EQ(read(".5", '.'), "0.5");
}

TEST(MeasureNumbersTest, SignsBesideANumberChangeNothingOfIt) {
  EXPECT_EQ(read("€ 12,50", ','), "12.5");
  EXPECT_EQ(read("12,5%", ','), "12.5");
  EXPECT_EQ(read("12,5 %", ','), "12.5");
  EXPECT_EQ(read("$1,200", '.'), "1200");
  EXPECT_EQ(read("-$1,200", '.'), "-1200");
  EXPECT_EQ(read("€ -7", '.'), "-7");
  EXPECT_EQ(read("1 200", '.'), "1200");
  EXPECT_EQ(read("1 200,5 EUR", ','), "1200.5");
  EXPECT_EQ(read("usd 3", '.'), "3");
  for (const char* text : {"%", "EUR", "$", "5%%", "$5 EUR", "12 ABC", "--$5", "5m"})
    EXPECT_EQ(read(text, '.'), "none") << text;
  EXPECT_EQ(measure_sign("12,5%"), "%");
  EXPECT_EQ(measure_sign("-€ 3"), "€");
  EXPECT_EQ(measure_sign("3 EUR"), "EUR");
  EXPECT_EQ(measure_sign("3"), "");
}

TEST(MeasureNumbersTest, WhatIsNoNumberIsRefused) {
  for (const char* text : {"", "-", ".", "x", "12x", "1,23", "1,2345", "12,34,567", "1.2.3", "--1",
                           "nan", "inf", "1,234e5", "1 23", "999999999999999999999999"})
    EXPECT_EQ(read(text, '.'), "none") << text;
}

// The mark that cells decide; "?" where they may mean either, "none" where they say nothing.
std::string mark_of(const std::vector<std::string_view>& cells) {
  MarkVotes votes;
  for (const std::string_view cell : cells) votes.add(cell);
  if (const auto mark = votes.decided()) return std::string(1, *mark);
  return votes.open.empty() ? "none" : "?";
}

TEST(MeasureNumbersTest, CellsDecideTheMark) {
  EXPECT_EQ(mark_of({"1,234.5", "7"}), ".");
  EXPECT_EQ(mark_of({"1.234,5", "7"}), ",");
  EXPECT_EQ(mark_of({"0,5", "1,25"}), ",");
  EXPECT_EQ(mark_of({"0.5"}), ".");
  EXPECT_EQ(mark_of({"€ 12,50"}), ",");
  EXPECT_EQ(mark_of({"12.5%"}), ".");
  EXPECT_EQ(mark_of({"1.234.567"}), ",");
  EXPECT_EQ(mark_of({"1,234,567"}), ".");
  EXPECT_EQ(mark_of({"0,123"}), ",") << "no group begins with 0";
  EXPECT_EQ(mark_of({"-0.123"}), ".") << "nor behind a sign";
  EXPECT_EQ(mark_of({"1234.567"}), ".") << "a group has at most three digits";
  EXPECT_EQ(mark_of({"1.234e5"}), ".") << "no groups go with an exponent";
  EXPECT_EQ(mark_of({"1,234"}), "?");
  EXPECT_EQ(mark_of({"12.500", "-1.234", "7"}), "?");
  EXPECT_EQ(mark_of({"12.500", "35,5"}), ",");
  EXPECT_EQ(mark_of({"0.5", "0,5"}), "none") << "as many say the one as the other";
  EXPECT_EQ(mark_of({"words, and", "7", ""}), "none");
  EXPECT_EQ(usual_mark(';'), ',');
  EXPECT_EQ(usual_mark(','), '.');
  EXPECT_EQ(usual_mark('\t'), '.');
}

}  // namespace
}  // namespace bailiwick::market
