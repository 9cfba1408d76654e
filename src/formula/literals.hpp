// The values that literals of a formula stand for. O(bytes). Pure.
#pragma once

#include <string_view>

#include "formula/fault.hpp"
#include "formula/lexer.hpp"
#include "formula/value.hpp"

namespace bailiwick::formula {

// The value of a token of kind kInt, kDecimal or kString in `text`. `is_negative`: a minus stands before the number, and
// belongs to it. Q003 a number that does not fit, Q004 an escape that is none.
[[nodiscard]] OrFault<Value> literal_of(std::string_view text, const Token& token,
                                        bool is_negative);

}  // namespace bailiwick::formula
