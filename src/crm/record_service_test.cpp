// Goal: records are added, changed, hidden and brought back as docs/spec/crm.md says, and every refusal names its field.
#include "crm/record_service.hpp"

#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::on_both;
using bailiwick::testing::Role;

class RecordServiceTest : public bailiwick::testing::CrmTest {
 protected:
  std::vector<std::string> refusals(const Checked<LabelledPage>& outcome) {
    std::vector<std::string> all;
    if (!outcome)
      for (const Error& error : outcome.error()) all.push_back(error.rule + error.pointer);
    return all;
  }
};

using Strings = std::vector<std::string>;

INSTANTIATE_TEST_SUITE_P(Both, RecordServiceTest, on_both(), dialect_name);

TEST_P(RecordServiceTest, AddsAndTells) {
  const Json account = add(admin, ObjectKind::kAccount,
                           {{"name", "Acme"}, {"external_id", "A1"}, {"country", "NL"}});
  EXPECT_EQ(account.at("title"), "Acme");
  EXPECT_EQ(account.at("version"), 1);
  EXPECT_EQ(world->actions(admin.tenant).back(), "record.added");
  const auto told = events(admin.tenant);
  EXPECT_EQ(told.back().event.name, "record.updated");
  EXPECT_EQ(Json::parse(told.back().event.data).at("id"), account.at("id"));
  EXPECT_EQ(
      refusals(records().add(admin, ObjectKind::kAccount, {{"name", "B"}, {"external_id", "A1"}})),
      Strings{"R009/external_id"});
}

TEST_P(RecordServiceTest, TellsEveryMistakeAtOnce) {
  EXPECT_EQ(
      refusals(records().add(admin, ObjectKind::kOpportunity,
                             {{"account", "account_00000000000000000000000001"},
                              {"stage", "standard.wonn"},
                              {"amount", {{"amount", "1.234"}, {"currency", "EUR"}}},
                              {"custom", {{"nothing", 1}}}})),
      (Strings{"R004/amount", "R008/custom/nothing", "R002/name", "R006/account", "R007/stage"}));
}

TEST_P(RecordServiceTest, ChangesTheFieldsGivenAndNoOthers) {
  const Json account =
      add(admin, ObjectKind::kAccount, {{"name", "Acme"}, {"city", "Delft"}, {"employees", 3}});
  const auto changed =
      records().change(admin, id_of(account), 1, {{"employees", 4}, {"city", nullptr}});
  ASSERT_TRUE(changed) << changed.error().front().message;
  const Json now = json_of(*changed);
  EXPECT_EQ(now.at("employees"), 4);
  EXPECT_FALSE(now.contains("city"));
  EXPECT_EQ(now.at("name"), "Acme");
  EXPECT_EQ(now.at("version"), 2);
  EXPECT_EQ(refusals(records().change(admin, id_of(account), 1, {{"employees", 5}})),
            Strings{"R010"});
  EXPECT_EQ(refusals(records().change(admin, id_of(account), 2, {{"name", nullptr}})),
            Strings{"R002/name"});
}

TEST_P(RecordServiceTest, RefusesWhoMayNot) {
  const auto auditor = world->add_person(admin, Role::kAuditor, "auditor@acme.example");
  const auto people = world->add_person(admin, Role::kPeopleOps, "people@acme.example");
  const Json account = add(admin, ObjectKind::kAccount, {{"name", "Acme"}});
  EXPECT_EQ(titles(auditor.principal, {}), Strings{"Acme"});
  EXPECT_EQ(refusals(records().add(auditor.principal, ObjectKind::kAccount, {{"name", "B"}})),
            Strings{"I001"});
  EXPECT_EQ(refusals(records().change(auditor.principal, id_of(account), 1, {{"name", "B"}})),
            Strings{"I001"});
  EXPECT_EQ(records().hide(auditor.principal, id_of(account), 1).error().rule, "I001");
  EXPECT_EQ(records().restore(auditor.principal, id_of(account)).error().rule, "I001");
  EXPECT_EQ(records().list(people.principal, {}).error().front().rule, "I001");
  EXPECT_EQ(records().count(people.principal, {}).error().front().rule, "I001");
  EXPECT_EQ(records().groups(people.principal, {}, "industry").error().front().rule, "I001");
  EXPECT_EQ(records().record(people.principal, id_of(account)).error().rule, "I001");
  EXPECT_EQ(timelines().timeline(people.principal, id_of(account), "", 10).error().rule, "I001");
}

