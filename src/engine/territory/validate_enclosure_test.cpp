// Goal: territories and lands that locks wall in are refused. Method: maps in which locked units form walls; letters
// are locked, '?' is open.
#include "engine/territory/validate_enclosure.hpp"

#include <gtest/gtest.h>

#include "engine/territory/ascii_world.hpp"
#include "engine/territory/validate.hpp"

namespace bailiwick::engine::territory {
namespace {

// Letters are locks, '?' is open land.
Problem walls_of(std::string_view map, std::int32_t k) {
  Problem problem = ascii::world_of(map);
  problem.k_min = problem.k_max = k;
  const auto cells = ascii::cells_of(map);
  for (std::size_t u = 0; u < cells.size(); ++u) {
    if (cells[u].mark != '?')
      problem.locks.emplace_back(static_cast<UnitIndex>(u), cells[u].mark - 'A');
  }
  return problem;
}

using Rules = std::vector<std::string>;
Rules rules(const Problem& problem) { return ascii::rules_of(validate(problem)); }

TEST(ValidateEnclosure, RefusesLockedUnitsWithAWallBetweenThem) {
  const Problem problem = walls_of(
      "AB?\n"
      "?B?\n"
      "?BA",
      2);
  const Errors errors = validate(problem);
  ASSERT_EQ(ascii::rules_of(errors), Rules{"T043"});
  EXPECT_EQ(errors[0].message,
            "Unit r0c0 and unit r2c2 are locked to territory 1, but units locked to other "
            "territories lie between them "
            "on every path. Unlock some, or add an edge.");
  EXPECT_EQ(rules(walls_of("AB?\n?B?\n??A", 2)), Rules{});
}

TEST(ValidateEnclosure, RefusesLockedUnitsOnTwoIslands) {
  const Errors errors = validate(walls_of("A?.?A.B", 3));
  ASSERT_EQ(ascii::rules_of(errors), Rules{"T043"});
  EXPECT_EQ(errors[0].message,
            "Unit r0c0 and unit r0c4 are locked to territory 1, but no path on the map joins them. "
            "Unlock some, or add "
            "an edge.");
}

TEST(ValidateEnclosure, RefusesLandThatNoTerritoryReaches) {
  const Errors errors = validate(walls_of("AB.?", 2));
  EXPECT_EQ(ascii::rules_of(errors), (Rules{"T033", "T044"}));
  EXPECT_EQ(errors.back().message,
            "Unit r0c3 cannot be reached by any territory: each has locked units, and none of "
            "these touches it. Unlock "
            "some, or add an edge.");
}

TEST(ValidateEnclosure, RefusesLandThatIsTooMuchForThoseWhoReachIt) {
  // Only territory 1 touches the three open units on the left; beside its own unit it has room for two.
  Problem problem = walls_of("???AB?", 2);
  problem.balance = {ascii::rule({.measure = 0, .caps = {3.0, 9.0}})};
  const Errors errors = validate(problem);
  ASSERT_EQ(ascii::rules_of(errors), Rules{"T044"});
  EXPECT_EQ(errors[0].message,
            "The 3 units around unit r0c0 hold load 3, but the 1 territory that can reach them "
            "past the locked units "
            "have room for 2. Unlock some, or raise the tolerance.");
  problem.balance[0].caps[0] = 4.0;
  EXPECT_EQ(rules(problem), Rules{});
}

TEST(ValidateEnclosure, RefusesATerritoryThatIsWalledInWithTooLittle) {
  Problem problem = walls_of("?AB???", 2);
  problem.balance = {ascii::rule({.measure = 0, .tolerance = 0.1})};
  const Errors errors = validate(problem);
  ASSERT_EQ(ascii::rules_of(errors), Rules{"T044"});
  EXPECT_EQ(errors[0].message,
            "Territory 1 can reach at most load 2 from its locked units, and needs at least 3 "
            "(mean 3 - 10%); beyond "
            "lie units locked to others, or the end of the map. Unlock some, or add an edge.");
  problem.balance[0].tolerance = 0.4;
  EXPECT_EQ(rules(problem), Rules{});
}

TEST(ValidateEnclosure, RefusesALinkOverAWallThatNobodySpans) {
  Problem problem = walls_of("?AB?\n?AB?", 2);
  problem.must_link = {{0, 3}};
  const Errors errors = validate(problem);
  ASSERT_EQ(ascii::rules_of(errors), Rules{"T041"});
  EXPECT_EQ(errors[0].message,
            "The must-link group of 2 units with unit r0c0 lies on 2 sides of locked units, and no "
            "territory touches "
            "all of them. Unlock some, or drop the must-link.");
  EXPECT_EQ(rules(walls_of("?AB?\n?A??", 2)), Rules{});
}

TEST(ValidateEnclosure, FollowsMustLinksFromLockedUnits) {
  // The middle is linked to a unit of B, so it walls A off as a lock would.
  Problem problem = walls_of("A?A\nB??", 2);
  problem.must_link = {{1, 3}};
  ASSERT_EQ(rules(problem), Rules{"T043"});
  problem = walls_of("A?A\n???", 2);
  EXPECT_EQ(rules(problem), Rules{});
}

TEST(ValidateEnclosure, KeepsQuietWhereTerritoriesNeedNotConnect) {
  Problem problem = walls_of("AB?\n?B?\n?BA", 2);
  problem.is_contiguous = false;
  EXPECT_EQ(rules(problem), Rules{});
}

}  // namespace
}  // namespace bailiwick::engine::territory
