// Goal: a cap on disruption that other demands break by themselves is refused. Method: a row of units with an existing
// plan, one cause of forced moves a row, a cap just below and just at what they force.
#include "engine/territory/validate_disruption.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "engine/territory/ascii_world.hpp"
#include "engine/territory/validate.hpp"

namespace bailiwick::engine::territory {
namespace {

struct Row {
  const char* why;
  double forced;  // share of what is assigned
  std::function<void(Problem&)> change;
};

const Row kRows[] = {
    {"locks elsewhere", 0.2,
     [](Problem& p) {
       p.locks = {{4, 1}, {0, 0}, {8, 0}, {9, 1}};
       p.is_contiguous = false;
     }},
    {"forbidden pairs", 0.2,
     [](Problem& p) {
       p.forbidden = {{4, 0}, {3, 0}, {9, 0}};
     }},
    {"a must-link to a locked unit", 0.3,
     [](Problem& p) {
       p.must_link = {{2, 3, 4, 5}};
       p.locks = {{5, 1}};
     }},
    {"the radius of a pinned centre", 0.2,
     [](Problem& p) {
       p.hints.resize(2);
       p.hints[0].pinned_unit = 0;
       p.radius_max_km = 2.7;
       p.is_contiguous = false;
     }},
    {"an upper limit", 0.2,
     [](Problem& p) {
       p.balance = {ascii::rule({.measure = 0, .caps = {3.0, 9.0}})};
     }},
    {"a lower limit", 0.3,
     [](Problem& p) {
       p.balance = {ascii::rule({.measure = 0, .tolerance = 0.0, .shares = {4.0, 1.0}})};
     }},
    {"areas without a connection", 0.2,
     [](Problem& p) {
       const graph::Edge edges[] = {{0, 1}, {1, 2}, {3, 4}, {4, 5}, {5, 6}, {6, 7}, {7, 8}, {8, 9}};
       p.adjacency = graph::Csr::from_edges(10, edges);
     }},
};

TEST(ValidateDisruption, RefusesACapBelowWhatMustMove) {
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.why);
    Problem problem = ascii::world_of("AAAAABBBBB");
    problem.k_min = problem.k_max = 2;
    problem.disruption = ascii::today({0, 0, 0, 0, 0, 1, 1, 1, 1, 1}, row.forced - 0.01);
    row.change(problem);
    EXPECT_EQ(ascii::rules_of(validate(problem)), std::vector<std::string>{"T049"});
    problem.disruption->cap = row.forced;
    EXPECT_EQ(ascii::rules_of(validate(problem)), std::vector<std::string>{});
  }
}

TEST(ValidateDisruption, LetsUnassignedUnitsFillALackForFree) {
  Problem problem = ascii::world_of("AAABBB");
  problem.k_min = problem.k_max = 2;
  problem.balance = {ascii::rule({.measure = 0, .tolerance = 0.0})};
  problem.disruption = ascii::today({0, 1, kUnassigned, 1, 1, kUnassigned}, 0.0);
  EXPECT_TRUE(validate(problem).empty());
  problem.disruption->current = {0, 1, 1, 1, 1, kUnassigned};
  const Errors errors = validate(problem);
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].message,
            "At least load 1 must change hands (locks, forbidden pairs, connection, radius and "
            "upper limits force units "
            "out), which is 20% of what is assigned today; the cap is 0%. Raise the cap, or drop "
            "demands that force "
            "moves.");
}

TEST(ValidateDisruption, KeepsQuietWithoutACap) {
  Problem problem = ascii::world_of("AAABBB");
  problem.k_min = problem.k_max = 2;
  problem.disruption = ascii::today({0, 0, 0, 0, 0, 1});
  problem.balance = {ascii::rule({.measure = 0, .tolerance = 0.0})};
  EXPECT_TRUE(validate(problem).empty());
}

}  // namespace
}  // namespace bailiwick::engine::territory
