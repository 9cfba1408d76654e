#include "base/exchange.hpp"

#include <algorithm>
#include <cassert>

namespace bailiwick {
namespace {

// units of 10^-18 in a unit of a quote, and in a unit of a rate.
constexpr std::int64_t kInQuote = Decimal::kUnit / kQuoteUnit;
constexpr std::int64_t kInRate = 10'000;

// times / over, rounded half to even at the 14th decimal, in units of it; nothing where it is 0 or beyond 128 bits. Long division, a digit at a time:
// over < 10^36, so that ten times a remainder fits.
std::optional<Int128> divided(UInt128 times, UInt128 over) {
  UInt128 quotient = times / over;
  UInt128 remainder = times % over;
  for (int digit = 0; digit < kRateDecimals; ++digit) {
    if (quotient > (~static_cast<UInt128>(0) >> 1) / 10) return std::nullopt;
    remainder *= 10;
    quotient = quotient * 10 + remainder / over;
    remainder %= over;
  }
  const UInt128 rest = over - remainder;
  if (remainder > rest || (remainder == rest && (quotient & 1U) != 0)) ++quotient;
  if (quotient == 0) return std::nullopt;
  return static_cast<Int128>(quotient);
}

}  // namespace

std::optional<std::int64_t> parse_quote(std::string_view text) {
  const auto rate = parse_decimal(text);
  if (!rate || rate->units() <= 0 || rate->units() % kInQuote != 0) return std::nullopt;
  const Int128 units = rate->units() / kInQuote;
  if (units >= kQuoteUnitsMax) return std::nullopt;
  return static_cast<std::int64_t>(units);
}

std::string quote_text(std::int64_t units) {
  return to_text(Decimal::from_units(static_cast<Int128>(units) * kInQuote));
}

RateTable::RateTable(std::span<const Quote> quotes) {
  for (const Quote& quote : quotes) {
    assert(quote.units > 0 && quote.units < kQuoteUnitsMax);
    points_[{quote.currency, quote.against}].push_back({quote.from, quote.units});
    currencies_.push_back(quote.currency);
    currencies_.push_back(quote.against);
  }
  for (auto& [pair, points] : points_) std::ranges::stable_sort(points, {}, &Point::from);
  std::ranges::sort(currencies_);
  const auto twice = std::ranges::unique(currencies_);
  currencies_.erase(twice.begin(), twice.end());
}

const RateTable::Point* RateTable::latest(const Pair& pair, LocalDate day) const {
  const auto found = points_.find(pair);
  if (found == points_.end()) return nullptr;
  const auto beyond = std::ranges::upper_bound(found->second, day, {}, &Point::from);
  return beyond == found->second.begin() ? nullptr : &*std::prev(beyond);
}

std::optional<RateTable::Leg> RateTable::leg(Currency from, Currency to, LocalDate day) const {
  const Point* along = latest({from, to}, day);
  const Point* against = latest({to, from}, day);
  if (along == nullptr && against == nullptr) return std::nullopt;
  if (along != nullptr && (against == nullptr || along->from >= against->from))
    return Leg{.from = along->from, .times = along->units};
  return Leg{.from = against->from, .over = against->units};
}

std::optional<Decimal> RateTable::rate(Currency from, Currency to, LocalDate day) const {
  if (from == to) return Decimal::whole(1);
  std::optional<std::pair<Leg, Leg>> best;
  LocalDate best_from;
  const auto consider = [&](const Leg& first, const Leg& second) {
    const LocalDate oldest = std::min(first.from, second.from);
    if (best && oldest <= best_from) return;
    best = {first, second};
    best_from = oldest;
  };
  if (const auto straight = leg(from, to, day)) consider(*straight, {.from = straight->from});
  for (const Currency& over : currencies_) {
    if (over == from || over == to) continue;
    const auto first = leg(from, over, day);
    if (!first) continue;
    if (const auto second = leg(over, to, day)) consider(*first, *second);
  }
  if (!best) return std::nullopt;
  const auto& [first, second] = *best;
  const auto units = divided(static_cast<UInt128>(first.times) * static_cast<UInt128>(second.times),
                             static_cast<UInt128>(first.over) * static_cast<UInt128>(second.over));
  Int128 rate = 0;
  if (!units || __builtin_mul_overflow(*units, static_cast<Int128>(kInRate), &rate))
    return std::nullopt;
  return Decimal::from_units(rate);
}

Conversion conversion_of(Currency currency, const std::optional<Decimal>& rate) {
  if (!rate) return {.currency = currency, .units_a_minor = std::nullopt};
  // A rate has at most 14 decimals and a minor unit 4: nothing is cut off.
  std::int64_t scale = 1;
  for (int d = 0; d < currency.decimals(); ++d) scale *= 10;
  assert(rate->units() % scale == 0);
  return {.currency = currency, .units_a_minor = rate->units() / scale};
}

void ReportedSum::add(Int128 minor, const Conversion& conversion) {
  is_empty_ = false;
  if (!conversion.units_a_minor) {
    Unconverted& left = unconverted_[conversion.currency];
    ++left.count;
    left.minor += minor;
    return;
  }
  Int128 converted = 0;
  is_beyond_ |= __builtin_mul_overflow(minor, *conversion.units_a_minor, &converted);
  is_beyond_ |= __builtin_add_overflow(units_, converted, &units_);
}

void ReportedSum::add(const ReportedSum& other) {
  is_empty_ &= other.is_empty_;
  is_beyond_ |= other.is_beyond_;
  is_beyond_ |= __builtin_add_overflow(units_, other.units_, &units_);
  for (const auto& [currency, left] : other.unconverted_) {
    Unconverted& here = unconverted_[currency];
    here.count += left.count;
    here.minor += left.minor;
  }
}

std::optional<Decimal> ReportedSum::exact() const {
  if (is_beyond_) return std::nullopt;
  return Decimal::from_units(units_);
}

std::optional<Money> reported(Decimal amount, Currency currency, std::int64_t parts) {
  assert(parts >= 1 && parts <= 1'000'000);
  Int128 unit = static_cast<Int128>(Decimal::kUnit) * parts;
  for (int d = 0; d < currency.decimals(); ++d) unit /= 10;
  const bool is_negative = amount.is_negative();
  const Int128 magnitude = is_negative ? -amount.units() : amount.units();
  Int128 minor = magnitude / unit;
  const Int128 remainder = magnitude % unit;
  const Int128 rest = unit - remainder;
  if (remainder > rest || (remainder == rest && minor % 2 != 0)) ++minor;
  if (minor > INT64_MAX) return std::nullopt;
  return Money{.minor = static_cast<std::int64_t>(is_negative ? -minor : minor),
               .currency = currency};
}

}  // namespace bailiwick
