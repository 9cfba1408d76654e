#include "market/measure_numbers.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"

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
  const std::size_t exponent = cell.find_first_of("eE");
  const std::string_view number = cell.substr(0, exponent);
  if (!is_number_like(number)) return;
  char told = mark_told(number);
  // No groups go with an exponent.
  if (told == kOpenMark && exponent != std::string_view::npos)
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

std::optional<Decimal> read_measure_number(std::string_view text, char decimal_mark) {
  text = trimmed(text);
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
