// Goal: rates are set, corrected, removed and brought in by who may, told to the audit log, and wrong ones refused. Method: every rule once, on both databases.
#include "platform/identity/exchange_rates.hpp"

#include "tests/support/identity_world.hpp"

namespace bailiwick::platform::identity {
namespace {

class ExchangeRatesTest : public bailiwick::testing::IdentityTest {
 protected:
  ExchangeRates rates() { return {world->database(), world->log(), world->ids(), world->clock()}; }
  static Quote quote(std::string_view from, std::string_view to, std::string_view day,
                     std::string_view rate) {
    return {Currency::parse(from).value_or(Currency()), Currency::parse(to).value_or(Currency()),
            *parse_date(day), parse_quote(rate).value_or(0)};
  }
  std::string held() {
    std::string text;
    const auto all = rates().list(admin, {});
    for (const KeptRate& rate : *all)
      text += to_text(rate.quote.from) + " " + quote_text(rate.quote.units) + "; ";
    return text;
  }
};

INSTANTIATE_TEST_SUITE_P(Both, ExchangeRatesTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

TEST_P(ExchangeRatesTest, AreSetCorrectedAndRemovedAndTheLogTellsOfIt) {
  const auto set = rates().set(admin, quote("EUR", "USD", "2026-01-01", "1.1"));
  ASSERT_TRUE(set) << set.error().front().message;
  EXPECT_EQ(set->recorded_by, admin.person);
  ASSERT_TRUE(rates().set(admin, quote("EUR", "USD", "2026-01-01", "1.2")));
  ASSERT_TRUE(rates().set(admin, quote("EUR", "USD", "2026-01-01", "1.2")));
  EXPECT_EQ(held(), "2026-01-01 1.2; ");
  ASSERT_TRUE(rates().remove(admin, quote("EUR", "USD", "2026-01-01", "0")));
  EXPECT_EQ(held(), "");
  EXPECT_EQ(rule_of(rates().remove(admin, quote("EUR", "USD", "2026-01-01", "0"))), "I073");
  auto actions = world->actions(admin.tenant);
  actions.erase(actions.begin(), actions.end() - 3);
  EXPECT_EQ(actions, (std::vector<std::string>{"exchange_rate.set", "exchange_rate.set",
                                               "exchange_rate.removed"}));
  EXPECT_TRUE(world->is_audit_intact(admin.tenant));
  EXPECT_EQ(rates().reporting(admin)->text(), "USD");
}

TEST_P(ExchangeRatesTest, ManyAreKeptWholeOrNotAtAll) {
  const std::vector<Quote> first = {quote("EUR", "USD", "2026-01-01", "1.1"),
                                    quote("EUR", "USD", "2026-01-02", "1.2"),
                                    quote("EUR", "USD", "2026-01-02", "1.2")};
  using Mode = ExchangeRates::Mode;
  EXPECT_EQ(rates().set_many(admin, first, Mode::kRehearse)->added, 2);
  EXPECT_EQ(held(), "");
  EXPECT_EQ(rates().set_many(admin, first, Mode::kKeep)->added, 2);
  EXPECT_EQ(rates().set_many(admin, first, Mode::kKeep)->unchanged, 2);
  const std::vector<Quote> second = {quote("EUR", "USD", "2026-01-01", "1.1"),
                                     quote("EUR", "USD", "2026-01-02", "1.3"),
                                     quote("EUR", "USD", "2026-01-03", "1.4")};
  const auto set = rates().set_many(admin, second, Mode::kKeep);
  ASSERT_TRUE(set);
  EXPECT_EQ(set->added, 1);
  EXPECT_EQ(set->corrected, 1);
  EXPECT_EQ(set->unchanged, 1);
  EXPECT_EQ(held(), "2026-01-03 1.4; 2026-01-02 1.3; 2026-01-01 1.1; ");
  const std::vector<Quote> wrong = {quote("EUR", "USD", "2026-01-09", "1.1"),
                                    quote("EUR", "EUR", "2026-01-09", "1"),
                                    quote("EUR", "USD", "2026-01-09", "1.2")};
  const auto refused = rates().set_many(admin, wrong, Mode::kKeep);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().at(0).rule, "I070");
  EXPECT_EQ(refused.error().at(1).rule, "I075");
  EXPECT_EQ(held(), "2026-01-03 1.4; 2026-01-02 1.3; 2026-01-01 1.1; ");
}

TEST_P(ExchangeRatesTest, WrongOnesAreRefusedAndSoIsWhoMayNot) {
  EXPECT_EQ(rule_of(rates().set(admin, quote("eur", "USD", "2026-01-01", "1.1"))), "I070");
  EXPECT_EQ(rule_of(rates().set(admin, quote("EUR", "USD", "2026-01-01", "0"))), "I071");
  const auto unknown = rates().set(admin, quote("XQX", "XXQ", "2026-01-01", "1"));
  ASSERT_FALSE(unknown);
  ASSERT_EQ(unknown.error().size(), 2U);
  EXPECT_EQ(unknown.error().at(1).rule, "I070");
  EXPECT_EQ(unknown.error().at(1).pointer, "/against");
  EXPECT_NE(unknown.error().at(1).message.find("no currency XXQ"), std::string::npos);
  const auto rep = world->add_person(admin, Role::kRep, "rep@acme.example").principal;
  EXPECT_EQ(rule_of(rates().list(rep, {})), "none");
  EXPECT_EQ(rule_of(rates().set(rep, quote("EUR", "USD", "2026-01-01", "1.1"))), "I001");
  EXPECT_EQ(rule_of(rates().remove(rep, quote("EUR", "USD", "2026-01-01", "1.1"))), "I001");
  Principal nobody = rep;
  nobody.permissions.clear();
  EXPECT_EQ(rule_of(rates().list(nobody, {})), "I001");
  EXPECT_EQ(rule_of(rates().reporting(nobody)), "I001");
  ASSERT_TRUE(rates().set(admin, quote("EUR", "USD", "2026-01-01", "1.1")));
  EXPECT_TRUE(rates().list(world->add_company("other"), {})->empty());
}

}  // namespace
}  // namespace bailiwick::platform::identity
