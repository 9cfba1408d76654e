// Goal: all files are read together, with neighbours from wherever they come. Method: a 2 x 3 map in files.
#include "planning/inputs.hpp"

#include <gtest/gtest.h>

#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

constexpr std::string_view kInputsMap = "AAB\nABB";

TEST(Inputs, UnitsAndEdgesAreRead) {
  const testing::TempFolder folder;
  DesignOrder order = testing::order_for(folder, kInputsMap);
  const auto inputs = read_inputs(order.request);
  ASSERT_TRUE(inputs);
  EXPECT_EQ(inputs->units.ids.size(), 6U);
  EXPECT_EQ(inputs->links.size(), 7U);
}

TEST(Inputs, WithoutEdgesNeighboursComeFromPlaces) {
  const testing::TempFolder folder;
  DesignOrder order = testing::order_for(folder, kInputsMap);
  order.request.files.edges.reset();
  const auto inputs = read_inputs(order.request);
  ASSERT_TRUE(inputs);
  EXPECT_GE(inputs->links.size(), 7U);
}

TEST(Inputs, AMissingColumnNamesTheNearestRightOne) {
  const testing::TempFolder folder;
  DesignOrder order = testing::order_for(folder, kInputsMap);
  order.request.balance.front().measure = "populaton";
  const auto inputs = read_inputs(order.request);
  ASSERT_FALSE(inputs);
  EXPECT_NE(inputs.error().front().message.find("Did you mean \"population\"?"), std::string::npos);
}

TEST(Inputs, ShapesMayStandAloneAndAMissingPropertyNamesTheNearest) {
  const testing::TempFolder folder;
  DesignRequest request;
  request.files.shapes = folder.write("s.json", R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"id":"a","beds":3},"geometry":
      {"type":"Polygon","coordinates":[[[5,52],[6,52],[6,53],[5,53],[5,52]]]}},
    {"type":"Feature","properties":{"id":"b","beds":4},"geometry":
      {"type":"Polygon","coordinates":[[[6,52],[7,52],[7,53],[6,53],[6,52]]]}}]})");
  request.balance.emplace_back().measure = "beds";
  const auto inputs = read_inputs(request);
  ASSERT_TRUE(inputs) << inputs.error().front().message;
  EXPECT_EQ(inputs->links, (std::vector<geo::Link>{{0, 1}}));
  EXPECT_EQ(inputs->areas.size(), 2U);
  request.balance.front().measure = "bedz";
  const auto slip = read_inputs(request);
  ASSERT_FALSE(slip);
  EXPECT_NE(slip.error().front().message.find("Did you mean \"beds\"?"), std::string::npos);
}

TEST(Inputs, ErrorsOfSeveralFilesAreToldTogether) {
  const testing::TempFolder folder;
  DesignOrder order = testing::order_for(folder, kInputsMap);
  order.request.files.edges = folder.write("e.csv", "a,b\nu00,nobody\nu00,u01\n");
  order.request.files.locks = folder.write("l.csv", "unit,somewhere\n1,2\n");
  const auto inputs = read_inputs(order.request);
  ASSERT_FALSE(inputs);
  EXPECT_GE(inputs.error().size(), 2U);
}

TEST(Inputs, DigestsNameEveryFileThatWasRead) {
  const testing::TempFolder folder;
  const DesignOrder order = testing::order_for(folder, kInputsMap);
  const auto digests = digests_of(order.request.files);
  ASSERT_EQ(digests.size(), 2U);
  EXPECT_EQ(digests[0].role, "units");
  EXPECT_EQ(digests[0].file, "units.csv");
  EXPECT_EQ(digests[0].sha256.size(), 64U);
}

}  // namespace
}  // namespace bailiwick::planning
