// Goal: the market is counted anew after accounts changed, sooner after an import. Method: an installation with the demonstration company, whose waiting jobs are
// looked at.
#include "main/market_freshness.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "crm/import_job.hpp"
#include "main/application.hpp"
#include "platform/crypto/random.hpp"
#include "platform/jobs/store.hpp"
#include "tests/support/demo_company.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick {
namespace {

namespace identity = platform::identity;
namespace jobs = platform::jobs;

class MarketFreshnessTest : public ::testing::Test {
 protected:
  std::optional<jobs::Job> waiting() {
    const auto job = demo_->database().read([&](platform::db::Connection& connection) {
      return jobs::find_waiting(connection, demo_.all().tenant, std::string(market::kCountKind));
    });
    return job.value_or(std::nullopt);
  }
  // Works off the count that the demonstration asked for.
  void SetUp() override {
    ASSERT_TRUE(demo_) << demo_.fault();
    const auto asked = waiting();
    ASSERT_TRUE(asked);
    demo_->start_work(1);
    EXPECT_TRUE(testing::becomes_true([&] {
      const auto job = demo_->database().read([&](platform::db::Connection& connection) {
        return jobs::find(connection, asked->tenant, asked->id);
      });
      return job && *job && jobs::is_finished((*job)->state);
    }));
    demo_->stop_work();
  }
  void end_of(std::string_view kind, jobs::JobState state) {
    const jobs::Job job{.tenant = demo_.all().tenant, .kind = std::string(kind), .state = state};
    const auto told = demo_->database().write(
        [&](platform::db::Connection& connection) { return queue_.announce(connection, job); });
    EXPECT_TRUE(told) << told.error().message;
  }
  void happens(const std::string& name) {
    const auto told = demo_->database().write([&](platform::db::Connection& connection) {
      return outbox_.emit(connection, {.tenant = demo_.all().tenant,
                                       .name = name,
                                       .audience = {.permission = identity::Permission::kCrmRead},
                                       .data = "{}"});
    });
    EXPECT_TRUE(told) << told.error().message;
  }

  testing::DemoCompany demo_;
  testing::TestClock clock_;
  UuidSource ids_ = platform::crypto::secure_uuid_source(clock_.wall());
  jobs::JobQueue queue_{clock_.wall(), ids_};
  platform::events::EventOutbox outbox_{clock_.wall(), ids_};
};

TEST_F(MarketFreshnessTest, ChangesAreCountedWithinTheHourAndImportsAtOnce) {
  keep_market_fresh(queue_, outbox_, demo_->market_models());
  ASSERT_FALSE(waiting());
  happens("plan.updated");
  EXPECT_FALSE(waiting()) << "that changes no account";
  const Instant before = queue_.now();
  happens("record.updated");
  const Instant after = queue_.now();
  const auto later = waiting();
  ASSERT_TRUE(later);
  EXPECT_GE(later->run_at, before.plus_seconds(kRecountSeconds));
  EXPECT_LE(later->run_at, after.plus_seconds(kRecountSeconds));
  clock_.put_forward(60);
  happens("alignment.updated");
  end_of(crm::kImportCheckKind, jobs::JobState::kSucceeded);
  end_of(crm::kImportRunKind, jobs::JobState::kRunning);
  EXPECT_EQ(waiting()->run_at, later->run_at) << "nothing else was written";
  end_of(crm::kImportRunKind, jobs::JobState::kFailed);
  EXPECT_EQ(waiting()->id, later->id) << "one waits at a time";
  EXPECT_LE(waiting()->run_at, queue_.now());
}

TEST_F(MarketFreshnessTest, IsKeptByTheApplication) {
  const auto added =
      demo_->crm().records.add(demo_.all(), crm::ObjectKind::kAccount, {{"name", "New"}});
  ASSERT_TRUE(added) << added.error().front().message;
  EXPECT_TRUE(waiting());
}

}  // namespace
}  // namespace bailiwick
