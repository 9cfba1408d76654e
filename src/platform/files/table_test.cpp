// Goal: columns are found by name, exactly first and loosely then.
#include "platform/files/table.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string_view>

namespace bailiwick::platform::files {
namespace {

TEST(Table, a_column_is_found_exactly_before_loosely) {
  const Table table("t", "line", {"Zip_Code", "zip code", "ZIP"});
  EXPECT_EQ(table.find("zip code"), 1U);
  EXPECT_EQ(table.find("ZIPCODE"), 0U);
  EXPECT_EQ(table.find("zip"), 2U);
  EXPECT_FALSE(table.find("postcode"));
}

TEST(Table, of_several_names_the_earlier_wins) {
  const Table table("t", "line", {"X", "Longitude"});
  EXPECT_EQ(table.find_first(std::array<std::string_view, 2>{"longitude", "x"}), 1U);
  EXPECT_FALSE(table.find_first(std::array<std::string_view, 1>{"lat"}));
}

TEST(Table, fields_and_places_follow_the_rows) {
  Table table("t.csv", "line", {"a", "b"});
  table.set("xyz", {{0, 1}, {1, 2}}, {7});
  EXPECT_EQ(table.row_count(), 1U);
  EXPECT_EQ(table.field(0, 1), "yz");
  EXPECT_EQ(table.place_of(0), "t.csv, line 7");
}

}  // namespace
}  // namespace bailiwick::platform::files
