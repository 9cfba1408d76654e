// Goal: what accounts bought, are asked for and were visited is summed an account, of the accounts that are meant and no others. Method: two territories with a
// rep each, documents by hand, on both databases.
#include "crm/account_sales.hpp"

#include "crm/record_store.hpp"
#include "crm/settings_store.hpp"
#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::on_both;

class AccountSalesTest : public bailiwick::testing::CrmTest {
 protected:
  void SetUp() override {
    CrmTest::SetUp();
    if (IsSkipped()) return;
    west = add_region("west");
    east = add_region("east");
    today = utc_date(world->now);
    near = account("Near", west);
    far = account("Far", east);
  }
  Uuid account(const char* name, const Region& region) {
    return id_of(add(admin, ObjectKind::kAccount,
                     {{"name", name}, {"territory", region.territory.text()}}))
        .uuid;
  }
  static std::string text(const Uuid& account) { return "account_" + to_base32(account); }
  void sell(const Uuid& account, const char* kind, std::int32_t days_ago, const char* amount,
            const char* currency = "EUR") {
    add(admin, ObjectKind::kOrder,
        {{"account", text(account)},
         {"kind", kind},
         {"day", to_text(today.plus_days(-days_ago))},
         {"amount", {{"amount", amount}, {"currency", currency}}}});
  }
  Json deal(const Uuid& account, const char* stage, const char* amount) {
    return add(admin, ObjectKind::kOpportunity,
               {{"name", "Deal"},
                {"account", text(account)},
                {"stage", stage},
                {"amount", {{"amount", amount}, {"currency", "EUR"}}}});
  }
  AccountsAsked asked(const platform::identity::Principal* viewer = nullptr) {
    return {.tenant = admin.tenant, .day = today, .viewer = viewer};
  }
  template <class Function>
  auto read(Function function) {
    auto answer = world->database().read([&](db::Connection& c) { return function(c); });
    EXPECT_TRUE(answer) << answer.error().message;
    return *answer;
  }
  std::string revenues(const AccountsAsked& of) {
    const auto all = read([&](db::Connection& c) {
      return account_revenues(c, of,
                              {.before_from = today.plus_days(-729),
                               .recent_from = today.plus_days(-364),
                               .until = today.plus_days(1)});
    });
    std::string told;
    for (const AccountRevenue& one : all)
      told += std::string(one.account == near ? "near " : "far ") + amount_text(one.recent) + " " +
              amount_text(one.before) + " " + std::string(one.recent.currency.text()) + "; ";
    return told;
  }

  Region west, east;
  LocalDate today;
  Uuid near, far;
};

INSTANTIATE_TEST_SUITE_P(Both, AccountSalesTest, on_both(), dialect_name);

TEST_P(AccountSalesTest, InvoicesCountAndOrdersWhereThereAreNone) {
  sell(near, "invoice", 0, "10.00");
  sell(near, "invoice", 364, "5.00");
  sell(near, "order", 1, "99.00");
  sell(near, "order", 365, "7.00");
  sell(near, "order", 729, "1.00");
  sell(near, "order", 730, "1000.00");
  sell(far, "order", 3, "3.00");
  sell(far, "order", 4, "4.00", "USD");
  EXPECT_EQ(revenues(asked()), "near 15.00 8.00 EUR; far 3.00 0.00 EUR; far 4.00 0.00 USD; ");
}

TEST_P(AccountSalesTest, AmountsOfOtherCurrenciesComeADayEach) {
  sell(near, "invoice", 1, "10.00");
  sell(near, "invoice", 2, "5.00");
  sell(near, "invoice", 2, "1.00", "USD");
  sell(near, "invoice", 2, "2.00", "USD");
  sell(near, "invoice", 3, "4.00", "USD");
  sell(near, "order", 3, "90.00", "USD");
  const auto all = read([&](db::Connection& c) {
    return account_revenues(c, asked(),
                            {.before_from = today.plus_days(-729),
                             .recent_from = today.plus_days(-364),
                             .until = today.plus_days(1),
                             .reporting = Currency::parse("EUR")});
  });
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(amount_text(all[0].recent), "15.00");
  EXPECT_FALSE(all[0].day);
  EXPECT_EQ(all[1].day, today.plus_days(-3));
  EXPECT_EQ(amount_text(all[1].recent), "4.00");
  EXPECT_EQ(all[2].day, today.plus_days(-2));
  EXPECT_EQ(amount_text(all[2].recent), "3.00");
}

