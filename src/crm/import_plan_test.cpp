// Goal: a mapping is judged as a whole, and every mistake of it is told.
#include "crm/import_plan.hpp"

#include <gtest/gtest.h>

namespace bailiwick::crm {
namespace {

ImportOrder order_of(std::vector<ImportOrder::Column> mapping) {
  ImportOrder order;
  order.mapping = std::move(mapping);
  order.form = {
      .decimal_mark = ',', .date_order = DateOrder::kDmy, .currency = Currency::parse("EUR")};
  return order;
}

std::string rules_of(const Errors& errors) {
  std::string rules;
  for (const Error& error : errors) rules += (rules.empty() ? "" : " ") + error.rule;
  return rules;
}

class Plans : public ::testing::Test {
 protected:
  std::string refusals(std::vector<ImportOrder::Column> mapping,
                       std::vector<ImportDefault> defaults = {}) {
    ImportOrder order = order_of(std::move(mapping));
    order.defaults = std::move(defaults);
    const auto plan = make_plan(schema_, {"a", "b", "c"}, order);
    return plan ? "" : rules_of(plan.error());
  }
  ImportSchema schema_ = import_schema(ObjectKind::kAccount);
};

TEST_F(Plans, AreRefusedWithEveryMistakeOfTheMapping) {
  EXPECT_EQ(refusals({{"a", "name"}, {"b", "employees"}}), "");
  EXPECT_EQ(refusals({{"d", "name"}, {"b", "nam"}, {"a", "city"}, {"c", "city"}}),
            "K030 K046 K047");
  EXPECT_EQ(refusals({}), "K048");
  EXPECT_EQ(refusals({{"a", "city"}}), "K048");
  EXPECT_EQ(refusals({{"a", "city"}, {"b", "external_id"}}), "");
  EXPECT_EQ(refusals({{"a", "city"}}, {{"name", "Acme"}}), "");
  EXPECT_EQ(refusals({{"a", "name"}, {"b", "annual_revenue.currency"}}), "K048");
  EXPECT_EQ(refusals({{"a", "name"}, {"b", "city.currency"}}), "K046");
  EXPECT_EQ(refusals({{"a", "name"}, {"b", "city|region"}}), "K046");
  EXPECT_EQ(refusals({{"a", "name"}}, {{"external_id", "7"}}), "K046");
}

TEST_F(Plans, PointAtTheMistakeInTheRequest) {
  const auto plan = make_plan(schema_, {"a"}, order_of({{"x/y", "name"}}));
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().front().pointer, "/mapping/x~1y");
}

TEST_F(Plans, KeepWhatTextsMeanWhereThatIsThere) {
  ImportSchema deals = import_schema(ObjectKind::kOpportunity);
  deals.stages = {{"standard.proposal", "Proposal", "Standard"},
                  {"partner.signed", "Signed", "Partners"}};
  const auto plan_with = [&](std::vector<ImportOrder::Meaning> meanings) {
    ImportOrder order = order_of({{"a", "name"}, {"b", "stage"}, {"c", "account"}});
    order.meanings = std::move(meanings);
    return make_plan(deals, {"a", "b", "c"}, order);
  };
  const auto plan = plan_with({{"stage", "Discovery", "Proposal"},
                               {"stage", "Done", "partner.signed"},
                               {"kind", "x", "new_business"}});
  ASSERT_TRUE(plan) << plan.error().front().message;
  EXPECT_EQ(plan->columns[1].meanings.at("Discovery"), "standard.proposal");
  EXPECT_EQ(plan->columns[1].meanings.at("Done"), "partner.signed");
  const auto wrong = plan_with({{"stage", "Discovery", "nowhere"}, {"name", "x", "y"}});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(rules_of(wrong.error()), "K068 K068");
  EXPECT_EQ(wrong.error().front().pointer, "/meanings/stage/Discovery");
}

TEST_F(Plans, TakeAPipelineBesideItsStageAlone) {
  const ImportSchema deals = import_schema(ObjectKind::kOpportunity);
  const auto refused =
      make_plan(deals, {"a", "b", "c"}, order_of({{"a", "external_id"}, {"b", "stage.pipeline"}}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(rules_of(refused.error()), "K048");
  const auto plan =
      make_plan(deals, {"a", "b", "c"},
                order_of({{"a", "external_id"}, {"b", "stage.pipeline"}, {"c", "stage"}}));
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->columns[1].pipeline, 1U);
}

}  // namespace
}  // namespace bailiwick::crm
