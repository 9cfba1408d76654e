#include "planning/working_time.hpp"

#include <algorithm>
#include <cassert>

namespace bailiwick::planning {
namespace {

constexpr std::int64_t kMicrosAMinute = 60'000'000;

struct Stretch {
  Instant from;
  Instant to;
};

// Calls on_stretch with each stretch of work that ends after `from`, in order; until it returns false, or the days are over.
template <class OnStretch>
void each_stretch(const Calendar& calendar, Instant from, OnStretch&& on_stretch) {
  // A day early, as a stretch may have begun yesterday on another side of a change of clocks.
  const LocalDate first = calendar.zone.wall_time(from).day.plus_days(-1);
  for (std::int32_t ahead = 0; ahead <= kDaysLookedAhead + 1; ++ahead) {
    const LocalDate day = first.plus_days(ahead);
    if (calendar.days_off.contains(day)) continue;
    for (const Hours& hours : calendar.week[weekday_of(day)]) {
      const Stretch stretch{calendar.zone.instant({day, hours.from}, Twice::kFirst),
                            calendar.zone.instant({day, hours.to}, Twice::kSecond)};
      if (stretch.to <= from || stretch.to <= stretch.from) continue;
      if (!on_stretch(stretch)) return;
    }
  }
}

}  // namespace

std::size_t weekday_of(LocalDate day) {
  // 1970-01-01 was a Thursday.
  const std::int32_t since_monday = (day.days() + 3) % 7;
  return static_cast<std::size_t>(since_monday < 0 ? since_monday + 7 : since_monday);
}

bool is_at_work(const Calendar& calendar, Instant at) { return next_work(calendar, at) == at; }

std::optional<Instant> next_work(const Calendar& calendar, Instant from) {
  std::optional<Instant> found;
  each_stretch(calendar, from, [&](const Stretch& stretch) {
    found = std::max(stretch.from, from);
    return false;
  });
  return found;
}

std::optional<Instant> after_work(const Calendar& calendar, Instant from, std::int64_t minutes) {
  assert(minutes >= 0);
  if (minutes == 0) return from;
  std::int64_t left = minutes * kMicrosAMinute;
  Instant reached = from;
  std::optional<Instant> found;
  each_stretch(calendar, from, [&](const Stretch& stretch) {
    const Instant begin = std::max(stretch.from, reached);
    const std::int64_t whole = std::max<std::int64_t>(stretch.to.micros() - begin.micros(), 0);
    if (whole >= left) {
      found = Instant(begin.micros() + left);
      return false;
    }
    left -= whole;
    reached = std::max(stretch.to, reached);
    return true;
  });
  return found;
}

std::int64_t worked(const Calendar& calendar, Instant from, Instant to) {
  std::int64_t sum = 0;
  Instant reached = from;
  if (to <= from) return sum;
  each_stretch(calendar, from, [&](const Stretch& stretch) {
    const Instant begin = std::max(stretch.from, reached);
    const Instant end = std::min(stretch.to, to);
    sum += std::max<std::int64_t>(end.micros() - begin.micros(), 0);
    reached = std::max(stretch.to, reached);
    return stretch.to < to;
  });
  return sum;
}

}  // namespace bailiwick::planning
