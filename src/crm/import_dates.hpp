// Dates and instants as files of several countries write them.
//
// A date is a day, a month (a number, or its English or Dutch name, whole or short) and a year, parted by '-', '/', '.', blanks or commas: the year
// first, or last and then in the file's order. An instant is a date and a time ("9:30", "09:30:00.000", "9:30 PM"), with an offset
// ("Z", "+01:00", "+0000") or, without one, in UTC. Years have four digits, or two where they stand last: those are one of the hundred years that end
// with `short_year_max`. Pure. O(bytes).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/time.hpp"

namespace bailiwick::crm {

// What stands first in "03/04/2026". Years that stand first need no order: kYmd says that all do.
enum class DateOrder : std::uint8_t { kDmy, kMdy, kYmd };
[[nodiscard]] std::string_view name_of(DateOrder order);  // "dmy", "mdy", "ymd"
[[nodiscard]] std::optional<DateOrder> parse_date_order(std::string_view word);

// No year is read from two digits.
inline constexpr std::int32_t kNoShortYears = 0;
// Of a file that came then: twenty years on.
[[nodiscard]] std::int32_t short_year_max(Instant came);

// With kYmd a date whose year stands last is nothing, unless it names its month. A time behind the date is left out.
[[nodiscard]] std::optional<LocalDate> read_date(std::string_view text, DateOrder order,
                                                 std::int32_t short_year_max = kNoShortYears);
// A day of 1 to 31 of a month of a year in which there is none: 29 February 2026.
[[nodiscard]] std::optional<YearMonthDay> missing_day(std::string_view text, DateOrder order,
                                                      std::int32_t short_year_max = kNoShortYears);
// A date alone is its midnight in UTC.
[[nodiscard]] std::optional<Instant> read_instant(std::string_view text, DateOrder order,
                                                  std::int32_t short_year_max = kNoShortYears);

// The day that a spreadsheet keeps as that number, counted from 1899-12-30, where it lies from 1950 to 2199: of cells that lost their format.
[[nodiscard]] std::optional<LocalDate> day_of_spreadsheet(std::string_view text);

// Whether a cell is a date whose year has two digits.
[[nodiscard]] bool has_short_year(std::string_view cell);

// What a cell says about its file's order, if it can be a date at all: years of two digits too.
enum class OrderVote {
  kNone,       // no date
  kDmy,        // "26/11/2026"
  kMdy,        // "11/26/2026"
  kYmd,        // "2026-11-26"
  kAmbiguous,  // "03/04/2026"
  kAny,        // "26-nov-2026", "05/05/2026": the same in every order
};
[[nodiscard]] OrderVote order_vote(std::string_view cell);

}  // namespace bailiwick::crm
