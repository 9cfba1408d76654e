// Goal: the summary says the figures of the check and the verdict. Method: a good and a bad plan.
#include "planning/summary.hpp"

#include <gtest/gtest.h>

#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

TEST(Summary, AGoodPlanIsSaidToMeetEveryDemand) {
  const testing::TempFolder folder;
  const std::string text = summary_text(testing::judged(folder, "AAB\nABB"));
  EXPECT_NE(text.find("6 units, 7 borders, 2 territories"), std::string::npos) << text;
  EXPECT_NE(text.find("yes, all"), std::string::npos);
  EXPECT_NE(text.find("no proof"), std::string::npos);
  EXPECT_NE(text.find("Every demand is met."), std::string::npos);
}

TEST(Summary, ABadPlanNamesWhatItBreaks) {
  const testing::TempFolder folder;
  const std::string text = summary_text(testing::judged(folder, "AAB\nBAA"));
  EXPECT_NE(text.find("no: 1 fragment"), std::string::npos) << text;
  EXPECT_NE(text.find("33.33%"), std::string::npos) << text;
  EXPECT_NE(text.find("Not every demand is met:"), std::string::npos);
}

}  // namespace
}  // namespace bailiwick::planning
