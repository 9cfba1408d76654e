// Goal: a custom field that a formula of the company reads keeps its type and stays, and the answer names the formula. Method: the whole application.
#include "main/field_readers.hpp"

#include <gtest/gtest.h>

#include "tests/support/two_companies.hpp"

namespace bailiwick {
namespace {

using Names = std::vector<std::string>;

class FieldReadersTest : public testing::TwoCompanies {
 protected:
  void SetUp() override {
    TwoCompanies::SetUp();
    planner_ = everything();
    planner_.person = person_by_email(*application_, "planner@demo.example")->person.id;
    ASSERT_TRUE(settings().add_field(
        planner_, {.key = "tier", .label = "Tier", .type = crm::FieldType::kText}));
  }

  platform::identity::Principal everything() {
    return operator_of(person_by_email(*application_, "admin@demo.example")->tenant);
  }
  const crm::SettingsService& settings() { return application_->crm().settings; }
  Names readers(crm::ObjectKind object = crm::ObjectKind::kAccount) {
    const auto found = application_->database().write([&](platform::db::Connection& connection) {
      return CompanyFieldReaders().readers_of(connection, planner_.tenant, object, "tier");
    });
    EXPECT_TRUE(found) << found.error().message;
    return found ? *found : Names();
  }
  Checked<planning::AssignmentRule> add_formula(const std::string& name, const std::string& text) {
    return application_->assignment().add(
        planner_, {.id = {},
                   .territory = *alignment::TerritoryId::parse(ids_["territory"]),
                   .name = name,
                   .condition = planning::FormulaCondition{text}});
  }
  std::string refusal(const crm::CustomFieldChange& change) {
    const auto changed = settings().change_field(planner_, {.key = "tier"}, change);
    return changed ? "" : changed.error().front().rule + " " + changed.error().front().message;
  }

  platform::identity::Principal planner_;
};

TEST_F(FieldReadersTest, AFieldThatARuleReadsKeepsItsTypeAndStays) {
  ASSERT_TRUE(add_formula("Text alone", "name == \"custom.tier\""));
  EXPECT_EQ(readers(), Names()) << "a text is no name";
  const auto added = add_formula("Large retail", "has(custom.tier) && custom.tier == \"1\"");
  ASSERT_TRUE(added) << added.error().front().message;
  EXPECT_EQ(readers(crm::ObjectKind::kLead), Names());
  const std::string refused =
      "R034 The rule \"Large retail\" of the draft reads it. Change that first.";
  EXPECT_EQ(refusal({.type = crm::FieldType::kWhole}), refused);
  EXPECT_EQ(refusal({.is_open = false}), refused);
  ASSERT_TRUE(application_->assignment().remove(planner_, added->id, added->version));
  EXPECT_EQ(refusal({.type = crm::FieldType::kWhole}), "");
}

TEST_F(FieldReadersTest, RoutingProfilesModelsAndObjectivesAreNamed) {
  auto policy = *application_->leads().policy(planner_);
  policy.protect = "custom.tier == \"1\"";
  const auto routed = application_->leads().change(planner_, policy, std::nullopt);
  ASSERT_TRUE(routed) << routed.error().front().message;
  const auto drafted = application_->icp().put_draft(
      planner_, {.name = "Best", .criteria = {{.name = "Top", .formula = "custom.tier == \"1\""}}},
      std::nullopt);
  ASSERT_TRUE(drafted) << drafted.error().front().message;
  auto workload = *application_->market_models().workload(planner_);
  workload.visits = {{.name = "Often", .formula = "custom.tier == \"1\"", .a_year = 12}};
  const auto visited = application_->market_models().change(planner_, workload, std::nullopt);
  ASSERT_TRUE(visited) << visited.error().front().message;
  auto potential = *application_->market_models().potential(planner_);
  potential.rules = {
      {.name = "Big", .formula = "true", .amount = "custom.tier == \"1\" ? 10 : 20"}};
  potential.serviceable = "custom.tier != \"2\"";
  const auto sized = application_->market_models().change(planner_, potential, std::nullopt);
  ASSERT_TRUE(sized) << sized.error().front().message;
  auto objective = application_->objectives().objectives(planner_)->front();
  objective.segment = "custom.tier == \"1\"";
  const auto aimed = application_->objectives().change(planner_, objective, std::nullopt);
  ASSERT_TRUE(aimed) << aimed.error().front().message;
  EXPECT_EQ(readers(), (Names{"the formula for protected accounts of lead routing",
                              "the criterion \"Top\" of the profile \"Best\"",
                              "the rule \"Often\" of the workload model",
                              "the rule \"Big\" of the potential model",
                              "the serviceable market of the potential model",
                              "the segment of the objective \"" + objective.name + "\""}));
}

TEST(IsReadBy, NamesInTheFormulaAloneCount) {
  EXPECT_TRUE(is_read_by("1 < 2 && custom.tier == \"1\"", "custom.tier"));
  EXPECT_TRUE(is_read_by("has(custom.tier)", "custom.tier"));
  EXPECT_FALSE(is_read_by("custom.tiers == \"custom.tier\"", "custom.tier"));
  EXPECT_FALSE(is_read_by("", "custom.tier"));
  EXPECT_FALSE(is_read_by("custom.tier ==", "custom.tier")) << "no formula";
}

}  // namespace
}  // namespace bailiwick
