// Goal: the command writes a plan, or says why not. Method: tiny maps through the whole command.
#include <gtest/gtest.h>

#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

using testing::said;

TEST(DesignCommand, APlanIsWrittenAndSummed) {
  const testing::TempFolder folder;
  const DesignOrder order = testing::order_for(folder, "AABB\nAABB");
  const auto answer = said({"design", "--units", order.request.files.units, "--edges",
                            *order.request.files.edges, "--territories", "2", "--balance",
                            "population=0%", "--iterations", "20", "--out", folder.path("plan")});
  EXPECT_EQ(answer.code, 0) << answer.err;
  EXPECT_NE(answer.out.find("Every demand is met."), std::string::npos);
  EXPECT_TRUE(std::filesystem::exists(folder.path("plan/report.html")));
}

TEST(DesignCommand, WhatIsImpossibleWritesNothing) {
  const testing::TempFolder folder;
  const DesignOrder order = testing::order_for(folder, "AABB\nAABB");
  const auto answer = said({"design", "--units", order.request.files.units, "--territories", "3",
                            "--balance", "population=0%", "--out", folder.path("plan")});
  EXPECT_EQ(answer.code, 4);
  EXPECT_FALSE(std::filesystem::exists(folder.path("plan")));
}

TEST(DesignCommand, WithoutAFolderNoTimeIsSpent) {
  EXPECT_EQ(said({"design", "--units", "u.csv", "--territories", "3"}).code, 2);
}

TEST(DesignCommand, AMissingFileIsSaid) {
  const testing::TempFolder folder;
  EXPECT_EQ(said({"design", "--units", folder.path("none.csv"), "--territories", "3", "--out",
                  folder.path("o")})
                .code,
            5);
}

}  // namespace
}  // namespace bailiwick::planning
