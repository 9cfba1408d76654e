// Goal: demands are read, judged and put into problems as they say; those that cannot be are refused with all that is wrong. Method: small boards by
// hand; the engine's checker counts what is broken.
#include "planning/demand.hpp"

#include <gtest/gtest.h>

#include "engine/territory/check.hpp"
#include "planning/board.hpp"
#include "tests/support/board_world.hpp"

namespace bailiwick::planning {
namespace {

using engine::territory::Problem;

// Four units in a row: 0 - 1 - 2 - 3, two territories.
Problem row_of_four() {
  Problem problem;
  problem.unit_ids = {"a", "b", "c", "d"};
  for (int i = 0; i < 4; ++i) problem.positions.push_back(geo::Position{1000 * i, 0, 0});
  problem.surface = geo::Surface::kPlane;
  const std::vector<graph::Edge> edges = {{0, 1}, {1, 2}, {2, 3}};
  problem.adjacency = graph::Csr::from_edges(4, edges);
  problem.k_min = problem.k_max = 2;
  problem.hints = {{.name = "North"}, {.name = "South"}};
  return problem;
}

std::int32_t same(std::int32_t index) { return index; }

TEST(Demands, AreKeptInOrderAndOnce) {
  const Demand pin{.kind = DemandKind::kPin, .territory = 1, .units = {2}};
  const Demand barrier{.kind = DemandKind::kBarrier, .units = {0, 1}};
  Demands demands = {barrier, pin, barrier};
  put_in_order(demands);
  EXPECT_EQ(demands, (Demands{pin, barrier}));
  EXPECT_EQ(changed(demands, {}, {pin}), (Demands{barrier}));
  EXPECT_EQ(changed({barrier}, {pin}, {}), demands);
}

TEST(Demands, ThatCannotBeSayWhy) {
  const Problem problem = row_of_four();
  const Demands others = {{.kind = DemandKind::kPin, .territory = 0, .units = {0}},
                          {.kind = DemandKind::kForbid, .territory = 1, .units = {3}}};
  const auto why = [&](const Demand& demand) {
    return why_not(demand, others, problem.adjacency,
                   [&](std::int32_t unit) -> const std::string& {
                     return problem.unit_ids[static_cast<std::size_t>(unit)];
                   })
        .value_or("");
  };
  const auto says = [&](const Demand& demand, std::string_view part) {
    return why(demand).find(part) != std::string::npos ? std::string() : why(demand) + "?";
  };
  EXPECT_EQ(says({.kind = DemandKind::kPin, .territory = 0, .units = {1}}, "pinned at unit a"), "");
  EXPECT_EQ(says({.kind = DemandKind::kPin, .territory = 1, .units = {0}}, "of another territory"),
            "");
  EXPECT_EQ(says({.kind = DemandKind::kPin, .territory = 1, .units = {3}}, "Unit d is never"), "");
  EXPECT_EQ(says({.kind = DemandKind::kForbid, .territory = 0, .units = {0}}, "Unit a is the pin"),
            "");
  EXPECT_EQ(says({.kind = DemandKind::kBarrier, .units = {0, 2}}, "Units a and c do not border"),
            "");
  EXPECT_EQ(why({.kind = DemandKind::kPin, .territory = 1, .units = {2}}), "");
  EXPECT_EQ(why({.kind = DemandKind::kForbid, .territory = 0, .units = {3}}), "");
  EXPECT_EQ(why({.kind = DemandKind::kBarrier, .units = {1, 2}}), "");
}

TEST(Demands, WhatADivisionBreaksIsWhatTheCheckerFinds) {
  const std::vector<std::int32_t> division = {0, 0, 1, 1};
  const Demands kept = {{.kind = DemandKind::kPin, .territory = 0, .units = {1}},
                        {.kind = DemandKind::kForbid, .territory = 1, .units = {0}},
                        {.kind = DemandKind::kTogether, .units = {2, 3}},
                        {.kind = DemandKind::kBarrier, .units = {1, 2}}};
  const Demands broken = {{.kind = DemandKind::kPin, .territory = 1, .units = {0}},
                          {.kind = DemandKind::kForbid, .territory = 1, .units = {3}},
                          {.kind = DemandKind::kTogether, .units = {1, 2}}};
  EXPECT_TRUE(broken_by(kept, division).empty());
  EXPECT_EQ(broken_by(broken, division), broken);
  const auto violations = [&](const Demands& demands) {
    Problem problem = row_of_four();
    add_demands(demands, problem.positions, same, same, problem);
    return check(problem, {.k = 2, .territory_of = division, .centres = {}})->violations.size();
  };
  EXPECT_EQ(violations(kept), 0U);
  EXPECT_EQ(violations(broken), broken.size());
}

TEST(Demands, ABarrierCutsATerritoryInTwo) {
  Problem problem = row_of_four();
  add_demands({{.kind = DemandKind::kBarrier, .units = {0, 1}}}, problem.positions, same, same,
              problem);
  EXPECT_FALSE(problem.adjacency.has_edge(0, 1));
  EXPECT_TRUE(problem.adjacency.has_edge(1, 2));
  EXPECT_EQ(check(problem, {.k = 2, .territory_of = {0, 0, 1, 1}, .centres = {}})->fragments, 1);
}

TEST(Demands, OfAPartOnlyWhatIsInItCounts) {
  Problem part = row_of_four();  // of units 10 to 13 and territories 5, 6
  const auto unit_in = [](std::int32_t unit) { return unit < 10 ? kAnyTerritory : unit - 10; };
  const auto territory_in = [](std::int32_t t) { return t < 5 ? kAnyTerritory : t - 5; };
  std::vector<geo::Position> positions(14);
  positions[3] = geo::Position{7, 0, 0};
  add_demands({{.kind = DemandKind::kPin, .territory = 4, .units = {10}},
               {.kind = DemandKind::kPin, .territory = 5, .units = {3}},
               {.kind = DemandKind::kForbid, .territory = 6, .units = {2}},
               {.kind = DemandKind::kTogether, .units = {2, 11}},
               {.kind = DemandKind::kTogether, .units = {2, 12, 13}}},
              positions, unit_in, territory_in, part);
  EXPECT_TRUE(part.locks.empty()) << "the pinned unit is elsewhere";
  ASSERT_TRUE(part.hints[0].pinned.has_value());
  EXPECT_TRUE(part.forbidden.empty());
  EXPECT_EQ(part.must_link, (std::vector<std::vector<std::int32_t>>{{2, 3}}));
}

}  // namespace
}  // namespace bailiwick::planning
