// Goal: all files or none, and nobody's files are overwritten by accident. Method: folders in every state.
#include "planning/write_results.hpp"

#include <gtest/gtest.h>

#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

template <class T>
std::string rule_of(const Result<T>& result) {
  return result ? "" : result.error().rule;
}

TEST(WriteResults, AllFilesAreWrittenAndMayBeReplacedByUs) {
  const testing::TempFolder folder;
  const Outcome outcome = testing::judged(folder, "AAB\nABB");
  const std::string out = outcome.order.output.folder;
  EXPECT_EQ(rule_of(check_folder(out, false)), "");
  const auto report = write_results(outcome, {});
  ASSERT_TRUE(report) << rule_of(report);
  EXPECT_EQ(*report, folder.read("out/report.json"));
  for (const char* name :
       {"plan.csv", "territories.csv", "territories.geojson", "report.json", "report.html"}) {
    EXPECT_TRUE(std::filesystem::exists(std::filesystem::path(out) / name)) << name;
  }
  EXPECT_EQ(rule_of(check_folder(out, false)), "");
  EXPECT_TRUE(write_results(outcome, {}));
}

TEST(WriteResults, WhoBordersWhomIsWrittenOnRequest) {
  const testing::TempFolder folder;
  Outcome outcome = testing::judged(folder, "AAB\nABB");
  ASSERT_TRUE(write_edges(outcome));  // asked for nothing, so nothing is written
  outcome.order.output.edges_file = folder.path("edges.csv");
  ASSERT_TRUE(write_edges(outcome));
  EXPECT_EQ(folder.read("edges.csv"),
            "unit,neighbour\nu00,u01\nu00,u10\nu01,u02\nu01,u11\nu02,u12\nu10,u11\nu11,u12\n");
  outcome.order.output.edges_file = folder.path("none/edges.csv");
  EXPECT_FALSE(write_edges(outcome));
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
