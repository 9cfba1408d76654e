// Goal: the JSON file says all that it is documented to say. Method: the specification's example, and a table of slips.
#include "planning/problem_file.hpp"

#include <gtest/gtest.h>

#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

std::string rules_of(const std::string& text) {
  const auto order = parse_problem(text, "p.json", "/data");
  return order ? "" : testing::rules_of(order.error());
}

TEST(ProblemFile, EveryFieldReachesItsPlace) {
  const auto order = parse_problem(R"({
    "units": "u.csv", "edges": "/abs/e.csv", "territories": 3, "territory_cost": "5km",
    "balance": [{"measure": "population", "tolerance": "2%", "soft": 10, "shares": {"North": 2, "South": 1}},
                {"measure": "beds", "target": 40, "caps": {"North": 50}}],
    "weight": "none", "objective": "distance", "centre": "unit", "contiguous": false, "radius": 100,
    "lock": [["1", "North"]], "forbid": [[2, "South"]], "must_link": [["1", "2", "3"]], "barrier": [["4", "5"]],
    "centers": [{"territory": "North", "unit": "1", "kind": "pinned"}, {"territory": "South", "lon": 5.1, "lat": 52}],
    "preference": 2, "may_be_centre": ["1", "2"],
    "keep": "now.csv", "vacate": ["East"], "disruption": {"measure": "beds", "cap": 0.2, "penalty": "7km"},
    "seconds": "1m", "bound_seconds": 5, "seed": 4, "threads": 1, "out": "plan", "borders": "b.json", "credit": ["me"]
  })",
                                   "p.json", "/data");
  ASSERT_TRUE(order) << order.error().front().message;
  const DesignRequest& r = order->request;
  EXPECT_EQ(r.files.units, "/data/u.csv");
  EXPECT_EQ(r.files.edges, "/abs/e.csv");
  ASSERT_EQ(r.balance.size(), 2U);
  EXPECT_DOUBLE_EQ(*r.balance[0].tolerance, 0.02);
  EXPECT_EQ(r.balance[0].shares.size(), 2U);
  EXPECT_EQ(r.balance[1].caps[0].amount, 50.0);
  EXPECT_EQ(r.forbidden[0].unit, "2");
  ASSERT_EQ(r.centres.size(), 2U);
  EXPECT_TRUE(r.centres[0].is_pinned);
  EXPECT_DOUBLE_EQ(r.centres[1].place->lon_deg, 5.1);
  EXPECT_DOUBLE_EQ(*r.disruption_cap, 0.2);
  EXPECT_DOUBLE_EQ(*order->limits.seconds, 60.0);
  EXPECT_EQ(order->output.folder, "/data/plan");
}

TEST(ProblemFile, EverySlipHasItsRule) {
  EXPECT_EQ(rules_of(R"({"unit": "u.csv"})"), "P010");
  EXPECT_EQ(rules_of(R"({"territories": -5})"), "P011");
  EXPECT_EQ(rules_of(R"({"territories": "5-3"})"), "P011");
  EXPECT_EQ(rules_of(R"({"balance": [{"tolerance": 0.1}]})"), "P011");
  EXPECT_EQ(rules_of(R"({"balance": [{"measure": "a", "target": 1, "shares": {"N": 1}}]})"),
            "P011");
  EXPECT_EQ(rules_of(R"({"balance": [{"measure": "a"}, {"measure": "a"}]})"), "P011");
  EXPECT_EQ(rules_of(R"({"lock": [["1"]]})"), "P011");
  EXPECT_EQ(rules_of(R"({"barrier": [["1", "2", "3"]]})"), "P011");
  EXPECT_EQ(rules_of(R"({"centers": [{"territory": "N"}]})"), "P011");
  EXPECT_EQ(rules_of(R"({"vacate": ["N"]})"), "P011");
  EXPECT_EQ(rules_of(R"({"seconds": 1, "iterations": 2})"), "P011");
  EXPECT_EQ(rules_of(R"({"threads": 65})"), "P011");
  EXPECT_EQ(rules_of(R"({"seed": 1, "seed": 2})"), "P012");
  EXPECT_EQ(rules_of(R"([1])"), "P011");
}

TEST(ProblemFile, BrokenJsonAndMissingFilesAreTheReadersErrors) {
  EXPECT_EQ(rules_of("{").front(), 'F');
  const auto order = read_problem_file("/nowhere/p.json");
  ASSERT_FALSE(order);
  EXPECT_EQ(order.error().front().rule.front(), 'F');
}

}  // namespace
}  // namespace bailiwick::planning
