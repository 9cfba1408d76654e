// Goal: the small files are read, and what they lack is told with its line. Method: files of a few lines.
#include "planning/rule_files.hpp"

#include <gtest/gtest.h>

#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

struct Read {
  DesignRequest request;
  std::string rules;
};

Read read(const testing::TempFolder& folder, std::optional<std::string> InputFiles::*file,
          std::string_view text) {
  Read result;
  result.request.files.*file = folder.write("rules.csv", text);
  platform::files::Notes notes;
  result.rules = testing::rules_of(read_rule_files(result.request, notes));
  return result;
}

TEST(RuleFiles, LocksAndForbiddenPairsAreRead) {
  const testing::TempFolder folder;
  const Read locks = read(folder, &InputFiles::locks, "zip;territory\n01001;North\n01002;South\n");
  EXPECT_EQ(locks.rules, "");
  ASSERT_EQ(locks.request.locks.size(), 2U);
  EXPECT_EQ(locks.request.locks[1].territory, "South");
  EXPECT_NE(locks.request.locks[1].origin.find("line 3"), std::string::npos);
  EXPECT_EQ(read(folder, &InputFiles::forbidden, "unit,territory\n1,\n").rules, "P021");
  EXPECT_EQ(read(folder, &InputFiles::locks, "unit,teritory\n1,a\n").rules, "P020");
}

TEST(RuleFiles, GroupsAndBarriersAreRead) {
  const testing::TempFolder folder;
  const Read links = read(folder, &InputFiles::must_link, "group,unit\nriver,1\nhill,2\nriver,3\n");
  EXPECT_EQ(links.rules, "");
  ASSERT_EQ(links.request.must_link.size(), 2U);
  EXPECT_EQ(links.request.must_link[1].units, (std::vector<std::string>{"1", "3"}));
  const Read barriers = read(folder, &InputFiles::barriers, "a,b\n1,2\n");
  EXPECT_EQ(barriers.request.barriers.size(), 1U);
  EXPECT_EQ(read(folder, &InputFiles::barriers, "a\n1\n").rules, "P020");
}

TEST(RuleFiles, CentresStandAtUnitsOrPlaces) {
  const testing::TempFolder folder;
  const Read read_centres = read(folder, &InputFiles::centers,
                                 "name,unit,lon,lat,kind\nAnn,7,,,pinned\nBob,,5.5,52.1,\n");
  EXPECT_EQ(read_centres.rules, "");
  ASSERT_EQ(read_centres.request.centres.size(), 2U);
  EXPECT_TRUE(read_centres.request.centres[0].is_pinned);
  EXPECT_EQ(read_centres.request.centres[0].unit, "7");
  EXPECT_DOUBLE_EQ(read_centres.request.centres[1].place->lat_deg, 52.1);
  EXPECT_EQ(read(folder, &InputFiles::centers, "name,lon\nAnn,5\n").rules, "P022");
  EXPECT_EQ(read(folder, &InputFiles::centers, "name,lon,lat\nAnn,5,north\n").rules, "P022");
  EXPECT_EQ(read(folder, &InputFiles::centers, "name,unit,kind\nAnn,5,fixed\n").rules, "P022");
}

}  // namespace
}  // namespace bailiwick::planning
