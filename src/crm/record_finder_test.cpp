// Goal: what a file calls something is found where it is one thing that the actor sees, and told apart where it is several or none.
#include "crm/record_finder.hpp"

#include "crm/alignment_key.hpp"
#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::on_both;
using Found = ReferenceAnswer::Found;

class RecordFinderTest : public bailiwick::testing::CrmTest {
 protected:
  std::vector<ReferenceAnswer> find(PersonId person, const ReferenceTarget& target,
                                    const std::vector<std::string>& texts) {
    const RecordFinder finder(world->clock());
    const auto answers = world->database().read([&](platform::db::Connection& connection) {
      return finder.find(connection, {admin.tenant, person}, target, texts);
    });
    EXPECT_TRUE(answers) << answers.error().message;
    return answers ? *answers : std::vector<ReferenceAnswer>(texts.size());
  }
};

INSTANTIATE_TEST_SUITE_P(Both, RecordFinderTest, on_both(), dialect_name);

TEST_P(RecordFinderTest, FindsRecordsByIdExternalIdAndName) {
  const Json acme = add(admin, ObjectKind::kAccount, {{"name", "Ácme"}, {"external_id", "A1"}});
  add(admin, ObjectKind::kAccount, {{"name", "Twin"}});
  add(admin, ObjectKind::kAccount, {{"name", "twin"}});
  const Json gone = add(admin, ObjectKind::kAccount, {{"name", "Gone"}, {"external_id", "G1"}});
  ASSERT_TRUE(records().hide(admin, id_of(gone), std::nullopt));
  const std::vector<std::string> texts = {acme.at("id"), "A1", "acme",       "Twin",
                                          "nobody",      "G1", gone.at("id")};
  const auto answers = find(admin.person, {.object = ObjectKind::kAccount}, texts);
  const Found expected[] = {Found::kOne,  Found::kOne,  Found::kOne, Found::kSeveral,
                            Found::kNone, Found::kNone, Found::kNone};
  for (std::size_t t = 0; t < texts.size(); ++t)
    EXPECT_EQ(answers[t].found, expected[t]) << texts[t];
  for (std::size_t t = 0; t < 3; ++t) EXPECT_EQ(answers[t].id, id_of(acme).uuid);
}

TEST_P(RecordFinderTest, FindsOnlyWhatTheActorSees) {
  const auto west = add_region("west");
  add(admin, ObjectKind::kAccount, {{"name", "Acme"}, {"external_id", "A1"}});
  const ReferenceTarget accounts{.object = ObjectKind::kAccount};
  for (const auto& answer : find(west.rep.principal.person, accounts, {"Acme", "A1"}))
    EXPECT_EQ(answer.found, Found::kNone);
  EXPECT_EQ(find(PersonId(), accounts, {"Acme"})[0].found, Found::kOne) << "the system";
}

TEST_P(RecordFinderTest, FindsPeopleAndTerritories) {
  const auto west = add_region("west");
  const auto people =
      find(admin.person, {.type = FieldType::kPerson},
           {"WEST@acme.example", "person west", west.rep.principal.person.text(), "nobody"});
  for (int p = 0; p < 3; ++p)
    EXPECT_EQ(people[static_cast<std::size_t>(p)].id, west.rep.principal.person.uuid());
  EXPECT_EQ(people[3].found, Found::kNone);
  const auto territories =
      find(admin.person, {.type = FieldType::kTerritory}, {"West", west.territory.text(), "East"});
  EXPECT_EQ(territories[0].id, west.territory.uuid());
  EXPECT_EQ(territories[1].id, west.territory.uuid());
  EXPECT_EQ(territories[2].found, Found::kNone);
  ASSERT_TRUE(world->database().write([&](platform::db::Connection& connection) {
    return put_alignment_key(connection, admin.tenant, KeyedObject::kTerritory, "7",
                             west.territory.uuid());
  }));
  const auto keyed = find(admin.person, {.object = ObjectKind::kTerritory}, {"7", "west", "8"});
  EXPECT_EQ(keyed[0].id, west.territory.uuid());
  EXPECT_EQ(keyed[1].id, west.territory.uuid());
  EXPECT_EQ(keyed[2].found, Found::kNone);
}

}  // namespace
}  // namespace bailiwick::crm
