// Goal: ids are found as written, or by leading zeros where that means one unit only.
#include "platform/files/unit_lookup.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bailiwick::platform::files {
namespace {

TEST(UnitLookup, an_id_is_found_as_written) {
  const std::vector<std::string> ids = {"01001", "A1", "7"};
  const UnitLookup lookup(ids);
  EXPECT_EQ(lookup.find("A1")->unit, 1);
  EXPECT_FALSE(lookup.find("A1")->is_restored);
  EXPECT_FALSE(lookup.find("a1"));
  EXPECT_FALSE(lookup.find(""));
}

TEST(UnitLookup, zeros_are_restored_in_both_directions_and_said) {
  const std::vector<std::string> ids = {"01001", "2002"};
  const UnitLookup lookup(ids);
  EXPECT_EQ(lookup.find("1001")->unit, 0);
  EXPECT_TRUE(lookup.find("1001")->is_restored);
  EXPECT_EQ(lookup.find("02002")->unit, 1);
  EXPECT_FALSE(lookup.find_exact("1001"));
}

TEST(UnitLookup, two_units_that_differ_in_zeros_only_are_never_guessed_between) {
  const std::vector<std::string> ids = {"1", "01", "2"};
  const UnitLookup lookup(ids);
  EXPECT_EQ(lookup.find("01")->unit, 1);
  EXPECT_FALSE(lookup.find("001"));
  EXPECT_TRUE(lookup.find("02"));
}

TEST(UnitLookup, zeros_before_letters_are_not_touched) {
  const std::vector<std::string> ids = {"0A", "0"};
  const UnitLookup lookup(ids);
  EXPECT_FALSE(lookup.find("A"));
  EXPECT_EQ(lookup.find("00")->unit, 1);
}

TEST(UnitLookup, of_doubled_ids_the_first_is_found_and_none_of_no_ids) {
  const std::vector<std::string> ids = {"5", "5"};
  EXPECT_EQ(UnitLookup(ids).find("5")->unit, 0);
  EXPECT_TRUE(UnitLookup(ids).find("05"));
  EXPECT_FALSE(UnitLookup({}).find("5"));
}

}  // namespace
}  // namespace bailiwick::platform::files
