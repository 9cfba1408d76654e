// What is counted of accounts, and added up over a territory, an industry, a country or everything that somebody sees. Plain values. Pure.
//
// Sums are exact, and stay at the greatest number where they would pass it. O(accounts * log industries).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "base/money.hpp"
#include "base/result.hpp"

namespace bailiwick::market {

inline constexpr std::size_t kTopCustomers = 5;
inline constexpr std::size_t kIndustriesMax =
    1'000;  // of one territory; those that come later are not told apart
inline constexpr std::int64_t kRevenueDays = 365;
inline constexpr std::int64_t kVisitedDays = 90;

// Amounts in another currency than the reporting one that there is no rate for.
struct Unconverted {
  Currency currency;
  Decimal amount;
  std::int64_t count = 0;
  friend bool operator==(const Unconverted&, const Unconverted&) = default;
};

// What one account sold, asked and was visited, in the reporting currency: converted exactly, and rounded only where it is shown.
struct AccountSales {
  Decimal revenue;         // of the last kRevenueDays
  Decimal revenue_before;  // of as many days before them
  Decimal pipeline;
  bool has_revenue = false;  // in the last kRevenueDays, of any currency
  bool is_visited = false;   // in the last kVisitedDays
  std::int64_t won = 0;
  std::int64_t lost = 0;
  std::vector<Unconverted> unconverted = {};  // ascending by currency
};
// `rate`: how much of the reporting currency one of the amount's is on its day; absent: there is none, and the amount is told apart.
void add_amount(AccountSales& sales, Decimal AccountSales::*sum, const Money& amount,
                const std::optional<Decimal>& rate);

// One account.
struct AccountFigures {
  AccountSales sales;
  bool is_customer = false;
  std::optional<Decimal> potential = {};
  bool is_serviceable = false;
  bool is_without_rate = false;  // money that formulas read has no value for want of a rate
  Decimal hours;
  std::optional<Decimal> distance_km = {};  // of one that is to be visited, where it is known
  std::int64_t fit_held = 0;                // weights of the ideal customer's criteria that hold
  std::int64_t fit_total = 0;               // of all; 0 where there is no profile
  std::string_view industry = {};           // empty: none
};

struct IndustryCount {
  std::int64_t accounts = 0;
  std::int64_t customers = 0;
  friend bool operator==(const IndustryCount&, const IndustryCount&) = default;
};

struct Figures {
  std::int64_t accounts = 0;
  std::int64_t customers = 0;
  std::int64_t unknown = 0;  // without a potential
  std::int64_t serviceable = 0;
  std::int64_t without_rate = 0;  // whose money formulas could not read
  std::int64_t visited_customers = 0;
  std::int64_t won = 0;
  std::int64_t lost = 0;
  std::int64_t fit_held = 0;
  std::int64_t fit_total = 0;
  std::int64_t distances = 0;  // accounts whose distance is in distance_sum
  Decimal revenue;
  Decimal revenue_before;
  Decimal pipeline;
  Decimal potential;
  Decimal serviceable_potential;
  Decimal white_space;
  Decimal hours;
  Decimal distance_sum;
  std::vector<Decimal> top = {};  // the revenue of the kTopCustomers largest, descending
  std::map<std::string, IndustryCount, std::less<>> industries = {};
  std::vector<Unconverted> unconverted = {};

  void add(const AccountFigures& account);
  void add(const Figures& others);
  friend bool operator==(const Figures&, const Figures&) = default;
};

// As JSON that is always written and read whole; nothing where it is none of ours.
[[nodiscard]] std::string text_of(const Figures& figures);
[[nodiscard]] std::optional<Figures> parse_figures(std::string_view text);

// a / b to `places` decimals, half to even; nothing where b is not above 0.
[[nodiscard]] std::optional<Decimal> share_of(Decimal a, Decimal b, int places);
inline constexpr int kSharePlaces = 6;

}  // namespace bailiwick::market
