// An amount of money in its currency: whole minor units (cents), never a fraction of one, never a double.
//
// How many decimals a currency has is ISO 4217's: none for the yen, three for the dinar of Bahrain, two for most. Amounts of two currencies are
// neither compared nor added: converting needs a rate and a day, and is done by whoever has those. Pure.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.hpp"

namespace bailiwick {

// An ISO 4217 code: three capital letters. Whether such a currency exists is asked elsewhere.
class Currency {
 public:
  constexpr Currency() = default;  // ISO 4217's own code for no currency
  [[nodiscard]] static std::optional<Currency> parse(std::string_view code);

  [[nodiscard]] std::string_view text() const { return {letters_.data(), letters_.size()}; }
  [[nodiscard]] int decimals() const;  // 0 .. 4
  friend auto operator<=>(const Currency&, const Currency&) = default;

 private:
  std::array<char, 3> letters_ = {'X', 'X', 'X'};
};

struct Money {
  std::int64_t minor = 0;
  Currency currency;

  friend bool operator==(const Money&, const Money&) = default;
};

// The amount, with as many decimals as its currency has: "12.30", "-0.05", "1200".
[[nodiscard]] std::string amount_text(const Money& money);
[[nodiscard]] Decimal amount_of(const Money& money);
// An amount as a decimal number; nothing where it has more decimals than the currency or does not fit into 64 bits of minor units.
[[nodiscard]] std::optional<Money> money_of(Decimal amount, Currency currency);
[[nodiscard]] std::optional<Money> parse_money(std::string_view amount, Currency currency);

}  // namespace bailiwick
