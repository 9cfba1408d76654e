// Goal: an amount of an objective is written as money or as a number of accounts, by what it counts.
#include "market/objective_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bailiwick::market {
namespace {

using Json = nlohmann::json;

TEST(ObjectiveJson, AmountsAreWrittenByWhatIsCounted) {
  Objective objective{.id = {}, .name = {}, .first_day = {}, .last_day = {}};
  objective.currency = Currency::parse("EUR");
  EXPECT_EQ(figure_json(objective, 1'204'50), Json({{"amount", "1204.50"}, {"currency", "EUR"}}));
  EXPECT_EQ(money_json(objective, -5), Json({{"amount", "-0.05"}, {"currency", "EUR"}}));
  EXPECT_EQ(figure_text(objective, 1'204'50), "1204.50 EUR");
  objective.currency.reset();
  EXPECT_EQ(figure_json(objective, 12), Json({{"accounts", 12}}));
  EXPECT_EQ(figure_text(objective, 12), "12");
}

}  // namespace
}  // namespace bailiwick::market
