// Goal: words find their command, slips find help. Method: the whole command line on strings.
#include "planning/commands.hpp"

#include <gtest/gtest.h>

#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

using testing::said;

TEST(Commands, HelpAndVersionAreAnswered) {
  EXPECT_EQ(said({"--version"}).code, 0);
  EXPECT_NE(said({"help"}).out.find("design"), std::string::npos);
  EXPECT_EQ(said({"--help"}).out, said({"help"}).out);
  EXPECT_EQ(said({"design", "--help"}).out, said({"help", "design"}).out);
  EXPECT_NE(said({"help", "exit-codes"}).out.find("130"), std::string::npos);
}

TEST(Commands, SlipsAreUsageErrorsWithAWayOut) {
  EXPECT_EQ(said({}).code, 2);
  const auto slip = said({"desing"});
  EXPECT_EQ(slip.code, 2);
  EXPECT_NE(slip.err.find("Did you mean \"design\"?"), std::string::npos);
  EXPECT_EQ(said({"help", "filez"}).code, 2);
  EXPECT_EQ(said({"design", "--unts", "u.csv"}).code, 2);
}

TEST(Commands, WithJsonErrorsAreJsonOnStandardOutput) {
  const auto answer = said({"design", "--json", "--nonsense"});
  EXPECT_EQ(answer.code, 2);
  EXPECT_TRUE(answer.out.starts_with("{\"errors\":["));
  EXPECT_TRUE(answer.err.empty());
}

}  // namespace
}  // namespace bailiwick::planning
