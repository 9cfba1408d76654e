// Conditions that are true for no row at all, and conditions that follow from others. Sound, not complete: what is said is proven, and where nothing is
// said nothing is known. Pure. O(clauses * values tried), within kProofsMax.
//
// A condition is taken apart into clauses that must all hold. Those that hang on one field are asked together, by the evaluator itself, with enough values of
// the field (trials.hpp). What two different fields ask of each other (`a > b && b > a`) is not looked into.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "formula/program.hpp"

namespace bailiwick::formula {

inline constexpr std::size_t kProofsMax =
    500;  // lists of clauses of one formula that are looked into

// Q062: that the condition is never true, with the clauses that are against each other and where they stand; or, where it can be true, each alternative of a || that
// cannot be. Up to kFaultsLimit, in the order of the text. `formula`: one whose value is a bool.
[[nodiscard]] Faults never_true(const Program& program, std::size_t formula);

// Whether `weak` is true of every row of which `strong` is.
[[nodiscard]] bool is_implied(const Program& program, std::size_t strong, std::size_t weak);

}  // namespace bailiwick::formula
