// Goal: the document is printed without a data folder, and leaves none behind.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/command_said.hpp"

namespace bailiwick {
namespace {

TEST(OpenApiCommand, PrintsTheDocument) {
  const auto answer = testing::command_said({"openapi"});
  ASSERT_EQ(answer.code, 0) << answer.err;
  EXPECT_EQ(nlohmann::json::parse(answer.out)["openapi"], "3.1.0");
}

}  // namespace
}  // namespace bailiwick
