// Goal: the list is of the accounts that one sees, with what was done and is open, and the policy is changed by whoever may. Method: a company in memory with two
// territories, a rep in one of them, contacts by hand.
#include "market/next_service.hpp"

#include "tests/support/next_world.hpp"

namespace bailiwick::market {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::on_both;

class NextServiceTest : public bailiwick::testing::NextTest {
 protected:
  std::string names(const platform::identity::Principal& principal, const NextAsk& ask = {}) {
    const auto page = next->list(principal, ask);
    if (!page) return page.error().front().rule;
    std::string all;
    for (const NextItem& item : page->list.items)
      all += (all.empty() ? "" : ", ") + page->accounts[item.index].name;
    return all;
  }
};

INSTANTIATE_TEST_SUITE_P(Both, NextServiceTest, on_both(), dialect_name);

TEST_P(NextServiceTest, RanksWhatOneSees) {
  put_potential();
  add({.id = {}, .name = "Small", .employees = 10, .territory = north, .kind = "prospect"});
  add({.id = {}, .name = "Large", .employees = 900, .territory = north, .kind = "prospect"});
  add({.id = {}, .name = "Far", .employees = 5'000, .territory = south, .kind = "prospect"});
  add({.id = {}, .name = "Partner", .employees = 800, .territory = north, .kind = "partner"});
  add({.id = {}, .name = "Gone", .employees = 800, .territory = north, .kind = "former_customer"});
  EXPECT_EQ(names(rep), "Large, Small");
  EXPECT_EQ(names(admin), "Far, Large, Small");
  EXPECT_EQ(names(admin, {.territory = north}), "Large, Small");
  EXPECT_EQ(names(rep, {.territory = south}), "M132") << "outside of the scope";
  EXPECT_EQ(names(rep, {.limit = 1}), "Large");
  EXPECT_EQ(names(rep, {.is_existing = true}), "");
}

TEST_P(NextServiceTest, KnowsWhatWasDoneAndIsOpen) {
  const AccountId calm = add({.id = {},
                              .name = "Calm",
                              .territory = north,
                              .kind = "customer",
                              .revenue = {sold(100'00)}});
  const AccountId due = add(
      {.id = {}, .name = "Due", .territory = north, .kind = "customer", .revenue = {sold(100'00)}});
  const AccountId planned = add({.id = {},
                                 .name = "Planned",
                                 .territory = north,
                                 .kind = "customer",
                                 .revenue = {sold(100'00)}});
  const LocalDate today = utc_date(world->now);
  contacts.of(calm).contacted = today.plus_days(-1);
  contacts.of(due).contacted = today.plus_days(-50);
  contacts.of(planned).is_planned = true;
  contacts.all.closing = {
      {due,
       {world->ids().next(), "Renewal", today.plus_days(3), Money{5, *Currency::parse("EUR")}}}};
  EXPECT_EQ(names(rep), "Due, Calm");
  const auto page = next->list(rep, {});
  ASSERT_TRUE(page);
  EXPECT_EQ(page->list.existing, 2U);
  const NextItem& first = page->list.items.front();
  EXPECT_EQ(first.every_days, 30) << "a customer is visited twelve times a year";
  ASSERT_FALSE(first.reasons.empty());
  EXPECT_TRUE(std::holds_alternative<ClosingDeal>(first.reasons[0]));
  EXPECT_TRUE(page->list.is_left_out[1]) << "there is no profile in force";
  activate(criteria());
  const auto scored = next->list(rep, {});
  ASSERT_TRUE(scored);
  EXPECT_FALSE(scored->list.is_left_out[1]);
}

TEST_P(NextServiceTest, AsksForATerritoryWhereThereAreTooMany) {
  add({.id = {}, .name = "One", .territory = north});
  contacts.counted = kNextAccountsMax + 1;
  EXPECT_EQ(names(admin), "M131");
  contacts.counted = kNextAccountsMax;
  EXPECT_EQ(names(admin), "One");
}

TEST_P(NextServiceTest, IsForWhoMayReadAccounts) {
  const auto nobody =
      world->add_person(admin, platform::identity::Role::kPeopleOps, "hr@acme.example").principal;
  EXPECT_EQ(names(nobody), "I001");
}

TEST_P(NextServiceTest, IsWeighedByWhoManagesTheMarket) {
  const auto first = next->policy(rep);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->version, 0);
  NextPolicy wanted = *first;
  wanted.weights[2] = 90;
  EXPECT_EQ(first_rule(next->change(rep, wanted, std::nullopt)), "I001");
  const auto changed = next->change(admin, wanted, 0);
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->version, 1);
  EXPECT_EQ(first_rule(next->change(admin, wanted, 0)), "M034");
  EXPECT_EQ(next->policy(rep)->weights[2], 90);
  EXPECT_EQ(next->policy(rep)->version, 1);
  const auto refused = [&](auto spoil) {
    NextPolicy bad = *first;
    spoil(bad);
    return first_rule(next->change(admin, bad, std::nullopt));
  };
  EXPECT_EQ(refused([](NextPolicy& p) { p.weights[0] = 101; }), "M130");
  EXPECT_EQ(refused([](NextPolicy& p) { p.weights[1] = -1; }), "M130");
  EXPECT_EQ(refused([](NextPolicy& p) { p.new_share = 10'001; }), "M130");
  EXPECT_EQ(refused([](NextPolicy& p) {
              for (std::int64_t& weight : p.weights) weight = 0;
            }),
            "M130");
}

}  // namespace
}  // namespace bailiwick::market
