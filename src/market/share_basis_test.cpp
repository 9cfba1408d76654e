// Goal: an objective is divided in proportion to what territories could bring, or brought, down the tree. Method: small trees by hand; random values whose weights keep their
// proportions; the last count of a company in memory.
#include "market/share_basis.hpp"

#include <gtest/gtest.h>

#include "base/rng.hpp"
#include "market/market_store.hpp"
#include "market/measure.hpp"
#include "tests/support/sales_world.hpp"

namespace bailiwick::market {
namespace {

TerritoryId numbered(std::uint8_t number) {
  std::array<std::uint8_t, 16> bytes{};
  bytes[15] = number;
  return TerritoryId(Uuid(bytes));
}

std::vector<ObjectiveShare> shares_of(std::initializer_list<std::uint8_t> numbers) {
  std::vector<ObjectiveShare> shares;
  for (const std::uint8_t number : numbers) shares.push_back({.territory = numbered(number)});
  return shares;
}

// 1 > 2 > 3 and 4; 1 > 5.
TerritoryLine tree() {
  return TerritoryLine({{numbered(1), std::nullopt, 0},
                        {numbered(2), numbered(1), 0},
                        {numbered(3), numbered(2), 0},
                        {numbered(4), numbered(2), 0},
                        {numbered(5), numbered(1), 0}});
}

std::vector<Decimal> wholes(std::initializer_list<std::int64_t> numbers) {
  std::vector<Decimal> values;
  for (const std::int64_t number : numbers) values.push_back(Decimal::whole(number));
  return values;
}

std::string weights(const std::vector<ObjectiveShare>& shares) {
  std::string all;
  for (const ObjectiveShare& share : shares) all += std::to_string(share.weight) + " ";
  return all;
}

TEST(ShareBasis, AShareStandsWithinTheNearestAboveIt) {
  auto shares = shares_of({1, 3, 4, 5});
  put_places(shares, tree());
  EXPECT_FALSE(shares[0].within);
  EXPECT_EQ(shares[1].within, numbered(1)) << "2 has no share";
  EXPECT_EQ(shares[3].within, numbered(1));
  shares = shares_of({2, 3, 5, 9});
  put_places(shares, tree());
  EXPECT_EQ(shares[1].within, numbered(2));
  EXPECT_FALSE(shares[2].within);
  EXPECT_FALSE(shares[3].within) << "not in the tree";
}

TEST(ShareBasis, AnUpperShareWeighsWhatThoseBelowItDo) {
  auto shares = shares_of({1, 2, 3, 4, 5});
  put_places(shares, tree());
  put_weights(shares, wholes({900, 800, 10, 20, -7}));
  EXPECT_EQ(weights(shares), "3000 3000 1000 2000 0 ");
}

TEST(ShareBasis, WeightsFitHoweverLargeValuesAre) {
  auto shares = shares_of({3, 4});
  put_weights(shares, wholes({400'000'000'000, 100'000'000'000}));
  EXPECT_EQ(weights(shares), "400000000 100000000 ");
  put_weights(shares, {Decimal::highest(), Decimal::highest()});
  EXPECT_LE(shares[0].weight + shares[1].weight, kShareWeightMax);
  EXPECT_GT(shares[0].weight, 0);
}

TEST(ShareBasis, AmountsAddUpAndKeepTheirProportions) {
  Rng rng(31);
  for (int round = 0; round < 200; ++round) {
    Objective objective{.id = {}, .name = "Any", .first_day = {}, .last_day = {}};
    objective.target = 1'000'000 + static_cast<std::int64_t>(rng.below(1'000'000'000));
    objective.shares = shares_of({1, 2, 3, 4, 5});
    put_places(objective.shares, tree());
    std::vector<Decimal> values;
    for (int i = 0; i < 5; ++i)
      values.push_back(Decimal::whole(1 + static_cast<std::int64_t>(rng.below(5'000'000))));
    put_weights(objective.shares, values);
    divide(objective);
    const auto& shares = objective.shares;
    EXPECT_EQ(shares[0].amount, objective.target);
    EXPECT_EQ(shares[1].amount + shares[4].amount, shares[0].amount);
    EXPECT_EQ(shares[2].amount + shares[3].amount, shares[1].amount);
    const Decimal sum = added(added(values[2], values[3]), values[4]);
    for (const std::size_t i : {2U, 3U, 4U}) {
      const Decimal quota = *quotient(*product(Decimal::whole(objective.target), values[i]), sum);
      const Decimal off = *difference(Decimal::whole(shares[i].amount), quota);
      // One a level of the tree, and what the weights' scale leaves.
      EXPECT_LE(std::max(off, -off), Decimal::whole(4)) << round;
    }
  }
}

TEST(ShareBasis, ThePeriodBeforeIsAsLong) {
  const auto before = [](const char* first, const char* last) {
    const PriorPeriod prior = prior_period(
        {.id = {}, .name = {}, .first_day = *parse_date(first), .last_day = *parse_date(last)});
    return to_text(prior.first_day) + " " + to_text(prior.last_day);
  };
  EXPECT_EQ(before("2027-01-01", "2027-12-31"), "2026-01-01 2026-12-31");
  EXPECT_EQ(before("2027-01-01", "2027-03-31"), "2026-10-01 2026-12-31");
  EXPECT_EQ(before("2027-03-01", "2027-03-31"), "2027-02-01 2027-02-28");
  EXPECT_EQ(before("2027-03-02", "2027-03-31"), "2027-01-31 2027-03-01");
}

class WeighTest : public bailiwick::testing::MarketTest {
 protected:
  Result<void> keep_count(std::int64_t north_potential, std::int64_t south_potential) {
    return world->database().write([&](platform::db::Connection& connection) {
      std::vector<market_store::GroupSum> sums;
      for (const auto& [territory, potential] :
           {std::pair{north, north_potential}, std::pair{south, south_potential}}) {
        Figures figures;
        figures.potential = Decimal::whole(potential);
        sums.push_back({market_store::Grouping::kTerritory, territory.text(), figures});
      }
      return market_store::replace_count(connection, admin.tenant, {.counted_at = world->clock()()},
                                         sums, {});
    });
  }
};

TEST_P(WeighTest, PotentialIsThatOfTheLastCount) {
  bailiwick::testing::SoldInMemory sold;
  const ProgressParts parts{market_parts(), sold, nullptr};
  Objective objective{.id = {}, .name = {}, .first_day = {}, .last_day = {}};
  objective.shares = {{.territory = north}, {.territory = south}};
  EXPECT_EQ(first_rule(weigh(parts, admin.tenant, objective, ShareBy::kPotential)), "M097");
  ASSERT_TRUE(keep_count(300, 100));
  const auto basis = weigh(parts, admin.tenant, objective, ShareBy::kPotential);
  ASSERT_TRUE(basis) << basis.error().front().message;
  EXPECT_TRUE(basis->counted_at);
  EXPECT_EQ(objective.shares[0].weight, 3 * objective.shares[1].weight);
  ASSERT_TRUE(keep_count(0, 0));
  EXPECT_EQ(first_rule(weigh(parts, admin.tenant, objective, ShareBy::kPotential)), "M047");
}

INSTANTIATE_TEST_SUITE_P(Both, WeighTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
