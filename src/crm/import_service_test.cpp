// Goal: what the routes do not show: states that follow from jobs, and imports that grow old. Method: both databases.
#include "crm/import_service.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "crm/import_job.hpp"
#include "crm/import_store.hpp"
#include "crm/migrations.hpp"
#include "platform/audit/migrations.hpp"
#include "platform/jobs/migrations.hpp"
#include "platform/jobs/store.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick::crm {
namespace {

namespace jobs = platform::jobs;
namespace support = bailiwick::testing;
using platform::db::Connection;

class ImportServiceTest : public support::PlatformTest {
 protected:
  ImportServiceTest()
      : PlatformTest(
            {platform::audit::audit_migrations(), jobs::jobs_migrations(), crm_migrations()}) {}

  void SetUp() override {
    PlatformTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    for (const auto kind : {kImportCheckKind, kImportRunKind})
      queue_.add_kind(
          {.name = std::string(kind), .run = [](jobs::JobContext&) -> Result<jobs::JobOutcome> {
             return jobs::JobOutcome{};
           }});
    service_.emplace(ImportServiceParts{database(), queue_, log_, ids_, clock_.wall(),
                                        [](Connection&, TenantId, ObjectKind object) {
                                          return Result<ImportSchema>(import_schema(object));
                                        }});
    admin_ = support::somebody(tenant_, person_, platform::identity::Role::kAdmin);
    folder_.write("a.csv", "id,name\n1,A\n");
    const auto added = service_->upload(
        admin_, {.object = {}, .name = "accounts.csv", .path = folder_.file("a.csv")});
    ASSERT_TRUE(added) << added.error().front().message;
    import_ = *added;
  }
  ImportState state() { return service_->import(admin_, import_.id)->state; }
  Checked<ImportStarted> run() { return service_->run(admin_, import_.id, order_); }
  void end(jobs::Job job, jobs::JobState state) {
    job.state = state;
    ASSERT_TRUE(write([&](Connection& connection) {
      return jobs::change(connection, job, jobs::JobState::kQueued);
    }));
  }

  support::DatabaseFolder folder_;
  jobs::JobQueue queue_{clock_.wall(), ids_};
  platform::audit::Log log_{clock_.wall(), platform::audit::SealKey{7}};
  std::optional<ImportService> service_;
  platform::identity::Principal admin_;
  Import import_;
  nlohmann::json order_ = {{"mapping", {{"name", "name"}}}, {"mode", "good_rows"}};
};
INSTANTIATE_TEST_SUITE_P(Both, ImportServiceTest, support::on_both(), support::dialect_name);

TEST_P(ImportServiceTest, AFileWithoutAHeaderIsReadAsItLooksOrAsItIsSaid) {
  folder_.write("b.csv", "1,Acme,7\n2,Bolt,8\n");
  const auto upload = [&](std::optional<bool> has_header) {
    return service_->upload(admin_, {.object = ObjectKind::kAccount,
                                     .name = "b.csv",
                                     .path = folder_.file("b.csv"),
                                     .has_header = has_header});
  };
  const auto read = upload({});
  ASSERT_TRUE(read);
  EXPECT_FALSE(read->facts.has_header || read->facts.looks_headed);
  EXPECT_EQ(read->facts.row_count, 2);
  EXPECT_EQ(read->facts.columns[1].name, "Column 2");
  EXPECT_EQ(read->facts.columns[1].samples, (std::vector<std::string>{"Acme", "Bolt"}));
  const auto headed = upload(true);
  ASSERT_TRUE(headed);
  EXPECT_TRUE(headed->facts.has_header);
  EXPECT_FALSE(headed->facts.looks_headed);
  EXPECT_EQ(headed->facts.columns[1].name, "Acme");
  EXPECT_EQ(headed->facts.row_count, 1);
}

TEST_P(ImportServiceTest, TerritoriesNeedTheRightToManageThemAndAFileOfThemHasALimit) {
  auto may_not = admin_;
  may_not.permissions.erase(platform::identity::Permission::kTerritoriesManage);
  const auto upload = [&](const platform::identity::Principal& who) {
    return service_->upload(
        who, {.object = ObjectKind::kTerritory, .name = "b.csv", .path = folder_.file("b.csv")});
  };
  folder_.write("b.csv", "external_id,name\n1,North\n");
  EXPECT_EQ(upload(may_not).error().front().rule, "I001");
  const auto added = upload(admin_);
  ASSERT_TRUE(added);
  EXPECT_EQ(service_->run(may_not, added->id, order_).error().front().rule, "I001");
  EXPECT_TRUE(service_->run(admin_, added->id, order_));
  std::string rows = "external_id,name\n";
  for (std::size_t row = 0; row <= kAlignmentRowsMax; ++row)
    rows += std::to_string(row) + ",T" + std::to_string(row) + "\n";
  folder_.write("b.csv", rows);
  EXPECT_EQ(upload(admin_).error().front().rule, "K060");
}

TEST_P(ImportServiceTest, AStateFollowsTheJob) {
  EXPECT_EQ(state(), ImportState::kUploaded);
  const auto first = run();
  ASSERT_TRUE(first);
  EXPECT_EQ(state(), ImportState::kRunning);
  EXPECT_EQ(run().error().front().rule, "K051");
  end(first->job, jobs::JobState::kCancelled);
  EXPECT_EQ(state(), ImportState::kCancelled);
  const auto second = run();
  ASSERT_TRUE(second);
  end(second->job, jobs::JobState::kFailed);
  EXPECT_EQ(state(), ImportState::kFailed);
}

TEST_P(ImportServiceTest, WhatWasImportedInPartCanOnlyGoOn) {
  const auto first = run();
  ASSERT_TRUE(first);
  ASSERT_TRUE(write([&](Connection& connection) {
    return import_store::advance(connection, {tenant_, import_.id}, {first->job.id, 0, 1},
                                 ImportOutcome{.added = 1});
  }));
  end(first->job, jobs::JobState::kCancelled);
  EXPECT_EQ(service_->check(admin_, import_.id, order_).error().front().rule, "K052");
  const auto again = run();
  ASSERT_TRUE(again);
  EXPECT_EQ(again->import.rows_done, 1);
  EXPECT_EQ(again->import.outcome->added, 1);
}

TEST_P(ImportServiceTest, OldImportsAreRemoved) {
  ASSERT_TRUE(service_->prune());
  EXPECT_TRUE(service_->import(admin_, import_.id));
  clock_.put_forward(kImportDays * 86'400 + 1);
  ASSERT_TRUE(service_->prune());
  EXPECT_EQ(service_->import(admin_, import_.id).error().rule, "K050");
}

}  // namespace
}  // namespace bailiwick::crm
