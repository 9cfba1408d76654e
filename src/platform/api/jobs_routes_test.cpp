// Goal: the routes of jobs parse what they are asked, and answer as the document says. Method: handlers called with requests as the
// server makes them; what services allow is tested with them.
#include "platform/api/jobs_routes.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "platform/audit/migrations.hpp"
#include "platform/jobs/migrations.hpp"
#include "tests/support/platform_world.hpp"
#include "tests/support/route_call.hpp"

namespace bailiwick::platform::api {
namespace {

namespace support = bailiwick::testing;
using Json = nlohmann::json;

class JobsRoutesTest : public support::PlatformTest {
 protected:
  JobsRoutesTest() : PlatformTest({audit::audit_migrations(), jobs::jobs_migrations()}) {}
  void SetUp() override {
    PlatformTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    queue_.add_kind({.name = "work", .run = [](jobs::JobContext&) -> Result<jobs::JobOutcome> {
                       return jobs::JobOutcome{};
                     }});
    service_.emplace(database(), queue_, log_);
    routes_ = jobs_routes(*service_);
  }
  std::string add() {
    return write([&](db::Connection& connection) {
             return queue_.enqueue(
                 connection,
                 {.tenant = tenant_, .created_by = person_, .kind = "work", .title = "T"});
           })
        .value()
        .id.text();
  }
  Json call(std::string_view id, http::Pairs path = {}, http::Pairs query = {}) {
    return support::json_of(
        support::call_route(routes_, id, somebody_, {.path = path, .query = query}));
  }

  jobs::JobQueue queue_{clock_.wall(), ids_};
  audit::Log log_{clock_.wall(), audit::SealKey{}};
  std::optional<jobs::JobService> service_;
  http::Routes routes_;
  identity::Principal somebody_ = support::somebody(tenant_, person_, identity::Role::kRep);
};
INSTANTIATE_TEST_SUITE_P(Both, JobsRoutesTest, support::on_both(), support::dialect_name);

TEST_P(JobsRoutesTest, jobs_are_listed_page_by_page_and_filtered) {
  const std::string first = add();
  const std::string second = add();
  const Json page = call("listJobs", {}, {{"limit", "1"}});
  ASSERT_EQ(page["items"].size(), 1U);
  EXPECT_EQ(page["items"][0]["id"], second);
  const Json rest =
      call("listJobs", {}, {{"limit", "1"}, {"cursor", page["next"].get<std::string>()}});
  EXPECT_EQ(rest["items"][0]["id"], first);
  EXPECT_FALSE(rest.contains("next"));
  EXPECT_EQ(call("listJobs", {}, {{"state", "running"}})["items"].size(), 0U);
  EXPECT_EQ(call("listJobs", {}, {{"kind", "work"}, {"mine", "true"}})["items"].size(), 2U);
}

TEST_P(JobsRoutesTest, a_job_is_shown_cancelled_and_started_again) {
  const std::string id = add();
  EXPECT_EQ(call("getJob", {{"job", id}})["title"], "T");
  EXPECT_EQ(call("cancelJob", {{"job", id}})["state"], "cancelled");
  EXPECT_EQ(call("cancelJob", {{"job", id}})["rule"], "J005");
  EXPECT_EQ(call("retryJob", {{"job", id}})["state"], "queued");
}

}  // namespace
}  // namespace bailiwick::platform::api
