// Goal: any plan is judged, and the exit code is the verdict. Method: a good, a bad and a broken plan.
#include <gtest/gtest.h>

#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

testing::Said check_of(const testing::TempFolder& folder, std::string_view plan,
                       std::vector<std::string> more = {}) {
  const DesignOrder order = testing::order_for(folder, "AABB\nAABB");
  std::vector<std::string> words = {
      "check",   folder.write("p.csv", plan), "--units",   order.request.files.units,
      "--edges", *order.request.files.edges,  "--balance", "population=0%"};
  words.insert(words.end(), more.begin(), more.end());
  return testing::said(words);
}

TEST(CheckCommand, TheExitCodeIsTheVerdict) {
  const testing::TempFolder folder;
  EXPECT_EQ(check_of(folder, testing::plan_csv_of("AABB\nAABB")).code, 0);
  EXPECT_EQ(check_of(folder, testing::plan_csv_of("ABBB\nAABB")).code, 1);
  EXPECT_EQ(check_of(folder, "unit,territory\nu00,A\n").code, 3);
}

TEST(CheckCommand, AReportOfAnyPlanCanBeWritten) {
  const testing::TempFolder folder;
  const auto answer = check_of(folder, testing::plan_csv_of("ABBB\nAABB"),
                               {"--out", folder.path("judged"), "--json"});
  EXPECT_EQ(answer.code, 1);
  EXPECT_TRUE(answer.out.starts_with("{\n  \"program\": \"bailiwick\""));
  EXPECT_TRUE(std::filesystem::exists(folder.path("judged/report.html")));
}

}  // namespace
}  // namespace bailiwick::planning