TEST_P(RecordServiceTest, PutsARepsNewAccountIntoTheirTerritory) {
  const auto west = add_region("west");
  const auto east = add_region("east");
  const auto nowhere = world->add_person(admin, Role::kRep, "new@acme.example");
  const Json mine = add(west.rep.principal, ObjectKind::kAccount, {{"name", "Mine"}});
  EXPECT_EQ(mine.at("territory"), west.territory.text());
  EXPECT_EQ(mine.at("labels").at("territory"), "west");
  EXPECT_EQ(titles(east.rep.principal, {}), Strings());
  EXPECT_EQ(refusals(records().add(west.rep.principal, ObjectKind::kAccount,
                                   {{"name", "Not mine"}, {"territory", east.territory.text()}})),
            Strings{"L003"});
  EXPECT_EQ(refusals(records().add(nowhere.principal, ObjectKind::kAccount, {{"name", "N"}})),
            Strings{"L015/territory"});
  EXPECT_EQ(titles(admin, {}), Strings{"Mine"}) << "what was refused left nothing behind";
}

TEST_P(RecordServiceTest, FollowsTheStageOfAnOpportunity) {
  const Json account = add(admin, ObjectKind::kAccount, {{"name", "Acme"}});
  const Json deal =
      add(admin, ObjectKind::kOpportunity,
          {{"name", "Deal"}, {"account", account.at("id")}, {"stage", "standard.needs"}});
  EXPECT_EQ(deal.at("probability"), 25);
  EXPECT_EQ(deal.at("owner"), admin.person.text());
  EXPECT_EQ(deal.at("labels").at("stage"), "Needs analysis");
  world->now = world->now.plus_seconds(60);
  const auto won = records().change(admin, id_of(deal), 1, {{"stage", "standard.won"}});
  ASSERT_TRUE(won);
  EXPECT_EQ(json_of(*won).at("probability"), 100);
  EXPECT_EQ(json_of(*won).at("stage_since"), to_text(world->now));
}

TEST_P(RecordServiceTest, RefusesAnAccountBelowItself) {
  const Json a = add(admin, ObjectKind::kAccount, {{"name", "A"}});
  const Json b = add(admin, ObjectKind::kAccount, {{"name", "B"}, {"parent", a.at("id")}});
  EXPECT_EQ(refusals(records().change(admin, id_of(a), 1, {{"parent", b.at("id")}})),
            Strings{"R013/parent"});
  EXPECT_EQ(refusals(records().change(admin, id_of(a), 1, {{"parent", a.at("id")}})),
            Strings{"R013/parent"});
}

TEST_P(RecordServiceTest, ListsByPages) {
  for (const char* name : {"C", "a", "B"}) add(admin, ObjectKind::kAccount, {{"name", name}});
  const auto first = records().list(admin, {.limit = 2});
  ASSERT_TRUE(first);
  EXPECT_EQ(first->items[0].record.title(), "a");
  ASSERT_TRUE(first->next);
  EXPECT_EQ(titles(admin, {.cursor = *first->next, .limit = 2}), Strings{"C"});
  EXPECT_EQ(records().list(admin, {.sort = "-name", .cursor = *first->next}).error().front().rule,
            "R014");
  EXPECT_EQ(records().list(admin, {.where = "{", .sort = "x"}).error().size(), 2U)
      << "every mistake";
  EXPECT_EQ(titles(admin,
                   {.where = R"([{"field":"name","is":"in","value":["B","C"]}])", .sort = "-name"}),
            (Strings{"C", "B"}));
}

TEST_P(RecordServiceTest, NothingOfAnotherCompanyIsThere) {
  const Json account = add(admin, ObjectKind::kAccount, {{"name", "Acme"}});
  const auto other = world->add_company("other");
  EXPECT_EQ(titles(other, {}), Strings());
  EXPECT_EQ(records().record(other, id_of(account)).error().rule, "R001");
  EXPECT_EQ(refusals(records().add(other, ObjectKind::kContact,
                                   {{"account", account.at("id")}, {"last_name", "J"}})),
            Strings{"R006/account"});
}

TEST_P(RecordServiceTest, ALeadIsPutIntoNoTerritoryOutsideTheScope) {
  const Region north = add_region("north");
  const Region south = add_region("south");
  const auto rep = north.rep.principal;
  const auto in = [&](const Region& region) {
    return Json{{"company", "Acme"}, {"territory", region.territory.text()}};
  };
  EXPECT_EQ(refusals(records().add(rep, ObjectKind::kLead, in(south))), Strings{"R006/territory"});
  const Json lead = add(rep, ObjectKind::kLead, in(north));
  EXPECT_EQ(refusals(records().change(rep, id_of(lead), 1, in(south))), Strings{"R006/territory"});
  EXPECT_EQ(refusals(records().change(admin, id_of(lead), 1, in(south))), Strings{});
}

}  // namespace
}  // namespace bailiwick::crm
