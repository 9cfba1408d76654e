// Goal: one's own jobs always, those of others by permission, those of other companies never; each change is audited.
#include "platform/jobs/service.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "platform/audit/migrations.hpp"
#include "platform/jobs/migrations.hpp"
#include "platform/jobs/worker.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick::platform::jobs {
namespace {

using db::Connection;
using identity::Principal;
using identity::Role;
namespace support = bailiwick::testing;

class ServiceTest : public support::PlatformTest {
 protected:
  ServiceTest() : PlatformTest({audit::audit_migrations(), jobs_migrations()}) {
    const JobHandler nothing = [](JobContext&) -> Result<JobOutcome> { return JobOutcome{}; };
    queue_.add_kind({.name = "work", .run = nothing});
    queue_.add_kind({.name = "hidden", .run = nothing, .is_internal = true});
  }
  void SetUp() override {
    PlatformTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    service_.emplace(database(), queue_, log_);
  }
  Job add(PersonId by, const char* kind = "work") {
    return write([&](Connection& connection) {
             return queue_.enqueue(connection, {.tenant = tenant_, .created_by = by, .kind = kind});
           })
        .value();
  }
  void run(const Job& job) {
    const std::vector<std::string> kinds = {"work"};
    const auto taken = write([&](Connection& connection) {
      return claim(connection, {tenant_, kinds, clock_.now(), clock_.now().plus_seconds(30)});
    });
    ASSERT_TRUE(taken && *taken && (*taken)->id == job.id);
  }
  std::int64_t audited(const std::string& action) {
    return read([&](Connection& connection) {
             return db::query_one(
                 connection,
                 "SELECT count(*) FROM audit_entry WHERE tenant_id = $1 AND action = $2",
                 {tenant_, action}, [](const db::Row& row) { return row.int64(0); });
           })
        .value()
        .value();
  }
  template <class T>
  static std::string rule_of(const Result<T>& result) {
    return result ? "" : result.error().rule;
  }

  JobQueue queue_{clock_.wall(), ids_};
  audit::Log log_{clock_.wall(), audit::SealKey{}};
  std::optional<JobService> service_;
  Principal rep_ = support::somebody(tenant_, person_, Role::kRep);
  Principal other_ = support::somebody(tenant_, PersonId(ids_.next()), Role::kRep);
  Principal admin_ = support::somebody(tenant_, PersonId(ids_.next()), Role::kAdmin);
  Principal foreign_ = support::somebody(TenantId(ids_.next()), person_, Role::kAdmin);
};
INSTANTIATE_TEST_SUITE_P(Both, ServiceTest, support::on_both(), support::dialect_name);

TEST_P(ServiceTest, everyone_sees_their_own_and_an_admin_sees_all) {
  const Job mine = add(person_);
  const Job theirs = add(other_.person);
  const Job hidden = add(person_, "hidden");
  EXPECT_EQ(service_->list(rep_, {})->items.size(), 1U);
  EXPECT_EQ(service_->list(admin_, {})->items.size(), 2U);
  EXPECT_EQ(service_->list(foreign_, {})->items.size(), 0U);
  EXPECT_EQ(service_->list(rep_, {.created_by = other_.person})->items.at(0).id, mine.id)
      << "whatever was asked for";
  EXPECT_TRUE(service_->get(rep_, mine.id));
  EXPECT_EQ(rule_of(service_->get(rep_, theirs.id)), "J004");
  EXPECT_EQ(rule_of(service_->get(foreign_, mine.id)), "J004");
  EXPECT_EQ(rule_of(service_->get(admin_, hidden.id)), "J004");
}

TEST_P(ServiceTest, a_list_goes_page_by_page) {
  for (int i = 0; i < 3; ++i) add(person_);
  const auto first = service_->list(rep_, {.limit = 2});
  ASSERT_EQ(first->items.size(), 2U);
  ASSERT_TRUE(first->next);
  const auto second = service_->list(rep_, {.before = first->next, .limit = 2});
  EXPECT_EQ(second->items.size(), 1U);
  EXPECT_FALSE(second->next);
}

TEST_P(ServiceTest, a_waiting_job_is_cancelled_at_once_and_a_running_one_is_asked) {
  const Job waiting = add(person_);
  EXPECT_EQ(service_->cancel(rep_, waiting.id)->state, JobState::kCancelled);
  const Job running = add(person_);
  run(running);
  const auto asked = service_->cancel(admin_, running.id);
  EXPECT_EQ(asked->state, JobState::kRunning);
  EXPECT_TRUE(asked->is_cancel_requested);
  EXPECT_TRUE(service_->get(rep_, running.id)->is_cancel_requested);
  EXPECT_EQ(audited("job.cancelled"), 2);
}

TEST_P(ServiceTest, a_job_in_a_long_transaction_shows_how_far_it_is_and_hears_of_a_cancel) {
  queue_.add_kind({.name = "long", .run = [&](JobContext& job) -> Result<JobOutcome> {
                     const auto done = database().write([&](Connection&) -> Result<void> {
                       job.progress(0.5, "words");
                       while (!job.is_stopping())
                         std::this_thread::sleep_for(std::chrono::milliseconds(1));
                       return fail(ErrorCode::kCancelled, "K050", "It was cancelled.");
                     });
                     return tl::unexpected(done.error());
                   }});
  const Job job = add(person_, "long");
  Worker worker(database(), queue_, {.threads = 1, .poll = Seconds(0.1)});
  worker.start();
  EXPECT_TRUE(support::becomes_true([&] {
    const auto seen = service_->get(rep_, job.id);
    return seen && seen->progress == 0.5 && seen->message == "words";
  }));
  EXPECT_EQ(service_->list(rep_, {}).value().items.front().message, "words");
  EXPECT_EQ(rule_of(service_->cancel(other_, job.id)), "J004") << "it is not theirs";
  EXPECT_TRUE(service_->cancel(rep_, job.id));
  EXPECT_TRUE(support::becomes_true(
      [&] { return service_->get(rep_, job.id).value().state == JobState::kCancelled; }));
  EXPECT_EQ(audited("job.cancelled"), 1);
  worker.stop();
}

TEST_P(ServiceTest, J005_J006_only_what_goes_on_is_cancelled_and_only_what_ended_started_again) {
  const Job job = add(person_);
  EXPECT_EQ(rule_of(service_->retry(rep_, job.id)), "J006");
  ASSERT_TRUE(service_->cancel(rep_, job.id));
  EXPECT_EQ(rule_of(service_->cancel(rep_, job.id)), "J005");
  const auto again = service_->retry(rep_, job.id);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->state, JobState::kQueued);
  EXPECT_FALSE(again->is_cancel_requested);
  EXPECT_FALSE(service_->get(rep_, job.id)->finished_at);
  EXPECT_EQ(audited("job.retried"), 1);
}

TEST_P(ServiceTest, nobody_changes_the_jobs_of_others_without_permission) {
  const Job job = add(person_);
  EXPECT_EQ(rule_of(service_->cancel(other_, job.id)), "J004");
  EXPECT_EQ(rule_of(service_->cancel(foreign_, job.id)), "J004");
  Principal reader = other_;
  reader.permissions.insert(identity::Permission::kJobsRead);
  EXPECT_EQ(rule_of(service_->cancel(reader, job.id)), "I001");
  EXPECT_EQ(rule_of(service_->retry(reader, job.id)), "I001");
}

}  // namespace
}  // namespace bailiwick::platform::jobs
