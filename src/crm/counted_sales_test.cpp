// Goal: each sale counts once, for the territory that had the account on its day, and is known as new business or not. Method: two territories, records by hand, on both
// databases.
#include "crm/counted_sales.hpp"

#include "crm/record_store.hpp"
#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::Json;

class CountedSalesTest : public bailiwick::testing::CrmTest {
 protected:
  void SetUp() override {
    CrmTest::SetUp();
    if (IsSkipped()) return;
    west = add_region("west");
    east = add_region("east");
    today = utc_date(world->now);
    acme = add(admin, ObjectKind::kAccount,
               {{"name", "Acme"}, {"territory", west.territory.text()}})["id"];
    beta = add(admin, ObjectKind::kAccount, {{"name", "Beta"}})["id"];
  }
  void sell(const std::string& account, const char* kind, std::int32_t days_ago, const char* amount,
            const char* currency = "EUR") {
    add(admin, ObjectKind::kOrder,
        {{"account", account},
         {"kind", kind},
         {"day", to_text(today.plus_days(-days_ago))},
         {"amount", {{"amount", amount}, {"currency", currency}}}});
  }
  void win(const std::string& account, const char* stage, std::int32_t days_ago, Json amount) {
    Json body = {{"name", "Deal"},
                 {"account", account},
                 {"stage", stage},
                 {"close_date", to_text(today.plus_days(-days_ago))}};
    if (!amount.is_null()) body["amount"] = {{"amount", amount}, {"currency", "EUR"}};
    add(admin, ObjectKind::kOpportunity, body);
  }
  // Of the last ten days: "Acme 3 10.00 EUR new first west; ", where 3 is days ago; accounts in the order of their names.
  std::string told(std::optional<LocalDate> on = {}) {
    std::map<std::string, std::string> lines;
    const auto read = world->database().read([&](db::Connection& connection) {
      return each_counted_sale(
          connection,
          {.tenant = admin.tenant,
           .days = {.first = today.plus_days(-9), .last = today},
           .territories_on = on},
          [&](const CountedSale& sale) {
            const bool is_acme = "account_" + to_base32(sale.account) == acme;
            std::string& line = lines[is_acme ? "Acme" : "Beta"];
            line += (is_acme ? "Acme " : "Beta ") + std::to_string(today.days() - sale.day.days()) +
                    " " + amount_text(sale.amount) + " " +
                    std::string(sale.amount.currency.text()) +
                    (sale.is_new_business ? " new" : "") + (sale.is_first ? " first" : "");
            if (sale.territory) line += *sale.territory == west.territory ? " west" : " east";
            line += "; ";
          });
    });
    EXPECT_TRUE(read) << read.error().message;
    from = *read;
    std::string all;
    for (const auto& [name, line] : lines) all += line;
    return all;
  }

  Region west, east;
  LocalDate today;
  std::string acme, beta;
  SalesFrom from = SalesFrom::kDocuments;
};

INSTANTIATE_TEST_SUITE_P(Both, CountedSalesTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

TEST_P(CountedSalesTest, InvoicesCountOrOrdersWhereThereAreNone) {
  sell(acme, "order", 5, "99.00");
  sell(acme, "invoice", 2, "10.00");
  sell(acme, "invoice", 2, "5.00");
  sell(acme, "invoice", 2, "1.00", "USD");
  sell(beta, "order", 9, "7.00");
  sell(beta, "order", 10, "1000.00");
  win(beta, "standard.won", 1, "50.00");
  EXPECT_EQ(told(today),
            "Acme 2 15.00 EUR new first west; Acme 2 1.00 USD new west; Beta 9 7.00 EUR new; ");
  EXPECT_EQ(from, SalesFrom::kDocuments);
}

TEST_P(CountedSalesTest, ACustomerIsNewForAYear) {
  sell(acme, "order", 367, "1.00");
  sell(acme, "order", 3, "3.00");
  sell(acme, "order", 2, "2.00");
  EXPECT_EQ(told(today), "Acme 3 3.00 EUR new west; Acme 2 2.00 EUR west; ");
}

TEST_P(CountedSalesTest, ASaleBelongsToTheTerritoryOfItsDay) {
  const auto id = alignment::AccountId::parse(acme);
  const std::vector<alignment::AccountMove> moves = {{.account = *id, .territory = east.territory}};
  ASSERT_TRUE(parts().alignment.align_accounts(
      admin, moves, {.period = {.from = today.plus_days(-8), .to = today.plus_days(-4)}}));
  sell(acme, "order", 9, "1.00");
  sell(acme, "order", 5, "2.00");
  sell(acme, "order", 0, "3.00");
  EXPECT_EQ(told(),
            "Acme 9 1.00 EUR new first; Acme 5 2.00 EUR new east; Acme 0 3.00 EUR new west; ");
  EXPECT_EQ(told(today),
            "Acme 9 1.00 EUR new first west; Acme 5 2.00 EUR new west; Acme 0 3.00 EUR new west; ");
}

TEST_P(CountedSalesTest, WhoKeepsNoDocumentsCountsWhatWasWon) {
  win(acme, "standard.won", 3, "10.00");
  win(acme, "standard.won", 1, nullptr);
  win(acme, "standard.lost", 2, "5.00");
  win(beta, "standard.won", 400, "5.00");
  EXPECT_EQ(told(today).substr(0, 34), "Acme 3 10.00 EUR new first west; A");
  EXPECT_EQ(from, SalesFrom::kOpportunities);
}

TEST_P(CountedSalesTest, HiddenAccountsDoNotCount) {
  sell(acme, "order", 1, "1.00");
  ASSERT_TRUE(records().hide(
      admin, {.kind = ObjectKind::kAccount, .uuid = alignment::AccountId::parse(acme)->uuid()},
      std::nullopt));
  EXPECT_EQ(told(today), "");
}

}  // namespace
}  // namespace bailiwick::crm
