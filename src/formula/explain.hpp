// Why a formula came out as it did for one row: the value of each of its parts, and the clauses that decided. Pure.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "formula/program.hpp"

namespace bailiwick::formula {

inline constexpr std::size_t kPartTextMax = 200;

// A part of a formula with its value. Literals but true and false, and lists, are left out: their value is their text.
struct Explained {
  NodeIndex node = 0;
  std::size_t depth = 0;  // 0 for the whole
  Span at;                // in the formula's text
  std::string text;       // the part as it was written, cut after kPartTextMax bytes
  Value value;
  std::optional<std::size_t> definition = {};  // the formula that it names
};

struct Explanation {
  Value value;  // of the whole
  std::vector<Explained>
      parts;  // the whole first, then its parts, each before its own parts, from left to right
  // The smallest parts that made a condition come out so: of a false `a && b` those sides that are false or have no answer, of a
  // true `a || b` those that are true, through brackets, `!` and both of their opposites. The whole where it is no such thing.
  std::vector<std::size_t> deciding;  // places in `parts`
};

// Of formula `formula` for `row` (as evaluate_row takes it). O(nodes), and what its steps cost.
[[nodiscard]] Explanation explain(const Program& program, std::size_t formula,
                                  std::span<const Value> row);

// Lines for people: the part, an arrow, its value; indented by depth, deciding parts marked with "*".
[[nodiscard]] std::string to_text(const Explanation& explanation);

}  // namespace bailiwick::formula
