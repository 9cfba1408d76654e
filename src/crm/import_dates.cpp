#include "crm/import_dates.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <string>

#include "base/text.hpp"

namespace bailiwick::crm {
namespace {

constexpr std::size_t kDateBytesMax = 60;
constexpr std::string_view kOrders[] = {"dmy", "mdy", "ymd"};
constexpr std::int64_t kMicros = 1'000'000;
constexpr std::int64_t kSecondsADay = 86'400;
// Where only the order of a date counts: a century whose years of two digits are leap years as often as any may be.
constexpr std::int32_t kAnyCentury = 2'099;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// A month's names: the first three letters do but for the Dutch "mrt"; whole names must be whole.
struct MonthName {
  std::string_view name;
  std::int32_t month;
};
constexpr MonthName kMonths[] = {
    {"january", 1},   {"januari", 1},   {"february", 2}, {"februari", 2}, {"march", 3},
    {"maart", 3},     {"mrt", 3},       {"april", 4},    {"may", 5},      {"mei", 5},
    {"june", 6},      {"juni", 6},      {"july", 7},     {"juli", 7},     {"august", 8},
    {"augustus", 8},  {"september", 9}, {"sept", 9},     {"october", 10}, {"oktober", 10},
    {"november", 11}, {"december", 12}};

std::optional<std::int32_t> month_of(std::string_view word) {
  const std::string wanted = ascii_lower(word);
  for (const MonthName& month : kMonths)
    if (wanted == month.name || (wanted.size() == 3 && month.name.starts_with(wanted)))
      return month.month;
  return std::nullopt;
}

// Up to three parts of digits or letters; count 4: there are more, or anything else.
struct Parts {
  std::array<std::string_view, 3> part;
  std::size_t count = 0;
  bool is_wrong = false;
};

bool is_parting(char c) {
  return c == '-' || c == '/' || c == '.' || c == ' ' || c == ',' || c == '\t';
}

Parts parts_of(std::string_view text) {
  Parts parts;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = at;
    if (is_digit(text[at])) {
      while (at < text.size() && is_digit(text[at])) ++at;
    } else if (is_letter(text[at])) {
      while (at < text.size() && is_letter(text[at])) ++at;
    } else {
      parts.is_wrong = true;
      return parts;
    }
    if (parts.count == parts.part.size()) {
      parts.is_wrong = true;
      return parts;
    }
    parts.part[parts.count++] = text.substr(begin, at - begin);
    std::size_t gap = 0;
    while (at < text.size() && is_parting(text[at]) && gap < 2) ++at, ++gap;
    if (gap == 0 && at < text.size()) parts.is_wrong = true;
  }
  // "26-11-" ends in a separator; a month's short name may end in a point.
  if (!text.empty() && is_parting(text.back())) parts.is_wrong = true;
  return parts;
}

bool is_number(std::string_view text) { return !text.empty() && is_digit(text.front()); }

std::optional<std::int32_t> number_of(std::string_view digits, std::size_t digits_max) {
  if (!is_number(digits) || digits.size() > digits_max) return std::nullopt;
  std::int32_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

std::optional<std::int32_t> year_of(std::string_view digits, std::int32_t year_max) {
  constexpr std::int32_t kCentury = 100;
  const auto year = number_of(digits, 4);
  if (digits.size() == 4) return year;
  if (digits.size() != 2 || !year || year_max == kNoShortYears) return std::nullopt;
  const std::int32_t in_last = year_max - year_max % kCentury + *year;
  return in_last > year_max ? in_last - kCentury : in_last;
}

// As it is written: there may be no such day.
struct WrittenDay {
  std::string_view year;
  std::string_view month;
  std::string_view day;
};
std::optional<YearMonthDay> date_of(const WrittenDay& written, std::int32_t year_max) {
  const auto& [year, month, day] = written;
  const auto y = year_of(year, year_max);
  const auto m = is_number(month) ? number_of(month, 2) : month_of(month);
  const auto d = number_of(day, 2);
  if (!y || !m || !d) return std::nullopt;
  return YearMonthDay{.year = *y, .month = *m, .day = *d};
}

// A text in two at its time of day: the first digits that a ':' follows.
struct Split {
  std::string_view date;
  std::string_view time;
};
Split split_of(std::string_view text) {
  text = trimmed(text);
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0) return {text, {}};
  std::size_t begin = colon;
  while (begin > 0 && is_digit(text[begin - 1])) --begin;
  std::string_view date = text.substr(0, begin);
  const bool has_mark = !date.empty() && (date.back() == 'T' || date.back() == 't') &&
                        date.size() > 1 && is_digit(date[date.size() - 2]);
  const bool has_gap = !date.empty() && (date.back() == ' ' || date.back() == ',');
  if (!has_mark && !has_gap) return {{}, text};
  date.remove_suffix(1);
  date = trimmed(date);
  if (date.ends_with(',')) date.remove_suffix(1);
  return {date, text.substr(begin)};
}

std::optional<YearMonthDay> written_day(std::string_view text, DateOrder order,
                                        std::int32_t year_max) {
  if (text.size() == 8 && std::ranges::all_of(text, is_digit))
    return date_of({text.substr(0, 4), text.substr(4, 2), text.substr(6, 2)}, year_max);
  const Parts parts = parts_of(text);
  if (parts.is_wrong || parts.count != 3) return std::nullopt;
  const auto& [first, second, third] = parts.part;
  if (first.size() == 4 && is_number(first)) return date_of({first, second, third}, year_max);
  if (!is_number(first)) return date_of({third, first, second}, year_max);
  if (!is_number(second)) return date_of({third, second, first}, year_max);
  if (order == DateOrder::kYmd) return std::nullopt;
  return order == DateOrder::kDmy ? date_of({third, second, first}, year_max)
                                  : date_of({third, first, second}, year_max);
}

std::optional<LocalDate> read_day(std::string_view text, DateOrder order, std::int32_t year_max) {
  const auto day = written_day(text, order, year_max);
  return day ? local_date(*day) : std::nullopt;
}

// Walks over a time of day.
class TimeReader {
 public:
  explicit TimeReader(std::string_view text) : text_(text) {}

