// Goal: the preview says what the activation then does, an activation is whole or not at all, and why agrees with both. Method: four accounts.
#include <gtest/gtest.h>

#include "planning/assignment_service.hpp"
#include "tests/support/assignment_world.hpp"

namespace bailiwick::planning {
namespace {

using bailiwick::testing::Role;

class AssignmentActivateTest : public bailiwick::testing::AssignmentTest {
 protected:
  void SetUp() override {
    AssignmentTest::SetUp();
    if (IsSkipped()) return;
    large = accounts.add(900, "NL");
    small = accounts.add(40, "NL");
    foreign = accounts.add(700, "BE");
    lost = accounts.add(3, "BE");
    add(formula(country, "country == \"NL\""));
    in_north = add(formula(north, "employees > 500"));
    add(formula(south, "employees > 10", -1));
    AssignmentRule besides = formula(south, "employees > 800");
    besides.is_overlay = true;
    overlay = add(besides);
  }

  AccountId large;
  AccountId small;
  AccountId foreign;
  AccountId lost;
  AssignmentRule in_north;
  AssignmentRule overlay;
};

TEST_P(AssignmentActivateTest, ThePreviewSaysWhatTheActivationDoes) {
  const auto preview = rules->preview(admin, today);
  ASSERT_TRUE(preview) << preview.error().front().message;
  EXPECT_EQ(preview->accounts, 4);
  EXPECT_EQ(preview->gaps, 1);
  EXPECT_EQ(preview->gap_examples, std::vector{lost});
  EXPECT_EQ(preview->moves, 3);
  EXPECT_EQ(preview->overlays, 1);
  EXPECT_EQ(preview->conflicts, 0);
  EXPECT_EQ(territory_of(large, today), std::nullopt);  // it changed nothing

  EXPECT_EQ(activate(today.plus_days(5)), "");
  EXPECT_EQ(territory_of(large, today), std::nullopt);
  EXPECT_EQ(territory_of(large, today.plus_days(5)), north);
  EXPECT_EQ(territory_of(small, today.plus_days(5)), country);
  EXPECT_EQ(territory_of(foreign, today.plus_days(5)), south);
  EXPECT_EQ(territory_of(lost, today.plus_days(5)), std::nullopt);
  const auto rows = align->account_territory(admin, large, {.day = today.plus_days(5)});
  ASSERT_EQ(rows->size(), 2U);
  EXPECT_EQ(rows->at(0).rule, in_north.id.text());
  EXPECT_EQ(rows->at(1).overlay, south);
  EXPECT_EQ(rows->at(1).rule, overlay.id.text());
  const auto after = rules->preview(admin, today.plus_days(5));
  EXPECT_EQ(after->moves, 0);
}

TEST_P(AssignmentActivateTest, ANewSetTakesThePlaceOfTheOld) {
  ASSERT_EQ(activate(today), "");
  const RuleSetId first = rules->rules(admin, "active")->set->id;
  ASSERT_TRUE(rules->remove(admin, overlay.id, 1));
  const auto draft = rules->rules(admin, "draft");
  EXPECT_EQ(draft->set->parent, first);
  EXPECT_EQ(draft->rules.size(), 3U);
  EXPECT_EQ(rules->rules(admin, "active")->rules.size(), 4U);
  ASSERT_EQ(activate(today.plus_days(1)), "");
  EXPECT_EQ(rules->rules(admin, first.text())->set->state, RuleSetState::kArchived);
  EXPECT_EQ(align->account_territory(admin, large, {.day = today})->size(), 2U);
  EXPECT_EQ(align->account_territory(admin, large, {.day = today.plus_days(1)})->size(), 1U);
  EXPECT_EQ(align->account_history(admin, small)->size(), 1U);  // it stayed: nothing was written
}

TEST_P(AssignmentActivateTest, RulesThatChangedMeanwhileAreNotActivated) {
  const auto job = rules->activate(admin, today);
  ASSERT_TRUE(job);
  add(formula(south, "true"));
  EXPECT_EQ(run(*job), "P064");
  EXPECT_EQ(territory_of(large, today), std::nullopt);
}

TEST_P(AssignmentActivateTest, ADayBeforeTheTerritoriesIsRefusedWithTheFirstOneThatIsNot) {
  const LocalDate early = today.plus_days(-1);
  const auto refused = rules->activate(admin, early);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().front().rule, "P147");
  EXPECT_EQ(refused.error().front().pointer, "/valid_from");
  EXPECT_NE(refused.error().front().message.find(to_text(today)), std::string::npos);
  const auto preview = rules->preview(admin, early);
  ASSERT_FALSE(preview);
  EXPECT_EQ(preview.error().front().rule, "P147");
  EXPECT_EQ(preview.error().front().pointer, "/on");
  EXPECT_EQ(activate(today), "");

