// Goal: a plan is read as it was written, by anyone who names its columns sensibly; what it lacks is told unit by unit.
#include "platform/files/plan.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace bailiwick::platform::files {
namespace {

using Numbers = std::vector<std::int32_t>;
using Words = std::vector<std::string>;

const Words kIds = {"01001", "b", "c", "d"};

Checked<PlanFile> parse(std::string text, const PlanOptions& options = {}) {
  const UnitLookup lookup(kIds);
  return parse_plan(TextFile{"p.csv", std::move(text), {}}, lookup, options);
}

Words rules_of(const Checked<PlanFile>& plan) {
  Words rules;
  if (!plan) {
    for (const Error& error : plan.error()) rules.push_back(error.rule);
  }
  return rules;
}

TEST(Plan, territories_come_in_natural_order) {
  const auto plan = parse("unit,territory\nb,T10\nc,T2\n01001,T1\nd,T2\n");
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->territories, (Words{"T1", "T2", "T10"}));
  EXPECT_EQ(plan->territory_of, (Numbers{0, 2, 1, 1}));
}

TEST(Plan, natural_order_is_a_total_one) {
  const auto plan = parse("unit,territory\nb,01\nc,1\n01001,a2b\nd,a\n");
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->territories, (Words{"01", "1", "a", "a2b"}));
}

TEST(Plan, district_comments_more_columns_and_another_order_are_understood) {
  const auto plan = parse("# made by hand\ndistrict;note;zip\n1;x;1001\n1;y;b\n2;;c\n2;;d\n");
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->territory_of, (Numbers{0, 0, 1, 1}));
  ASSERT_EQ(plan->notes.size(), 1U);  // of the restored zero
}

TEST(Plan, every_rule_is_told) {
  struct Row {
    const char* text;
    Words rules;
  };
  for (const Row& row : std::vector<Row>{
           {"id,rep\nb,1\n", {"F040"}},
           {"unit,territory\n01001,1\nb,1\nc,1\nd,1\nx,1\n", {"F041"}},
           {"unit,territory\n01001,1\nb,1\nc,1\nd,1\nb,2\n", {"F042"}},
           {"unit,territory\n01001,1\nb,1\nc,\n", {"F043", "F043"}},
       }) {
    EXPECT_EQ(rules_of(parse(row.text)), row.rules) << row.text;
  }
}

TEST(Plan, an_older_plan_may_lack_units_and_have_strangers) {
  const auto plan =
      parse("unit,territory\nb,1\nx,1\nc,\n", {.is_complete = false, .may_have_strangers = true});
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->territory_of, (Numbers{-1, 0, -1, -1}));
  EXPECT_EQ(plan->notes.size(), 1U);
}

TEST(Plan, what_is_written_reads_back) {
  const Words territories = {"North, \"upper\"", "South"};
  const Numbers territory_of = {1, 0, 0, 1};
  const std::string text = plan_text(kIds, territories, territory_of);
  EXPECT_EQ(text.substr(0, 26), "unit,territory\n01001,South");
  const auto plan = parse(text);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->territories, territories);
  EXPECT_EQ(plan->territory_of, territory_of);
}

}  // namespace
}  // namespace bailiwick::platform::files
