// Goal: pairs of units in any order, with or without a header, and every stranger among them told with its line.
#include "platform/files/edges.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "platform/files/units.hpp"
#include "tests/support/shared.hpp"

namespace bailiwick::platform::files {
namespace {

using Links = std::vector<std::pair<std::int32_t, std::int32_t>>;

const std::vector<std::string> kIds = {"01001", "01002", "c"};

Checked<Edges> parse(std::string text) {
  const UnitLookup lookup(kIds);
  return parse_edges(TextFile{"e.csv", std::move(text), {}}, lookup);
}

TEST(Edges, a_header_may_be_there_or_not) {
  EXPECT_EQ(parse("a,b\n01001,c\n01002,c\n")->links, (Links{{0, 2}, {1, 2}}));
  EXPECT_EQ(parse("a,b\n01001,c\n")->notes.size(), 1U);
  EXPECT_EQ(parse("c;01001\n")->links, (Links{{0, 2}}));
}

TEST(Edges, what_is_written_is_read_again) {
  const std::vector<std::string> ids = {"a", "b, c", "d"};
  const Links links = {{0, 1}, {1, 2}};
  const std::string text = edges_text(ids, links);
  EXPECT_EQ(text, "unit,neighbour\na,\"b, c\"\n\"b, c\",d\n");
  const UnitLookup lookup(ids);
  EXPECT_EQ(parse_edges(TextFile{"e.csv", text, {}}, lookup)->links, links);
}

TEST(Edges, doubles_are_merged_and_loops_left_out_with_a_note) {
  const auto edges = parse("01001,c,3.5\nc,01001,3.5\nc,c,0\n");
  ASSERT_TRUE(edges);
  EXPECT_EQ(edges->links, (Links{{0, 2}}));
  EXPECT_EQ(edges->notes.size(), 1U);
}

TEST(Edges, lost_zeros_are_restored_and_said) {
  const auto edges = parse("1001,1002\n");
  ASSERT_TRUE(edges);
  EXPECT_EQ(edges->links, (Links{{0, 1}}));
  EXPECT_NE(edges->notes.at(0).find("2 ids"), std::string::npos);
}

TEST(Edges, unknown_units_are_all_told_with_their_lines) {
  const auto edges = parse("a,b\n01001,x\n01001,c\ny,z\n");
  ASSERT_FALSE(edges);
  ASSERT_EQ(edges.error().size(), 3U);
  EXPECT_EQ(edges.error()[0].rule, "F030");
  EXPECT_NE(edges.error()[0].message.find("line 2: the unit 'x'"), std::string::npos);
  EXPECT_NE(edges.error()[2].message.find("line 4: the unit 'z'"), std::string::npos);
}

TEST(Edges, one_column_or_a_header_alone_is_refused) {
  EXPECT_EQ(parse("01001\n").error().at(0).rule, "F031");
  EXPECT_EQ(parse("a,b\n").error().at(0).rule, "F032");
}

TEST(Edges, a_real_file_is_read_whole) {
  BAILIWICK_NEEDS_SHARED(folder);
  const auto units = read_units(folder / "bench/territory/us_zip/units.csv");
  ASSERT_TRUE(units);
  const UnitLookup lookup(units->ids);
  EXPECT_EQ(read_edges(folder / "bench/territory/us_zip/edges.csv", lookup)->links.size(), 97532U);
}

}  // namespace
}  // namespace bailiwick::platform::files
