// Goal: the use cases about accounts: who may, what is refused, what is told. Method: every rule once, on both databases.
#include <gtest/gtest.h>

#include <algorithm>

#include "alignment/service.hpp"
#include "tests/support/alignment_world.hpp"

namespace bailiwick::alignment {
namespace {

using bailiwick::testing::Principal;
using bailiwick::testing::Role;

class ServiceAccountsTest : public bailiwick::testing::AlignmentTest {
 protected:
  void SetUp() override {
    AlignmentTest::SetUp();
    if (IsSkipped()) return;
    north = service().add_territory(admin, "North", std::nullopt, today())->id;
    south = service().add_territory(admin, "South", std::nullopt, today())->id;
    acme = AccountId(world->ids().next());
  }
  LocalDate today() { return service().today(); }
  Principal rep_of(TerritoryId territory, const char* email) {
    const auto rep = world->add_person(admin, Role::kRep, email).principal;
    const PositionId seat = service().add_position(admin, {.id = {}, .title = "Seat"})->id;
    EXPECT_TRUE(
        service().hold(admin, {.position = seat, .period = {today(), {}}, .person = rep.person}));
    EXPECT_TRUE(service().assign(
        admin, {.territory = territory, .position = seat, .period = {today(), {}}}));
    return rep;
  }
  Result<std::int64_t> align(const Principal& principal, std::vector<AccountMove> moves,
                             std::optional<LocalDate> to = {}) {
    return service()
        .align_accounts(principal, moves, {.period = {today(), to}})
        .map([](const AccountsAligned& done) { return done.moves; });
  }

  TerritoryId north;
  TerritoryId south;
  AccountId acme;
};

TEST_P(ServiceAccountsTest, AnAccountIsSeenByWhoServesItsTerritory) {
  const auto in_north = rep_of(north, "n@acme.example");
  const auto in_south = rep_of(south, "s@acme.example");
  ASSERT_TRUE(align(admin, {{.account = acme, .territory = north}}));
  const auto seen = service().account_territory(in_north, acme, {.day = today()});
  ASSERT_TRUE(seen);
  ASSERT_EQ(seen->size(), 1U);
  EXPECT_EQ(seen->front().territory, north);
  EXPECT_EQ(seen->front().recording.by, admin.person);
  EXPECT_EQ(rule_of(service().account_territory(in_south, acme, {.day = today()})), "L012");
  EXPECT_EQ(rule_of(service().account_history(in_south, acme)), "L012");
  ASSERT_TRUE(align(admin, {{.account = acme, .territory = south, .overlay = south}}));
  EXPECT_EQ(service().account_territory(in_south, acme, {.day = today()})->size(), 2U);
  EXPECT_EQ(service().account_history(in_south, acme)->size(), 2U);
  const auto counts = service().accounts_of_territories(in_south, today());
  ASSERT_EQ(counts->size(), 1U);
  EXPECT_EQ(counts->front().overlaid, 1);
  EXPECT_TRUE(service()
                  .account_territory(admin, AccountId(world->ids().next()), {.day = today()})
                  ->empty());
}

TEST_P(ServiceAccountsTest, WhatIsWrongWithMovesIsSaid) {
  const auto rep = rep_of(north, "n@acme.example");
  const AccountMove there{.account = acme, .territory = north};
  EXPECT_EQ(rule_of(align(rep, {there})), "I001");
  EXPECT_EQ(rule_of(align(admin, {there}, today())), "L002");
  EXPECT_EQ(rule_of(align(admin, {there, there})), "L014");
  EXPECT_EQ(rule_of(align(admin, {{.account = acme, .territory = north, .overlay = south}})),
            "L014");
  EXPECT_EQ(rule_of(align(world->add_company("other"), {there})), "L003");
  Principal nobody = rep;
  nobody.permissions.clear();
  EXPECT_EQ(rule_of(service().account_territory(nobody, acme, {.day = today()})), "I001");
  EXPECT_EQ(rule_of(service().account_history(nobody, acme)), "I001");
  EXPECT_EQ(rule_of(service().accounts_of_territories(nobody, today())), "I001");
}

TEST_P(ServiceAccountsTest, TooManyMovesAtOnceAreRefused) {
  const std::vector<AccountMove> moves(kAccountMovesMax + 1);
  const auto refused = service().align_accounts(admin, moves, {.period = {today(), {}}});
  EXPECT_EQ(rule_of(refused), "L013");
}

TEST_P(ServiceAccountsTest, AChangeSaysWhatItMovedAndIsTakenBackByWhoMayMove) {
  ASSERT_TRUE(align(admin, {{.account = acme, .territory = north}}));
  const AccountMove away{.account = acme, .territory = south};
  const auto moved = service().align_accounts(admin, {&away, 1}, {.period = {today(), {}}});
  ASSERT_TRUE(moved);
  const AccountChangeMade made{.revision = moved->revision, .from = today()};
  const auto rep = rep_of(north, "n@acme.example");
  EXPECT_EQ(rule_of(service().return_accounts(rep, made)), "I001");
  ASSERT_EQ(moved->flows.size(), 1U);
  EXPECT_EQ(moved->flows.front().from, north);
  EXPECT_EQ(moved->flows.front().to, south);
  const auto returned = service().return_accounts(admin, made);
  ASSERT_TRUE(returned);
  EXPECT_EQ(returned->returned, 1);
  EXPECT_EQ(service().account_territory(admin, acme, {.day = today()})->front().territory, north);
  const auto again = service().return_accounts(admin, made);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->returned, 0);
}

TEST_P(ServiceAccountsTest, AChangeIsToldOnceWithItsCounts) {
  ASSERT_TRUE(align(admin, {{.account = acme, .territory = north}}));
  ASSERT_EQ(*align(admin, {{.account = acme, .territory = north}}), 0);
  const auto told = events(admin.tenant);
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told.back().event.name, "alignment.updated");
  EXPECT_NE(told.back().event.data.find(R"("accounts":1)"), std::string::npos);
  EXPECT_EQ(std::count_if(told.begin(), told.end(),
                          [](const auto& one) { return one.event.name == "alignment.updated"; }),
            1);
  const auto actions = world->actions(admin.tenant);
  EXPECT_EQ(std::count(actions.begin(), actions.end(), "accounts.aligned"), 1);
  EXPECT_TRUE(world->is_audit_intact(admin.tenant));
}

INSTANTIATE_TEST_SUITE_P(Both, ServiceAccountsTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::alignment
