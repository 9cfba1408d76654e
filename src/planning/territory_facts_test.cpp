// Goal: facts say where a territory stands and what it exchanged. Method: a row of units drawn by hand, judged by the checker.
#include "planning/territory_facts.hpp"

#include <gtest/gtest.h>

#include "tests/support/board_world.hpp"

namespace bailiwick::planning {
namespace {

using testing::board_of;
using testing::TerritoryIds;

// Units a, b, c, ... a tenth of a degree apart, with these values of `population`.
std::shared_ptr<const BoardGround> row_ground(const std::vector<int>& population) {
  std::string csv = "unit,lon,lat,population\n";
  for (std::size_t i = 0; i < population.size(); ++i)
    csv += std::string(1, static_cast<char>('a' + i)) + "," +
           std::to_string(5.0 + 0.1 * static_cast<double>(i)) + ",52," +
           std::to_string(population[i]) + "\n";
  const auto ground = ground_of(csv, {.name = "Row",
                                      .dataset = {},
                                      .territories = 2,
                                      .balance = {{.measure = "population", .tolerance = 0.1}}});
  EXPECT_TRUE(ground) << ground.error().front().message;
  return *ground;
}

class FactsTest : public ::testing::Test {
 protected:
  std::vector<TerritoryFacts> facts(const BoardGround& ground, const Board& board,
                                    const Board* before = nullptr) {
    const Judgement judgement = judged(ground, board);
    const std::vector<PlanBalance> balance = {{.measure = "population", .tolerance = 0.1}};
    return territory_facts({.ground = ground,
                            .board = board,
                            .judgement = judgement,
                            .balance = balance,
                            .before = before});
  }
  TerritoryIds ids_;
};

TEST_F(FactsTest, ATerritoryStandsAmongAllWithItsShareItsRankAndTheQuartiles) {
  const auto ground = row_ground({10, 20, 30, 40, 60, 40});
  const auto all = facts(*ground, board_of({0, 0, 1, 2, 3, 3}, ids_));  // 30, 30, 40, 100
  ASSERT_EQ(all.size(), 4U);
  const MeasureFacts& first = all[0].measures.at(0);
  EXPECT_EQ(first.name, "population");
  EXPECT_DOUBLE_EQ(first.place.amount, 30.0);
  EXPECT_DOUBLE_EQ(first.share, 0.15);
  EXPECT_EQ(first.place.rank, 3);               // two have more
  EXPECT_EQ(all[1].measures[0].place.rank, 3);  // and its equal shares the rank
  EXPECT_EQ(all[2].measures[0].place.rank, 2);
  EXPECT_EQ(all[3].measures[0].place.rank, 1);
  EXPECT_DOUBLE_EQ(first.place.mean, 50.0);
  EXPECT_DOUBLE_EQ(first.place.low, 30.0);
  EXPECT_DOUBLE_EQ(first.place.middle, 35.0);
  EXPECT_DOUBLE_EQ(first.place.high, 55.0);
  EXPECT_DOUBLE_EQ(*first.tolerance, 0.1);
  EXPECT_NEAR(*first.deviation, -0.4, 1e-9);
  EXPECT_EQ(all[0].units, 2);
  EXPECT_EQ(all[0].pieces, 1);
  EXPECT_GT(all[3].travel.amount, 0.0);
  EXPECT_DOUBLE_EQ(all[1].travel.amount, 0.0);
  EXPECT_EQ(all[1].travel.rank, 3);
  EXPECT_FALSE(all[0].since);
}

TEST_F(FactsTest, OneTerritoryIsAllThereIs) {
  const auto ground = row_ground({10, 20});
  const auto all = facts(*ground, board_of({0, 0}, ids_));
  const FactsPlace& place = all.at(0).measures.at(0).place;
  EXPECT_EQ(place.rank, 1);
  EXPECT_DOUBLE_EQ(all[0].measures[0].share, 1.0);
  for (const double value : {place.amount, place.mean, place.low, place.middle, place.high})
    EXPECT_DOUBLE_EQ(value, 30.0);
}

TEST_F(FactsTest, ATerritoryWithoutUnitsTravelsNotAndIsNoMeasureOfTravel) {
  const auto ground = row_ground({10, 20, 30});
  Board board = board_of({0, 0, 1}, ids_);
  board.territories.push_back({ids_.next(), "Empty"});
  const auto all = facts(*ground, board);
  EXPECT_EQ(all[2].units, 0);
  EXPECT_EQ(all[2].travel.rank, 3);
  EXPECT_DOUBLE_EQ(all[2].travel.amount, 0.0);
  EXPECT_DOUBLE_EQ(all[2].travel.mean, (all[0].travel.amount + all[1].travel.amount) / 2.0);
  EXPECT_EQ(all[2].measures[0].place.rank, 3);
  EXPECT_DOUBLE_EQ(all[2].measures[0].share, 0.0);
}

TEST_F(FactsTest, AMeasureOfNothingHasNoShares) {
  const auto ground = row_ground({0, 0});
  const auto all = facts(*ground, board_of({0, 1}, ids_));
  for (const TerritoryFacts& one : all) {
    EXPECT_EQ(one.measures[0].share, 0.0);
    EXPECT_EQ(one.measures[0].place.rank, 1);
  }
}

TEST_F(FactsTest, WhatCameAndWentIsToldByTerritoryAndAddsUp) {
  const auto ground = row_ground({1, 2, 4, 8, 16, 32});
  const Board before = board_of({0, 0, 1, 1, 2, 2}, ids_);
  Board now = before;
  now.territories[1].name = "Middle";
  now.territories.erase(now.territories.begin() + 2);  // the third is gone
  now.territories.push_back({ids_.next(), "New"});
  now.territory_of = {0, 1, 0, 1, 1, 2};
  const auto all = facts(*ground, now, &before);
  const FactsChange& first = *all[0].since;
  EXPECT_FALSE(first.is_new);
  EXPECT_EQ(first.units_gained, 1);
  EXPECT_EQ(first.units_lost, 1);
  EXPECT_DOUBLE_EQ(first.amounts[0].gained, 4.0);
  EXPECT_DOUBLE_EQ(first.amounts[0].lost, 2.0);
  ASSERT_EQ(first.exchanges.size(), 1U);
  EXPECT_EQ(first.exchanges[0].territory, "Middle");
  const FactsChange& middle = *all[1].since;
  EXPECT_EQ(middle.units_gained, 2);
  EXPECT_DOUBLE_EQ(middle.amounts[0].gained, 18.0);
  ASSERT_EQ(middle.exchanges.size(), 2U);
  EXPECT_EQ(middle.exchanges[0].territory, "T0");  // most units first
  EXPECT_EQ(middle.exchanges[1].territory, "T2");  // as it was called then
  EXPECT_TRUE(all[2].since->is_new);
  EXPECT_EQ(all[2].since->units_gained, 1);
  EXPECT_EQ(all[2].since->exchanges[0].territory, "T2");
}

TEST_F(FactsTest, WhatOneGainsOthersLoseWhateverChanged) {
  const auto ground = row_ground({1, 2, 4, 8, 16, 32, 64, 128});
  Rng rng(7);
  for (int round = 0; round < 50; ++round) {
    const Board before = board_of({0, 0, 1, 1, 2, 2, 3, 3}, ids_);
    Board now = before;
    for (std::int32_t& t : now.territory_of) t = static_cast<std::int32_t>(rng.below(4));
    double balance = 0.0;
    std::int64_t units = 0;
    for (const TerritoryFacts& one : facts(*ground, now, &before)) {
      balance += one.since->amounts[0].gained - one.since->amounts[0].lost;
      units += one.since->units_gained - one.since->units_lost;
      std::int64_t exchanged = 0;
      for (const auto& exchange : one.since->exchanges)
        exchanged += exchange.units_gained - exchange.units_lost;
      EXPECT_EQ(exchanged, one.since->units_gained - one.since->units_lost);
    }
    EXPECT_DOUBLE_EQ(balance, 0.0);
    EXPECT_EQ(units, 0);
  }
}

TEST(Quantile, LiesBetweenTwoValuesInProportion) {
  const std::vector<double> values = {1.0, 2.0, 4.0, 8.0};
  EXPECT_DOUBLE_EQ(quantile(values, 0.0), 1.0);
  EXPECT_DOUBLE_EQ(quantile(values, 0.25), 1.75);
  EXPECT_DOUBLE_EQ(quantile(values, 0.5), 3.0);
  EXPECT_DOUBLE_EQ(quantile(values, 1.0), 8.0);
  EXPECT_DOUBLE_EQ(quantile({}, 0.5), 0.0);
}

}  // namespace
}  // namespace bailiwick::planning
