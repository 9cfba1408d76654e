// Values worth trying for one account: for each field that a rule reads, those at which some rule may come out otherwise. Pure.
//
// They are what the rules compare the field with, just below and just above it for numbers and days, and true and false. An optional field is tried
// without a value only where a rule asks for that (has(), null), and never what says which account it is or where. Comparisons with the field itself are met exactly; where a rule reckons with the field first (revenue / 2 > 1000), its
// constant is tried all the same, and other values are not.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "formula/value.hpp"
#include "planning/assignment_book.hpp"

namespace bailiwick::planning {

inline constexpr std::size_t kTriesMax = 20'000;  // of all fields; the rest is left out

struct Try {
  std::size_t field = 0;  // of the schema
  formula::Value value;   // another one than the row has
};

// By field; of a field each value once, in the order of the rules. O(parts of all rules).
[[nodiscard]] std::vector<Try> tries_of(const RuleBook& book, std::span<const formula::Value> row);

// How much a number, day or moment changes in proportion to what it was (at least 1; days and moments to 365 days). Nothing
// for other kinds, and where one of them is null.
[[nodiscard]] std::optional<double> relative_change(const formula::Value& from,
                                                    const formula::Value& to);

}  // namespace bailiwick::planning
