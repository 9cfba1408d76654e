// Advice on formulas that compile: parts that can never have an answer, and values that a field can never have. Pure.
//
// It is asked where a formula is saved or tried, and never of what is stored: what a field can be changes later, and a condition such as
// `true || 1 / 0 > 0` has an answer all the same. O(nodes * values of a field).
#pragma once

#include <cstdint>
#include <vector>

#include "formula/program.hpp"

namespace bailiwick::formula {

// In the order of the formulas and their parts, up to kFaultsLimit, each with the formula that it is in:
// Q060 a part without an answer whatever the row is (date("2026-02-30"), x / 0), Q061 a comparison with a text that is none of the field's values.
[[nodiscard]] Faults advice_on(const Program& program);

enum class Advice : std::uint8_t { kNotAsked, kAsked };

// compile(); where advice is asked for, what it finds counts as faults: and of a condition (Definition::wanted a bool) without such, Q062 that it, or an alternative of a ||, is
// never true (never.hpp).
[[nodiscard]] OrFaults<Program> compile(Schema schema, const std::vector<Definition>& definitions,
                                        Advice advice);

}  // namespace bailiwick::formula
