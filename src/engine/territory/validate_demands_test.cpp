// Goal: every malformed demand is named, alone. Method: a well-formed world and one change a row.
#include "engine/territory/validate_demands.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <limits>

#include "engine/territory/ascii_world.hpp"
#include "engine/territory/validate.hpp"

namespace bailiwick::engine::territory {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

Problem sound() {
  Problem problem = ascii::world_of("AAB\nABB");
  problem.k_min = problem.k_max = 2;
  problem.balance = {ascii::rule({.measure = 0, .tolerance = 0.0, .soft_km = 1.0})};
  problem.hints = {ascii::named("North"), ascii::named("South")};
  problem.disruption = ascii::today({0, 0, 1, 0, 1, kUnassigned});
  return problem;
}

struct Row {
  const char* rule;
  const char* why;
  std::function<void(Problem&)> change;
};

const Row kRows[] = {
    {"T014", "a rule on no measure", [](Problem& p) { p.balance[0].measure = 1; }},
    {"T014", "two rules on one measure", [](Problem& p) { p.balance.push_back(p.balance[0]); }},
    {"T015", "a negative tolerance", [](Problem& p) { p.balance[0].tolerance = -0.1; }},
    {"T015", "a tolerance that is no number", [](Problem& p) { p.balance[0].tolerance = kNaN; }},
    {"T015", "a tolerance beyond the limit", [](Problem& p) { p.balance[0].tolerance = 1e7; }},
    {"T015", "a negative soft weight", [](Problem& p) { p.balance[0].soft_km = -1.0; }},
    {"T015", "a target of nothing", [](Problem& p) { p.balance[0].target = 0.0; }},
    {"T015", "an endless target", [](Problem& p) { p.balance[0].target = kInfinity; }},
    {"T016", "too few shares", [](Problem& p) { p.balance[0].shares = {1.0}; }},
    {"T016", "a share of nothing",
     [](Problem& p) {
       p.balance[0].shares = {1.0, 0.0};
     }},
    {"T016", "too many capacities",
     [](Problem& p) {
       p.balance[0].caps = {9.0, 9.0, 9.0};
     }},
    {"T016", "a negative capacity",
     [](Problem& p) {
       p.balance[0].caps = {9.0, -1.0};
     }},
    {"T016", "a capacity that is no number",
     [](Problem& p) {
       p.balance[0].caps = {9.0, kNaN};
     }},
    {"T017", "too few hints", [](Problem& p) { p.hints.pop_back(); }},
    {"T017", "one name twice", [](Problem& p) { p.hints[1].name = "North"; }},
    {"T017", "two centres for one territory",
     [](Problem& p) {
       p.hints[0].pinned_unit = 0;
       p.hints[0].preferred = geo::Position{};
     }},
    {"T017", "a centre at an unknown unit", [](Problem& p) { p.hints[0].pinned_unit = 6; }},
    {"T018", "a lock of an unknown unit",
     [](Problem& p) {
       p.locks = {{-1, 0}};
     }},
    {"T018", "a lock to an unknown territory",
     [](Problem& p) {
       p.locks = {{0, 2}};
     }},
    {"T018", "an unknown unit forbidden",
     [](Problem& p) {
       p.forbidden = {{6, 0}};
     }},
    {"T018", "an unknown unit linked",
     [](Problem& p) {
       p.must_link = {{0, 6}};
     }},
    {"T019", "an existing plan of other units",
     [](Problem& p) { p.disruption->current.pop_back(); }},
    {"T019", "an existing plan with an unknown territory",
     [](Problem& p) { p.disruption->current[0] = 2; }},
    {"T019", "an existing plan with a territory below none",
     [](Problem& p) { p.disruption->current[0] = -2; }},
    {"T019", "disruption in no measure", [](Problem& p) { p.disruption->measure = 3; }},
    {"T019", "a negative weight of disruption",
     [](Problem& p) { p.disruption->penalty_km = -1.0; }},
    {"T019", "a cap beyond everything", [](Problem& p) { p.disruption->cap = 1.5; }},
    {"T019", "a cap that is no number", [](Problem& p) { p.disruption->cap = kNaN; }},
    {"T020", "a negative cost of a territory", [](Problem& p) { p.territory_cost_km = -1.0; }},
    {"T020", "a preference that is no number", [](Problem& p) { p.preference_weight = kNaN; }},
    {"T020", "a radius of nothing", [](Problem& p) { p.radius_max_km = 0.0; }},
    {"T020", "an endless radius", [](Problem& p) { p.radius_max_km = kInfinity; }},
    {"T021", "allowed centres where centres are no units",
     [](Problem& p) { p.may_be_centre.assign(6, 1); }},
    {"T021", "allowed centres of other units",
     [](Problem& p) {
       p.centre = CentreKind::kUnit;
       p.may_be_centre.assign(5, 1);
     }},
};

TEST(ValidateDemands, NamesEachMalformedDemandAlone) {
  ASSERT_TRUE(validate(sound()).empty());
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.why);
    Problem problem = sound();
    row.change(problem);
    const Errors errors = validate(problem);
    EXPECT_EQ(ascii::rules_of(errors), std::vector<std::string>{row.rule});
    for (const Error& error : errors) EXPECT_EQ(error.code, ErrorCode::kInvalidInput);
  }
}

TEST(ValidateDemands, AcceptsTheEndsOfEveryRange) {
  Problem problem = sound();
  problem.balance[0] =
      ascii::rule({.measure = 0, .tolerance = 1e6, .soft_km = 0.0, .caps = {kInfinity, kInfinity}});
  problem.disruption->cap = 1.0;
  problem.must_link = {{}, {0}, {0, 0}};
  EXPECT_TRUE(validate(problem).empty());
}

TEST(ValidateDemands, SaysWhatIsWrongAndWhatWouldBeRight) {
  Problem problem = sound();
  problem.balance[0].tolerance = -0.1;
  EXPECT_EQ(
      validate(problem)[0].message,
      "The tolerance of the balance of load is -0.1. It must be a share from 0 to 1,000,000.");
  problem = sound();
  problem.locks = {{0, 2}};
  EXPECT_EQ(validate(problem)[0].message,
            "A lock names territory number 3, but there are 2. Name one that exists.");
}

}  // namespace
}  // namespace bailiwick::engine::territory
