// Goal: a profile is drafted, put into force and read by those who may; scores and fits look at what the asker sees. Method: every rule once, on both
// databases, with accounts in memory.
#include "market/icp_service.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <barrier>
#include <thread>

#include "tests/support/market_world.hpp"

namespace bailiwick::market {
namespace {

using bailiwick::testing::Role;

class IcpServiceTest : public bailiwick::testing::MarketTest {
 protected:
  std::string refused(const ProfileText& text) {
    return first_rule(icp->put_draft(admin, text, std::nullopt));
  }
};

TEST_P(IcpServiceTest, ADraftIsChangedActivatedAndReplaced) {
  EXPECT_FALSE(icp->profiles(admin)->draft);
  const auto draft = icp->put_draft(admin, {.name = "One", .criteria = criteria()}, std::nullopt);
  ASSERT_TRUE(draft) << draft.error().front().message;
  EXPECT_EQ(draft->version, 1);
  const auto again = icp->put_draft(admin, {.name = "Two", .criteria = criteria()}, 1);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->id, draft->id);
  EXPECT_EQ(first_rule(icp->put_draft(admin, {.name = "Three", .criteria = criteria()}, 1)),
            "M034");
  EXPECT_EQ(first_rule(icp->activate(admin, 1)), "M034");
  const auto active = icp->activate(admin, 2);
  ASSERT_TRUE(active);
  EXPECT_EQ(active->state, ProfileState::kActive);
  EXPECT_FALSE(icp->profiles(admin)->draft);
  EXPECT_EQ(icp->profiles(admin)->active->name, "Two");
  EXPECT_EQ(first_rule(icp->activate(admin, std::nullopt)), "M030");
  activate(criteria());
  EXPECT_NE(icp->profiles(admin)->active->id, active->id) << "the one before is archived";
  EXPECT_EQ(events(admin.tenant).back().event.name, "icp.updated");
  EXPECT_TRUE(world->is_audit_intact(admin.tenant));
}

TEST_P(IcpServiceTest, ADraftCanBeGivenUp) {
  EXPECT_EQ(rule_of(icp->give_up_draft(admin, std::nullopt)), "M030");
  ASSERT_TRUE(icp->put_draft(admin, {.name = "One", .criteria = criteria()}, std::nullopt));
  EXPECT_EQ(rule_of(icp->give_up_draft(admin, 7)), "M034");
  ASSERT_TRUE(icp->give_up_draft(admin, 1));
  EXPECT_FALSE(icp->profiles(admin)->draft);
  EXPECT_EQ(first_rule(icp->put_draft(admin, {.name = "One", .criteria = criteria()}, 1)), "M034")
      << "it is gone";
  const auto later = icp->put_draft(admin, {.name = "Two", .criteria = criteria()}, std::nullopt);
  ASSERT_TRUE(later);
  EXPECT_GT(later->version, 1) << "whoever read the first does not write over it";
  EXPECT_EQ(first_rule(icp->put_draft(admin, {.name = "One", .criteria = criteria()}, 1)), "M034");
}

TEST_P(IcpServiceTest, ADraftThatSomebodyElseMadeIsNotWrittenOver) {
  ASSERT_TRUE(icp->put_draft(admin, {.name = "Theirs", .criteria = criteria()}, std::nullopt));
  EXPECT_EQ(refused({.name = "Mine", .criteria = criteria()}), "M034");
  EXPECT_EQ(icp->profiles(admin)->draft->name, "Theirs");
}

TEST_P(IcpServiceTest, OfTwoWhoWriteAtOnceOneIsTold) {
  for (int round = 0; round < 10; ++round) {
    // Every second time there is a draft, which both have read.
    const auto before = icp->profiles(admin)->draft;
    const auto version = before ? std::optional(before->version) : std::nullopt;
    std::barrier both(2);
    std::array<std::string, 2> outcomes;
    const auto write = [&](std::size_t person) {
      both.arrive_and_wait();
      outcomes[person] = first_rule(
          icp->put_draft(admin, {.name = std::to_string(person), .criteria = criteria()}, version));
    };
    std::thread other(write, 1);
    write(0);
    other.join();
    std::array<std::string, 2> sorted = outcomes;
    std::ranges::sort(sorted);
    EXPECT_EQ(sorted, (std::array<std::string, 2>{"M034", "none"})) << "round " << round;
    const auto after = icp->profiles(admin)->draft;
    ASSERT_TRUE(after);
    EXPECT_EQ(after->name, outcomes[0] == "none" ? "0" : "1");
    if (before) {
      EXPECT_TRUE(icp->give_up_draft(admin, after->version));
    }
  }
}

TEST_P(IcpServiceTest, WhatIsWrongWithAProfileIsTold) {
  EXPECT_EQ(refused({.name = "", .criteria = criteria()}), "M031");
  EXPECT_EQ(refused({.name = "One", .criteria = {}}), "M032");
  auto bad = criteria();
  bad[1].name = bad[0].name;
  EXPECT_EQ(refused({.name = "One", .criteria = bad}), "M032");
  bad[1].name = " ";
  EXPECT_EQ(refused({.name = "One", .criteria = bad}), "M031");
  for (const std::int64_t weight : {std::int64_t{0}, kWeightMax + 1}) {
    bad = criteria();
    bad[0].weight = weight;
    EXPECT_EQ(refused({.name = "One", .criteria = bad}), "M033");
  }
  bad = criteria();
  bad[0].formula = std::string(kFormulaBytesMax, ' ') + "true";
  EXPECT_EQ(refused({.name = "One", .criteria = bad}), "M037");
  bad[0].formula = "employes > 5";
  EXPECT_EQ(refused({.name = "One", .criteria = bad}), "Q011");
  bad[0].formula = "employees / 0 > 5";
  EXPECT_EQ(refused({.name = "One", .criteria = bad}), "Q060");
  std::vector<Criterion> many;
  for (std::size_t c = 0; c <= kCriteriaMax; ++c)
    many.push_back({.name = std::to_string(c), .formula = "true"});
  EXPECT_EQ(refused({.name = "One", .criteria = many}), "M032");
  many.pop_back();
  EXPECT_EQ(refused({.name = "One", .criteria = many}), "none");
}

TEST_P(IcpServiceTest, ScoresAreOfTheAccountsThatOneSees) {
  activate(criteria());
  const AccountId near = add({.id = {}, .name = "Near", .employees = 900, .territory = north});
  const AccountId far = add({.id = {}, .name = "Far", .country = "BE", .territory = south});
  const AccountId nowhere = add({.id = {}, .name = "Nowhere"});
  const auto all = icp->scores(admin, "", 10);
  ASSERT_TRUE(all) << all.error().front().message;
  EXPECT_EQ(all->table.all.accounts, 3);
  EXPECT_EQ(all->table.nowhere.accounts, 1);
  EXPECT_EQ(all->table.territories.at(north).value(all->table.total_weight), 100.0);
  EXPECT_EQ(all->table.best[0].account, near);
  EXPECT_EQ(all->table.best[1].account, nowhere);
  EXPECT_EQ(all->table.criteria[0].unknown, 2);
  const auto seen = icp->scores(rep, "active", 10);
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->table.all.accounts, 1);
  EXPECT_FALSE(seen->table.territories.contains(south));
  const auto one = icp->score(admin, far, "");
  ASSERT_TRUE(one);
  EXPECT_EQ(one->explanation.score.value(), 0.0);
  EXPECT_EQ(one->explanation.score.most(), 75.0);
  EXPECT_EQ(first_rule(icp->score(admin, AccountId(world->ids().next()), "")), "M035");
  EXPECT_EQ(first_rule(icp->score(rep, nowhere, "")), "M035");
  EXPECT_EQ(first_rule(icp->scores(admin, "draft", 10)), "M030");
}

