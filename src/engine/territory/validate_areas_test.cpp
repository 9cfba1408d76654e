// Goal: islands that make up no whole number of territories are refused. Method: maps with a gap, and golden messages.
#include "engine/territory/validate_areas.hpp"

#include <gtest/gtest.h>

#include "engine/territory/ascii_world.hpp"
#include "engine/territory/validate.hpp"

namespace bailiwick::engine::territory {
namespace {

Problem map_of(std::string_view loads, std::int32_t k, double tolerance) {
  Problem problem = ascii::world_of(loads, loads);
  problem.k_min = problem.k_max = k;
  problem.balance = {ascii::rule({.measure = 0, .tolerance = tolerance})};
  return problem;
}

std::vector<std::string> rules(const Problem& problem) {
  return ascii::rules_of(validate(problem));
}
using Rules = std::vector<std::string>;

TEST(ValidateAreas, RefusesAnIslandThatIsTooSmall) {
  const Problem problem = map_of("33.1", 2, 0.3);
  const Errors errors = validate(problem);
  EXPECT_EQ(ascii::rules_of(errors), Rules{"T031"});
  EXPECT_EQ(errors.back().message,
            "The isolated unit r0c3 holds load 1, less than a territory needs (at least 3). Join "
            "it to its neighbours "
            "with an edge, raise the tolerance, or give up connection.");
  EXPECT_EQ(rules(map_of("33.1", 2, 0.8)), Rules{});
}

TEST(ValidateAreas, RefusesAnIslandBetweenTwoWholeNumbers) {
  // 5 and 5 between 3 territories of 3 to 3.67: too much for one, too little for two.
  const Errors errors = validate(map_of("221.221", 3, 0.1));
  ASSERT_EQ(ascii::rules_of(errors),
            (Rules{"T026"}));  // 3 each leave one over: the sums alone say so
  const Errors uneven = validate(map_of("222.2221", 3, 0.2));
  ASSERT_EQ(ascii::rules_of(uneven), Rules{"T031"});
  EXPECT_EQ(uneven[0].message,
            "The connected area of 3 units with unit r0c0 holds load 6: more than 1 territory may "
            "hold (at most 5) and "
            "less than 2 need (at least 8). Join it to its neighbours with an edge, raise the "
            "tolerance, or give up "
            "connection.");
}

TEST(ValidateAreas, AcceptsAnyIslandWhereTerritoriesNeedNotConnect) {
  Problem problem = map_of("33.1", 2, 0.3);
  problem.is_contiguous = false;
  EXPECT_EQ(rules(problem), Rules{});
}

TEST(ValidateAreas, RefusesMoreIslandsThanTerritories) {
  const Errors errors = validate(map_of("1.11.1", 2, 1.0));
  ASSERT_EQ(ascii::rules_of(errors), Rules{"T032"});
  EXPECT_EQ(errors[0].message,
            "The map has 3 areas without a connection to each other, the smallest being the "
            "isolated unit r0c0; 2 "
            "connected territories cannot cover them. Join them with edges, ask for more "
            "territories, or give up "
            "connection.");
}

TEST(ValidateAreas, RefusesIslandsThatDoNotAddUpToTheNumberOfTerritories) {
  // Two islands of 3 need 2 territories of at most 2 each: 4 in all, but 3 are asked for; and the reverse.
  Problem problem = map_of("111.111", 3, 0.0);
  problem.balance = {ascii::rule({.measure = 0, .caps = {2.0, 2.0, 2.0}})};
  const Errors errors = validate(problem);
  ASSERT_EQ(ascii::rules_of(errors), Rules{"T033"});
  EXPECT_EQ(errors[0].message,
            "The map has 2 areas without a connection, which make up at least 4 territories in "
            "all, but 3 are asked "
            "for: the connected area of 3 units with unit r0c0 2 to 3, the connected area of 3 "
            "units with unit r0c4 2 "
            "to 3. Ask for another number, raise the tolerance, or join areas with an edge.");
  problem.balance[0].caps = {2.0, 2.0, 3.0};
  EXPECT_EQ(rules(problem), Rules{});
}

TEST(ValidateAreas, RefusesAnIslandThatTwoMeasuresDivideDifferently) {
  Problem problem = map_of("22.2222", 3, 0.0);
  problem.measures.push_back({.name = "visits", .decimals = 0, .values = {4, 4, 1, 1, 1, 1}});
  problem.balance = {ascii::rule({.measure = 0, .tolerance = 0.1}),
                     ascii::rule({.measure = 1, .tolerance = 0.0})};
  const Errors errors = validate(problem);
  ASSERT_EQ(ascii::rules_of(errors), Rules{"T031"});
  EXPECT_EQ(errors[0].message,
            "The connected area of 2 units with unit r0c0 cannot be any whole number of "
            "territories: its units allow at "
            "most 2, load 1, visits 2. Join it to its neighbours with an edge, raise the "
            "tolerance, or give up "
            "connection.");
}

TEST(ValidateAreas, CountsTheTerritoriesLockedOnAnIsland) {
  Problem problem = map_of("11.22", 2, 1.0);
  problem.balance.clear();
  problem.locks = {{0, 0}, {1, 1}};
  EXPECT_EQ(rules(problem), (Rules{"T033", "T044"}));
}

}  // namespace
}  // namespace bailiwick::engine::territory