TEST_P(AccountSalesTest, OnlyAccountsThatAreMeantCount) {
  sell(near, "invoice", 0, "10.00");
  sell(far, "invoice", 0, "20.00");
  EXPECT_EQ(revenues(asked(&west.rep.principal)), "near 10.00 0.00 EUR; ");
  EXPECT_EQ(revenues(asked(&admin)), "near 10.00 0.00 EUR; far 20.00 0.00 EUR; ");
  AccountsAsked of = asked();
  const std::vector<alignment::TerritoryId> territories = {east.territory};
  of.territories = territories;
  EXPECT_EQ(revenues(of), "far 20.00 0.00 EUR; ");
  of.viewer = &west.rep.principal;
  EXPECT_EQ(revenues(of), "") << "both must hold";
  of = asked();
  const std::vector<alignment::AccountId> accounts = {alignment::AccountId(near)};
  of.accounts = accounts;
  EXPECT_EQ(revenues(of), "near 10.00 0.00 EUR; ");
  EXPECT_FALSE(of.is_everything());
  EXPECT_TRUE(asked(&admin).is_everything());
  EXPECT_FALSE(asked(&west.rep.principal).is_everything());
  const auto other = world->add_company("other");
  EXPECT_TRUE(read([&](db::Connection& c) {
                return account_ids(c, {.tenant = other.tenant, .day = today});
              }).empty());
}

TEST_P(AccountSalesTest, AccountsAreReadOfAReach) {
  const Uuid hidden = account("Hidden", west);
  ASSERT_TRUE(records().hide(admin, {.kind = ObjectKind::kAccount, .uuid = hidden}, 1));
  const auto ids = read([&](db::Connection& c) { return account_ids(c, asked()); });
  EXPECT_EQ(ids, (std::vector<Uuid>{near, far}));
  EXPECT_EQ(read([&](db::Connection& c) { return account_ids(c, asked(&east.rep.principal)); }),
            (std::vector<Uuid>{far}));
}

TEST_P(AccountSalesTest, DealsAreOpenWonOrLost) {
  deal(near, "standard.proposal", "100.00");
  deal(near, "standard.proposal", "50.00");
  deal(near, "standard.won", "70.00");
  deal(far, "standard.lost", "30.00");
  const Json hidden = deal(far, "standard.proposal", "9.00");
  ASSERT_TRUE(records().hide(admin, id_of(hidden), 1));
  const auto open = read([&](db::Connection& c) { return open_pipelines(c, asked()); });
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(open[0].account, near);
  EXPECT_EQ(amount_text(open[0].amount), "150.00");
  const auto closed = read([&](db::Connection& c) { return account_deals(c, asked()); });
  ASSERT_EQ(closed.size(), 2U);
  EXPECT_EQ(closed[0].won, 1);
  EXPECT_EQ(closed[1].lost, 1);
  EXPECT_EQ(
      read([&](db::Connection& c) { return account_deals(c, asked(&west.rep.principal)); }).size(),
      1U);
}

TEST_P(AccountSalesTest, OnlyVisitsAreVisits) {
  const auto happened = [&](const Uuid& account, const char* kind, std::int64_t days_ago) {
    add(admin, ObjectKind::kActivity,
        {{"kind", kind},
         {"subject", "Met"},
         {"account", text(account)},
         {"happened_at", to_text(world->now.plus_seconds(-days_ago * 86'400))}});
  };
  happened(near, "visit", 90);
  happened(near, "visit", 3);
  happened(far, "visit", 91);
  happened(far, "call", 1);
  const Instant since = world->now.plus_seconds(-90LL * 86'400);
  EXPECT_EQ(read([&](db::Connection& c) { return visited_accounts(c, asked(), since); }),
            (std::vector<Uuid>{near}));
  EXPECT_TRUE(read([&](db::Connection& c) {
                return visited_accounts(c, asked(&east.rep.principal), since);
              }).empty());
}

}  // namespace
}  // namespace bailiwick::crm
