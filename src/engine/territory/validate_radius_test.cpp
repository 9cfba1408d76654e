// Goal: a maximum radius that cannot be kept is refused. Method: rows of units 1 km apart, each with a radius that is
// just too small and one that is just enough.
#include "engine/territory/validate_radius.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "engine/territory/ascii_world.hpp"
#include "engine/territory/validate.hpp"

namespace bailiwick::engine::territory {
namespace {

struct Row {
  const char* rule;
  const char* why;
  double refused_km;
  double accepted_km;
  std::function<void(Problem&)> change;
  const char* message;
};

Problem line_of(std::int32_t units, std::int32_t k) {
  Problem problem = ascii::world_of(std::string(static_cast<std::size_t>(units), 'A'));
  problem.k_min = problem.k_max = k;
  return problem;
}

const Row kRows[] = {
    {"T022", "a line that two territories cannot span", 1.0, 1.5, [](Problem&) {},
     "3 units, unit r0c0 and unit r0c3 among them, are each too far from the others to share a "
     "territory (more than "
     "twice the maximum radius of 1 km, or not connected), but there are only 2 territories. Raise "
     "the radius, or ask "
     "for more territories."},
    {"T023", "too little around a unit", 1.6, 2.0,
     [](Problem& p) {
       p.measures[0].values = {1, 1, 1, 1, 1, 1, 1, 7};
       p.balance = {ascii::rule({.measure = 0, .tolerance = 0.3})};
       p.is_contiguous = false;
     },
     "Within twice the maximum radius of 1.6 km around unit r0c0 lies only load 4; a territory "
     "needs at least 5. Raise "
     "the radius or the tolerance."},
    {"T045", "a unit far from every allowed centre", 3.0, 4.0,
     [](Problem& p) {
       p.centre = CentreKind::kUnit;
       p.may_be_centre = {0, 1, 0, 1, 0, 0, 0, 0};
     },
     "No centre that may serve unit r0c7 lies within the maximum radius of 3 km of it. Allow or "
     "pin a centre nearby, or "
     "raise the radius."},
    {"T045", "a unit far from every pinned centre", 5.5, 6.0,
     [](Problem& p) {
       p.hints.resize(2);
       p.hints[0].pinned = geo::Position{0, 0, 0};
       p.hints[1].pinned_unit = 1;
     },
     "No centre that may serve unit r0c7 lies within the maximum radius of 5.5 km of it. Allow or "
     "pin a centre nearby, "
     "or raise the radius."},
    {"T046", "a locked unit far from the pinned centre", 3.5, 4.0,
     [](Problem& p) {
       p.hints.resize(2);
       p.hints[0].pinned_unit = 0;
       p.locks = {{4, 0}};
     },
     "Unit r0c4 belongs to territory 1 by a lock or a must-link, but lies 4 km from its pinned "
     "centre; at most 3.5 km is "
     "allowed. Unlock it, or raise the radius."},
    {"T047", "linked units far apart", 2.0, 2.5,
     [](Problem& p) {
       p.must_link = {{0, 5}};
     },
     "Unit r0c0 and unit r0c5 must be together, but lie 5 km apart, more than twice the maximum "
     "radius of 2 km. Drop the "
     "lock or must-link, or raise the radius."},
    {"T047", "units locked to one territory far apart", 2.0, 2.5,
     [](Problem& p) {
       p.locks = {{0, 1}, {5, 1}};
     },
     nullptr},
};

TEST(ValidateRadius, RefusesEachRadiusThatIsTooSmallAlone) {
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.why);
    Problem problem = line_of(8, 2);
    row.change(problem);
    problem.radius_max_km = row.refused_km;
    const Errors errors = validate(problem);
    EXPECT_EQ(ascii::rules_of(errors), std::vector<std::string>{row.rule});
    if (row.message != nullptr && !errors.empty()) {
      EXPECT_EQ(errors[0].message, row.message);
    }
    problem.radius_max_km = row.accepted_km;
    EXPECT_EQ(ascii::rules_of(validate(problem)), std::vector<std::string>{});
  }
}

TEST(ValidateRadius, RefusesAPinnedCentreWithTooLittleAroundIt) {
  Problem problem = line_of(9, 3);
  problem.balance = {ascii::rule({.measure = 0, .tolerance = 0.0})};
  problem.hints.resize(3);
  problem.hints[0].pinned_unit = 0;
  problem.radius_max_km = 1.5;
  const Errors errors = validate(problem);
  ASSERT_EQ(ascii::rules_of(errors), std::vector<std::string>{"T023"});
  EXPECT_EQ(
      errors[0].message,
      "Within the maximum radius of 1.5 km of the pinned centre of territory 1 lies only load 2 "
      "that it may take; "
      "it needs at least 3 (mean 3 - 0%). Raise the radius or the tolerance, or move the centre.");
  problem.radius_max_km = 2.0;
  EXPECT_TRUE(validate(problem).empty());
}

TEST(ValidateRadius, KeepsToTheSphere) {
  // Two places a degree of longitude apart at 60 north: 55.6 km.
  Problem problem;
  problem.unit_ids = {"a", "b"};
  problem.positions = {geo::on_earth({5.0, 60.0}), geo::on_earth({6.0, 60.0})};
  const graph::Edge edges[] = {{0, 1}};
  problem.adjacency = graph::Csr::from_edges(2, edges);
  problem.radius_max_km = 27.7;
  EXPECT_EQ(ascii::rules_of(validate(problem)), std::vector<std::string>{"T022"});
  problem.radius_max_km = 27.9;
  EXPECT_TRUE(validate(problem).empty());
}

}  // namespace
}  // namespace bailiwick::engine::territory
