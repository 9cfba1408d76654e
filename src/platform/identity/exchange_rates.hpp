// A company's exchange rates: listed, set, corrected, removed, many at once from a file. docs/spec/money.md has the meaning.
//
// company.read reads them, rates.manage changes them: they belong to the currency in which the company reports. Every change is told to the audit log. Thread-safe.
// Errors: I001; I070 two currencies that are no pair, I071 a rate out of range, I073 there is no such rate (kNotFound), I074 too many rates (kLimit), I075 two rates of
// the same currencies and day in one change.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "platform/identity/environment.hpp"
#include "platform/identity/rate_store.hpp"

namespace bailiwick::platform::identity {

inline constexpr std::int64_t kRatesMax = 1'000'000;  // that hold, a company

// What came, or would come, of many rates.
struct RatesSet {
  std::int64_t added = 0;
  std::int64_t corrected = 0;
  std::int64_t unchanged = 0;
};

class ExchangeRates {
 public:
  ExchangeRates(db::Database& database, const audit::Log& log, UuidSource& ids, WallClock now)
      : database_(database), log_(log), ids_(ids), now_(std::move(now)) {}

  [[nodiscard]] Result<std::vector<KeptRate>> list(const Principal& principal,
                                                   const RateAsk& ask) const;
  // The currency that the company reports in.
  [[nodiscard]] Result<Currency> reporting(const Principal& principal) const;
  // From its day on, until the next one.
  [[nodiscard]] Checked<KeptRate> set(const Principal& principal, const Quote& quote) const;
  // units is not looked at.
  Result<void> remove(const Principal& principal, const Quote& quote) const;
  // All or none. `rehearse`: only says what would come of it.
  enum class Mode { kKeep, kRehearse };
  [[nodiscard]] Checked<RatesSet> set_many(const Principal& principal,
                                           std::span<const Quote> quotes, Mode mode) const;

 private:
  struct Sorted {
    std::vector<KeptRate> fresh;
    std::vector<Uuid> superseded;
    RatesSet said;
  };
  [[nodiscard]] Result<Sorted> sorted(db::Connection& connection, TenantId tenant,
                                      std::span<const Quote> quotes) const;
  [[nodiscard]] Result<RatesSet> put(db::Connection& connection, const Principal& principal,
                                     std::span<const Quote> quotes, Mode mode) const;

  db::Database& database_;
  const audit::Log& log_;
  UuidSource& ids_;
  WallClock now_;
};

}  // namespace bailiwick::platform::identity
