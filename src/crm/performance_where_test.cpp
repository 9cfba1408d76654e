// Goal: conditions are the JSON that lists take, and none where they would be too many. Method: texts by hand.
#include "crm/performance_where.hpp"

#include <gtest/gtest.h>

#include "crm/record_list.hpp"

namespace bailiwick::crm {
namespace {

std::string text(const GroupWhere& group, std::string_view value) {
  Where where;
  add_group(where, group, value);
  return where.text().value_or("none");
}

TEST(PerformanceWhere, SaysWhatAGroupHasInCommon) {
  EXPECT_EQ(text({.by = GroupBy::kNone}, ""), "[]");
  EXPECT_EQ(text({.by = GroupBy::kIndustry}, "A \"b\""),
            R"([{"field":"account.industry","is":"eq","value":"A \"b\""}])");
  EXPECT_EQ(text({.by = GroupBy::kIndustry}, ""), R"([{"field":"account.industry","is":"empty"}])");
  EXPECT_EQ(text({.by = GroupBy::kSize}, "1000+"),
            R"([{"field":"account.employees","is":"ge","value":1000}])");
  EXPECT_EQ(text({.by = GroupBy::kGrowth}, "steady"),
            R"([{"field":"account.growth","is":"ge","value":"0"},)"
            R"({"field":"account.growth","is":"lt","value":"0.05"}])");
  EXPECT_EQ(text({.by = GroupBy::kTerritory}, "territory_1"),
            R"([{"field":"territory_then","is":"eq","value":"territory_1"}])");
  EXPECT_EQ(text({.by = GroupBy::kTerritory, .as = TerritoryOn::kToday}, ""),
            R"([{"field":"account.territory","is":"empty"}])");
  EXPECT_EQ(text({.by = GroupBy::kCustom, .custom_key = "vip", .is_truth = true}, "false"),
            R"([{"field":"account.custom.vip","is":"eq","value":false}])");
}

TEST(PerformanceWhere, IsNothingBeyondWhatAListTakes) {
  std::vector<std::string> stages(kConditionValuesMax, "standard.won");
  EXPECT_TRUE(Where().is_in("stage", stages).text());
  stages.emplace_back("standard.lost");
  EXPECT_FALSE(Where().is_in("stage", stages).text());
  EXPECT_FALSE(Where().is_in("stage", {}).text());
  Where where;
  for (std::size_t c = 0; c < kConditionsMax; ++c) where.is_empty("owner");
  EXPECT_TRUE(where.text());
  EXPECT_FALSE(where.is_empty("owner").text());
}

TEST(PerformanceWhere, StagesAreFoundByTheirOutcome) {
  Pipeline other = standard_pipeline();
  other.key = "other";
  const std::vector<Pipeline> all = {standard_pipeline(), other};
  EXPECT_EQ(stages_with(all, "", {Outcome::kWon}),
            (std::vector<std::string>{"standard.won", "other.won"}));
  EXPECT_EQ(stages_with(all, "other", {Outcome::kWon, Outcome::kLost}),
            (std::vector<std::string>{"other.won", "other.lost"}));
}

}  // namespace
}  // namespace bailiwick::crm
