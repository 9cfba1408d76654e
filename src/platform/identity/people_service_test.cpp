// Goal: people are invited, changed and deactivated by those who may, and nobody gains power that nobody gave them. Method: every rule once,
// on both databases.
#include "platform/identity/people_service.hpp"

#include <gtest/gtest.h>

#include "tests/support/identity_world.hpp"

namespace bailiwick::platform::identity {
namespace {

class PeopleTest : public bailiwick::testing::IdentityTest {
 protected:
  static Person person(const std::string& email, Role role) {
    Person person;
    person.name = "Someone";
    person.email = email;
    person.roles = {role};
    return person;
  }
  static PersonChange roles(std::set<Role> roles) {
    PersonChange change;
    change.roles = std::move(roles);
    return change;
  }
  std::vector<std::string> names(const PeopleFilter& filter) {
    const auto people = services().people.list(admin, filter);
    EXPECT_TRUE(people) << people.error().message;
    std::vector<std::string> all;
    for (const Person& found : *people) all.push_back(found.name);
    return all;
  }
};
using Names = std::vector<std::string>;

TEST_P(PeopleTest, AnInvitationIsALinkAndALetter) {
  const auto invited = services().people.invite(admin, person("new@acme.example", Role::kRep));
  ASSERT_TRUE(invited);
  EXPECT_EQ(invited->person.status, PersonStatus::kInvited);
  ASSERT_EQ(world->letters.size(), 1U);
  EXPECT_EQ(world->letters[0].link, invited->link);
  EXPECT_EQ(world->letters[0].email, "new@acme.example");
  const auto again = services().people.invite_again(admin, invited->person.id);
  ASSERT_TRUE(again);
  EXPECT_NE(again->link, invited->link);
}

TEST_P(PeopleTest, AnAddressSignsInOnePersonOfTheServer) {
  const Principal other = world->add_company("other");
  EXPECT_EQ(rule_of(services().people.invite(other, person("Admin@ACME.example", Role::kRep))),
            "I021");
  EXPECT_EQ(rule_of(services().people.invite(admin, person("no address", Role::kRep))), "I022");
}

TEST_P(PeopleTest, PowerIsNotGivenByWhoDoesNotHaveIt) {
  const auto hr = world->add_person(admin, Role::kPeopleOps, "hr@acme.example").principal;
  const auto rep = world->add_person(admin, Role::kRep, "rep@acme.example").principal;
  EXPECT_EQ(rule_of(services().people.invite(rep, person("a@acme.example", Role::kRep))), "I001");
  EXPECT_EQ(rule_of(services().people.invite(hr, person("a@acme.example", Role::kAdmin))), "I024");
  EXPECT_EQ(rule_of(services().people.invite(hr, person("a@acme.example", Role::kRep))), "none");
  EXPECT_EQ(rule_of(services().people.update(hr, rep.person, roles({Role::kAdmin}), std::nullopt)),
            "I024");
  EXPECT_EQ(rule_of(services().people.update(hr, admin.person, roles({Role::kRep}), std::nullopt)),
            "I024");
  EXPECT_EQ(rule_of(services().people.update(
                hr, hr.person, roles({Role::kPeopleOps, Role::kPlanner}), std::nullopt)),
            "I024");
  EXPECT_EQ(rule_of(services().people.deactivate(hr, admin.person)), "I024");
  EXPECT_EQ(
      rule_of(services().people.update(hr, rep.person, roles({Role::kManager}), std::nullopt)),
      "none");
  EXPECT_EQ(rule_of(services().people.update_self(rep, roles({Role::kAdmin}))), "I024");
}

TEST_P(PeopleTest, ThereIsAlwaysAnActiveAdministrator) {
  EXPECT_EQ(
      rule_of(services().people.update(admin, admin.person, roles({Role::kRep}), std::nullopt)),
      "I025");
  EXPECT_EQ(rule_of(services().people.deactivate(admin, admin.person)), "I025");
  const auto second = world->add_person(admin, Role::kAdmin, "second@acme.example").principal;
  EXPECT_EQ(rule_of(services().people.deactivate(second, admin.person)), "none");
  EXPECT_EQ(rule_of(services().people.deactivate(second, second.person)), "I025");
}

TEST_P(PeopleTest, AChangeNeedsTheVersionThatWasRead) {
  const auto rep = world->add_person(admin, Role::kRep, "rep@acme.example").principal;
  const auto read = services().people.get(admin, rep.person);
  PersonChange change;
  change.name = "Renamed";
  const auto changed = services().people.update(admin, rep.person, change, read->version);
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->version, read->version + 1);
  const auto stale = services().people.update(admin, rep.person, change, read->version);
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().front().rule, "I023");
  EXPECT_EQ(stale.error().front().code, ErrorCode::kPrecondition);
}

