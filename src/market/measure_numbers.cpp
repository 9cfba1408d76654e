#include "market/measure_numbers.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "platform/identity/codes.hpp"

namespace bailiwick::market {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_number_like(std::string_view text) {
  bool has_digit = false;
  for (const char c : text) {
    if (is_digit(c))
      has_digit = true;
    else if (c != '.' && c != ',' && c != ' ' && c != '\'' && c != '-' && c != '+')
      return false;
  }
  return has_digit;
}

// The longer before those that they begin or end with.
constexpr std::array<std::string_view, 13> kSigns = {
    "%",      "US$",    "A$",     "C$",      "R$", "$",      "\u20ac",
    "\u00a3", "\u00a5", "\u20b9", "z\u0142", "kr", "K\u010d"};
// Blanks of more than a byte: no-break, narrow no-break, thin.
constexpr std::array<std::string_view, 3> kWideBlanks = {"\u00a0", "\u202f", "\u2009"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_code(std::string_view text) {
  std::string code(text);
  for (char& c : code)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return platform::identity::is_currency(code);
}

// What stands at that end; empty: nothing that is a sign.
std::string_view sign_before(std::string_view text) {
  const bool may_be_code = text.size() > 3 && !is_letter(text[3]);
  if (may_be_code && is_code(text.substr(0, 3))) return text.substr(0, 3);
  for (const std::string_view sign : kSigns)
    if (text.starts_with(sign)) return text.substr(0, sign.size());
  return {};
}
std::string_view sign_behind(std::string_view text) {
  const bool may_be_code = text.size() > 3 && !is_letter(text[text.size() - 4]);
  if (may_be_code && is_code(text.substr(text.size() - 3))) return text.substr(text.size() - 3);
  for (const std::string_view sign : kSigns)
    if (text.ends_with(sign)) return text.substr(text.size() - sign.size());
  return {};
}

// A cell with plain blanks, without its sign, the minus in front: "-\u20ac 1 200" is "-1 200".
struct Bare {
  std::string number;
  std::string sign;
};
Bare bare_of(std::string_view cell) {
  Bare bare{std::string(trimmed(cell)), {}};
  const bool is_plain = bare.number.find_first_not_of("0123456789.,+-' eE") == std::string::npos;
  if (is_plain) return bare;
  for (const std::string_view blank : kWideBlanks)
    for (std::size_t at = 0; (at = bare.number.find(blank, at)) != std::string::npos;)
      bare.number.replace(at, blank.size(), " ");
  std::string_view text = trimmed(bare.number);
  std::string minus;
  if (text.starts_with('-')) {
    minus = "-";
    text = trimmed(text.substr(1));
  }
  const std::string_view before = sign_before(text);
  const std::string_view sign = before.empty() ? sign_behind(text) : before;
  text = trimmed(before.empty() ? text.substr(0, text.size() - sign.size())
                                : text.substr(before.size()));
  bare.sign = sign;
  bare.number = minus.append(text);
  return bare;
}

// What a number says of its mark: the mark, kOpenMark where it may part thousands as well, kNoMark where it has none.
constexpr char kNoMark = 0;
constexpr char kOpenMark = '?';
char mark_told(std::string_view cell) {
  if (cell.starts_with('-') || cell.starts_with('+')) cell.remove_prefix(1);
  const std::size_t point = cell.rfind('.');
  const std::size_t comma = cell.rfind(',');
  const bool has_point = point != std::string_view::npos;
  const bool has_comma = comma != std::string_view::npos;
  if (!has_point && !has_comma) return kNoMark;
  if (has_point && has_comma) return point > comma ? '.' : ',';
  const char mark = has_point ? '.' : ',';
  const std::size_t last = has_point ? point : comma;
  if (std::ranges::count(cell, mark) > 1) return mark == '.' ? ',' : '.';
  const bool is_group = cell.size() - last - 1 == 3 && last >= 1 && last <= 3;
  return is_group && cell.front() != '0' ? kOpenMark : mark;
}

// Groups are of three digits behind the first of one to three; false where they are not.
bool take_groups(std::string_view whole, char group, std::string& digits) {
  std::size_t begin = 0;
  bool is_first = true;
  for (;;) {
    const std::size_t end = std::min(whole.find(group, begin), whole.size());
    const std::string_view part = whole.substr(begin, end - begin);
    const bool is_good = is_first ? !part.empty() && part.size() <= 3 : part.size() == 3;
    if (!is_good || !std::ranges::all_of(part, is_digit)) return false;
    digits += part;
    if (end == whole.size()) return true;
    begin = end + 1;
    is_first = false;
  }
}

}  // namespace

void MarkVotes::add(std::string_view cell) {
  cell = trimmed(cell);
  const std::string bare = bare_of(cell).number;
  const std::size_t exponent = bare.find_first_of("eE");
  const std::string_view number = std::string_view(bare).substr(0, exponent);
  if (!is_number_like(number)) return;
  char told = mark_told(number);
  // No groups go with an exponent.
  if (told == kOpenMark && exponent != std::string::npos)
    told = number.find('.') != std::string_view::npos ? '.' : ',';
  points += told == '.' ? 1 : 0;
  commas += told == ',' ? 1 : 0;
  if (told == kOpenMark && open.empty()) open = cell;
}

std::optional<char> MarkVotes::decided() const {
  if (points == commas) return std::nullopt;
  return points > commas ? '.' : ',';
}

char usual_mark(char delimiter) { return delimiter == ';' ? ',' : '.'; }

std::string measure_sign(std::string_view cell) { return bare_of(cell).sign; }

std::optional<Decimal> read_measure_number(std::string_view text, char decimal_mark) {
  const std::string bare = bare_of(text).number;
  text = bare;
  std::string digits;
  if (text.starts_with('-') || text.starts_with('+')) {
    if (text.front() == '-') digits += '-';
    text.remove_prefix(1);
  }
  const std::size_t exponent = text.find_first_of("eE");
  const std::string_view tail =
      exponent == std::string_view::npos ? std::string_view() : text.substr(exponent);
  text = text.substr(0, exponent);
  const std::size_t mark = text.find(decimal_mark);
  const std::string_view whole = text.substr(0, mark);
  const std::string_view fraction =
      mark == std::string_view::npos ? std::string_view() : text.substr(mark + 1);
  const char other = decimal_mark == '.' ? ',' : '.';
  const std::size_t grouped = whole.find_first_of(other == ',' ? ", '" : ". '");
  if (grouped == std::string_view::npos)
    digits += whole;
  else if (!tail.empty() || !take_groups(whole, whole[grouped], digits))
    return std::nullopt;
  if (!std::ranges::all_of(fraction, is_digit)) return std::nullopt;
  if (mark != std::string_view::npos) digits.append(".").append(fraction);
  digits += tail;
  // "-" and "." alone, a second sign and letters are refused there.
  return parse_decimal(digits);
}

}  // namespace bailiwick::market
