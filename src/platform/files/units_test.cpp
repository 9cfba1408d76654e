// Goal: units come out as they were written, whatever the columns are called, and every fault is told with its place.
#include "platform/files/units.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/shared.hpp"

namespace bailiwick::platform::files {
namespace {

using Words = std::vector<std::string>;

Checked<Units> parse(std::string text, const UnitsOptions& options = {}) {
  return parse_units(TextFile{"u.csv", std::move(text), {}}, options);
}

Words rules_of(const Checked<Units>& units) {
  Words rules;
  if (!units) {
    for (const Error& error : units.error()) rules.push_back(error.rule);
  }
  return rules;
}

bool has_note(const Units& units, const std::string& part) {
  return std::any_of(units.notes.begin(), units.notes.end(), [&part](const std::string& note) {
    return note.find(part) != std::string::npos;
  });
}

TEST(Units, ids_places_measures_and_texts_are_told_apart) {
  const auto units = parse(
      "zip,state,lon,lat,population,hours\n01001,MA,-72.6,42.1,16769,0.5\n01002,MA,-72.5,42.4,"
      "29049,12\n");
  ASSERT_TRUE(units);
  EXPECT_EQ(units->ids, (Words{"01001", "01002"}));
  ASSERT_EQ(units->measures.size(), 2U);
  EXPECT_EQ(units->measure("Population")->values, (std::vector<std::int64_t>{16769, 29049}));
  EXPECT_EQ(units->measure("hours")->decimals, 1);
  EXPECT_EQ(units->text("state")->values[1], "MA");
  EXPECT_EQ(units->positions[0], geo::on_earth({-72.6, 42.1}));
  EXPECT_EQ(units->measure("state"), nullptr);
  EXPECT_TRUE(units->notes.empty());
}

TEST(Units, a_dutch_spreadsheet_is_read_with_its_decimal_commas) {
  const auto units = parse(
      "PC4;Lengte;longitude;latitude;omzet\r\n1011;x;4,90;52,37;1000,5\r\n1012;y;4,89;52,38;7\r\n");
  ASSERT_TRUE(units);
  EXPECT_DOUBLE_EQ(units->places[0].lon_deg, 4.90);
  EXPECT_EQ(units->measure("omzet")->values, (std::vector<std::int64_t>{10005, 70}));
  EXPECT_TRUE(has_note(*units, "decimal commas"));
}

TEST(Units, columns_can_be_named_and_a_missing_one_is_told_with_those_there_are) {
  const std::string text = "id,ref,a,b\n1,X,4.9,52.3\n";
  const auto units = parse(text, {.id_column = "ref", .lon_column = "a", .lat_column = "b"});
  ASSERT_TRUE(units);
  EXPECT_EQ(units->ids, (Words{"X"}));
  const auto missing =
      parse(text, {.id_column = "nr", .lon_column = "a", .lat_column = "b", .measures = {"sales"}});
  EXPECT_EQ(rules_of(missing), (Words{"F014", "F014"}));
  EXPECT_NE(missing.error()[0].message.find("id, ref, a, b"), std::string::npos);
}

TEST(Units, without_a_known_id_column_the_first_is_taken_and_that_is_said) {
  const auto units = parse("shop,lon,lat\nA,1,2\n");
  ASSERT_TRUE(units);
  EXPECT_EQ(units->ids, (Words{"A"}));
  EXPECT_TRUE(has_note(*units, "'shop'"));
}

TEST(Units, every_rule_is_told_with_its_line) {
  struct Row {
    const char* rule;
    const char* line;  // the bad one; it is line 3
  };
  for (const Row& row :
       std::vector<Row>{{"F015", "b,1,2,x"},
                        {"F015", "b,1,2,NaN"},
                        {"F015", "b,1,2,"},
                        {"F016", "b,1,2,-1"},
                        {"F015", "b,1,2,1e300"},  // beyond any exponent that is read
                        {"F017", "b,1,2,9007199254740993"},
                        {"F018", ",1,2,3"},
                        {"F019", "a,1,2,3"},
                        {"F020", "b,,2,3"},
                        {"F020", "b,1,north,3"},
                        {"F020", "b,nan,2,3"},
                        {"F021", "b,181,2,3"},
                        {"F021", "b,1,-90.5,3"}}) {
    const std::string text = std::string("id,lon,lat,m\na,1,2,3\n") + row.line + "\nc,1,2,3\n";
    const auto units = parse(text, {.measures = {"m"}});
    EXPECT_EQ(rules_of(units), (Words{row.rule})) << row.line;
    ASSERT_FALSE(units);
    EXPECT_NE(units.error()[0].message.find("line 3"), std::string::npos)
        << units.error()[0].message;
  }
}

TEST(Units, all_faults_of_all_columns_are_told_at_once) {
  EXPECT_EQ(rules_of(parse("id,lon,lat,m\na,1,2,x\na,200,2,3\nb,1,,-4\n", {.measures = {"m"}})),
            (Words{"F019", "F021", "F020", "F015", "F016"}));
}

TEST(Units, a_total_too_large_for_exact_sums_is_refused) {
  EXPECT_EQ(rules_of(parse("id,lon,lat,m\na,1,2,9007199254740992\nb,1,2,1\n", {.measures = {"m"}})),
            (Words{"F017"}));
}

TEST(Units, an_unsound_column_nobody_asked_for_becomes_text_with_a_note) {
  std::string text = "id,lon,lat,beds\n";
  for (int i = 0; i < 20; ++i)
    text += "u" + std::to_string(i) + ",1,2," + (i == 7 ? "-999" : "5") + "\n";
  const auto units = parse(text);
  ASSERT_TRUE(units);
  EXPECT_EQ(units->measure("beds"), nullptr);
  EXPECT_EQ(units->text("beds")->values[7], "-999");
  EXPECT_TRUE(has_note(*units, "line 9 -999 is negative"));
}

TEST(Units, zips_that_lost_their_zeros_are_noted_and_doubled_ones_found) {
  const std::string text = "zip,lon,lat\n1001,1,2\n10001,1,2\n10002,1,2\n";
  const auto units = parse(text);
  ASSERT_TRUE(units);
  EXPECT_EQ(units->ids[0], "1001");
  EXPECT_TRUE(has_note(*units, "leading zeros"));
  EXPECT_EQ(rules_of(parse(text + "01001,1,2\n")), (Words{"F019"}));
  EXPECT_TRUE(parse("code,lon,lat\n1,1,2\n01,1,2\n"));  // these are not ZIPs
}

TEST(Units, a_plane_is_in_km_and_swapped_degrees_are_suspected) {
  const auto plane = parse("id,x,y\na,1.5,-2000\n", {.surface = geo::Surface::kPlane});
  ASSERT_TRUE(plane);
  EXPECT_EQ(plane->positions[0], (geo::Position{1500, -2000000, 0}));
  const auto swapped = parse("id,lon,lat\na,42.1,-122.6\n");
  ASSERT_EQ(rules_of(swapped), (Words{"F021"}));
  EXPECT_NE(swapped.error()[0].message.find("swapped"), std::string::npos);
  EXPECT_EQ(rules_of(parse("id,x,y\na,1000001,0\n", {.surface = geo::Surface::kPlane})),
            (Words{"F021"}));
}

TEST(Units, without_places_none_are_read) {
  const auto units = parse("id,m\na,1\n", {.has_places = false});
  ASSERT_TRUE(units);
  EXPECT_TRUE(units->positions.empty());
  EXPECT_EQ(rules_of(parse("id,m\na,1\n")), (Words{"F014", "F014"}));
}

TEST(Units, a_header_alone_has_no_units) {
  EXPECT_EQ(rules_of(parse("id,lon,lat\n")), (Words{"F022"}));
}

TEST(Units, a_file_that_does_not_exist_is_told) {
  EXPECT_EQ(rules_of(read_units("/no/such/file.csv")), (Words{"F001"}));
}

TEST(Units, a_real_file_of_zips_is_read_whole) {
  BAILIWICK_NEEDS_SHARED(folder);
  const auto units =
      read_units(folder / "bench/territory/us_zip/units.csv", {.measures = {"population", "beds"}});
  ASSERT_TRUE(units);
  EXPECT_EQ(units->unit_count(), 32640);
  EXPECT_EQ(units->measures.size(), 3U);
  EXPECT_EQ(units->texts.size(), 1U);
}

TEST(Units, a_real_dutch_file_is_read_by_naming_its_column) {
  BAILIWICK_NEEDS_SHARED(folder);
  const auto units = read_units(folder / "data/nl_postcodes_pc4.csv", {.id_column = "postcode"});
  ASSERT_TRUE(units);
  EXPECT_EQ(units->unit_count(), 4699);
}

}  // namespace
}  // namespace bailiwick::platform::files
