// Numbers as files of several countries write them: "1234.5", "1,234.50", "1.234,50", "1 234", "-3", "1e3". Pure. O(bytes).
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/decimal.hpp"

namespace bailiwick::market {

// The decimal mark of a column: that of its cells that leave no doubt (both marks, the last one is it; or one that does not part
// groups of three). Without such a cell: a comma in a file whose fields are parted by something else and whose numbers have commas, else a point.
[[nodiscard]] char decimal_mark_of(std::span<const std::string_view> cells, char delimiter);

// Nothing for what is no number with that mark, and for what has more digits than a Decimal. Groups of three may be parted by the other mark, a
// blank or an apostrophe.
[[nodiscard]] std::optional<Decimal> read_measure_number(std::string_view text, char decimal_mark);

}  // namespace bailiwick::market
