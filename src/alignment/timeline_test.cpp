// Goal: on each day the right row holds. Method: a few rows, looked at before, at and after each change, and as they were known earlier.
#include "alignment/timeline.hpp"

#include <gtest/gtest.h>

namespace bailiwick::alignment {
namespace {

template <class Id>
Id id_of(std::uint8_t n) {
  Uuid uuid;
  uuid.bytes[15] = n;
  return Id(uuid);
}
LocalDate day(std::int32_t n) { return LocalDate(n); }

Holding holding(std::int64_t revision, Period period, std::optional<PersonId> person) {
  return {.position = id_of<PositionId>(1),
          .period = period,
          .person = person,
          .recording = {.revision = revision, .at = Instant(revision), .by = {}}};
}
Assignment assignment(std::int64_t revision, std::uint8_t position, Period period, Part part) {
  return {.territory = id_of<TerritoryId>(1),
          .position = id_of<PositionId>(position),
          .period = period,
          .part = part,
          .recording = {.revision = revision, .at = Instant(revision), .by = {}}};
}

TEST(Timeline, TheLatestRowThatCoversTheDayHolds) {
  const auto ada = id_of<PersonId>(1);
  const auto bob = id_of<PersonId>(2);
  const std::vector<Holding> history = {holding(1, {day(0), {}}, ada),
                                        holding(2, {day(10), {}}, bob),
                                        holding(3, {day(20), day(22)}, std::nullopt)};
  const auto holder = [&](std::int32_t on,
                          std::optional<Instant> known = std::nullopt) -> std::optional<PersonId> {
    const auto held = held_on(history, {.day = day(on), .known_at = known});
    return held.empty() ? std::nullopt : held.begin()->second.person;
  };
  EXPECT_EQ(holder(-1), std::nullopt);
  EXPECT_EQ(holder(0), ada);
  EXPECT_EQ(holder(9), ada);
  EXPECT_EQ(holder(10), bob);
  EXPECT_EQ(holder(19), bob);
  EXPECT_EQ(holder(20), std::nullopt);
  EXPECT_EQ(holder(21), std::nullopt);
  EXPECT_EQ(holder(22), bob);
  EXPECT_EQ(holder(10, Instant(1)), ada);  // what was believed before the second row was recorded
  EXPECT_EQ(holder(20, Instant(2)), bob);
}

TEST(Timeline, OwnersWithinAPeriodAreNamedByTheirDays) {
  const std::vector<Assignment> history = {assignment(1, 1, {day(0), day(10)}, Part::kOwner),
                                           assignment(2, 2, {day(10), {}}, Part::kOwner),
                                           assignment(3, 3, {day(0), {}}, Part::kOverlay),
                                           assignment(4, 2, {day(12), day(14)}, Part::kNone)};
  const auto owners =
      owners_within(history, id_of<TerritoryId>(1), {day(5), day(20)}, id_of<PositionId>(9));
  ASSERT_EQ(owners.size(), 3U);
  EXPECT_EQ(owners[0], (Ownership{id_of<PositionId>(1), {day(5), day(10)}}));
  EXPECT_EQ(owners[1], (Ownership{id_of<PositionId>(2), {day(10), day(12)}}));
  EXPECT_EQ(owners[2], (Ownership{id_of<PositionId>(2), {day(14), day(20)}}));
  EXPECT_EQ(
      owners_within(history, id_of<TerritoryId>(1), {day(5), {}}, id_of<PositionId>(2)).size(), 1U);
  EXPECT_TRUE(
      owners_within(history, id_of<TerritoryId>(2), {day(5), {}}, id_of<PositionId>(9)).empty());
}

TEST(Timeline, TurningDaysAreWhereSomethingChanges) {
  const std::vector<Placement> history = {
      {.territory = id_of<TerritoryId>(1), .period = {day(3), day(8)}, .parent = {}},
      {.territory = id_of<TerritoryId>(2), .period = {day(1), day(5)}, .parent = {}}};
  EXPECT_EQ(turning_days(history, {day(2), day(8)}), (std::set{day(2), day(3), day(5)}));
}

}  // namespace
}  // namespace bailiwick::alignment
