// Goal: stretches say day by day what the latest revision says. Method: a small history by hand, and random ones compared with
// the definition day by day.
#include "crm/assignment_history.hpp"

#include <gtest/gtest.h>

#include "base/rng.hpp"

namespace bailiwick::crm {
namespace {

using alignment::Assignment;
using alignment::Part;

LocalDate day(std::int32_t n) { return parse_date("2020-01-01")->plus_days(n); }
alignment::Period days(std::int32_t from, std::optional<std::int32_t> to = {}) {
  return {.from = day(from), .to = to ? std::optional(day(*to)) : std::nullopt};
}

alignment::Recording recorded(std::int64_t revision) {
  alignment::Recording recording;
  recording.revision = revision;
  return recording;
}

const alignment::TerritoryId kNorth(Uuid{{1}});
const alignment::PositionId kSeat(Uuid{{2}});

TEST(AssignmentHistory, IsCutWhereSomethingChanges) {
  const std::vector<Assignment> history = {
      {.territory = kNorth, .position = kSeat, .period = days(0), .recording = recorded(1)},
      {.territory = kNorth,
       .position = kSeat,
       .period = days(5, 8),
       .part = Part::kNone,
       .recording = recorded(2)}};
  EXPECT_EQ(parts_within(history, kNorth, kSeat, days(-2)),
            (std::vector<PartStretch>{{days(-2, 0), Part::kNone},
                                      {days(0, 5), Part::kOwner},
                                      {days(5, 8), Part::kNone},
                                      {days(8), Part::kOwner}}));
}

// The row of the highest revision among those that cover the day: the definition, row by row.
template <class Row>
const Row* latest_on(const std::vector<Row>& rows, LocalDate on) {
  const Row* latest = nullptr;
  for (const Row& row : rows) {
    const bool is_later = latest == nullptr || latest->recording.revision < row.recording.revision;
    if (row.period.covers(on) && is_later) latest = &row;
  }
  return latest;
}

TEST(AssignmentHistory, SaysOfEachDayWhatTheDefinitionSays) {
  Rng rng(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<Assignment> history;
    std::vector<alignment::Holding> holdings;
    for (std::int64_t revision = 1; revision <= 6; ++revision) {
      const auto from = static_cast<std::int32_t>(rng.below(20));
      const auto to = from + 1 + static_cast<std::int32_t>(rng.below(20));
      const alignment::Period period = rng.below(3) == 0 ? days(from) : days(from, to);
      const auto part = static_cast<Part>(rng.below(3));
      history.push_back({kNorth, kSeat, period, part, recorded(revision)});
      const auto person = static_cast<std::uint8_t>(rng.below(3));
      holdings.push_back({kSeat, period,
                          person == 0 ? std::nullopt : std::optional(PersonId(Uuid{{person}})),
                          recorded(revision)});
    }
    for (const PartStretch& stretch : parts_within(history, kNorth, kSeat, days(0, 50))) {
      for (LocalDate on = stretch.period.from; on < *stretch.period.to; on = on.plus_days(1)) {
        const auto* now = latest_on(history, on);
        EXPECT_EQ(now == nullptr ? Part::kNone : now->part, stretch.part);
      }
    }
    for (const HolderStretch& stretch : holders_within(holdings, kSeat, days(0, 50))) {
      for (LocalDate on = stretch.period.from; on < *stretch.period.to; on = on.plus_days(1)) {
        const auto* now = latest_on(holdings, on);
        EXPECT_EQ(now == nullptr ? std::optional<PersonId>() : now->person, stretch.person);
      }
    }
  }
}

TEST(AssignmentHistory, FindsTheFirstOtherOwner) {
  const alignment::PositionId other(Uuid{{3}});
  std::vector<Assignment> history = {
      {.territory = kNorth, .position = kSeat, .period = days(0, 10), .recording = recorded(1)},
      {.territory = kNorth, .position = other, .period = days(10), .recording = recorded(2)}};
  EXPECT_EQ(other_owner(history, kNorth, kSeat, days(0, 10)), std::nullopt);
  EXPECT_EQ(other_owner(history, kNorth, kSeat, days(5)), (OwnerStretch{other, days(10)}));
  EXPECT_EQ(other_owner(history, kNorth, other, days(5)), (OwnerStretch{kSeat, days(5, 10)}));
}

TEST(AssignmentHistory, TellsWhereATerritoryStands) {
  const alignment::TerritoryId world(Uuid{{9}});
  const std::vector<alignment::Placement> history = {
      {.territory = kNorth, .period = days(0), .recording = recorded(1)},
      {.territory = kNorth, .period = days(5), .parent = world, .recording = recorded(2)},
      {.territory = kNorth, .period = days(8), .is_open = false, .recording = recorded(3)}};
  EXPECT_EQ(places_within(history, days(-1)), (std::vector<PlaceStretch>{{days(-1, 0), false, {}},
                                                                         {days(0, 5), true, {}},
                                                                         {days(5, 8), true, world},
                                                                         {days(8), false, {}}}));
}

TEST(AssignmentHistory, WithoutSomeDaysLeavesTheOthers) {
  using Periods = std::vector<alignment::Period>;
  EXPECT_EQ(days_without(days(0, 10), days(3, 5)), (Periods{days(0, 3), days(5, 10)}));
  EXPECT_EQ(days_without(days(0), days(3)), (Periods{days(0, 3)}));
  EXPECT_EQ(days_without(days(3), days(0, 5)), (Periods{days(5)}));
  EXPECT_EQ(days_without(days(3, 5), days(0)), Periods());
  EXPECT_EQ(days_without(days(0, 3), days(3)), (Periods{days(0, 3)}));
  EXPECT_EQ(days_without(days(5), days(0, 5)), (Periods{days(5)}));
}

}  // namespace
}  // namespace bailiwick::crm
