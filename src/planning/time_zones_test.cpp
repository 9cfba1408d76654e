// Goal: clocks on walls are told as people read them, on the days when they are set forward and back too. Method: known changes of known zones,
// and there and back for many instants.
#include "planning/time_zones.hpp"

#include <gtest/gtest.h>

namespace bailiwick::planning {
namespace {

Instant at(const char* text) { return *parse_instant(text); }
LocalDate day(const char* text) { return *parse_date(text); }
TimeZone zone(const char* name) { return *TimeZone::find(name); }

TEST(TimeZones, AZoneIsFoundByItsNameOrALink) {
  EXPECT_TRUE(TimeZone::find("Europe/Amsterdam"));
  EXPECT_TRUE(TimeZone::find("Asia/Calcutta"));
  for (const char* name : {"Mars/Olympus", "", "../etc/passwd", "europe amsterdam"})
    EXPECT_FALSE(TimeZone::find(name)) << name;
}

TEST(TimeZones, AnInstantIsSomeMinuteOfADayThere) {
  const Instant noon = at("2026-07-01T12:00:59Z");
  EXPECT_EQ(zone("Europe/Amsterdam").wall_time(noon), (WallTime{day("2026-07-01"), 14 * 60}));
  EXPECT_EQ(zone("Pacific/Auckland").wall_time(noon), (WallTime{day("2026-07-02"), 0}));
  EXPECT_EQ(zone("Asia/Kathmandu").wall_time(noon), (WallTime{day("2026-07-01"), 17 * 60 + 45}));
  EXPECT_EQ(TimeZone::utc().wall_time(noon), (WallTime{day("2026-07-01"), 12 * 60}));
  EXPECT_EQ(TimeZone::utc().wall_time(at("1969-12-31T23:59:00Z")),
            (WallTime{day("1969-12-31"), 1'439}));
}

TEST(TimeZones, ATimeThatDoesNotHappenIsThatOfTheChange) {
  const WallTime skipped{day("2026-03-29"), 2 * 60 + 30};
  for (const Twice twice : {Twice::kFirst, Twice::kSecond})
    EXPECT_EQ(zone("Europe/Amsterdam").instant(skipped, twice), at("2026-03-29T01:00:00Z"));
}

TEST(TimeZones, ATimeThatHappensTwiceIsEither) {
  const WallTime doubled{day("2026-10-25"), 2 * 60 + 30};
  EXPECT_EQ(zone("Europe/Amsterdam").instant(doubled, Twice::kFirst), at("2026-10-25T00:30:00Z"));
  EXPECT_EQ(zone("Europe/Amsterdam").instant(doubled, Twice::kSecond), at("2026-10-25T01:30:00Z"));
}

TEST(TimeZones, TheEndOfADayIsTheNextOnesBeginning) {
  EXPECT_EQ(zone("America/New_York").instant({day("2026-07-01"), kMinutesADay}, Twice::kFirst),
            zone("America/New_York").instant({day("2026-07-02"), 0}, Twice::kFirst));
}

TEST(TimeZones, ThereAndBackIsTheSameMinute) {
  for (const char* name : {"Europe/Amsterdam", "America/St_Johns", "Australia/Lord_Howe", "UTC"})
    for (std::int64_t hour = 0; hour < 2 * 8'760; hour += 7) {
      const Instant instant(1'767'225'600'000'000 + hour * 3'600'000'000);
      const WallTime time = zone(name).wall_time(instant);
      const bool is_same = zone(name).instant(time, Twice::kFirst) == instant ||
                           zone(name).instant(time, Twice::kSecond) == instant;
      EXPECT_TRUE(is_same) << name << ' ' << to_text(instant);
    }
}

}  // namespace
}  // namespace bailiwick::planning
