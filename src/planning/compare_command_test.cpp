// Goal: two plan files are compared with and without units. Method: one unit that moves.
#include <gtest/gtest.h>

#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

using testing::said;

TEST(CompareCommand, ItSaysWhoGainsAndLoses) {
  const testing::TempFolder folder;
  const std::string units = folder.write("units.csv", testing::units_csv("AAB\nABB"));
  const std::string before = folder.write("a.csv", testing::plan_csv_of("AAB\nABB"));
  const std::string after = folder.write("b.csv", testing::plan_csv_of("ABB\nABB"));
  const auto answer =
      said({"compare", before, after, "--units", units, "--moves", folder.path("moves.csv")});
  EXPECT_EQ(answer.code, 0) << answer.err;
  EXPECT_NE(answer.out.find("1 of 6 units change hands (16.67%)"), std::string::npos) << answer.out;
  EXPECT_NE(answer.out.find("10 population"), std::string::npos);
  EXPECT_EQ(folder.read("moves.csv"), "unit,from,to\nu01,A,B\n");
}

TEST(CompareCommand, WithoutUnitsItCountsThemAndJsonHasEverything) {
  const testing::TempFolder folder;
  const std::string before = folder.write("a.csv", testing::plan_csv_of("AAB"));
  const std::string after = folder.write("b.csv", testing::plan_csv_of("XXY"));
  EXPECT_NE(said({"compare", before, after}).out.find("0 of 3 units"), std::string::npos);
  const auto answer = said({"compare", before, after, "--json"});
  EXPECT_NE(answer.out.find("\"units_moved\": 0"), std::string::npos);
}

TEST(CompareCommand, AMissingFileIsSaid) {
  EXPECT_EQ(said({"compare", "/nowhere/a.csv", "/nowhere/b.csv"}).code, 5);
  EXPECT_EQ(said({"compare", "/nowhere/a.csv"}).code, 2);
}

}  // namespace
}  // namespace bailiwick::planning
