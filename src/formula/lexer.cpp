#include "formula/lexer.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "formula/tree.hpp"

namespace bailiwick::formula {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// Two characters before one of them.
constexpr std::array<std::string_view, 20> kSymbols = {"&&", "||", "==", "!=", "<=", ">=", "<",
                                                       ">",  "+",  "-",  "*",  "/",  "%",  "!",
                                                       "(",  ")",  "[",  "]",  ",",  "?"};
constexpr std::array<std::string_view, 2> kMoreSymbols = {":", "."};

// What people write who know another language, and what it is here.
struct Habit {
  std::string_view written;
  std::string_view meant;
  std::string_view advice;
};
constexpr std::array<Habit, 12> kHabits = {{
    {"===", "==", "\"===\" is written \"==\" here."},
    {"!==", "!=", "\"!==\" is written \"!=\" here."},
    {"<>", "!=", "\"<>\" is written \"!=\" here."},
    {"=<", "<=", "\"=<\" is written \"<=\" here."},
    {"=>", ">=", "\"=>\" is written \">=\" here."},
    {"**", "", "There is no power here; multiply instead."},
    {"=", "==", "Use == to compare; a formula does not assign anything."},
    {"&", "&&", "\"And\" is written && here."},
    {"|", "||", "\"Or\" is written || here."},
    {"{", "", "Maps and messages are not part of the language."},
    {"}", "", "Maps and messages are not part of the language."},
    {";", "", "A formula is one expression, without semicolons."},
}};
constexpr std::array<Habit, 10> kTypography = {{
    {"\u201c", "\"", "Text stands between straight quotes (\"), not curly ones."},
    {"\u201d", "\"", "Text stands between straight quotes (\"), not curly ones."},
    {"\u201e", "\"", "Text stands between straight quotes (\"), not curly ones."},
    {"\u2018", "'", "Text stands between straight quotes ('), not curly ones."},
    {"\u2019", "'", "Text stands between straight quotes ('), not curly ones."},
    {"\u2264", "<=", "\"\u2264\" is written <= here."},
    {"\u2265", ">=", "\"\u2265\" is written >= here."},
    {"\u2260", "!=", "\"\u2260\" is written != here."},
    {"\u2013", "-", "Minus is the hyphen (-) here, not a dash."},
    {"\u00a0", " ", "This is a no-break space; use an ordinary one."},
}};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  OrFault<std::vector<Token>> run() {
    while (skip_blank() && !fault_) {
      const char c = text_[at_];
      if (starts_string())
        take_string();
      else if (is_letter(c))
        take_word();
      else if (is_digit(c) || (c == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1])))
        take_number();
      else if (c == '`')
        take_quoted_name();
      else
        take_symbol();
    }
    if (fault_) return tl::unexpected<Fault>(*fault_);
    tokens_.push_back({TokenKind::kEnd, span(text_.size(), 0)});
    return std::move(tokens_);
  }

 private:
  static Span span(std::size_t offset, std::size_t size) {
    return {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(size)};
  }
  [[nodiscard]] bool has(std::string_view ahead) const {
    return text_.substr(at_).starts_with(ahead);
  }
  void add(TokenKind kind, std::size_t size) {
    tokens_.push_back({kind, span(at_, size)});
    at_ += size;
  }
  void fail(const char* rule, std::string message, Span at, std::string_view replacement = {}) {
    fault_ = Fault{rule, std::move(message), at, std::string(replacement)};
  }

  // Blanks and comments; false at the end.
  bool skip_blank() {
    while (at_ < text_.size()) {
      if (std::string_view(" \t\n\r\f").find(text_[at_]) != std::string_view::npos)
        ++at_;
      else if (has("//"))
        at_ = std::min(text_.find('\n', at_), text_.size());
      else
        return true;
    }
    return false;
  }

  // A quote, or the prefix of a raw string and a quote.
  [[nodiscard]] bool starts_string() const {
    std::size_t i = at_;
    while (i < at_ + 2 && i < text_.size() &&
           std::string_view("rRbB").find(text_[i]) != std::string_view::npos)
      ++i;
    return i < text_.size() && (text_[i] == '"' || text_[i] == '\'');
  }

  void take_string() {
    const std::size_t begin = at_;
    bool is_raw = false;
    std::size_t i = at_;
    for (; text_[i] != '"' && text_[i] != '\''; ++i) {
      if (text_[i] == 'b' || text_[i] == 'B')
        return fail("Q001", "Bytes are not part of the language; leave the b out for a string.",
                    span(i, 1));
      is_raw = true;
    }
    const std::string triple(3, text_[i]);
    const bool is_triple = text_.substr(i).starts_with(triple);
    const std::string_view quote = std::string_view(triple).substr(0, is_triple ? 3 : 1);
    for (i += quote.size(); i < text_.size(); ++i) {
      if (text_.substr(i).starts_with(quote))
        return add(TokenKind::kString, i + quote.size() - begin);
      if (text_[i] == '\\' && !is_raw)
        ++i;
      else if (text_[i] == '\n' && !is_triple)
        break;
    }
    fail("Q002", fmt::format("This text has no quote at its end; close it with {}.", quote),
         span(begin, std::min(i, text_.size()) - begin));
  }

  void take_word() {
    std::size_t i = at_;
    while (i < text_.size() && (is_letter(text_[i]) || is_digit(text_[i]))) ++i;
    add(TokenKind::kWord, i - at_);
  }

  void take_quoted_name() {
    const std::size_t end = text_.find_first_of("`\n", at_ + 1);
    if (end == std::string_view::npos || text_[end] == '\n') {
      return fail("Q002", "This name has no backtick at its end; close it with `.",
                  span(at_, std::min(end, text_.size()) - at_));
    }
    if (end == at_ + 1)
      return fail("Q001", "A name between backticks cannot be empty.", span(at_, 2));
    add(TokenKind::kQuoted, end + 1 - at_);
  }

  std::size_t digits_from(std::size_t i) const {
    while (i < text_.size() && is_digit(text_[i])) ++i;
    return i;
  }

  void take_number() {
    std::size_t i = at_;
    bool is_decimal = false;
    if (has("0x") || has("0X")) {
      i += 2;
      while (i < text_.size() && is_hex(text_[i])) ++i;
      if (i == at_ + 2) return fail("Q003", "0x is followed by hexadecimal digits.", span(at_, 2));
    } else {
      i = digits_from(i);
      if (i + 1 < text_.size() && text_[i] == '.' && is_digit(text_[i + 1])) {
        is_decimal = true;
        i = digits_from(i + 1);
      }
      if (i < text_.size() && (text_[i] == 'e' || text_[i] == 'E')) {
        is_decimal = true;
        i += i + 1 < text_.size() && (text_[i + 1] == '+' || text_[i + 1] == '-') ? 2 : 1;
        if (digits_from(i) == i)
          return fail("Q003", "The exponent of this number has no digits.", span(at_, i - at_));
        i = digits_from(i);
      }
    }
    std::size_t end = i;
    while (end < text_.size() && (is_letter(text_[end]) || is_digit(text_[end]))) ++end;
    if (end != i) return fail_number(i, end);
    add(is_decimal ? TokenKind::kDecimal : TokenKind::kInt, i - at_);
  }

  // Letters at the end of a number.
  void fail_number(std::size_t digits_end, std::size_t end) {
    const std::string_view tail = text_.substr(digits_end, end - digits_end);
    if (tail == "u" || tail == "U") {
      return fail("Q003", "Unsigned numbers are not part of the language; leave the u out.",
                  span(at_, end - at_), text_.substr(at_, digits_end - at_));
    }
    if (tail.front() == '_') {
      std::string plain(text_.substr(at_, end - at_));
      plain.erase(std::remove(plain.begin(), plain.end(), '_'), plain.end());
      return fail("Q003", "Digits stand without _ between them.", span(at_, end - at_), plain);
    }
    fail("Q003",
         fmt::format("\"{}\" is neither a number nor a name; text stands in quotes.",
                     text_.substr(at_, std::min<std::size_t>(end - at_, 40))),
         span(at_, end - at_), fmt::format("\"{}\"", text_.substr(at_, end - at_)));
  }

  void take_symbol() {
    const auto ahead = [&](std::string_view symbol) { return has(symbol); };
    for (const Habit& habit : kHabits) {
      // "=" and "&" alone, not as a part of "==" and "&&".
      const std::string doubled = fmt::format("{0}{0}", habit.written);
      if (has(habit.written) && !(habit.written.size() == 1 && has(doubled)))
        return fail("Q001", std::string(habit.advice), span(at_, habit.written.size()),
                    habit.meant);
    }
    const auto* symbol = std::find_if(kSymbols.begin(), kSymbols.end(), ahead);
    if (symbol != kSymbols.end()) return add(TokenKind::kSymbol, symbol->size());
    if (std::any_of(kMoreSymbols.begin(), kMoreSymbols.end(), ahead))
      return add(TokenKind::kSymbol, 1);
    for (const Habit& habit : kTypography) {
      if (has(habit.written))
        return fail("Q001", std::string(habit.advice), span(at_, habit.written.size()),
                    habit.meant);
    }
    std::size_t end = at_ + 1;
    while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0) == 0x80) ++end;
    const std::string character(text_.substr(at_, end - at_));
    const bool is_visible = static_cast<unsigned char>(character[0]) >= 0x20;
    fail("Q001",
         is_visible ? fmt::format(
                          "{} means nothing here. Names of letters other than a to z stand between "
                          "backticks, text between quotes.",
                          quoted(character))
                    : std::string("A control character stands here; remove it."),
         span(at_, end - at_));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
  std::optional<Fault> fault_;
};

}  // namespace

OrFault<std::vector<Token>> tokens_of(std::string_view text) {
  if (text.size() > kTextLimit) {
    return tl::unexpected<Fault>({"Q030",
                                  fmt::format("A formula has at most {} bytes; this one has {}. "
                                              "Give a part of it a name of its own.",
                                              kTextLimit, text.size()),
                                  Span{}, "", "", ErrorCode::kLimit});
  }
  if (!is_utf8(text))
    return tl::unexpected<Fault>({"Q005", "The text is not UTF-8; save it as UTF-8.", Span{}, ""});
  return Lexer(text).run();
}

}  // namespace bailiwick::formula
