// Goal: rook neighbours are found from exact, rounded and unevenly drawn borders; corners and gaps are not borders.
#include "geo/borders.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bailiwick::geo {
namespace {

constexpr double kKm_deg = 1.0 / 111.195;  // of latitude

// An area for every letter of the map, a box of 1 km for every place it stands at.
std::vector<Area> areas_of(const std::vector<std::string>& rows) {
  std::vector<Area> areas;
  for (std::size_t y = 0; y < rows.size(); ++y) {
    for (std::size_t x = 0; x < rows[y].size(); ++x) {
      if (rows[y][x] == '.') continue;
      const auto area = static_cast<std::size_t>(rows[y][x] - 'A');
      if (areas.size() <= area) areas.resize(area + 1);
      const double west = kKm_deg * static_cast<double>(x);
      const double north = -kKm_deg * static_cast<double>(y);
      areas[area].push_back({{{west, north},
                              {west + kKm_deg, north},
                              {west + kKm_deg, north - kKm_deg},
                              {west, north - kKm_deg}},
                             {}});
    }
  }
  return areas;
}

std::vector<Link> links_of(const std::vector<Area>& areas) {
  std::vector<Link> links;
  for (const Border& border : shared_borders(areas)) links.push_back(border.link);
  return links;
}

TEST(Borders, areas_side_by_side_are_neighbours_and_areas_at_a_corner_are_not) {
  const auto areas = areas_of({"AB", "CD"});
  EXPECT_EQ(links_of(areas), (std::vector<Link>{{0, 1}, {0, 2}, {1, 3}, {2, 3}}));
}

TEST(Borders, lengths_of_all_stretches_are_summed) {
  const auto borders = shared_borders(areas_of({"AB", "AB", ".."}));
  ASSERT_EQ(borders.size(), 1U);
  EXPECT_NEAR(borders[0].length_m, 2000.0, 2.0);
}

TEST(Borders, an_enclave_is_a_neighbour_through_the_hole) {
  const Ring hole = {{1, 1}, {2, 1}, {2, 2}, {1, 2}};
  const std::vector<Area> areas = {{{{{0, 0}, {3, 0}, {3, 3}, {0, 3}}, {hole}}}, {{hole, {}}}};
  EXPECT_EQ(links_of(areas), (std::vector<Link>{{0, 1}}));
}

TEST(Borders, a_vertex_on_one_side_only_does_not_hide_a_border) {
  // The east side of A is one segment; B and C meet it half way.
  const std::vector<Area> areas = {{{{{0, 0}, {1, 0}, {1, 2}, {0, 2}}, {}}},
                                   {{{{1, 0}, {2, 0}, {2, 1}, {1, 1}}, {}}},
                                   {{{{1, 1}, {2, 1}, {2, 2}, {1, 2}}, {}}}};
  const auto borders = shared_borders(areas);
  ASSERT_EQ(borders.size(), 3U);
  EXPECT_EQ(borders[0].link, Link(0, 1));
  EXPECT_EQ(borders[1].link, Link(0, 2));
  EXPECT_EQ(borders[2].link, Link(1, 2));
  EXPECT_NEAR(borders[0].length_m, borders[1].length_m, 1.0);
}

TEST(Borders, boxes_that_are_shifted_along_their_border_share_the_part_they_share) {
  const std::vector<Area> areas = {{{{{0, 0}, {1, 0}, {1, 2}, {0, 2}}, {}}},
                                   {{{{1, 1}, {2, 1}, {2, 3}, {1, 3}}, {}}}};
  const auto borders = shared_borders(areas);
  ASSERT_EQ(borders.size(), 1U);
  EXPECT_NEAR(borders[0].length_m, 111195.0, 10.0);
}

TEST(Borders, vertices_that_differ_by_rounding_are_the_same) {
  const double off = 0.3 / 111195.0;  // 0.3 m
  const std::vector<Area> areas = {{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}, {}}},
                                   {{{{1 + off, off}, {2, 0}, {2, 1}, {1, 1 - off}}, {}}}};
  EXPECT_EQ(links_of(areas), (std::vector<Link>{{0, 1}}));
}

TEST(Borders, a_gap_wider_than_the_snap_is_no_border) {
  const double off = 5.0 / 111195.0;  // 5 m
  const std::vector<Area> areas = {{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}, {}}},
                                   {{{{1 + off, 0}, {2, 0}, {2, 1}, {1 + off, 1}}, {}}}};
  EXPECT_TRUE(links_of(areas).empty());
}

TEST(Borders, a_slanted_border_cut_unevenly_on_both_sides_is_found_whole) {
  // Both follow the line from (0,0) to (8,4); one has vertices at 2, 4, 6, the other at 1, 3, 5.
  const std::vector<Area> areas = {{{{{0, 0}, {2, 1}, {4, 2}, {6, 3}, {8, 4}, {0, 4}}, {}}},
                                   {{{{0, 0}, {1, 0.5}, {3, 1.5}, {5, 2.5}, {8, 4}, {8, 0}}, {}}}};
  const auto borders = shared_borders(areas);
  ASSERT_EQ(borders.size(), 1U);
  EXPECT_NEAR(borders[0].length_m, 993000.0, 2000.0);
}

TEST(Borders, the_two_names_of_the_antimeridian_are_one_line) {
  const std::vector<Area> areas = {{{{{179, 0}, {180, 0}, {180, 1}, {179, 1}}, {}}},
                                   {{{{-180, 0}, {-179, 0}, {-179, 1}, {-180, 1}}, {}}}};
  EXPECT_EQ(links_of(areas), (std::vector<Link>{{0, 1}}));
}

TEST(Borders, a_thousand_areas_on_top_of_each_other_are_chained_not_multiplied) {
  const std::vector<Area> areas(1000, Area{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}, {}}});
  EXPECT_EQ(shared_borders(areas).size(), 999U);
}

TEST(Borders, empty_and_degenerate_areas_have_none) {
  const std::vector<Area> areas = {
      {}, {{{}, {}}}, {{{{1, 1}}, {}}}, {{{{1, 1}, {1, 1}, {1, 1}}, {}}}};
  EXPECT_TRUE(shared_borders(areas).empty());
}

}  // namespace
}  // namespace bailiwick::geo
