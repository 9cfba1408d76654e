#include "base/money.hpp"

#include <algorithm>
#include <cassert>

namespace bailiwick {
namespace {

// ISO 4217:2015, the minor units of the active codes; all others have two.
constexpr std::string_view kWithout[] = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY",
                                         "KMF", "KRW", "PYG", "RWF", "UGX", "UYI",
                                         "VND", "VUV", "XAF", "XOF", "XPF"};
constexpr std::string_view kThree[] = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
constexpr std::string_view kFour[] = {"CLF", "UYW"};

constexpr std::int64_t kPowers[] = {1, 10, 100, 1'000, 10'000};

template <std::size_t N>
bool has(const std::string_view (&codes)[N], std::string_view code) {
  return std::ranges::find(codes, code) != std::end(codes);
}

}  // namespace

std::optional<Currency> Currency::parse(std::string_view code) {
  const auto is_capital = [](char letter) { return letter >= 'A' && letter <= 'Z'; };
  if (code.size() != 3 || !std::ranges::all_of(code, is_capital)) return std::nullopt;
  Currency currency;
  std::ranges::copy(code, currency.letters_.begin());
  return currency;
}

int Currency::decimals() const {
  if (has(kWithout, text())) return 0;
  if (has(kThree, text())) return 3;
  return has(kFour, text()) ? 4 : 2;
}

std::string amount_text(const Money& money) {
  const int decimals = money.currency.decimals();
  const bool is_negative = money.minor < 0;
  const auto magnitude = is_negative ? ~static_cast<std::uint64_t>(money.minor) + 1
                                     : static_cast<std::uint64_t>(money.minor);
  std::string digits = std::to_string(magnitude);
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, 1, '.');
  return is_negative ? "-" + digits : digits;
}

Decimal amount_of(const Money& money) {
  const std::int64_t power = kPowers[money.currency.decimals()];
  return Decimal::from_units(static_cast<Int128>(money.minor) * (Decimal::kUnit / power));
}

std::optional<Money> money_of(Decimal amount, Currency currency) {
  const std::int64_t unit = Decimal::kUnit / kPowers[currency.decimals()];
  if (amount.units() % unit != 0) return std::nullopt;
  const Int128 minor = amount.units() / unit;
  if (minor > INT64_MAX || minor < INT64_MIN) return std::nullopt;
  return Money{.minor = static_cast<std::int64_t>(minor), .currency = currency};
}

std::optional<Money> parse_money(std::string_view amount, Currency currency) {
  const auto decimal = parse_decimal(amount);
  return decimal ? money_of(*decimal, currency) : std::nullopt;
}

}  // namespace bailiwick
