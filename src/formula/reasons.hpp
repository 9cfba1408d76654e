// Why a part of a formula has no answer, whatever the row is: a sentence for people. Pure. O(length of its texts).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formula/value.hpp"

namespace bailiwick::formula {

// A part as far as it is the same for all rows.
struct PartValues {
  std::string_view name;          // of the operator or function; empty for a name or a literal
  std::optional<Value> own = {};  // its value
  Kind kind = Kind::kNull;        // that its value would have
  std::vector<std::optional<Value>> arguments;  // what it is called on first
};

struct NoAnswer {
  std::string message;
  std::optional<std::size_t> argument = {};  // the one that is to blame; absent: the whole
};

// Nothing where the part has an answer for some row, as far as that is seen: of parts that are not the same for all rows, the constants of / % round
// substring date addMonths are looked at.
[[nodiscard]] std::optional<NoAnswer> no_answer_of(const PartValues& part);

}  // namespace bailiwick::formula
