// Goal: words are read as they are written, and a lead is late from the instant on that was due. Method: every word there and back; a table.
#include "planning/lead_model.hpp"

#include <gtest/gtest.h>

namespace bailiwick::planning {
namespace {

template <class T, class Parse>
void expect_words(int count, Parse parse) {
  for (int i = 0; i < count; ++i)
    EXPECT_EQ(parse(name_of(static_cast<T>(i))), static_cast<T>(i)) << i;
  EXPECT_FALSE(parse("nonsense"));
}

TEST(LeadModel, WordsAreReadAsTheyAreWritten) {
  expect_words<LeadState>(4, parse_lead_state);
  expect_words<TerritoryBy>(4, parse_territory_by);
  expect_words<OwnerBy>(8, parse_owner_by);
  expect_words<WaitReason>(5, parse_wait_reason);
}

TEST(LeadModel, ALeadIsLateOnceTheTimeHasPassed) {
  const Instant due(1'764'000'000'000'000);
  LeadRouting routing{.state = LeadState::kRunning, .due_at = due};
  EXPECT_FALSE(is_late(routing, due));
  EXPECT_TRUE(is_late(routing, due.plus_millis(1)));
  routing.state = LeadState::kWaiting;
  EXPECT_TRUE(is_late(routing, due.plus_millis(1)));
  routing.state = LeadState::kClosed;
  EXPECT_FALSE(is_late(routing, due.plus_millis(1)));
  routing.state = LeadState::kAnswered;
  routing.answered_at = due;
  EXPECT_FALSE(is_late(routing, due.plus_seconds(9)));
  routing.answered_at = due.plus_millis(1);
  EXPECT_TRUE(is_late(routing, due.plus_seconds(9)));
  routing.due_at.reset();
  EXPECT_FALSE(is_late(routing, due.plus_seconds(9)));
}

}  // namespace
}  // namespace bailiwick::planning