  // Microseconds since midnight in UTC, below zero or beyond a day where the offset leads there.
  std::optional<std::int64_t> read() {
    const auto hour = number(1);
    if (!hour || !take(':')) return std::nullopt;
    const auto minute = number(2);
    if (!minute) return std::nullopt;
    std::int64_t second = 0;
    std::int64_t micros = 0;
    if (take(':')) {
      const auto read = number(2);
      if (!read) return std::nullopt;
      second = *read;
      if (take('.') || take(',')) micros = fraction();
    }
    skip_blanks();
    const auto hours = with_half(*hour);
    skip_blanks();
    const auto offset = offset_seconds();
    const bool is_right = hours && *minute < 60 && second < 60 && micros >= 0 && offset;
    if (!is_right || at_ != text_.size()) return std::nullopt;
    return ((*hours * 60 + *minute) * 60 + second - *offset) * kMicros + micros;
  }

 private:
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool take_word(std::string_view word) {
    if (!is_same_ascii(text_.substr(at_, word.size()), word)) return false;
    at_ += word.size();
    return true;
  }
  void skip_blanks() {
    while (take(' ')) {
    }
  }
  // At most two digits, at least so many.
  std::optional<std::int64_t> number(std::size_t digits_min) {
    std::int64_t value = 0;
    std::size_t count = 0;
    while (count < 2 && at_ < text_.size() && is_digit(text_[at_])) {
      value = value * 10 + (text_[at_++] - '0');
      ++count;
    }
    return count < digits_min ? std::nullopt : std::optional(value);
  }
  // Microseconds; -1 where there are no digits.
  std::int64_t fraction() {
    std::int64_t micros = 0;
    std::int64_t unit = kMicros / 10;
    const std::size_t begin = at_;
    for (; at_ < text_.size() && is_digit(text_[at_]); ++at_, unit /= 10)
      micros += (text_[at_] - '0') * unit;
    return at_ == begin ? -1 : micros;
  }
  // The hour of the day, read with AM or PM where that follows.
  std::optional<std::int64_t> with_half(std::int64_t hour) {
    const bool is_am = take_word("am");
    const bool is_pm = !is_am && take_word("pm");
    if (!is_am && !is_pm) return hour < 24 ? std::optional(hour) : std::nullopt;
    if (hour < 1 || hour > 12) return std::nullopt;
    return hour % 12 + (is_pm ? 12 : 0);
  }
  std::optional<std::int64_t> offset_seconds() {
    if (at_ == text_.size() || take_word("z") || take_word("utc") || take_word("gmt")) return 0;
    const bool is_minus = take('-');
    if (!is_minus && !take('+')) return std::nullopt;
    const auto hours = number(2);
    take(':');
    const auto minutes = at_ == text_.size() ? std::optional<std::int64_t>(0) : number(2);
    if (!hours || !minutes || *hours > 18 || *minutes > 59) return std::nullopt;
    const std::int64_t seconds = (*hours * 60 + *minutes) * 60;
    return is_minus ? -seconds : seconds;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::string_view name_of(DateOrder order) { return kOrders[static_cast<std::size_t>(order)]; }

std::optional<DateOrder> parse_date_order(std::string_view word) {
  for (std::size_t o = 0; o < std::size(kOrders); ++o)
    if (kOrders[o] == word) return static_cast<DateOrder>(o);
  return std::nullopt;
}

std::int32_t short_year_max(Instant came) {
  constexpr std::int32_t kYearsAhead = 20;
  return year_month_day(utc_date(came)).year + kYearsAhead;
}

std::optional<LocalDate> read_date(std::string_view text, DateOrder order,
                                   std::int32_t short_year_max) {
  if (text.size() > kDateBytesMax) return std::nullopt;
  const Split split = split_of(text);
  if (!split.time.empty() && !TimeReader(split.time).read()) return std::nullopt;
  return read_day(split.date, order, short_year_max);
}

std::optional<YearMonthDay> missing_day(std::string_view text, DateOrder order,
                                        std::int32_t short_year_max) {
  constexpr std::int32_t kMonths = 12;
  constexpr std::int32_t kDaysMax = 31;
  if (text.size() > kDateBytesMax) return std::nullopt;
  const auto day = written_day(split_of(text).date, order, short_year_max);
  const bool is_like_a_day =
      day && day->month >= 1 && day->month <= kMonths && day->day >= 1 && day->day <= kDaysMax;
  if (!is_like_a_day || local_date(*day)) return std::nullopt;
  return day;
}

std::optional<Instant> read_instant(std::string_view text, DateOrder order,
                                    std::int32_t short_year_max) {
  if (text.size() > kDateBytesMax) return std::nullopt;
  const Split split = split_of(text);
  const auto day = read_day(split.date, order, short_year_max);
  const auto time =
      split.time.empty() ? std::optional<std::int64_t>(0) : TimeReader(split.time).read();
  if (!day || !time) return std::nullopt;
  const Instant instant(std::int64_t{day->days()} * kSecondsADay * kMicros + *time);
  // An offset can lead out of the years that can be written again.
  const std::int32_t year = year_month_day(utc_date(instant)).year;
  return year < 1 || year > 9999 ? std::nullopt : std::optional(instant);
}

std::optional<LocalDate> day_of_spreadsheet(std::string_view text) {
  constexpr YearMonthDay kDayZero{.year = 1899, .month = 12, .day = 30};
  constexpr std::int32_t kFirst = 18'264;  // 1950-01-01
  constexpr std::int32_t kLast = 109'574;  // 2199-12-31
  constexpr std::size_t kDigitsMax = 6;
  if (text.empty() || text.size() > kDigitsMax || !std::ranges::all_of(text, is_digit))
    return std::nullopt;
  std::int32_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  if (number < kFirst || number > kLast) return std::nullopt;
  return local_date(kDayZero)->plus_days(number);
}

bool has_short_year(std::string_view cell) {
  for (const DateOrder order : {DateOrder::kDmy, DateOrder::kMdy})
    if (!read_date(cell, order) && read_date(cell, order, kAnyCentury)) return true;
  return false;
}

OrderVote order_vote(std::string_view cell) {
  if (cell.size() > kDateBytesMax) return OrderVote::kNone;
  const auto as_dmy = read_date(cell, DateOrder::kDmy, kAnyCentury);
  const auto as_mdy = read_date(cell, DateOrder::kMdy, kAnyCentury);
  if (!as_dmy && !as_mdy) return OrderVote::kNone;
  const bool is_year_first =
      cell.size() >= 4 && std::ranges::all_of(trimmed(cell).substr(0, 4), is_digit);
  if (is_year_first) return OrderVote::kYmd;
  if (as_dmy && as_mdy) return *as_dmy == *as_mdy ? OrderVote::kAny : OrderVote::kAmbiguous;
  return as_dmy ? OrderVote::kDmy : OrderVote::kMdy;
}

}  // namespace bailiwick::crm
