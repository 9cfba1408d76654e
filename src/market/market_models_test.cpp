// Goal: what a company starts with is sound, and every number outside its range is told at its place. Method: a model with one thing wrong at a time.
#include "market/market_models.hpp"

#include <gtest/gtest.h>

#include "market/model.hpp"

namespace bailiwick::market {
namespace {

template <class Model>
std::string told(const Model& model) {
  std::string all;
  for (const Error& error : mistakes_of(model)) all += error.rule + error.pointer + " ";
  return all;
}

TEST(MarketModelsTest, WhatACompanyStartsWithIsSound) {
  EXPECT_EQ(told(first_workload_model()), "");
  EXPECT_EQ(told(first_potential_model()), "");
  EXPECT_EQ(to_text(first_workload_model().detour), "1.3");
  EXPECT_EQ(to_text(first_potential_model().obtainable), "0.2");
  EXPECT_EQ(first_workload_model().visits.size(), 3U);
}

TEST(MarketModelsTest, NumbersOutsideTheirRangeAreTold) {
  WorkloadModel model = first_workload_model();
  model.visits[0].a_year = kVisitsMax + 1;
  model.visits[1].name = "Key accounts";
  model.visits[2].formula = std::string(kFormulaBytesMax + 1, ' ');
  model.minutes_by_complexity[4] = kVisitMinutesMax + 1;
  model.complexity_default = 6;
  model.detour = *parse_decimal("0.999");
  model.speed_kmh = Decimal::whole(0);
  model.distance_most_km = Decimal::whole(10'001);
  model.hours_a_year = Decimal::whole(8'785);
  EXPECT_EQ(told(model),
            "M093/visits/0/a_year M091/visits/1/name M094/visits/2/formula "
            "M093/minutes_by_complexity/4 M093/complexity_default M093/detour M093/speed_kmh "
            "M093/distance_most_km M093/hours_a_year ");
  model = first_workload_model();
  model.visits[0].a_year = kVisitsMax;
  model.visits[1].a_year = 0;
  model.detour = Decimal::whole(1);
  model.distance_most_km = Decimal::whole(0);
  EXPECT_EQ(told(model), "");
  model.visits[0].a_year = -1;
  EXPECT_EQ(told(model), "M093/visits/0/a_year ");
}

TEST(MarketModelsTest, APotentialModelIsCheckedToo) {
  PotentialModel model = first_potential_model();
  model.obtainable = *parse_decimal("1.01");
  model.rules = {{.name = "", .formula = "true", .amount = std::string(kFormulaBytesMax + 1, '1')}};
  EXPECT_EQ(told(model), "M091/rules/0/name M094/rules/0/amount M093/obtainable ");
  model = first_potential_model();
  for (std::size_t r = 0; r <= kModelRulesMax; ++r)
    model.rules.push_back({.name = std::to_string(r), .formula = "true", .amount = "1"});
  EXPECT_EQ(told(model), "M092/rules ");
  model.rules.pop_back();
  EXPECT_EQ(told(model), "");
}

}  // namespace
}  // namespace bailiwick::market