TEST_P(IcpServiceTest, AFitReadsTheHistoryOfTheAccountsThatOneSees) {
  activate(criteria());
  add({.id = {}, .name = "A", .employees = 900, .territory = north, .won = 40, .lost = 20});
  add({.id = {}, .name = "B", .employees = 9, .territory = north, .won = 20, .lost = 60});
  add({.id = {},
       .name = "C",
       .employees = 9,
       .country = "BE",
       .territory = south,
       .won = 9,
       .lost = 9});
  add({.id = {}, .name = "D", .territory = south});
  const auto fitted = icp->fit(admin, "", {});
  ASSERT_TRUE(fitted) << fitted.error().front().message;
  EXPECT_EQ(fitted->fit.outcome, FitOutcome::kFitted);
  EXPECT_EQ(fitted->accounts, 3);
  EXPECT_EQ(fitted->fit.all.count(), 158);
  EXPECT_NEAR(*fitted->fit.criteria[0].lift, (40.0 / 60) / (29.0 / 98), 1e-9);
  EXPECT_EQ(fitted->fit.criteria[0].weight, 100);
  const auto own = icp->fit(rep, "", {});
  ASSERT_TRUE(own);
  EXPECT_EQ(own->fit.all.count(), 140);
  EXPECT_EQ(own->fit.criteria[1].finding, Finding::kFewFailed) << "all that they see is at home";
  const auto other = icp->fit(admin, "", {{.name = "Small", .formula = "employees < 10"}});
  EXPECT_EQ(other->criteria[0].name, "Small");
  EXPECT_FALSE(other->fit.criteria[0].weight) << "it harms";
  EXPECT_EQ(first_rule(icp->fit(admin, "", {{.name = "", .formula = "true"}})), "M031");
  EXPECT_EQ(first_rule(icp->fit(admin, "", {{.name = "A", .formula = "1 +"}})).front(), 'Q');
  accounts.all[0].won = kClosedMax;
  EXPECT_EQ(first_rule(icp->fit(admin, "", {})), "M036");
}

