// Goal: the list says what its specification says. Method: small lists whose points are reckoned by hand; on random lists every part, the order and the mix are
// found again by brute force in doubles.
#include "market/next_rank.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "base/rng.hpp"

namespace bailiwick::market {
namespace {

constexpr LocalDate kToday(20'000);

NextAccount account(const std::string& name) {
  NextAccount one;
  one.account = AccountId(Uuid{});
  one.name = name;
  return one;
}

template <class T>
const T* reason(const NextItem& item) {
  for (const NextReason& one : item.reasons)
    if (const T* found = std::get_if<T>(&one)) return found;
  return nullptr;
}

TEST(RankNext, OfNobodyIsEmpty) {
  const NextList list = rank_next({}, {}, kToday);
  EXPECT_TRUE(list.items.empty());
  EXPECT_EQ(list.existing + list.fresh, 0U);
}

TEST(RankNext, ReckonsPointsAsTheSpecificationSays) {
  NextAccount due = account("Due");
  due.is_existing = true;
  due.potential = Decimal::whole(1'000);
  due.revenue = Decimal::whole(600);
  due.before = Decimal::whole(800);
  due.score = Decimal::whole(80);
  due.visits_a_year = 12;  // every 30 days
  due.contacted = kToday.plus_days(-45);
  NextAccount calm = due;
  calm.name = "Calm";
  calm.potential = Decimal::whole(500);
  calm.before = Decimal::whole(600);
  calm.contacted = kToday.plus_days(-6);
  calm.visited = calm.contacted;
  const std::vector<NextAccount> accounts = {calm, due};
  const NextList list = rank_next(accounts, {}, kToday);
  ASSERT_EQ(list.items.size(), 2U);
  const NextItem& first = list.items[0];
  EXPECT_EQ(first.index, 1U);
  EXPECT_EQ(first.every_days, 30);
  // value 2 of 2, fit 0.8, cadence 45 / 60, recency 200 / 800
  EXPECT_EQ(first.shares[0], 10'000);
  EXPECT_EQ(first.shares[1], 8'000);
  EXPECT_EQ(first.shares[2], 7'500);
  EXPECT_EQ(first.shares[3], 2'500);
  EXPECT_EQ(first.points, 810'000);          // 40 + 16 + 22.5 + 2.5
  EXPECT_EQ(list.items[1].points, 390'000);  // 20 + 16 + 3 + 0
  ASSERT_NE(reason<Overdue>(first), nullptr);
  EXPECT_EQ(reason<Overdue>(first)->days, 45);
  EXPECT_NE(reason<Fits>(first), nullptr);
  EXPECT_NE(reason<Worth>(first), nullptr);
  EXPECT_EQ(first.suggest, Suggestion::kVisit);
  EXPECT_EQ(list.items[1].suggest, Suggestion::kCall) << "it was visited six days ago";
  EXPECT_EQ(reason<Overdue>(list.items[1]), nullptr);
}

TEST(RankNext, LeavesOutWhatIsKnownOfNobody) {
  NextAccount one = account("One");
  one.sign = kToday.plus_days(-15);
  const std::vector<NextAccount> accounts = {one};
  const NextList list = rank_next(accounts, {}, kToday);
  EXPECT_TRUE(list.is_left_out[0] && list.is_left_out[1] && list.is_left_out[2]);
  EXPECT_FALSE(list.is_left_out[3]);
  EXPECT_EQ(list.items[0].points, 500'000) << "recency alone counts: half of it";
  ASSERT_NE(reason<Sign>(list.items[0]), nullptr);
}

TEST(RankNext, TellsWhatFell) {
  NextAccount one = account("One");
  one.is_existing = true;
  one.revenue = Decimal::whole(89);
  one.before = Decimal::whole(100);
  std::vector<NextAccount> accounts = {one};
  const NextItem item = rank_next(accounts, {}, kToday).items[0];
  ASSERT_NE(reason<Falling>(item), nullptr);
  EXPECT_EQ(reason<Falling>(item)->before, Decimal::whole(100));
  accounts[0].revenue = Decimal::whole(91);
  EXPECT_EQ(reason<Falling>(rank_next(accounts, {}, kToday).items[0]), nullptr)
      << "by less than a tenth";
}

TEST(RankNext, TellsTasksAndDealsFirst) {
  NextAccount one = account("One");
  one.is_existing = true;
  one.revenue = Decimal::whole(10);
  one.before = Decimal::whole(100);
  one.score = Decimal::whole(90);
  one.visits_a_year = 4;
  one.closing = ClosingDeal{Uuid{}, "Renewal", kToday.plus_days(30), std::nullopt};
  one.task = DueTask{Uuid{}, "Call back", kToday};
  std::vector<NextAccount> accounts = {one};
  const NextItem item = rank_next(accounts, {}, kToday).items[0];
  ASSERT_EQ(item.reasons.size(), kReasonsMax);
  EXPECT_TRUE(std::holds_alternative<DueTask>(item.reasons[0]));
  EXPECT_TRUE(std::holds_alternative<ClosingDeal>(item.reasons[1]));
  accounts[0].closing->day = kToday.plus_days(31);
  accounts[0].task->due = kToday.plus_days(1);
  const NextItem later = rank_next(accounts, {}, kToday).items[0];
  EXPECT_EQ(reason<DueTask>(later), nullptr);
  EXPECT_EQ(reason<ClosingDeal>(later), nullptr);
  EXPECT_NE(reason<NeverContacted>(later), nullptr);
}

std::vector<NextAccount> some(Rng& rng) {
  std::vector<NextAccount> accounts;
  const auto count = rng.below(40);
  for (std::uint64_t i = 0; i < count; ++i) {
    NextAccount one = account("A" + std::to_string(rng.below(8)));
    Uuid id;
    id.bytes[0] = static_cast<std::uint8_t>(i);
    one.account = AccountId(id);
    one.is_existing = rng.below(2) == 0;
    if (rng.below(3) > 0) one.potential = Decimal::whole(static_cast<std::int64_t>(rng.below(50)));
    if (one.is_existing) {
      one.revenue = Decimal::whole(static_cast<std::int64_t>(rng.below(40)));
      one.before = Decimal::whole(static_cast<std::int64_t>(rng.below(40)));
    }
    if (rng.below(2) == 0) one.score = Decimal::whole(static_cast<std::int64_t>(rng.below(101)));
    one.visits_a_year = static_cast<std::int64_t>(rng.below(4)) * 7;
    const auto day = [&] { return kToday.plus_days(-static_cast<std::int32_t>(rng.below(200))); };
    if (rng.below(2) == 0) one.contacted = day();
    if (rng.below(2) == 0) one.sign = day();
    accounts.push_back(std::move(one));
  }
  return accounts;
}

double number(Decimal value) { return static_cast<double>(value.units()) / 1e18; }

// The four shares of one account, in doubles.
std::array<double, 4> naive(const std::vector<NextAccount>& all, const NextAccount& one) {
  const auto worth = [](const NextAccount& of) {
    if (of.potential) return number(*of.potential);
    return of.is_existing ? number(of.revenue) : -1.0;
  };
  double kin = 0;
  double no_more = 0;
  for (const NextAccount& other : all) {
    if (other.is_existing != one.is_existing) continue;
    kin += 1;
    if (worth(other) >= 0 && worth(other) <= worth(one)) no_more += 1;
  }
  std::array<double, 4> shares = {worth(one) < 0 ? 0 : no_more / kin,
                                  one.score ? number(*one.score) / 100 : 0, 0, 0};
  if (one.visits_a_year > 0) {
    const double every = std::nearbyint(365.0 / static_cast<double>(one.visits_a_year));
    const double days = one.contacted ? kToday.days() - one.contacted->days() : 1e9;
    shares[2] = std::min(1.0, days / (2 * every));
  }
  if (one.is_existing && one.before > one.revenue)
    shares[3] = 1 - number(one.revenue) / number(one.before);
  if (!one.is_existing && one.sign)
    shares[3] = std::max(0.0, 1 - (kToday.days() - one.sign->days()) / 30.0);
  return shares;
}

TEST(RankNext, AgreesWithBruteForce) {
  Rng rng(11);
  for (int round = 0; round < 300; ++round) {
    const auto accounts = some(rng);
    NextPolicy policy;
    for (std::int64_t& weight : policy.weights) weight = static_cast<std::int64_t>(rng.below(101));
    policy.weights[3] += policy.weights[3] == 0 ? 1 : 0;
    policy.new_share = static_cast<std::int64_t>(rng.below(10'001));
    const NextList list = rank_next(accounts, policy, kToday);
    ASSERT_EQ(list.items.size(), accounts.size());
    std::vector<bool> seen(accounts.size(), false);
    std::size_t fresh = 0;
    std::array<std::int64_t, 2> last = {1'000'001, 1'000'001};
    for (std::size_t place = 0; place < list.items.size(); ++place) {
      const NextItem& item = list.items[place];
      ASSERT_FALSE(seen[item.index]);
      seen[item.index] = true;
      const NextAccount& one = accounts[item.index];
      const auto shares = naive(accounts, one);
      double sum = 0;
      double weight = 0;
      for (std::size_t part = 0; part < kNextParts; ++part) {
        EXPECT_NEAR(static_cast<double>(item.shares[part]) / kNextUnit, shares[part], 6e-5)
            << name_of(static_cast<NextPart>(part));
        if (list.is_left_out[part]) continue;
        sum += static_cast<double>(policy.weights[part]) * shares[part];
        weight += static_cast<double>(policy.weights[part]);
      }
      EXPECT_NEAR(static_cast<double>(item.points) / kNextUnit, 100 * sum / weight, 1e-2);
      auto& before = last[one.is_existing ? 0 : 1];
      EXPECT_LE(item.points, before) << "each kind goes down";
      before = item.points;
      fresh += one.is_existing ? 0 : 1;
      const double wanted =
          static_cast<double>(policy.new_share) / kNextUnit * static_cast<double>(place + 1);
      const bool has_both = fresh < list.fresh && place + 1 - fresh < list.existing;
      if (has_both) {
        EXPECT_NEAR(static_cast<double>(fresh), wanted, 0.5 + 1e-9) << "place " << place;
      }
    }
    EXPECT_EQ(list.existing + list.fresh, accounts.size());
  }
}

}  // namespace
}  // namespace bailiwick::market
