// Goal: words are read back from what they were written from, and a period is half-open.
#include "alignment/model.hpp"

#include <gtest/gtest.h>

namespace bailiwick::alignment {
namespace {

TEST(Model, WordsAreReadBack) {
  for (const auto kind : {PositionKind::kRep, PositionKind::kManager, PositionKind::kOverlay})
    EXPECT_EQ(parse_position_kind(name_of(kind)), kind);
  for (const auto part : {Part::kOwner, Part::kOverlay, Part::kNone})
    EXPECT_EQ(parse_part(name_of(part)), part);
  for (const auto reason : {AlignmentReason::kRule, AlignmentReason::kManual,
                            AlignmentReason::kGeography, AlignmentReason::kImport})
    EXPECT_EQ(parse_alignment_reason(name_of(reason)), reason);
  EXPECT_FALSE(parse_position_kind("boss"));
  EXPECT_FALSE(parse_part(""));
}

TEST(Model, APeriodHoldsItsFirstDayAndNotItsEnd) {
  const LocalDate day(100);
  const Period period{.from = day, .to = day.plus_days(2)};
  EXPECT_FALSE(period.covers(day.plus_days(-1)));
  EXPECT_TRUE(period.covers(day));
  EXPECT_TRUE(period.covers(day.plus_days(1)));
  EXPECT_FALSE(period.covers(day.plus_days(2)));
  EXPECT_TRUE((Period{.from = day, .to = std::nullopt}.covers(day.plus_days(99'999))));
}

}  // namespace
}  // namespace bailiwick::alignment
