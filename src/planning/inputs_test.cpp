// Goal: all files are read together, with neighbours from wherever they come. Method: a 2 x 3 map in files.
#include "planning/inputs.hpp"

#include <gtest/gtest.h>

#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

constexpr std::string_view kMap = "AAB\nABB";

TEST(Inputs, UnitsAndEdgesAreRead) {
  const testing::TempFolder folder;
  DesignOrder order = testing::order_for(folder, kMap);
  const auto inputs = read_inputs(order.request);
  ASSERT_TRUE(inputs);
  EXPECT_EQ(inputs->units.ids.size(), 6U);
  EXPECT_EQ(inputs->links.size(), 7U);
}

TEST(Inputs, WithoutEdgesNeighboursComeFromPlaces) {
  const testing::TempFolder folder;
  DesignOrder order = testing::order_for(folder, kMap);
  order.request.files.edges.reset();
  const auto inputs = read_inputs(order.request);
  ASSERT_TRUE(inputs);
  EXPECT_GE(inputs->links.size(), 7U);
}

TEST(Inputs, AMissingColumnNamesTheNearestRightOne) {
  const testing::TempFolder folder;
  DesignOrder order = testing::order_for(folder, kMap);
  order.request.balance.front().measure = "populaton";
  const auto inputs = read_inputs(order.request);
  ASSERT_FALSE(inputs);
  EXPECT_NE(inputs.error().front().message.find("Did you mean \"population\"?"), std::string::npos);
}

TEST(Inputs, ErrorsOfSeveralFilesAreToldTogether) {
  const testing::TempFolder folder;
  DesignOrder order = testing::order_for(folder, kMap);
  order.request.files.edges = folder.write("e.csv", "a,b\nu00,nobody\nu00,u01\n");
  order.request.files.locks = folder.write("l.csv", "unit,somewhere\n1,2\n");
  const auto inputs = read_inputs(order.request);
  ASSERT_FALSE(inputs);
  EXPECT_GE(inputs.error().size(), 2U);
}

TEST(Inputs, DigestsNameEveryFileThatWasRead) {
  const testing::TempFolder folder;
  const DesignOrder order = testing::order_for(folder, kMap);
  const auto digests = digests_of(order.request.files);
  ASSERT_EQ(digests.size(), 2U);
  EXPECT_EQ(digests[0].role, "units");
  EXPECT_EQ(digests[0].file, "units.csv");
  EXPECT_EQ(digests[0].sha256.size(), 64U);
}

}  // namespace
}  // namespace bailiwick::planning
