// Text to tree: the grammar of CEL (langdef.md, "Syntax") as far as docs/guide/formulas.md has it. Pure. O(bytes).
//
// Whether names exist and types fit is not looked at here (check.hpp). Brackets within each other are followed by
// recursion, at most kDepthLimit deep; chains of operators, signs and conditions by loops.
#pragma once

#include <string>

#include "formula/tree.hpp"

namespace bailiwick::formula {

// The tree, or the first mistake: those of tokens_of and literal_of, and
// Q006 something else was expected here, Q007 a reserved word as a name, Q008 a bracket without its other half,
// Q009 what other languages have and this one has not, Q031 too deep, Q032 too many parts, Q033 a list that is too long.
[[nodiscard]] OrFault<Tree> parse(std::string text);

// Whether `name` can stand in a formula without backticks: letters of a to z, digits, underscores, points between parts,
// and no reserved word at its front.
[[nodiscard]] bool is_plain_name(std::string_view name);

}  // namespace bailiwick::formula
