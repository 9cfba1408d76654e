// Time zones of the IANA database: from an instant to the clock on the wall there, and back.
//
// The rules are those that the machine has (the package tzdata), through H. Hinnant's library "date"; its only user. Thread-safe; a zone is read
// once a process. O(log changes of the zone) a question.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace bailiwick::planning {

inline constexpr std::int64_t kMinutesADay = 1'440;

// A day and a minute of it, as the clock on the wall says.
struct WallTime {
  LocalDate day;
  std::int64_t minute = 0;  // 0 .. kMinutesADay - 1
  friend bool operator==(const WallTime&, const WallTime&) = default;
};

// Where a time on the wall happens twice (clocks are set back): which of the two.
enum class Twice { kFirst, kSecond };

class TimeZone {
 public:
  // Nothing where there is no zone of that name ("Europe/Amsterdam"; links too).
  [[nodiscard]] static std::optional<TimeZone> find(std::string_view name);
  [[nodiscard]] static TimeZone utc();

  [[nodiscard]] WallTime wall_time(Instant instant) const;
  // minute: 0 .. kMinutesADay, which is the next day's midnight. A time that does not happen (clocks are set forward) is the instant of the change.
  [[nodiscard]] Instant instant(const WallTime& time, Twice twice) const;

 private:
  explicit TimeZone(const void* zone) : zone_(zone) {}
  const void* zone_;  // of the library, which keeps it
};

}  // namespace bailiwick::planning
