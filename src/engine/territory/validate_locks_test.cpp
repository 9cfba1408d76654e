// Goal: demands on units that contradict one another are refused. Method: a world for every rule in which it alone
// fires.
#include "engine/territory/validate_locks.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "engine/territory/ascii_world.hpp"
#include "engine/territory/validate.hpp"

namespace bailiwick::engine::territory {
namespace {

struct Row {
  const char* rule;
  const char* why;
  std::function<void(Problem&)> change;
  const char* message;
};

const Row kRows[] = {
    {"T034", "locked twice",
     [](Problem& p) {
       p.locks = {{0, 0}, {0, 1}};
     },
     "Unit r0c0 is locked or pinned to both territory 1 and territory 2. Keep one of the two."},
    {"T034", "locked and pinned elsewhere",
     [](Problem& p) {
       p.hints = {{}, ascii::named("South")};
       p.hints[1].pinned_unit = 0;
       p.locks = {{0, 0}};
     },
     "Unit r0c0 is locked or pinned to both territory 1 and territory South. Keep one of the two."},
    {"T034", "two territories pinned to one unit",
     [](Problem& p) {
       p.hints.resize(2);
       p.hints[0].pinned_unit = p.hints[1].pinned_unit = 3;
     },
     "Unit r1c0 is locked or pinned to both territory 1 and territory 2. Keep one of the two."},
    {"T035", "locked and forbidden",
     [](Problem& p) {
       p.locks = {{2, 1}};
       p.forbidden = {{2, 1}};
     },
     "Unit r0c2 is both locked to territory 2 and forbidden there. Drop one of the two."},
    {"T036", "forbidden everywhere",
     [](Problem& p) {
       p.forbidden = {{1, 1}, {1, 0}, {1, 1}};
     },
     "Unit r0c1 is forbidden to every territory. Allow it in at least one."},
    {"T039", "linked and locked apart",
     [](Problem& p) {
       p.must_link = {{0, 1}, {2, 1}};
       p.locks = {{0, 0}, {2, 1}};
     },
     "Unit r0c0 and unit r0c2 must stay together, but are locked to territory 1 and territory 2. "
     "Unlock one, or drop "
     "the must-link."},
    {"T039", "linked, locked and forbidden",
     [](Problem& p) {
       p.must_link = {{0, 1}};
       p.locks = {{0, 0}};
       p.forbidden = {{1, 0}};
     },
     "Unit r0c1 is forbidden to territory 1, to which a unit is locked that it must stay with. "
     "Drop one of the three."},
    {"T039", "linked and forbidden everywhere between them",
     [](Problem& p) {
       p.must_link = {{0, 1}};
       p.forbidden = {{0, 0}, {1, 1}};
     },
     "The must-link group of 2 units with unit r0c0 is forbidden to every territory. Allow it in "
     "at least one."},
    {"T042", "too few groups",
     [](Problem& p) {
       p.must_link = {{0, 1, 2}, {3, 4, 5}, {2, 3}};
     },
     "Must-links leave 1 group of units for 2 territories. Ask for fewer territories, or free some "
     "units."},
    {"T042", "nothing left beside the locks",
     [](Problem& p) {
       p.locks = {{0, 0}, {1, 0}, {2, 0}, {3, 0}, {4, 0}, {5, 0}};
     },
     nullptr},
    {"T048", "too few centres",
     [](Problem& p) {
       p.centre = CentreKind::kUnit;
       p.may_be_centre = {0, 1, 0, 0, 0, 0};
     },
     "2 territories need a unit as centre, but only 1 unit may be one. Allow more units, or pin "
     "more centres."},
};

Problem sound() {
  Problem problem = ascii::world_of("AAB\nABB");
  problem.k_min = problem.k_max = 2;
  return problem;
}

TEST(ValidateLocks, RefusesEachContradictionAlone) {
  ASSERT_TRUE(validate(sound()).empty());
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.why);
    Problem problem = sound();
    row.change(problem);
    const Errors errors = validate(problem);
    if (row.message == nullptr) {  // then T038 says the same of the territory that goes without
      EXPECT_EQ(ascii::rules_of(errors), (std::vector<std::string>{"T038", row.rule}));
      continue;
    }
    EXPECT_EQ(ascii::rules_of(errors), std::vector<std::string>{row.rule});
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].message, row.message);
    EXPECT_EQ(errors[0].code, ErrorCode::kInfeasible);
  }
}

TEST(ValidateLocks, RefusesALinkAcrossTheSea) {
  Problem problem = ascii::world_of("AA.BB");
  problem.k_min = problem.k_max = 2;
  problem.must_link = {{0, 1}, {1, 2}};
  const Errors errors = validate(problem);
  ASSERT_EQ(ascii::rules_of(errors), std::vector<std::string>{"T041"});
  EXPECT_EQ(errors[0].message,
            "Unit r0c0 and unit r0c3 must stay together, but no path on the map joins them. Add an "
            "edge, or drop the "
            "must-link.");
  problem.is_contiguous = false;
  EXPECT_TRUE(validate(problem).empty());
}

TEST(ValidateLocks, AcceptsTheSameLockTwiceAndALockOfAPinnedUnitToItsTerritory) {
  Problem problem = sound();
  problem.hints.resize(2);
  problem.hints[1].pinned_unit = 5;
  problem.locks = {{5, 1}, {0, 0}, {0, 0}};
  EXPECT_TRUE(validate(problem).empty());
}

TEST(ValidateLocks, DoesNotCountPinnedTerritoriesAmongThoseThatNeedACentre) {
  Problem problem = sound();
  problem.centre = CentreKind::kUnit;
  problem.may_be_centre = {0, 1, 0, 0, 0, 0};
  problem.hints.resize(2);
  problem.hints[1].pinned = geo::Position{0, 0, 0};
  EXPECT_TRUE(validate(problem).empty());
  problem.locks = {{1, 1}};  // now the only centre goes to the territory that needs none
  EXPECT_EQ(ascii::rules_of(validate(problem)), std::vector<std::string>{"T048"});
}

}  // namespace
}  // namespace bailiwick::engine::territory
