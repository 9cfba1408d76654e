// Goal: accounts that come after the rules get the territory that the rules say, and no other account is moved. Method: looks by hand and by the job.
#include <gtest/gtest.h>

#include <algorithm>

#include "planning/assignment_service.hpp"
#include "platform/jobs/store.hpp"
#include "tests/support/assignment_world.hpp"

namespace bailiwick::planning {
namespace {

namespace jobs = platform::jobs;

class AssignmentNewcomersTest : public bailiwick::testing::AssignmentTest {
 protected:
  void SetUp() override {
    AssignmentTest::SetUp();
    if (IsSkipped()) return;
    add(formula(north, "employees > 500"));
    AssignmentRule besides = formula(south, "employees > 800");
    besides.is_overlay = true;
    add(besides);
  }
  std::optional<Instant> look() {
    const auto next = rules->place_newcomers(admin.tenant, Instant(), [] { return false; });
    EXPECT_TRUE(next) << next.error().message;
    return next.value_or(std::nullopt);
  }
  std::optional<jobs::Job> waiting() {
    const auto job = world->database().read([&](platform::db::Connection& connection) {
      return jobs::find_waiting(connection, admin.tenant, std::string(kNewcomersKind));
    });
    return job.value_or(std::nullopt);
  }
  std::size_t rows_of(AccountId account) { return align->account_history(admin, account)->size(); }
};

TEST_P(AssignmentNewcomersTest, GetTheTerritoryOfTheActiveRules) {
  const AccountId before = accounts.add(600, "NL");
  EXPECT_EQ(look(), std::nullopt) << "no rules are active";
  ASSERT_EQ(activate(today), "");
  const AccountId large = accounts.add(900, "NL");
  const AccountId small = accounts.add(5, "NL");
  EXPECT_EQ(look(), world->clock()().plus_seconds(kNewcomersPauseSeconds));
  EXPECT_EQ(territory_of(large, today), north);
  EXPECT_EQ(territory_of(small, today), std::nullopt);
  const auto rows = align->account_territory(admin, large, {.day = today});
  ASSERT_EQ(rows->size(), 2U);
  EXPECT_EQ(rows->at(0).reason, alignment::AlignmentReason::kRule);
  EXPECT_FALSE(rows->at(0).rule.empty());
  EXPECT_TRUE(rows->at(0).recording.by.is_nil()) << "the system did it";
  EXPECT_EQ(rows->at(1).overlay, south);
  const auto revision = rows->at(0).recording.revision;
  look();
  EXPECT_EQ(rows_of(large), 2U) << "looking again changes nothing";
  EXPECT_EQ(rows_of(before), 1U);
  const AccountId last = accounts.add(700, "NL");
  look();
  EXPECT_EQ(align->account_territory(admin, last, {.day = today})->at(0).recording.revision,
            revision + 1);
  EXPECT_TRUE(world->is_audit_intact(admin.tenant));
}

TEST_P(AssignmentNewcomersTest, AreNotThoseThatSomebodyPutSomewhereOrTookOut) {
  ASSERT_EQ(activate(today), "");
  const AccountId by_hand = accounts.add(600, "NL");
  const AccountId out = accounts.add(600, "NL");
  const AccountId later = accounts.add(600, "NL");
  const auto move = [&](AccountId account, std::optional<TerritoryId> to, LocalDate from) {
    const alignment::AccountMove one{.account = account, .territory = to};
    ASSERT_TRUE(align->align_accounts(admin, {&one, 1}, {.period = {.from = from}}));
  };
  move(by_hand, south, today);
  move(out, south, today);
  move(out, std::nullopt, today);
  move(later, south, today.plus_days(3));
  look();
  EXPECT_EQ(territory_of(by_hand, today), south);
  EXPECT_EQ(territory_of(out, today), std::nullopt);
  EXPECT_EQ(territory_of(later, today), std::nullopt);
  EXPECT_EQ(territory_of(later, today.plus_days(3)), south);
}

TEST_P(AssignmentNewcomersTest, OfRulesThatAreToComeGetItWhenTheyDo) {
  ASSERT_EQ(activate(today.plus_days(5)), "");
  const AccountId account = accounts.add(600, "NL");
  look();
  EXPECT_EQ(territory_of(account, today), std::nullopt);
  EXPECT_EQ(territory_of(account, today.plus_days(5)), north);
}

TEST_P(AssignmentNewcomersTest, AreLookedForFromTheActivationOnAndByHousekeeping) {
  ASSERT_TRUE(rules->await_all_newcomers());
  EXPECT_FALSE(waiting()) << "no rules are active";
  ASSERT_EQ(activate(today), "");
  const auto job = waiting();
  ASSERT_TRUE(job);
  EXPECT_EQ(job->run_at, world->clock()().plus_seconds(kNewcomersPauseSeconds));
  const AccountId account = accounts.add(600, "NL");
  bailiwick::testing::JobContextOfTest context(*job);
  const auto outcome = queue->kind(job->kind)->run(context);
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->again_at, world->clock()().plus_seconds(kNewcomersPauseSeconds));
  EXPECT_EQ(accounts.asked_since, job->run_at.plus_seconds(-kNewcomersOverlapSeconds));
  EXPECT_EQ(territory_of(account, today), north);
  ASSERT_TRUE(rules->await_all_newcomers());
  EXPECT_EQ(waiting()->id, job->id) << "one waits at a time";
  EXPECT_EQ(waiting()->run_at, Instant()) << "whenever they came";
}

TEST_P(AssignmentNewcomersTest, ThatNoRuleWinsAreLookedAtAgainWhereSomethingChanged) {
  ASSERT_EQ(activate(today), "");
  const AccountId small = accounts.add(5, "NL");
  const AccountId other = accounts.add(7, "NL");
  const auto looked = [&] {
    accounts.looked_at.clear();
    look();
    return accounts.looked_at;
  };
  using Accounts = std::vector<AccountId>;
  EXPECT_EQ(looked(), (Accounts{small, other}));
  EXPECT_EQ(looked(), Accounts{}) << "nothing changed";
  accounts.changed_at[1] = world->now;
  accounts.rows[1][0] = formula::Value(std::int64_t{900});
  EXPECT_EQ(looked(), Accounts{other}) << "its fields changed";
  EXPECT_EQ(territory_of(other, today), north);
  accounts.rows.pop_back();
  accounts.changed_at.pop_back();
  EXPECT_EQ(looked(), Accounts{}) << "one that has a territory is no newcomer any more";
  ASSERT_TRUE(align->add_territory(admin, "West", std::nullopt, today));
  EXPECT_EQ(looked(), Accounts{small}) << "the tree changed";
  EXPECT_EQ(looked(), Accounts{});
  add(formula(south, "employees < 9"));
  ASSERT_EQ(activate(today.plus_days(1)), "");
  EXPECT_EQ(looked(), Accounts{small}) << "the rules changed";
  EXPECT_EQ(territory_of(small, today.plus_days(1)), south);
}

TEST_P(AssignmentNewcomersTest, StayWhereTheJobIsStopped) {
  ASSERT_EQ(activate(today), "");
  const AccountId account = accounts.add(600, "NL");
  const auto stopped = rules->place_newcomers(admin.tenant, Instant(), [] { return true; });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, ErrorCode::kCancelled);
  EXPECT_EQ(territory_of(account, today), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Both, AssignmentNewcomersTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::planning
