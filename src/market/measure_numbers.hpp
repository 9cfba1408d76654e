// Numbers as files of several countries write them: "1234.5", "1,234.50", "1.234,50", "1 234", "-3", "1e3". Pure. O(bytes).
#pragma once

#include <cstdint>
#include <optional>
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

// Nothing for what is no number with that mark, and for what has more digits than a Decimal. Groups of three may be parted by the other mark, a
// blank or an apostrophe.
[[nodiscard]] std::optional<Decimal> read_measure_number(std::string_view text, char decimal_mark);

}  // namespace bailiwick::market
