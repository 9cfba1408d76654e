// Goal: all files or none, and nobody's files are overwritten by accident. Method: folders in every state.
#include "planning/write_results.hpp"

#include <gtest/gtest.h>

#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

std::string rule_of(const Result<void>& result) { return result ? "" : result.error().rule; }

TEST(WriteResults, AllFilesAreWrittenAndMayBeReplacedByUs) {
  const testing::TempFolder folder;
  const Outcome outcome = testing::judged(folder, "AAB\nABB");
  const std::string out = outcome.order.output.folder;
  EXPECT_EQ(rule_of(check_folder(out, false)), "");
  ASSERT_TRUE(write_results(outcome, {}));
  for (const char* name :
       {"plan.csv", "territories.csv", "territories.geojson", "report.json", "report.html"}) {
    EXPECT_TRUE(std::filesystem::exists(std::filesystem::path(out) / name)) << name;
  }
  EXPECT_EQ(rule_of(check_folder(out, false)), "");
  EXPECT_TRUE(write_results(outcome, {}));
}

TEST(WriteResults, AFolderOfOtherFilesIsRefusedUnlessForced) {
  const testing::TempFolder folder;
  const std::string file = folder.write("diary.txt", "mine");
  const std::string path = std::filesystem::path(file).parent_path().string();
  EXPECT_EQ(rule_of(check_folder(path, false)), "P041");
  EXPECT_EQ(rule_of(check_folder(path, true)), "");
  EXPECT_EQ(rule_of(check_folder(file, true)), "P042");
}

}  // namespace
}  // namespace bailiwick::planning
