// Goal: drawings become the worlds that tests believe they draw. Method: small maps read by eye.
#include "engine/territory/ascii_world.hpp"

#include <gtest/gtest.h>

namespace bailiwick::engine::territory::ascii {
namespace {

TEST(AsciiWorld, NumbersUnitsInReadingOrderAndLinksTheFourNeighbours) {
  const Problem problem = world_of("AAB\nABB");
  ASSERT_EQ(problem.unit_count(), 6);
  EXPECT_EQ(problem.unit_ids[4], "r1c1");
  EXPECT_EQ(problem.positions[4], (geo::Position{1000, -1000, 0}));
  EXPECT_EQ(problem.adjacency.edge_count(), 7);
  EXPECT_TRUE(problem.adjacency.has_edge(1, 4));
  EXPECT_FALSE(problem.adjacency.has_edge(2, 3));
}

TEST(AsciiWorld, LeavesHolesOutOfTheMap) {
  const Problem problem = world_of("A.A\nAAA");
  ASSERT_EQ(problem.unit_count(), 5);
  EXPECT_EQ(problem.unit_ids[1], "r0c2");
  EXPECT_EQ(problem.adjacency.edge_count(), 4);
}

TEST(AsciiWorld, ReadsLoadsFromASecondDrawing) {
  EXPECT_EQ(world_of("AA\nAA").measures[0].values, (std::vector<std::int64_t>{1, 1, 1, 1}));
  EXPECT_EQ(world_of("AA\n.A", "30\n.9").measures[0].values, (std::vector<std::int64_t>{3, 0, 9}));
}

TEST(AsciiWorld, DrawsAPlanAsItReadIt) {
  const std::string drawing = "AAB\nA.B\nCCC";
  const Plan plan = plan_of(drawing);
  EXPECT_EQ(plan.k, 3);
  EXPECT_EQ(drawing_of(world_of(drawing), plan), drawing);
}

}  // namespace
}  // namespace bailiwick::engine::territory::ascii
