// Numbers as files of several countries write them: "1234.5", "1,234.50", "1.234,50", "1 234", "-3", "1e3"; with a percent sign or a currency at one end
// too, which changes nothing of the number: "12,5%" is 12.5. Pure. O(bytes).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.hpp"

namespace bailiwick::market {

// What cells say of their decimal mark. Those decide that leave no doubt: both marks, the last one is it; or one that does not part groups of three.
struct MarkVotes {
  std::int64_t points = 0;
  std::int64_t commas = 0;
  std::string_view open =
      {};  // the first cell that may have thousands or decimals ("12.500"); empty: none

  void add(std::string_view cell);
  // By the majority; nothing where there is none.
  [[nodiscard]] std::optional<char> decided() const;
};
// Where nothing is decided: a semicolon between fields goes with decimal commas.
[[nodiscard]] char usual_mark(char delimiter);

// The percent sign, or the sign or code of a currency, that stands before or behind a cell's number: "%", "€", "USD"; empty: none does.
[[nodiscard]] std::string measure_sign(std::string_view cell);

// Nothing for what is no number with that mark, and for what has more digits than a Decimal. Groups of three may be parted by the other mark, a
// blank (a no-break one too) or an apostrophe.
[[nodiscard]] std::optional<Decimal> read_measure_number(std::string_view text, char decimal_mark);

}  // namespace bailiwick::market
