// Goal: what a plan does not meet comes back from its summary, with its rule and values, and older summaries are read. Method: there and back.
#include "planning/plan_violation.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bailiwick::planning {
namespace {

namespace territory = engine::territory;

territory::Report report_of(int count) {
  territory::Report report;
  for (int i = 0; i < count; ++i) {
    report.violations.push_back({ErrorCode::kInvalidInput, "T051", "It has no units."});
    report.violation_values.push_back({{"territory", std::to_string(i)}});
  }
  return report;
}

TEST(PlanViolation, TheFirstAreKept) {
  EXPECT_TRUE(plan_violations_of(report_of(0)).empty());
  const auto kept = plan_violations_of(report_of(11));
  ASSERT_EQ(kept.size(), kPlanViolationsKept);
  EXPECT_EQ(kept.back().rule, "T051");
  EXPECT_EQ(kept.back().text, "It has no units.");
  EXPECT_EQ(kept.back().values.at("territory"), "9");
}

TEST(PlanViolation, ComesBackFromASummary) {
  const auto kept = plan_violations_of(report_of(2));
  EXPECT_EQ(plan_violations_in(violations_json(kept)), kept);
  EXPECT_EQ(violations_json(kept)[1]["values"].dump(), R"({"territory":"1"})");
  EXPECT_EQ(violations_json({{.rule = "", .text = "A."}})[0]["values"].dump(), "{}");
}

TEST(PlanViolation, OfAnOlderSummaryIsASentenceAlone) {
  const auto read = plan_violations_in(nlohmann::ordered_json::array({"North has no units."}));
  EXPECT_EQ(read, (std::vector<PlanViolation>{{.rule = "", .text = "North has no units."}}));
}

}  // namespace
}  // namespace bailiwick::planning