  for (const TerritoryId territory : {north, country, south})
    ASSERT_TRUE(align->place(
        admin, {.territory = territory, .period = {.from = today.plus_days(9)}, .is_open = false}));
  const auto late = rules->activate(admin, today.plus_days(9));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().front().rule, "P147");
  EXPECT_NE(late.error().front().message.find("any later day"), std::string::npos);
}

TEST_P(AssignmentActivateTest, WhyNamesRulesPartsAndTheSmallestChange) {
  EXPECT_EQ(rules->why(admin, small, today).error().front().rule, "P067");
  ASSERT_EQ(activate(today), "");
  const auto told = rules->why(admin, foreign, today);
  ASSERT_TRUE(told) << told.error().front().message;
  ASSERT_TRUE(told->aligned);
  EXPECT_EQ(told->aligned->territory, south);
  ASSERT_TRUE(told->why.winner);
  EXPECT_EQ(told->book.rules[*told->why.winner].rule.territory, south);
  for (const WhyRule& rule : told->why.rules)
    if (told->book.rules[rule.rule].rule.id == in_north.id) {
      EXPECT_EQ(rule.fate, RuleFate::kParents);
      EXPECT_EQ(rule.parents, std::vector{country});
    }
  bool is_found = false;
  for (const SmallestChange& change : told->why.changes)
    is_found = is_found || (change.to == formula::Value(std::string("NL")) && change.rule &&
                            told->book.rules[*change.rule].rule.id == in_north.id);
  EXPECT_TRUE(is_found);
  EXPECT_EQ(rules->why(admin, AccountId(world->ids().next()), today).error().front().rule, "P068");
  const auto rep = world->add_person(admin, Role::kRep, "rep@acme.example").principal;
  EXPECT_EQ(rules->why(rep, foreign, today).error().front().rule, "P068");
}

TEST_P(AssignmentActivateTest, PostalCodesThatNoLayerHasAreNoted) {
  const RuleId rule = add({.id = {},
                           .territory = north,
                           .name = "Codes",
                           .condition = UnitsCondition{"NL", {"1012*", "99999x"}}})
                          .id;
  const auto told = [&](const std::vector<RuleNote>& notes) {
    const auto found = std::ranges::find(notes, rule, &RuleNote::rule);
    return found == notes.end() ? std::vector<std::string>() : found->entries;
  };
  EXPECT_TRUE(told(rules->preview(admin, today)->notes).empty()) << "no layer: nothing is known";
  const auto stored = world->database().write([&](platform::db::Connection& c) -> Result<void> {
    const Uuid layer = world->ids().next();
    const auto added = c.execute(
        "INSERT INTO unit_layer (tenant_id, unit_layer_id, name, country, shape, match_by, "
        "match_characters, source, state, request, unit_count, findings, problems, created_at, "
        "version) VALUES ($1, $2, 'PC4', 'NL', 'points', 'postal_code', 4, '', 'ready', '{}', 1, "
        "'[]', '[]', $3, 1)",
        {admin.tenant, layer, world->now});
    if (!added) return tl::unexpected(added.error());
    const auto unit = c.execute(
        "INSERT INTO unit_layer_unit (tenant_id, unit_layer_id, place, code, name, lon, lat) "
        "VALUES ($1, $2, 0, '1012', '', 4.9, 52.4)",
        {admin.tenant, layer});
    if (!unit) return tl::unexpected(unit.error());
    return {};
  });
  ASSERT_TRUE(stored) << stored.error().message;
  EXPECT_EQ(told(rules->preview(admin, today)->notes), std::vector<std::string>{"99999x"});
  const auto job = rules->activate(admin, today);
  ASSERT_TRUE(job);
  const auto prepared = rules->prepare(*job, nullptr);
  ASSERT_TRUE(prepared);
  EXPECT_EQ(told(prepared->notes), std::vector<std::string>{"99999x"});
}

INSTANTIATE_TEST_SUITE_P(Both, AssignmentActivateTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::planning