TEST_P(PeopleTest, DeactivatedAndBack) {
  const auto rep = world->add_person(admin, Role::kRep, "rep@acme.example");
  EXPECT_EQ(rule_of(services().people.reactivate(admin, rep.principal.person)), "I026");
  const auto gone = services().people.deactivate(admin, rep.principal.person);
  ASSERT_TRUE(gone);
  EXPECT_EQ(gone->status, PersonStatus::kDeactivated);
  EXPECT_EQ(rule_of(services().people.deactivate(admin, rep.principal.person)), "I026");
  EXPECT_EQ(services().people.reactivate(admin, rep.principal.person)->status,
            PersonStatus::kActive);
  EXPECT_EQ(rule_of(services().authentication.by_session(rep.cookie)),
            "I004");  // the old session stays ended
  const auto invited = services().people.invite(admin, person("i@acme.example", Role::kRep));
  ASSERT_TRUE(services().people.deactivate(admin, invited->person.id));
  EXPECT_EQ(services().people.reactivate(admin, invited->person.id)->status,
            PersonStatus::kInvited);
  EXPECT_EQ(rule_of(services().people.invite_again(admin, rep.principal.person)), "I026");
}

TEST_P(PeopleTest, ANewAddressTakesThePlaceOfTheOld) {
  const auto rep = world->add_person(admin, Role::kRep, "old@acme.example").principal;
  PersonChange change;
  change.email = "admin@acme.example";
  EXPECT_EQ(rule_of(services().people.update(admin, rep.person, change, std::nullopt)), "I021");
  change.email = "new@acme.example";
  ASSERT_TRUE(services().people.update(admin, rep.person, change, std::nullopt));
  EXPECT_EQ(world->sign_in("new@acme.example").principal.person, rep.person);
  EXPECT_EQ(rule_of(services().sign_in.with_password({.email = "old@acme.example",
                                                      .password = bailiwick::testing::kGoodPassword,
                                                      .peer = "p",
                                                      .previous_cookie = {}})),
            "I002");
}

TEST_P(PeopleTest, ListsByNameWithFiltersAndPages) {
  for (const auto* name : {"bob%", "Alice", "<b>Carol</b>", "dave_"}) {
    Person invited = person(std::to_string(name[0]) + "@acme.example", Role::kRep);
    invited.name = name;
    ASSERT_TRUE(services().people.invite(admin, invited));
  }
  EXPECT_EQ(names({}), (Names{"<b>Carol</b>", "Admin of acme", "Alice", "bob%", "dave_"}));
  EXPECT_EQ(names({.search = "ALI"}), (Names{"Alice"}));
  EXPECT_EQ(names({.search = "%"}), (Names{"bob%"}));
  EXPECT_EQ(names({.search = "_"}), (Names{"dave_"}));
  EXPECT_EQ(names({.search = "' OR 1=1 --"}), Names{});
  EXPECT_EQ(names({.search = "admin@acme"}), (Names{"Admin of acme"}));
  EXPECT_EQ(names({.role = Role::kAdmin}), (Names{"Admin of acme"}));
  EXPECT_EQ(names({.status = PersonStatus::kInvited, .limit = 2}),
            (Names{"<b>Carol</b>", "Alice"}));
  const auto first = services().people.list(admin, {.limit = 3});
  PeopleFilter rest;
  rest.after = {name_key_of(first->back().name), first->back().id};
  EXPECT_EQ(names(rest), (Names{"bob%", "dave_"}));
}

TEST_P(PeopleTest, OneCompanySeesNothingOfAnother) {
  const Principal other = world->add_company("other");
  EXPECT_EQ(rule_of(services().people.get(other, admin.person)), "I020");
  EXPECT_EQ(rule_of(services().people.update(other, admin.person, {}, std::nullopt)), "I020");
  EXPECT_EQ(rule_of(services().people.deactivate(other, admin.person)), "I020");
  EXPECT_EQ(services().people.list(other, {})->size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Both, PeopleTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::platform::identity