TEST_P(IcpServiceTest, CriteriaReadMoneyInTheReportingCurrency) {
  add_yen(6'000'000, "USD");
  const Currency yen = *Currency::parse("JPY");
  const Currency dollar = *Currency::parse("USD");
  activate({{.name = "Wealthy", .formula = "annual_revenue > 1000000", .weight = 1}});
  const AccountId large = add({.id = {},
                               .name = "Tokyo",
                               .territory = north,
                               .won = 3,
                               .annual_revenue = Money{500'000'000, yen}});
  const AccountId small = add({.id = {},
                               .name = "Kyoto",
                               .territory = north,
                               .lost = 2,
                               .annual_revenue = Money{5'000'000, yen}});
  add({.id = {}, .name = "Home", .territory = north, .annual_revenue = Money{5'000'00, dollar}});
  const AccountId unknown = add({.id = {},
                                 .name = "Without a rate",
                                 .territory = south,
                                 .won = 1,
                                 .annual_revenue = Money{7'00, *Currency::parse("EUR")}});
  const auto scores = icp->scores(admin, "", 1);
  ASSERT_TRUE(scores) << scores.error().front().message;
  EXPECT_EQ(scores->table.criteria[0].held, 1);
  EXPECT_EQ(scores->table.criteria[0].failed, 2);
  EXPECT_EQ(scores->table.criteria[0].unknown, 1);
  EXPECT_EQ(scores->table.without_rate, 1);
  EXPECT_EQ(scores->table.best.front().account, large);
  EXPECT_EQ(icp->scores(rep, "", 1)->table.without_rate, 0) << "of the accounts that they see";
  const auto one = icp->score(admin, large, "");
  ASSERT_TRUE(one);
  EXPECT_EQ(one->explanation.score.value(), 100.0);
  EXPECT_FALSE(one->is_without_rate);
  EXPECT_EQ(icp->score(admin, small, "")->explanation.criteria[0].mark, Mark::kFailed);
  EXPECT_EQ(icp->score(admin, unknown, "")->explanation.criteria[0].mark, Mark::kUnknown);
  EXPECT_TRUE(icp->score(admin, unknown, "")->is_without_rate);
  const auto fitted = icp->fit(admin, "", {});
  ASSERT_TRUE(fitted);
  EXPECT_EQ(fitted->fit.criteria[0].held.won, 3);
  EXPECT_EQ(fitted->fit.criteria[0].failed.lost, 2);
  EXPECT_EQ(fitted->fit.criteria[0].unknown.won, 1);
  EXPECT_EQ(fitted->without_rate, 1);
}

TEST_P(IcpServiceTest, OnlyWhoMayReadsAndChanges) {
  activate(criteria());
  const ProfileText text{.name = "One", .criteria = criteria()};
  EXPECT_EQ(first_rule(icp->put_draft(rep, text, std::nullopt)), "I001");
  EXPECT_EQ(rule_of(icp->give_up_draft(rep, std::nullopt)), "I001");
  EXPECT_EQ(first_rule(icp->activate(rep, std::nullopt)), "I001");
  EXPECT_TRUE(icp->profiles(rep));
  const auto people = world->add_person(admin, Role::kPeopleOps, "people@acme.example").principal;
  EXPECT_EQ(rule_of(icp->profiles(people)), "I001");
  EXPECT_EQ(first_rule(icp->scores(people, "", 1)), "I001");
  EXPECT_EQ(first_rule(icp->score(people, AccountId(), "")), "I001");
  EXPECT_EQ(first_rule(icp->fit(people, "", {})), "I001");
  const auto other = world->add_company("other");
  EXPECT_FALSE(icp->profiles(other)->active);
  EXPECT_EQ(first_rule(icp->scores(other, "", 1)), "M030");
}

INSTANTIATE_TEST_SUITE_P(Both, IcpServiceTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
