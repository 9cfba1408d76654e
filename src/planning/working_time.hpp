// Working hours as arithmetic: when somebody is next at work, and which instant lies so many working minutes ahead.
//
//   worked(a, b)       the time between a and b within working hours
//   after_work(a, m)   the first instant t with worked(a, t) = m minutes
//
// Hours are of the clock on the wall in a zone; what they last is time that passes, so an hour of work over the night in which clocks change is not
// lost or doubled. Pure but for the zone's rules. O(days looked at).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "base/time.hpp"
#include "planning/time_zones.hpp"

namespace bailiwick::planning {

inline constexpr std::size_t kHoursADayMax = 4;  // stretches of work
inline constexpr std::int32_t kDaysLookedAhead = 800;

// Minutes of a day, half-open: 9:00 to 17:00 is 540 to 1020. 0 <= from < to <= kMinutesADay.
struct Hours {
  std::int64_t from = 0;
  std::int64_t to = 0;
  friend auto operator<=>(const Hours&, const Hours&) = default;
};

// Of each day of the week, Monday first: stretches that follow each other without touching.
using Week = std::array<std::vector<Hours>, 7>;

struct Calendar {
  TimeZone zone = TimeZone::utc();
  Week week = {};
  std::set<LocalDate> days_off = {};
};

// 0: Monday, .. 6: Sunday.
[[nodiscard]] std::size_t weekday_of(LocalDate day);

[[nodiscard]] bool is_at_work(const Calendar& calendar, Instant at);
// `from` itself where it is within working hours. Nothing where there are none in the next kDaysLookedAhead days.
[[nodiscard]] std::optional<Instant> next_work(const Calendar& calendar, Instant from);
// minutes >= 0; of 0 it is `from`. Nothing where so much work lies beyond the next kDaysLookedAhead days.
[[nodiscard]] std::optional<Instant> after_work(const Calendar& calendar, Instant from,
                                                std::int64_t minutes);
// Microseconds; 0 where `to` is not after `from`.
[[nodiscard]] std::int64_t worked(const Calendar& calendar, Instant from, Instant to);

}  // namespace bailiwick::planning
