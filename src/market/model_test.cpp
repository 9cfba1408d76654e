// Goal: states have words, and a score lies between 0 and 100.
#include "market/model.hpp"

#include <gtest/gtest.h>

namespace bailiwick::market {
namespace {

TEST(MarketModel, EveryStateHasAWord) {
  for (const auto state : {ProfileState::kDraft, ProfileState::kActive, ProfileState::kArchived})
    EXPECT_EQ(parse_profile_state(name_of(state)), state);
  EXPECT_FALSE(parse_profile_state("old"));
}

TEST(MarketModel, AScoreIsTheShareOfTheWeightsThatHold) {
  const Score score{.held = 1, .unknown = 2, .total = 4};
  EXPECT_EQ(score.value(), 25.0);
  EXPECT_EQ(score.most(), 75.0);
  const Score whole{.held = 7, .unknown = 0, .total = 7};
  EXPECT_EQ(whole.value(), 100.0);
  EXPECT_EQ(whole.most(), 100.0);
}

}  // namespace
}  // namespace bailiwick::market
