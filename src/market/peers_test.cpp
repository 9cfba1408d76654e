// Goal: a territory is held against the right peers, ranks and medians are what counting gives, and findings say what is remarkable and nothing else. Method:
// territories by hand; random ones against a judge that sorts.
#include "market/peers.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/rng.hpp"
#include "market/measure.hpp"

namespace bailiwick::market {
namespace {

constexpr std::size_t kRevenue = 2;

class PeersTest : public ::testing::Test {
 protected:
  TerritoryId add(std::int64_t revenue, std::optional<TerritoryId> parent = {},
                  std::int64_t accounts = 10) {
    Uuid id;
    id.bytes.back() = static_cast<std::uint8_t>(all.size() + 1);
    TerritoryFigures territory;
    territory.figures.accounts = accounts;
    territory.figures.customers = accounts;
    territory.figures.revenue = Decimal::whole(revenue);
    territory.people = 1;
    territory.parent = parent;
    all[TerritoryId(id)] = territory;
    return TerritoryId(id);
  }
  TerritoryStanding stand(TerritoryId territory) {
    return standing_of(territory, all.at(territory), all, Decimal::whole(1'600));
  }
  static bool has(const TerritoryStanding& standing, FindingKind kind, std::string_view key) {
    return std::ranges::any_of(standing.findings, [&](const RankFinding& finding) {
      return finding.kind == kind && territory_measures()[finding.measure].key == key;
    });
  }

  AllFigures all;
};

TEST_F(PeersTest, PeersAreThoseOfTheSameParentWhereThereAreEnough) {
  const TerritoryId north = add(0, {}, 0);
  const TerritoryId south = add(0, {}, 0);
  all[north].has_children = all[south].has_children = true;
  std::vector<TerritoryId> there;
  for (int i = 0; i < 5; ++i) there.push_back(add(10 * i, north));
  const TerritoryId lonely = add(100, south);
  add(7, south, 0);
  EXPECT_EQ(stand(there[0]).peers_of, PeersOf::kParent);
  EXPECT_EQ(stand(there[0]).peers, 4);
  EXPECT_EQ(stand(lonely).peers_of, PeersOf::kAll);
  EXPECT_EQ(stand(lonely).peers, 5) << "those without accounts are no peers";
  EXPECT_EQ(stand(north).peers_of, PeersOf::kNone) << "its like has no accounts";
  EXPECT_EQ(stand(north).measures[kRevenue].rank, 0);
}

TEST_F(PeersTest, FewerThanFourPeersAreNotRanked) {
  const TerritoryId first = add(10);
  for (int i = 0; i < 3; ++i) add(20);
  const auto three = stand(first);
  EXPECT_EQ(three.peers_of, PeersOf::kNone);
  EXPECT_FALSE(three.measures[kRevenue].median);
  EXPECT_EQ(to_text(*three.measures[kRevenue].value), "10");
  EXPECT_TRUE(three.findings.empty());
  add(30);
  const auto four = stand(first);
  EXPECT_EQ(four.measures[kRevenue].rank, 5);
  EXPECT_EQ(four.measures[kRevenue].count, 5);
  EXPECT_EQ(to_text(*four.measures[kRevenue].median), "20");
}

TEST_F(PeersTest, StrengthsAndChallengesAreOfTheBestAndWorstQuarter) {
  std::vector<TerritoryId> ids;
  for (int i = 1; i <= 8; ++i) {
    ids.push_back(add(10 * i));
    Figures& figures = all[ids.back()].figures;
    figures.serviceable_potential = Decimal::whole(100);
    figures.hours = Decimal::whole(1'000 + 100 * i);  // 1,700 and 1,800 are above 1,600
    figures.top = {Decimal::whole(i)};                // a tenth of the revenue
    figures.visited_customers = i;
  }
  const auto best = stand(ids[7]);
  EXPECT_TRUE(has(best, FindingKind::kStrength, "revenue"));
  EXPECT_TRUE(has(best, FindingKind::kStrength, "penetration"));
  EXPECT_TRUE(has(best, FindingKind::kChallenge, "workload_a_rep"));
  EXPECT_FALSE(has(best, FindingKind::kStrength, "top_five_share")) << "all have the same";
  EXPECT_TRUE(has(stand(ids[6]), FindingKind::kStrength, "revenue")) << "2 of 8 are a quarter";
  EXPECT_FALSE(has(stand(ids[5]), FindingKind::kStrength, "revenue"));
  const auto worst = stand(ids[0]);
  EXPECT_TRUE(has(worst, FindingKind::kChallenge, "penetration"));
  EXPECT_TRUE(has(worst, FindingKind::kChallenge, "visited_share"));
  EXPECT_TRUE(has(worst, FindingKind::kStrength, "workload_a_rep"));
  EXPECT_FALSE(has(worst, FindingKind::kChallenge, "revenue")) << "it is told by the penetration";
  for (auto& [id, territory] : all)
    territory.figures.hours = Decimal::whole(territory.figures.visited_customers);
  EXPECT_FALSE(has(stand(ids[7]), FindingKind::kChallenge, "workload_a_rep")) << "below capacity";
  all[ids[0]].figures.top = {Decimal::whole(6)};
  EXPECT_TRUE(has(stand(ids[0]), FindingKind::kChallenge, "top_five_share"));
  all[ids[0]].figures.top = {Decimal::whole(5)};
  EXPECT_FALSE(has(stand(ids[0]), FindingKind::kChallenge, "top_five_share")) << "half is no more";
}

TEST_F(PeersTest, IndustriesThatThePeersSellToAreGaps) {
  const TerritoryId own = add(1);
  for (int i = 0; i < 4; ++i) {
    Figures& figures = all[add(1)].figures;
    figures.industries["Everywhere"] = {.accounts = 3, .customers = 1};
    if (i < 2) figures.industries["Half"] = {.accounts = 3, .customers = 2};
    if (i < 1) figures.industries["Rare"] = {.accounts = 3, .customers = 2};
    figures.industries["Nobody"] = {.accounts = 3, .customers = 0};
  }
  all[own].figures.industries["Half"] = {.accounts = 7, .customers = 0};
  auto gaps = stand(own).industries;
  ASSERT_EQ(gaps.size(), 2U);
  EXPECT_EQ(gaps[0].name, "Everywhere");
  EXPECT_EQ(gaps[0].peers, 4);
  EXPECT_EQ(gaps[0].accounts, 0);
  EXPECT_EQ(gaps[1].name, "Half");
  EXPECT_EQ(gaps[1].accounts, 7);
  all[own].figures.industries["Everywhere"] = {.accounts = 1, .customers = 1};
  EXPECT_EQ(stand(own).industries.size(), 1U);
}

TEST_F(PeersTest, ATerritoryHoldsWhatIsBelowIt) {
  const TerritoryId top = add(1, {}, 1);
  const TerritoryId middle = add(2, top, 2);
  const TerritoryId leaf = add(4, middle, 4);
  const AllFigures summed = with_those_below(all);
  EXPECT_EQ(summed.at(top).figures.accounts, 7);
  EXPECT_EQ(summed.at(top).people, 3);
  EXPECT_EQ(to_text(summed.at(middle).figures.revenue), "6");
  EXPECT_TRUE(summed.at(middle).has_children);
  EXPECT_FALSE(summed.at(leaf).has_children);
  EXPECT_EQ(summed.at(leaf).figures.accounts, 4);
}

TEST_F(PeersTest, RanksAndMediansAreWhatSortingGives) {
  Rng rng(6);
  for (int round = 0; round < 200; ++round) {
    all.clear();
    std::vector<TerritoryId> ids;
    std::vector<std::int64_t> revenues;
    for (std::uint64_t n = rng.below(12) + 5; n > 0; --n) {
      revenues.push_back(static_cast<std::int64_t>(rng.below(9)));
      ids.push_back(add(revenues.back()));
    }
    const std::size_t at = rng.below(ids.size());
    const auto standing = stand(ids[at]).measures[kRevenue];
    std::vector<std::int64_t> others = revenues;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(at));
    std::ranges::sort(others);
    EXPECT_EQ(standing.rank,
              1 + std::ranges::count_if(others, [&](auto r) { return r > revenues[at]; }));
    const std::size_t n = others.size();
    EXPECT_EQ(added(*standing.median, *standing.median),
              Decimal::whole(others[(n - 1) / 2] + others[n / 2]));
  }
}

TEST_F(PeersTest, ValuesOfNothingAreNone) {
  const TerritoryValues values = values_of({});
  EXPECT_EQ(to_text(*values[0]), "0");
  for (const std::size_t m : {3U, 6U, 9U, 10U, 11U, 12U, 13U, 14U})
    EXPECT_FALSE(values[m]) << territory_measures()[m].key;
  TerritoryFigures territory;
  territory.figures.revenue = Decimal::whole(90);
  territory.figures.revenue_before = Decimal::whole(100);
  territory.figures.fit_held = 3;
  territory.figures.fit_total = 8;
  territory.figures.won = 1;
  territory.figures.lost = 3;
  const TerritoryValues some = values_of(territory);
  EXPECT_EQ(to_text(*some[3]), "-0.1");
  EXPECT_EQ(to_text(*some[10]), "37.5");
  EXPECT_EQ(to_text(*some[13]), "0.25");
}

}  // namespace
}  // namespace bailiwick::market
