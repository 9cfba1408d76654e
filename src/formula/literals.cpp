#include "formula/literals.hpp"

#include <fmt/core.h>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace bailiwick::formula {
namespace {

constexpr std::uint32_t kCodePointMax = 0x10FFFF;

void append_code_point(std::string& out, std::uint32_t code) {
  const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
  const auto tail = [&](unsigned shift) { return byte(0x80U | ((code >> shift) & 0x3FU)); };
  if (code < 0x80) {
    out += byte(code);
  } else if (code < 0x800) {
    out += byte(0xC0U | (code >> 6));
    out += tail(0);
  } else if (code < 0x10000) {
    out += byte(0xE0U | (code >> 12));
    out += tail(6);
    out += tail(0);
  } else {
    out += byte(0xF0U | (code >> 18));
    out += tail(12);
    out += tail(6);
    out += tail(0);
  }
}

// What single letters after a backslash stand for; '\0' for none.
char plain_escape(char letter) {
  constexpr std::string_view kLetters = "abfnrtv\\?\"'`";
  constexpr std::string_view kMeanings = "\a\b\f\n\r\t\v\\?\"'`";
  const std::size_t found = kLetters.find(letter);
  return found == std::string_view::npos ? '\0' : kMeanings[found];
}

// How many digits follow, and of which base, by the letter after the backslash.
struct Numeric {
  std::size_t skip;
  std::size_t digits;
  int base;
};
std::optional<Numeric> numeric_escape(char letter) {
  if (letter == 'x' || letter == 'X') return Numeric{1, 2, 16};
  if (letter == 'u') return Numeric{1, 4, 16};
  if (letter == 'U') return Numeric{1, 8, 16};
  if (letter >= '0' && letter <= '3') return Numeric{0, 3, 8};
  return std::nullopt;
}

// The escape after the backslash at the front of `rest` (which stands after it); the bytes taken, 0 where it is none.
std::size_t take_escape(std::string_view rest, std::string& out) {
  if (rest.empty()) return 0;
  if (const char plain = plain_escape(rest.front()); plain != '\0') {
    out += plain;
    return 1;
  }
  const auto numeric = numeric_escape(rest.front());
  if (!numeric || rest.size() < numeric->skip + numeric->digits) return 0;
  const std::string_view digits = rest.substr(numeric->skip, numeric->digits);
  std::uint32_t code = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), code, numeric->base);
  if (error != std::errc() || end != digits.data() + digits.size()) return 0;
  if (code > kCodePointMax || (code >= 0xD800 && code <= 0xDFFF)) return 0;
  append_code_point(out, code);
  return numeric->skip + numeric->digits;
}

OrFault<Value> string_of(std::string_view text, Span at) {
  std::string_view body = text.substr(at.offset, at.size);
  const bool is_raw = body.front() == 'r' || body.front() == 'R';
  std::size_t offset = at.offset;
  const auto cut = [&](std::size_t count) {
    body.remove_prefix(count);
    offset += count;
  };
  if (is_raw) cut(1);
  const std::size_t quotes = body.size() >= 6 && body[1] == body[0] && body[2] == body[0] ? 3 : 1;
  cut(quotes);
  body.remove_suffix(quotes);
  if (is_raw) return Value(std::string(body));
  std::string out;
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (body[i] != '\\') {
      out += body[i];
      continue;
    }
    const std::size_t taken = take_escape(body.substr(i + 1), out);
    if (taken == 0) {
      return tl::unexpected<Fault>({"Q004",
                                    "A backslash begins an escape such as \\n, \\\" or \\u00e9; "
                                    "write \\\\ for the backslash itself.",
                                    Span{static_cast<std::uint32_t>(offset + i), 1}, "\\\\"});
    }
    i += taken;
  }
  return Value(std::move(out));
}

OrFault<Value> whole_of(std::string_view written, Span at, bool is_negative) {
  const bool is_hex = written.starts_with("0x") || written.starts_with("0X");
  std::string digits = is_negative ? "-" : "";
  digits += is_hex ? written.substr(2) : written;
  std::int64_t value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, is_hex ? 16 : 10);
  if (error == std::errc() && end == digits.data() + digits.size()) return Value(value);
  return tl::unexpected<Fault>(
      {"Q003", "A whole number has at most 64 bits; write it with a point (.0) as a decimal.", at,
       is_hex ? std::string() : std::string(written) + ".0"});
}

}  // namespace

OrFault<Value> literal_of(std::string_view text, const Token& token, bool is_negative) {
  const std::string_view written = text.substr(token.at.offset, token.at.size);
  if (token.kind == TokenKind::kString) return string_of(text, token.at);
  if (token.kind == TokenKind::kInt) return whole_of(written, token.at, is_negative);
  const auto value = parse_decimal(written);
  if (value) return Value(is_negative ? -*value : *value);
  return tl::unexpected<Fault>({"Q003",
                                fmt::format("A decimal has at most {} decimals and lies within "
                                            "170,141,183,460,469,231,731 either way.",
                                            Decimal::kPlaces),
                                token.at, ""});
}

}  // namespace bailiwick::formula
