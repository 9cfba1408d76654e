// Goal: everything personal comes out in an export and is gone after an erasure, while the audit log still verifies. Method: on both databases; after
// the erasure every column of every table is searched for what the person was called.
#include "platform/identity/privacy.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "platform/db/list_query.hpp"
#include "tests/support/identity_world.hpp"

namespace bailiwick::platform::identity {
namespace {

class PrivacyTest : public bailiwick::testing::IdentityTest {
 protected:
  // How many rows of the tables that hold text about people hold this text.
  std::int64_t mentions(const std::string& text) {
    constexpr db::Sql kCounts[] = {
        "SELECT COUNT(*) FROM person_personal WHERE name || ' ' || email || ' ' || email_key LIKE ",
        "SELECT COUNT(*) FROM audit_entry WHERE action || ' ' || subject || ' ' || details LIKE ",
        "SELECT COUNT(*) FROM api_token WHERE name LIKE "};
    std::int64_t total = 0;
    for (const db::Sql& sql : kCounts) {
      const auto counted = world->database().read([&](db::Connection& connection) {
        return db::ListQuery(sql, "%" + text + "%").run(connection, [&](const db::Row& row) {
          total += row.int64(0);
        });
      });
      EXPECT_TRUE(counted) << counted.error().message;
    }
    return total;
  }
};

TEST_P(PrivacyTest, AnExportHoldsEverythingOfAPersonAndOnlyTheirs) {
  const auto rep = world->add_person(admin, Role::kRep, "zephyrine@acme.example");
  ASSERT_TRUE(services().tokens.make(rep.principal, {.name = "mine",
                                                     .scopes = {Permission::kPlansRead},
                                                     .expires_at = world->now.plus_seconds(60)}));
  const auto text = services().privacy.export_person(rep.principal, rep.principal.person);
  ASSERT_TRUE(text) << text.error().message;
  const auto document = nlohmann::json::parse(*text);
  EXPECT_EQ(document["person"]["email"], "zephyrine@acme.example");
  EXPECT_EQ(document["person"]["roles"], nlohmann::json::array({"rep"}));
  EXPECT_EQ(document["sessions"].size(), 1U);
  EXPECT_EQ(document["tokens"][0]["name"], "mine");
  EXPECT_GE(document["audit"].size(), 4U);
  EXPECT_EQ(text->find("admin@acme"), std::string::npos);
  EXPECT_EQ(text->find("secret"), std::string::npos);
  EXPECT_EQ(rule_of(services().privacy.export_person(rep.principal, admin.person)), "I001");
  EXPECT_EQ(rule_of(services().privacy.export_person(admin, rep.principal.person)), "none");
}

TEST_P(PrivacyTest, AnErasureLeavesNothingButAnId) {
  const auto rep = world->add_person(admin, Role::kRep, "zephyrine@acme.example");
  ASSERT_TRUE(services().tokens.make(rep.principal, {.name = "of zephyrine",
                                                     .scopes = {Permission::kPlansRead},
                                                     .expires_at = world->now.plus_seconds(60)}));
  EXPECT_GT(mentions("zephyrine"), 0);
  ASSERT_TRUE(services().privacy.erase(admin, rep.principal.person));
  EXPECT_EQ(mentions("zephyrine"), 0);
  EXPECT_TRUE(world->is_audit_intact(admin.tenant));
  EXPECT_EQ(world->actions(admin.tenant).back(), "person.erased");
  EXPECT_EQ(rule_of(services().authentication.by_session(rep.cookie)), "I004");
  EXPECT_EQ(rule_of(services().people.get(admin, rep.principal.person)), "I020");
  EXPECT_EQ(rule_of(services().privacy.erase(admin, rep.principal.person)), "I027");
  // The address is free again.
  EXPECT_NE(world->add_person(admin, Role::kRep, "zephyrine@acme.example").principal.person,
            rep.principal.person);
}

TEST_P(PrivacyTest, WhoMayErase) {
  const auto hr = world->add_person(admin, Role::kPeopleOps, "hr@acme.example").principal;
  const auto rep = world->add_person(admin, Role::kRep, "rep@acme.example").principal;
  EXPECT_EQ(rule_of(services().privacy.erase(rep, hr.person)), "I001");
  EXPECT_EQ(rule_of(services().privacy.erase(hr, hr.person)), "I029");
  EXPECT_EQ(rule_of(services().privacy.erase(hr, admin.person)), "I024");
  EXPECT_EQ(rule_of(services().privacy.erase(world->add_company("other"), rep.person)), "I020");
  EXPECT_EQ(rule_of(services().privacy.erase(hr, rep.person)), "none");
}

TEST_P(PrivacyTest, ContributorsAddTheirPartAndEraseInTheSameTransaction) {
  bool is_refusing = true;
  const Privacy privacy(
      services().environment,
      {{.name = "notes",
        .export_json = [](db::Connection&, const PersonKey&) -> Result<std::string> {
          return R"(["a note"])";
        },
        .erase = [&](db::Connection&, const PersonKey&) -> Result<void> {
          if (is_refusing) return fail(ErrorCode::kInternal, "T", "not now");
          return {};
        }}});
  const auto rep = world->add_person(admin, Role::kRep, "rep@acme.example").principal;
  EXPECT_EQ(nlohmann::json::parse(*privacy.export_person(admin, rep.person))["notes"][0], "a note");
  EXPECT_EQ(rule_of(privacy.erase(admin, rep.person)), "T");
  EXPECT_TRUE(services().people.get(admin, rep.person));  // nothing of it was kept
  is_refusing = false;
  EXPECT_TRUE(privacy.erase(admin, rep.person));
}

TEST_P(PrivacyTest, TheSweepErasesAfterTheCompanysTimeAndEndsWhatIsOver) {
  const auto rep = world->add_person(admin, Role::kRep, "rep@acme.example").principal;
  ASSERT_TRUE(services().people.deactivate(admin, rep.person));
  const std::int64_t kept = services().companies.get(admin)->retention_days * std::int64_t{86'400};
  world->now = world->now.plus_seconds(kept);
  EXPECT_EQ(services().privacy.sweep()->people_erased, 0);
  world->now = world->now.plus_seconds(1);
  const auto report = services().privacy.sweep();
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->people_erased, 1);
  EXPECT_EQ(services().privacy.sweep()->people_erased, 0);
  EXPECT_TRUE(world->is_audit_intact(admin.tenant));
}

INSTANTIATE_TEST_SUITE_P(Both, PrivacyTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::platform::identity
