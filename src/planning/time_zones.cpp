#include "planning/time_zones.hpp"

#include <cassert>
#include <chrono>
#include <stdexcept>

#include <date/tz.h>

namespace bailiwick::planning {
namespace {

using std::chrono::microseconds;
using std::chrono::minutes;
using LocalMicros = date::local_time<microseconds>;

const date::time_zone& zone_of(const void* zone) {
  return *static_cast<const date::time_zone*>(zone);
}

// The library reads a zone when it is first used, and throws where its file is not there.
const date::time_zone* find_zone(std::string_view name) {
  try {
    const date::time_zone* zone = date::locate_zone(std::string(name));
    static_cast<void>(zone->get_info(date::sys_seconds{}));
    return zone;
  } catch (const std::exception&) {
    return nullptr;
  }
}

}  // namespace

std::optional<TimeZone> TimeZone::find(std::string_view name) {
  const date::time_zone* zone = find_zone(name);
  if (zone == nullptr) return std::nullopt;
  return TimeZone(zone);
}

TimeZone TimeZone::utc() {
  const auto zone = find("Etc/UTC");
  assert(zone && "the time zone database is not installed");
  return *zone;
}

WallTime TimeZone::wall_time(Instant instant) const {
  const auto local =
      zone_of(zone_).to_local(date::sys_time<microseconds>(microseconds(instant.micros())));
  const auto day = date::floor<date::days>(local);
  return {.day = LocalDate(static_cast<std::int32_t>(day.time_since_epoch().count())),
          .minute = date::floor<minutes>(local - day).count()};
}

Instant TimeZone::instant(const WallTime& time, Twice twice) const {
  const LocalMicros local(microseconds(date::days(time.day.days())) +
                          microseconds(minutes(time.minute)));
  const auto choose = twice == Twice::kFirst ? date::choose::earliest : date::choose::latest;
  return Instant(zone_of(zone_).to_sys(local, choose).time_since_epoch().count());
}

}  // namespace bailiwick::planning
