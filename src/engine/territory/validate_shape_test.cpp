// Goal: every malformed input is named, alone, and said in words. Method: a well-formed world and one change a row.
#include "engine/territory/validate_shape.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <limits>

#include "engine/territory/ascii_world.hpp"
#include "engine/territory/validate.hpp"

namespace bailiwick::engine::territory {
namespace {

Problem sound() {
  Problem problem = ascii::world_of("AAB\nABB");
  problem.k_min = problem.k_max = 2;
  problem.balance = {ascii::rule({.measure = 0, .tolerance = 0.0})};
  return problem;
}

struct Row {
  const char* rule;
  const char* why;
  std::function<void(Problem&)> change;
};

const Row kRows[] = {
    {"T001", "no units", [](Problem& p) { p = Problem{}; }},
    {"T002", "too many territories", [](Problem& p) { p.k_max = kTerritoriesLimit + 1; }},
    {"T002", "too many measures", [](Problem& p) { p.measures.resize(kMeasuresLimit + 1); }},
    {"T003", "a unit without an id", [](Problem& p) { p.unit_ids[2].clear(); }},
    {"T003", "fewer ids than units", [](Problem& p) { p.unit_ids.pop_back(); }},
    {"T004", "one id twice", [](Problem& p) { p.unit_ids[4] = p.unit_ids[1]; }},
    {"T005", "a place off the plane",
     [](Problem& p) { p.positions[0].x_m = geo::kPlanarLimit_m + 1; }},
    {"T005", "a place above the plane", [](Problem& p) { p.positions[0].z_m = 1; }},
    {"T005", "a place not on the Earth", [](Problem& p) { p.surface = geo::Surface::kSphere; }},
    {"T005", "a pinned centre off the plane",
     [](Problem& p) {
       p.hints.resize(2);
       p.hints[1].pinned = geo::Position{0, 0, 7};
     }},
    {"T006", "a measure without a name", [](Problem& p) { p.measures[0].name.clear(); }},
    {"T006", "a measure with a missing value", [](Problem& p) { p.measures[0].values.pop_back(); }},
    {"T006", "too many decimals", [](Problem& p) { p.measures[0].decimals = kDecimalsLimit + 1; }},
    {"T006", "a name given twice", [](Problem& p) { p.measures.push_back(p.measures[0]); }},
    {"T007", "a negative value", [](Problem& p) { p.measures[0].values[3] = -1; }},
    {"T008", "a total beyond the limit",
     [](Problem& p) { p.measures[0].values[3] = kMeasureTotalLimit; }},
    {"T008", "an overflowing total",
     [](Problem& p) { p.measures[0].values.assign(6, std::numeric_limits<std::int64_t>::max()); }},
    {"T009", "an unknown weight", [](Problem& p) { p.weight_measure = 1; }},
    {"T009", "a negative weight index", [](Problem& p) { p.weight_measure = -1; }},
    {"T010", "a map of other units",
     [](Problem& p) { p.adjacency = graph::Csr::from_edges(5, {}); }},
    {"T011", "no territories", [](Problem& p) { p.k_min = p.k_max = 0; }},
    {"T011", "a falling range", [](Problem& p) { p.k_min = 3; }},
    {"T012", "more territories than units", [](Problem& p) { p.k_min = p.k_max = 7; }},
    {"T013", "a range with locks",
     [](Problem& p) {
       p.k_max = 3;
       p.locks = {{0, 0}};
     }},
    {"T013", "a range with capacities",
     [](Problem& p) {
       p.k_max = 3;
       p.balance[0].caps = {1.0, 2.0};
     }},
    {"T013", "a range with an existing plan",
     [](Problem& p) {
       p.k_max = 3;
       p.disruption = Disruption{};
     }},
};

TEST(ValidateShape, NamesEachMalformedInputAlone) {
  ASSERT_TRUE(validate(sound()).empty());
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.why);
    Problem problem = sound();
    row.change(problem);
    const Errors errors = validate(problem);
    EXPECT_EQ(ascii::rules_of(errors), std::vector<std::string>{row.rule});
    for (const Error& error : errors) EXPECT_NE(error.code, ErrorCode::kInfeasible);
  }
}

TEST(ValidateShape, TellsOfEveryMistakeAtOnceInTheOrderOfTheFields) {
  Problem problem = sound();
  problem.unit_ids[0].clear();
  problem.measures[0].values[1] = -5;
  problem.k_min = problem.k_max = 0;
  problem.radius_max_km = -1.0;
  const Errors errors = validate(problem);
  ASSERT_EQ(errors.size(), 4U);
  EXPECT_EQ(errors[0].rule, "T003");
  EXPECT_EQ(errors[1].rule, "T007");
  EXPECT_EQ(errors[2].rule, "T011");
  EXPECT_EQ(errors[3].rule, "T020");
  EXPECT_EQ(errors[1].message,
            "Unit r0c1 holds load -5. A measure is never negative; correct it or set it to 0.");
}

TEST(ValidateShape, AcceptsTheLargestTotalAndTheOutermostPlace) {
  Problem problem = sound();
  problem.k_min = problem.k_max = 1;
  problem.measures[0].values = {kMeasureTotalLimit, 0, 0, 0, 0, 0};
  problem.positions[0] = {geo::kPlanarLimit_m, -geo::kPlanarLimit_m, 0};
  EXPECT_TRUE(validate(problem).empty());
}

TEST(ValidateShape, NamesADoubledIdOnceWithItsPlaces) {
  Problem problem = sound();
  problem.unit_ids = {"a", "b", "a", "c", "a", "d"};
  const Errors errors = validate(problem);
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].message,
            "Unit id a stands for 3 units (at places 1 and 3). Give every unit an id of its own.");
}

TEST(ValidateShape, NamesALimitThatWasExceeded) {
  Problem problem = sound();
  problem.k_max = kTerritoriesLimit + 1;
  const Errors errors = validate(problem);
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].code, ErrorCode::kLimit);
  EXPECT_EQ(errors[0].message,
            "100,001 territories are more than the 100,000 that one problem may have. Split the "
            "problem, or leave some "
            "out.");
}

}  // namespace
}  // namespace bailiwick::engine::territory
