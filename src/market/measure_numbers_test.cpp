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

TEST(MeasureNumbersTest, WhatIsNoNumberIsRefused) {
  for (const char* text : {"", "-", ".", "x", "12x", "1,23", "1,2345", "12,34,567", "1.2.3", "--1",
                           "nan", "inf", "1,234e5", "1 23", "999999999999999999999999"})
    EXPECT_EQ(read(text, '.'), "none") << text;
}

TEST(MeasureNumbersTest, TheMarkIsTheColumns) {
  using Cells = std::vector<std::string_view>;
  EXPECT_EQ(decimal_mark_of(Cells{"1,234.5", "7"}, ';'), '.');
  EXPECT_EQ(decimal_mark_of(Cells{"1.234,5", "7"}, ';'), ',');
  EXPECT_EQ(decimal_mark_of(Cells{"0,5", "1,25"}, ';'), ',');
  EXPECT_EQ(decimal_mark_of(Cells{"0.5"}, ';'), '.');
  EXPECT_EQ(decimal_mark_of(Cells{"1.234.567"}, ';'), ',');
  EXPECT_EQ(decimal_mark_of(Cells{"1,234,567"}, ';'), '.');
  EXPECT_EQ(decimal_mark_of(Cells{"1,234"}, ','), '.') << "quoted, in a file of commas: groups";
  EXPECT_EQ(decimal_mark_of(Cells{"1,234"}, ';'), ',') << "in doubt a comma is a mark there";
  EXPECT_EQ(decimal_mark_of(Cells{"1.234"}, ';'), '.');
  EXPECT_EQ(decimal_mark_of(Cells{"0,123"}, ','), ',') << "no group begins with 0";
  EXPECT_EQ(decimal_mark_of(Cells{"words, and"}, ';'), '.');
}

}  // namespace
}  // namespace bailiwick::market
