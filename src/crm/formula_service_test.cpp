// Goal: somebody who types a formula sees its mistakes where they are, and what it gives for the records that they see.
#include "crm/formula_service.hpp"

#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::on_both;
using bailiwick::testing::Role;

class FormulaServiceTest : public bailiwick::testing::CrmTest {};

INSTANTIATE_TEST_SUITE_P(Both, FormulaServiceTest, on_both(), dialect_name);

TEST_P(FormulaServiceTest, ShowsWhatItGivesForWhatOneSees) {
  const auto west = add_region("west");
  add(admin, ObjectKind::kAccount, {{"name", "Big"}, {"employees", 900}});
  add(admin, ObjectKind::kAccount,
      {{"name", "Small"}, {"employees", 9}, {"territory", west.territory.text()}});
  const FormulaService service(parts());
  const auto tried =
      service.try_formula(admin, ObjectKind::kAccount, "employees > 500", formula::Kind::kBool);
  ASSERT_TRUE(tried);
  EXPECT_TRUE(tried->faults.empty());
  EXPECT_EQ(tried->count, 2);
  EXPECT_EQ(tried->matches, 1);
  EXPECT_EQ(tried->shown[0].title, "Big");
  EXPECT_EQ(
      service.try_formula(west.rep.principal, ObjectKind::kAccount, "employees", std::nullopt)
          ->count,
      1);
}

TEST_P(FormulaServiceTest, TellsMistakesWithTheirPlace) {
  const FormulaService service(parts());
  const auto tried =
      service.try_formula(admin, ObjectKind::kAccount, "employes > 500", formula::Kind::kBool);
  ASSERT_TRUE(tried);
  ASSERT_EQ(tried->faults.size(), 1U);
  EXPECT_EQ(tried->faults[0].at, (formula::Span{.offset = 0, .size = 8}));
  EXPECT_EQ(tried->faults[0].replacement, "employees");
  EXPECT_FALSE(tried->type);
  EXPECT_FALSE(service.try_formula(admin, ObjectKind::kAccount, "employees", formula::Kind::kBool)
                   ->faults.empty());
  const auto people = world->add_person(admin, Role::kPeopleOps, "people@acme.example");
  EXPECT_EQ(
      service.try_formula(people.principal, ObjectKind::kAccount, "1", std::nullopt).error().rule,
      "I001");
}

TEST_P(FormulaServiceTest, TellsWhatCanNeverHold) {
  const FormulaService service(parts());
  const auto told = [&](ObjectKind object, const char* text) {
    const auto tried = service.try_formula(admin, object, text, std::nullopt);
    EXPECT_TRUE(tried);
    return tried && tried->faults.size() == 1
               ? tried->faults[0].rule + " " + tried->faults[0].replacement
               : std::string("none");
  };
  EXPECT_EQ(told(ObjectKind::kAccount, "kind == \"custommer\""), "Q061 \"customer\"");
  EXPECT_EQ(told(ObjectKind::kAccount, "country == \"us\""), "Q061 \"US\"");
  EXPECT_EQ(told(ObjectKind::kAccount, "annual_revenue_currency == \"usd\""), "Q061 \"USD\"");
  EXPECT_EQ(told(ObjectKind::kOpportunity, "stage == \"proposal\""), "Q061 \"standard.proposal\"");
  EXPECT_EQ(told(ObjectKind::kAccount, "employees / 0 > 1"), "Q060 ");
  EXPECT_EQ(told(ObjectKind::kAccount, "country == \"US\""), "none");
}

}  // namespace
}  // namespace bailiwick::crm
