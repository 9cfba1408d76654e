// Money in one currency: which rate holds between two currencies on a day, and sums that tell what they could not convert.
//
// A quote says that 1 `currency` is `rate` `against` from a day on, until the next quote of the same two in the same direction. The rate of two currencies on a
// day is that of the newest way between them: their own quote in either direction, or the quotes over a third currency (docs/spec/money.md). It is exact but for one
// rounding, half to even at the 14th decimal; an amount has at most 4 decimals, so that what is converted has at most 18 and is added exactly (decimal.hpp).
// What is shown is rounded in one place, reported(): half to even, to the currency's minor unit. Never a double, never a missing rate taken as 1 or 0. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/decimal.hpp"
#include "base/money.hpp"
#include "base/time.hpp"

namespace bailiwick {

inline constexpr int kQuoteDecimals = 9;
inline constexpr std::int64_t kQuoteUnit = 1'000'000'000;  // units of a quote's rate in 1
inline constexpr std::int64_t kQuoteUnitsMax = 1'000'000'000'000'000'000;  // exclusive
inline constexpr int kRateDecimals = 14;

struct Quote {
  Currency currency;
  Currency against;
  LocalDate from;
  std::int64_t units = 0;  // of 10^-9; 1 .. kQuoteUnitsMax - 1

  friend bool operator==(const Quote&, const Quote&) = default;
};
// "1.0823" to units and back; nothing where the text is no such rate.
[[nodiscard]] std::optional<std::int64_t> parse_quote(std::string_view text);
[[nodiscard]] std::string quote_text(std::int64_t units);

// Quotes by which to convert. A value; reading it is thread-safe.
class RateTable {
 public:
  RateTable() = default;
  // In any order. Of two quotes of the same currencies, direction and day the later in the list holds.
  explicit RateTable(std::span<const Quote> quotes);

  // How much of `to` one `from` is on that day: above 0, with at most 14 decimals; nothing where there is no way. O(currencies * log quotes).
  [[nodiscard]] std::optional<Decimal> rate(Currency from, Currency to, LocalDate day) const;

 private:
  struct Point {
    LocalDate from;
    std::int64_t units = 0;
  };
  // A step from one currency to the next: times `times`, divided by `over`, in units of a quote.
  struct Leg {
    LocalDate from;
    std::int64_t times = kQuoteUnit;
    std::int64_t over = kQuoteUnit;
  };
  using Pair = std::pair<Currency, Currency>;

  [[nodiscard]] std::optional<Leg> leg(Currency from, Currency to, LocalDate day) const;
  [[nodiscard]] const Point* latest(const Pair& pair, LocalDate day) const;

  std::map<Pair, std::vector<Point>> points_;  // by day
  std::vector<Currency> currencies_;           // ascending
};

// What a minor unit of a currency is worth on a day, in units of 10^-18 of another; nothing where there is no rate. For many amounts of one currency and day.
struct Conversion {
  Currency currency;
  std::optional<Int128> units_a_minor;
};
[[nodiscard]] Conversion conversion_of(Currency currency, const std::optional<Decimal>& rate);

// What of a sum could not be converted.
struct Unconverted {
  std::int64_t count = 0;
  Int128 minor = 0;
};

// A sum of amounts in many currencies, told in one.
class ReportedSum {
 public:
  // rate: of the amount's currency on its day; absent: there is none.
  void add(const Money& amount, const std::optional<Decimal>& rate) {
    add(amount.minor, conversion_of(amount.currency, rate));
  }
  void add(Int128 minor, const Conversion& conversion);
  void add(const ReportedSum& other);

  // Of what could be converted; exact. Nothing where it is beyond what a Decimal holds.
  [[nodiscard]] std::optional<Decimal> exact() const;
  [[nodiscard]] const std::map<Currency, Unconverted>& unconverted() const { return unconverted_; }
  // Whether nothing was added.
  [[nodiscard]] bool is_empty() const { return is_empty_; }

 private:
  Int128 units_ = 0;  // of 10^-18
  bool is_beyond_ = false;
  bool is_empty_ = true;
  std::map<Currency, Unconverted> unconverted_;
};

// The one place where what is reported is rounded: amount / parts, 1 .. 1,000,000 of them. Nothing where it does not fit into 64 bits of minor units.
[[nodiscard]] std::optional<Money> reported(Decimal amount, Currency currency,
                                            std::int64_t parts = 1);

}  // namespace bailiwick
