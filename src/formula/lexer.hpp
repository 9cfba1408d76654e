// Cuts a formula's text into tokens, and reads its literals. O(bytes). Pure.
//
// Lexis of CEL (langdef.md, "Syntax") without bytes and unsigned literals, and with names between backticks.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "formula/fault.hpp"

namespace bailiwick::formula {

enum class TokenKind : std::uint8_t {
  kEnd,
  kWord,    // a name, also a reserved one
  kQuoted,  // a name between backticks
  kInt,
  kDecimal,
  kString,  // with its prefix and quotes
  kSymbol,  // an operator, bracket, comma or point
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  Span at;
};

// All tokens, kEnd last; or the first mistake.
// Q001 a character that means nothing here, Q002 a quote that does not end, Q003 a malformed number, Q030 the text is too
// long, Q005 the text is not UTF-8.
[[nodiscard]] OrFault<std::vector<Token>> tokens_of(std::string_view text);

}  // namespace bailiwick::formula
