// Goal: what is told of an account is what stands there last, first or still to come, of the accounts that are meant and no others. Method: two territories with a rep
// each, records by hand, on both databases.
#include "crm/account_contacts.hpp"

#include "crm/record_rules.hpp"
#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::on_both;

constexpr std::int64_t kDayMicros = 86'400'000'000;

class AccountContactsTest : public bailiwick::testing::CrmTest {
 protected:
  void SetUp() override {
    CrmTest::SetUp();
    if (IsSkipped()) return;
    west = add_region("west");
    east = add_region("east");
    today = utc_date(world->now);
    near = account("Near", west);
    far = account("Far", east);
  }
  Uuid account(const char* name, const Region& region) {
    return id_of(add(admin, ObjectKind::kAccount,
                     {{"name", name}, {"territory", region.territory.text()}}))
        .uuid;
  }
  static std::string text(const Uuid& account) { return "account_" + to_base32(account); }
  [[nodiscard]] Instant days(std::int64_t from_now) const {
    return Instant(world->now.micros() + from_now * kDayMicros);
  }
  Json meet(const Uuid& account, const char* kind, std::int64_t from_now) {
    return add(admin, ObjectKind::kActivity,
               {{"account", text(account)},
                {"kind", kind},
                {"subject", "Talk"},
                {"happened_at", to_text(days(from_now))}});
  }
  AccountsAsked asked(const platform::identity::Principal* viewer = nullptr) {
    return {.tenant = admin.tenant, .day = today, .viewer = viewer};
  }
  template <class Function>
  auto read(Function function) {
    auto answer = world->database().read([&](db::Connection& c) { return function(c); });
    EXPECT_TRUE(answer) << answer.error().message;
    return *answer;
  }

  Region west;
  Region east;
  LocalDate today;
  Uuid near;
  Uuid far;
};

INSTANTIATE_TEST_SUITE_P(Both, AccountContactsTest, on_both(), dialect_name);

TEST_P(AccountContactsTest, TellsTheLastContactAndWhatIsPlanned) {
  meet(near, "visit", -40);
  meet(near, "visit", -30);
  meet(near, "call", -5);
  meet(near, "mail", -1);
  meet(near, "call", 3);
  meet(far, "mail", -2);
  meet(far, "meeting", 2);
  const auto all =
      read([&](db::Connection& c) { return account_contacts(c, asked(), world->now); });
  ASSERT_EQ(all.size(), 2U);
  const AccountContacts& first = all[all[0].account == near ? 0 : 1];
  const AccountContacts& other = all[all[0].account == near ? 1 : 0];
  EXPECT_EQ(first.contacted, days(-5)) << "a mail is no contact";
  EXPECT_EQ(first.visited, days(-30));
  EXPECT_FALSE(first.is_planned) << "a call that is planned is not a visit";
  EXPECT_FALSE(other.contacted);
  EXPECT_FALSE(other.visited);
  EXPECT_TRUE(other.is_planned);
  const auto seen = read([&](db::Connection& c) {
    return account_contacts(c, asked(&west.rep.principal), world->now);
  });
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen[0].account, near);
}

TEST_P(AccountContactsTest, TellsTheDealThatClosesFirst) {
  const auto deal = [&](const char* name, const char* stage, std::int32_t in_days) {
    add(admin, ObjectKind::kOpportunity,
        {{"name", name},
         {"account", text(near)},
         {"stage", stage},
         {"amount", {{"amount", "100.00"}, {"currency", "EUR"}}},
         {"close_date", to_text(today.plus_days(in_days))}});
  };
  deal("Later", "standard.proposal", 20);
  deal("Sooner", "standard.proposal", 10);
  deal("Won", "standard.won", 1);
  deal("Far off", "standard.proposal", 31);
  const auto until = today.plus_days(30);
  const auto all =
      read([&](db::Connection& c) { return closing_opportunities(c, asked(), until); });
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].name, "Sooner");
  EXPECT_EQ(all[0].day, today.plus_days(10));
  EXPECT_EQ(all[0].amount, (Money{10'000, *Currency::parse("EUR")}));
  EXPECT_TRUE(read([&](db::Connection& c) {
                return closing_opportunities(c, asked(&east.rep.principal), until);
              }).empty());
  const auto newest = read([&](db::Connection& c) { return newest_opportunities(c, asked()); });
  ASSERT_EQ(newest.size(), 1U);
  EXPECT_EQ(newest[0].account, near);
  EXPECT_EQ(newest[0].at, world->now);
}

TEST_P(AccountContactsTest, AnOldOpportunityThatIsImportedIsNoNewOne) {
  add(admin, ObjectKind::kOpportunity,
      {{"account", text(near)},
       {"name", "Old"},
       {"stage", "standard.needs"},
       {"opened", to_text(today.plus_days(-700))}});
  add(admin, ObjectKind::kOpportunity,
      {{"account", text(near)},
       {"name", "Won"},
       {"stage", "standard.won"},
       {"close_date", to_text(today.plus_days(-400))}});
  const auto newest = read([&](db::Connection& c) { return newest_opportunities(c, asked()); });
  ASSERT_EQ(newest.size(), 1U);
  EXPECT_EQ(newest[0].at, first_moment(today.plus_days(-400)));
}

TEST_P(AccountContactsTest, TellsOnesOwnTaskThatIsDueFirst) {
  const PersonId rep = west.rep.principal.person;
  const auto task = [&](const char* subject, PersonId owner, std::int32_t in_days, Json more) {
    more.update({{"subject", subject},
                 {"account", text(near)},
                 {"owner", owner.text()},
                 {"due", to_text(today.plus_days(in_days))}});
    add(admin, ObjectKind::kTask, more);
  };
  task("Yesterday", rep, -1, Json::object());
  task("Today", rep, 0, Json::object());
  task("Done", rep, -9, {{"status", "done"}});
  task("Somebody else's", admin.person, -5, Json::object());
  const auto due =
      read([&](db::Connection& c) { return due_tasks(c, asked(&west.rep.principal), rep, today); });
  ASSERT_EQ(due.size(), 1U);
  EXPECT_EQ(due[0].subject, "Yesterday");
  EXPECT_EQ(due[0].due, today.plus_days(-1));
  EXPECT_TRUE(read([&](db::Connection& c) {
                return due_tasks(c, asked(), east.rep.principal.person, today);
              }).empty());
}

}  // namespace
}  // namespace bailiwick::crm
