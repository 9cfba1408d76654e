// Goal: every broken demand is told, alone, with its figures. Method: a plan that keeps all, and one demand a row that
// it breaks.
#include "engine/territory/check_demands.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "engine/territory/ascii_world.hpp"
#include "engine/territory/check.hpp"

namespace bailiwick::engine::territory {
namespace {

struct Row {
  const char* rule;
  std::function<void(Problem&)> change;
  const char* message;
  ViolationValues values;
};

const Row kRows[] = {
    {"T051",
     [](Problem& p) { p.k_min = p.k_max = 3; },
     "Territory 3 has no units.",
     {{"territory", "3"}}},
    {"T052",
     [](Problem& p) {
       p.balance = {ascii::rule({.tolerance = 0.1, .shares = {1.0, 2.0}})};
     },
     "Territory 1 holds load 5; the most it may hold is 3 (target 3.33 + 10%).",
     {{"case", "most"}, {"territory", "1"}, {"measure", "load"}, {"amount", "5"}, {"limit", "3"}}},
    {"T052",
     [](Problem& p) {
       p.balance = {ascii::rule({.caps = {4.5, 9.0}})};
     },
     "Territory 1 holds load 5; the most it may hold is 4 (its capacity).",
     {{"case", "most"}, {"territory", "1"}, {"measure", "load"}, {"amount", "5"}, {"limit", "4"}}},
    {"T053",
     [](Problem& p) {
       const graph::Edge edges[] = {{0, 1}, {2, 5}, {4, 5}, {0, 2}};
       p.adjacency = graph::Csr::from_edges(6, edges);
     },
     "Territory 1 is not connected: it falls into 2 pieces.",
     {{"territory", "1"}, {"pieces", "2"}}},
    {"T054",
     [](Problem& p) {
       p.locks = {{0, 0}, {1, 1}};
     },
     "Unit r0c1 is locked to territory 2, but stands in territory 1.",
     {{"case", "lock"}, {"unit", "r0c1"}, {"territory", "2"}, {"stands_in", "1"}}},
    {"T054",
     [](Problem& p) {
       p.hints = {ascii::named("North"), ascii::named("South")};
       p.hints[1].pinned_unit = 0;
     },
     "Unit r0c0 is the pinned centre of territory South, but stands in territory North.",
     {{"case", "pin"}, {"unit", "r0c0"}, {"territory", "South"}, {"stands_in", "North"}}},
    {"T055",
     [](Problem& p) {
       p.forbidden = {{2, 0}, {3, 0}};
     },
     "Unit r1c0 stands in territory 1, where it is forbidden.",
     {{"unit", "r1c0"}, {"territory", "1"}}},
    {"T056",
     [](Problem& p) {
       p.must_link = {{0, 1}, {1, 3, 4}};
     },
     "Unit r0c1 and unit r1c1 must stay together, but stand in territory 1 and territory 2.",
     {{"unit", "r0c1"}, {"other", "r1c1"}, {"territory", "1"}, {"other_territory", "2"}}},
    {"T057",
     [](Problem& p) {
       p.centre = CentreKind::kUnit;
       p.may_be_centre = {1, 1, 1, 0, 1, 1};
       p.hints.resize(2);
       p.hints[0].pinned_unit = 3;
       p.radius_max_km = 1.3;
     },
     "Unit r0c1 lies 1.414 km from the centre of territory 1; the maximum radius is 1.3 km.",
     {{"unit", "r0c1"}, {"territory", "1"}, {"km", "1.414"}, {"radius_km", "1.3"}}},
    {"T059",
     [](Problem& p) {
       p.centre = CentreKind::kUnit;
       p.may_be_centre = {0, 0, 1, 0, 0, 0};
     },
     "Territory 1 has no unit that may be its centre.",
     {{"territory", "1"}}},
    {"T060",
     [](Problem& p) {
       p.disruption = ascii::today({0, 0, 0, 0, 1, 1}, 0.1);
     },
     "20% of load changes hands; the most that may is 10%.",
     {{"measure", "load"}, {"share", "0.2"}, {"cap", "0.1"}}},
};

TEST(CheckDemands, TellsOfEachBrokenDemandAlone) {
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.rule);
    Problem problem = ascii::world_of("AAB\nABB", "122\n221");
    problem.k_min = problem.k_max = 2;
    Plan plan = ascii::plan_of("AAB\nABB");
    EXPECT_TRUE(check(problem, plan)->is_feasible());
    row.change(problem);
    plan.k = problem.k_max;
    const Result<Report> report = check(problem, plan);
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(ascii::rules_of(report->violations), std::vector<std::string>{row.rule});
    ASSERT_FALSE(report->violations.empty());
    EXPECT_EQ(report->violations[0].message, row.message);
    ASSERT_EQ(report->violation_values.size(), report->violations.size());
    EXPECT_EQ(report->violation_values[0], row.values);
    EXPECT_FALSE(report->is_feasible());
  }
}

TEST(CheckDemands, ToleratesPiecesWhereTerritoriesNeedNotConnect) {
  Problem problem = ascii::world_of("ABA");
  problem.k_min = problem.k_max = 2;
  const Plan plan = ascii::plan_of("ABA");
  EXPECT_EQ(ascii::rules_of(check(problem, plan)->violations), std::vector<std::string>{"T053"});
  problem.is_contiguous = false;
  const Report report = *check(problem, plan);
  EXPECT_TRUE(report.is_feasible());
  EXPECT_EQ(report.fragments, 1);
}

TEST(CheckDemands, JudgesTheCentresThatThePlanNames) {
  Problem problem = ascii::world_of("AAAB");
  problem.k_min = problem.k_max = 2;
  problem.centre = CentreKind::kUnit;
  problem.may_be_centre = {1, 1, 0, 1};
  Plan plan = ascii::plan_of("AAAB");
  plan.centres = {0, 3};  // allowed, though unit 1 is better
  EXPECT_TRUE(check(problem, plan)->is_feasible());
  plan.centres = {-1, -1};  // not named
  EXPECT_TRUE(check(problem, plan)->is_feasible());
  plan.centres = {2, 3};
  EXPECT_EQ(check(problem, plan)->violations[0].message,
            "The plan makes unit r0c2 the centre of territory 1, but it may not be a centre.");
  plan.centres = {3, 3};
  const Errors violations = check(problem, plan)->violations;
  ASSERT_EQ(ascii::rules_of(violations), std::vector<std::string>{"T058"});
  EXPECT_EQ(violations[0].message,
            "The plan makes unit r0c3 the centre of territory 1, but it stands in territory 2.");
  EXPECT_EQ(check(problem, plan)->violation_values[0],
            (ViolationValues{
                {"case", "elsewhere"}, {"unit", "r0c3"}, {"territory", "1"}, {"stands_in", "2"}}));
}

TEST(CheckDemands, AcceptsACapThatIsMetExactly) {
  Problem problem = ascii::world_of("AAABBBBBBB");
  problem.k_min = problem.k_max = 2;
  problem.disruption = ascii::today({0, 0, 0, 0, 0, 0, 1, 1, 1, 1}, 0.3);
  EXPECT_TRUE(check(problem, ascii::plan_of("AAABBBBBBB"))->is_feasible());
  problem.disruption->cap = 0.299;
  EXPECT_FALSE(check(problem, ascii::plan_of("AAABBBBBBB"))->is_feasible());
}

}  // namespace
}  // namespace bailiwick::engine::territory
