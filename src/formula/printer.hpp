// Tree to text, always in the same way: one blank around operators and after commas, double quotes, the fewest brackets.
//
// parse(format(tree)) is the same tree, and formatting twice changes nothing. Comments and line breaks are not kept.
// Pure. O(nodes * depth of the tree).
#pragma once

#include <string>

#include "formula/tree.hpp"

namespace bailiwick::formula {

[[nodiscard]] std::string format(const Tree& tree);
// A name as it is written: between backticks where it has to be.
[[nodiscard]] std::string written_name(std::string_view name);

}  // namespace bailiwick::formula
