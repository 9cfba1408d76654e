// Goal: rings put together from arcs are the rings of the mesh, and a border that two areas share is one arc. Method: fields, islands, holes,
// areas that touch in a point, areas drawn twice; and random groups of fields.
#include "geo/arcs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/rng.hpp"
#include "geo/coverage.hpp"

namespace bailiwick::geo {
namespace {

Ring square(double west, double south, double size) {
  return {{west, south}, {west + size, south}, {west + size, south + size}, {west, south + size}};
}

std::vector<std::int32_t> joined(const Arcs& arcs, std::size_t ring) {
  std::vector<std::int32_t> corners;
  for (const std::int32_t use : arcs.arcs_of_ring(ring)) {
    const auto arc = arcs.arc(static_cast<std::size_t>(use < 0 ? ~use : use));
    std::vector<std::int32_t> way(arc.begin(), arc.end());
    if (use < 0) std::reverse(way.begin(), way.end());
    if (!corners.empty()) {
      EXPECT_EQ(corners.back(), way.front());
      corners.pop_back();
    }
    corners.insert(corners.end(), way.begin(), way.end());
  }
  EXPECT_EQ(corners.front(), corners.back());
  corners.pop_back();
  return corners;
}

// Every ring comes back, from whichever corner on; how many arcs there are.
std::size_t check(const Mesh& mesh) {
  const Arcs arcs = arcs_of(mesh);
  for (std::size_t r = 0; r < mesh.ring_count(); ++r) {
    std::vector<std::int32_t> corners = joined(arcs, r);
    const auto ring = mesh.ring(r);
    const auto start = std::find(corners.begin(), corners.end(), ring.front());
    EXPECT_NE(start, corners.end());
    std::rotate(corners.begin(), start, corners.end());
    // Where a ring passes its first corner twice, any of the two may be the start.
    if (std::set<std::int32_t>(ring.begin(), ring.end()).size() == ring.size()) {
      EXPECT_TRUE(std::equal(corners.begin(), corners.end(), ring.begin(), ring.end()));
    }
    EXPECT_EQ(corners.size(), ring.size());
  }
  std::set<std::pair<std::int32_t, std::int32_t>> edges;
  for (std::size_t a = 0; a < arcs.arc_count(); ++a) {
    const auto arc = arcs.arc(a);
    for (std::size_t i = 1; i < arc.size(); ++i)
      EXPECT_TRUE(edges.emplace(std::min(arc[i - 1], arc[i]), std::max(arc[i - 1], arc[i])).second)
          << "an edge is in one arc, once";
  }
  return arcs.arc_count();
}

TEST(Arcs, SharedBordersAreOneArc) {
  const auto mesh = [](const std::vector<Area>& areas) { return mesh_in_steps(areas); };
  EXPECT_EQ(check(mesh({{{square(0, 0, 1), {}}}})), 1U);
  EXPECT_EQ(check(mesh({{{square(0, 0, 1), {}}}, {{square(1, 0, 1), {}}}})), 3U);
  EXPECT_EQ(check(mesh({{{square(0, 0, 9), {square(1, 1, 1)}}}, {{square(1, 1, 1), {}}}})), 2U)
      << "an island in a hole";
  EXPECT_EQ(check(mesh({{{square(0, 0, 1), {}}}, {{square(1, 1, 1), {}}}})), 2U) << "a point";
  EXPECT_EQ(check(mesh({{{square(0, 0, 1), {}}}, {{square(0, 0, 1), {}}}})), 1U) << "twice";
  EXPECT_EQ(check(Mesh()), 0U);
}

TEST(Arcs, RandomLandsComeBack) {
  Rng rng(5);
  for (int round = 0; round < 20; ++round) {
    std::vector<Area> fields;
    std::vector<std::int32_t> group_of;
    for (int i = 0; i < 144; ++i) {
      fields.push_back({{square(i % 12, static_cast<double>(i / 12), 1), {}}});
      group_of.push_back(static_cast<std::int32_t>(rng.below(6)) - 1);
    }
    EXPECT_GT(check(dissolve(mesh_in_steps(fields), group_of, 5)), 0U);
  }
}

}  // namespace
}  // namespace bailiwick::geo
