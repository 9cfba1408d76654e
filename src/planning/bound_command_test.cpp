// Goal: a bound is stated or its absence explained. Method: a tiny map.
#include <gtest/gtest.h>

#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

TEST(BoundCommand, ABoundIsStatedWithItsScope) {
  const testing::TempFolder folder;
  const DesignOrder order = testing::order_for(folder, "AABB\nAABB");
  const std::vector<std::string> words = {"bound",
                                          "--units",
                                          order.request.files.units,
                                          "--edges",
                                          *order.request.files.edges,
                                          "--territories",
                                          "2",
                                          "--balance",
                                          "population=0%",
                                          "--iterations",
                                          "30"};
  const auto answer = testing::said(words);
  EXPECT_EQ(answer.code, 0) << answer.err;
  EXPECT_NE(answer.out.find("lower bound"), std::string::npos);
}

TEST(BoundCommand, ABadPlanHasNoGapAndSaysSo) {
  const testing::TempFolder folder;
  const DesignOrder order = testing::order_for(folder, "AABB\nAABB");
  const auto answer =
      testing::said({"bound", "--units", order.request.files.units, "--edges",
                     *order.request.files.edges, "--balance", "population=0%", "--iterations", "5",
                     "--plan", folder.write("p.csv", testing::plan_csv_of("ABBB\nAABB"))});
  EXPECT_EQ(answer.code, 1);
  EXPECT_EQ(answer.out.find("from the best there can be"), std::string::npos);
}

}  // namespace
}  // namespace bailiwick::planning
