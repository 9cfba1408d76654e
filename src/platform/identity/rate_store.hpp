// The only SQL of exchange rates: plain functions inside a transaction of the caller. What rates mean: base/exchange.hpp, docs/spec/money.md.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/exchange.hpp"
#include "base/result.hpp"
#include "base/uuid.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::platform::identity {

// A rate that holds, and who said so when.
struct KeptRate {
  Uuid id;
  Quote quote;
  Instant recorded_at;
  PersonId recorded_by;  // nil: the system
};

// Behind which rate a page begins.
struct RatePlace {
  LocalDate from;
  Currency currency;
  Currency against;
};
struct RateAsk {
  std::optional<Currency> currency = {};
  std::optional<Currency> against = {};
  std::optional<RatePlace> after = {};
  std::int64_t limit = 50;
};
// The latest day first, then by currency and against.
[[nodiscard]] Result<std::vector<KeptRate>> list_rates(db::Connection& connection, TenantId tenant,
                                                       const RateAsk& ask);
// Those that hold from a day of `first` to `last`.
[[nodiscard]] Result<std::vector<KeptRate>> rates_between(db::Connection& connection,
                                                          TenantId tenant, LocalDate first,
                                                          LocalDate last);
[[nodiscard]] Result<std::int64_t> count_rates(db::Connection& connection, TenantId tenant);

struct RateChange {
  TenantId tenant;
  PersonId by;  // nil: the system
  Instant at;
};
// The days of the quotes have no rate that holds (supersede it first).
Result<void> insert_rates(db::Connection& connection, const RateChange& change,
                          std::span<const KeptRate> rates);
Result<void> supersede_rate(db::Connection& connection, const RateChange& change, const Uuid& id);

// What a company converts by.
struct Exchange {
  Currency reporting;
  RateTable rates;
};
// With what is needed to convert amounts of the days from `first` to `last`. O(quotes until `last`).
[[nodiscard]] Result<Exchange> read_exchange(db::Connection& connection, TenantId tenant,
                                             LocalDate first, LocalDate last);

}  // namespace bailiwick::platform::identity
