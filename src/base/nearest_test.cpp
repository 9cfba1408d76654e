// Goal: a slip of the finger finds its word and a stranger finds none. Method: a table of slips.
#include "base/nearest.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace bailiwick {
namespace {

const std::vector<std::string> kWords = {"--territories", "--balance", "--seed", "--seconds",
                                         "beds"};

TEST(Nearest, ASlipFindsTheWordThatWasMeant) {
  EXPECT_EQ(nearest_word("--teritories", kWords), "--territories");
  EXPECT_EQ(nearest_word("--balacne", kWords), "--balance");
  EXPECT_EQ(nearest_word("--sede", kWords), "--seed");
  EXPECT_EQ(nearest_word("BEDS", kWords), "beds");
}

TEST(Nearest, ABeginningFindsItsWord) {
  EXPECT_EQ(nearest_word("--terr", kWords), "--territories");
}

TEST(Nearest, AStrangerFindsNothing) {
  EXPECT_EQ(nearest_word("revenue", kWords), std::nullopt);
  EXPECT_EQ(nearest_word("", kWords), std::nullopt);
  EXPECT_EQ(nearest_word(std::string(kWordLengthLimit + 1, 'b'), kWords), std::nullopt);
}

TEST(Nearest, TheQuestionIsEmptyWhereNothingIsNear) {
  EXPECT_EQ(did_you_mean("bed", kWords), " Did you mean \"beds\"?");
  EXPECT_EQ(did_you_mean("hospital", kWords), "");
}

}  // namespace
}  // namespace bailiwick
