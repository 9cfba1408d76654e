// Goal: states have stable words. Method: there and back.
#include "planning/plan.hpp"

#include <gtest/gtest.h>

namespace bailiwick::planning {
namespace {

TEST(Plan, StatesAndWordsGoBothWays) {
  for (const PlanState state : {PlanState::kDraft, PlanState::kInReview, PlanState::kApproved,
                                PlanState::kActive, PlanState::kArchived}) {
    EXPECT_EQ(parse_plan_state(name_of(state)), state);
  }
  EXPECT_EQ(parse_plan_state("lost"), std::nullopt);
}

}  // namespace
}  // namespace bailiwick::planning
