// Goal: rates are kept as they were said, never changed, and read back for a span of days. Method: rows by hand on both databases.
#include "platform/identity/rate_store.hpp"

#include "tests/support/identity_world.hpp"

namespace bailiwick::platform::identity {
namespace {

class RateStoreTest : public bailiwick::testing::IdentityTest {
 protected:
  static Currency code(std::string_view text) { return *Currency::parse(text); }
  Uuid add(std::string_view from, std::string_view to, std::string_view day,
           std::string_view rate) {
    const KeptRate kept{.id = world->ids().next(),
                        .quote = {code(from), code(to), *parse_date(day), *parse_quote(rate)},
                        .recorded_at = {},
                        .recorded_by = {}};
    const auto done = world->database().write([&](db::Connection& connection) {
      return insert_rates(connection, change(), {&kept, 1});
    });
    EXPECT_TRUE(done) << done.error().message;
    return kept.id;
  }
  RateChange change() { return {.tenant = admin.tenant, .by = admin.person, .at = world->now}; }
  template <class Work>
  auto read(Work&& work) {
    return world->database().read([&](db::Connection& connection) { return work(connection); });
  }
  Result<std::int64_t> execute(db::SqlView sql) {
    return world->database().write(
        [&](db::Connection& connection) { return connection.execute(sql, {admin.tenant}); });
  }
};

INSTANTIATE_TEST_SUITE_P(Both, RateStoreTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

TEST_P(RateStoreTest, APageBeginsBehindTheOneBefore) {
  add("EUR", "USD", "2026-01-01", "1.1");
  add("EUR", "GBP", "2026-01-01", "0.8");
  add("EUR", "USD", "2026-02-01", "1.2");
  add("CHF", "EUR", "2026-01-01", "1.05");
  std::string order;
  RateAsk ask{.limit = 1};
  for (int page = 0; page < 5; ++page) {
    const auto rates = read([&](auto& c) { return list_rates(c, admin.tenant, ask); });
    ASSERT_TRUE(rates);
    if (rates->empty()) break;
    const Quote& quote = rates->front().quote;
    order += quote_text(quote.units) + " ";
    ask.after = RatePlace{quote.from, quote.currency, quote.against};
    EXPECT_EQ(rates->front().recorded_by, admin.person);
    EXPECT_EQ(rates->front().recorded_at, world->now);
  }
  EXPECT_EQ(order, "1.2 1.05 0.8 1.1 ");
  const auto dollars = read([&](auto& c) {
    return list_rates(c, admin.tenant, {.currency = code("EUR"), .against = code("USD")});
  });
  EXPECT_EQ(dollars->size(), 2U);
}

TEST_P(RateStoreTest, WhatIsSupersededNoLongerHoldsAndNothingElseChanges) {
  const Uuid old = add("EUR", "USD", "2026-01-01", "1.1");
  ASSERT_TRUE(world->database().write(
      [&](db::Connection& connection) { return supersede_rate(connection, change(), old); }));
  add("EUR", "USD", "2026-01-01", "1.3");
  const auto rates = read([&](auto& c) { return list_rates(c, admin.tenant, {}); });
  ASSERT_EQ(rates->size(), 1U);
  EXPECT_EQ(quote_text(rates->front().quote.units), "1.3");
  EXPECT_EQ(read([&](auto& c) { return count_rates(c, admin.tenant); }), 1);
  EXPECT_FALSE(execute("UPDATE exchange_rate SET rate = 5 WHERE tenant_id = $1"));
  EXPECT_FALSE(execute("UPDATE exchange_rate SET superseded_at = NULL WHERE tenant_id = $1"));
  EXPECT_FALSE(execute("DELETE FROM exchange_rate WHERE tenant_id = $1"));
}

TEST_P(RateStoreTest, AnExchangeKnowsWhatHoldsFromTheFirstDayToTheLast) {
  add("EUR", "USD", "2025-01-01", "1.1");
  add("EUR", "USD", "2025-06-01", "1.25");
  add("EUR", "USD", "2026-03-01", "1.6");
  add("EUR", "USD", "2026-12-01", "2");
  add("GBP", "USD", "2026-02-01", "1.5");
  const auto exchange = read([&](auto& c) {
    return read_exchange(c, admin.tenant, *parse_date("2026-01-01"), *parse_date("2026-06-30"));
  });
  ASSERT_TRUE(exchange) << exchange.error().message;
  EXPECT_EQ(exchange->reporting.text(), "USD");
  const auto rate = [&](std::string_view from, std::string_view day) {
    const auto found = exchange->rates.rate(code(from), code("USD"), *parse_date(day));
    return found ? to_text(*found) : "none";
  };
  EXPECT_EQ(rate("EUR", "2026-01-01"), "1.25");
  EXPECT_EQ(rate("EUR", "2026-03-01"), "1.6");
  EXPECT_EQ(rate("EUR", "2026-06-30"), "1.6");
  EXPECT_EQ(rate("GBP", "2026-01-31"), "none");
  EXPECT_EQ(rate("GBP", "2026-02-01"), "1.5");
  const auto other = world->add_company("other").tenant;
  const auto none = read([&](auto& c) {
    return read_exchange(c, other, *parse_date("2026-01-01"), *parse_date("2026-06-30"));
  });
  EXPECT_FALSE(none->rates.rate(code("EUR"), code("USD"), *parse_date("2026-03-01")));
}

}  // namespace
}  // namespace bailiwick::platform::identity
