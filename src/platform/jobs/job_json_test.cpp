// Goal: a job is shown as the API promises, and no odd byte in it spoils the whole.
#include "platform/jobs/job_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bailiwick::platform::jobs {
namespace {

TEST(JobJson, a_waiting_job_shows_only_what_it_has) {
  Job job;
  job.kind = "planning.design";
  job.title = "Territories";
  job.payload = R"({"secret":1})";
  const auto json = nlohmann::json::parse(to_json(job, Detail::kWhole));
  EXPECT_EQ(json["state"], "queued");
  EXPECT_EQ(json["created_at"], "1970-01-01T00:00:00.000000Z");
  for (const char* absent :
       {"created_by", "started_at", "finished_at", "result", "problem", "payload"}) {
    EXPECT_FALSE(json.contains(absent)) << absent;
  }
}

TEST(JobJson, a_result_is_shown_whole_or_left_out) {
  Job job;
  job.state = JobState::kSucceeded;
  job.result = R"({"plan":7})";
  EXPECT_EQ(nlohmann::json::parse(to_json(job, Detail::kWhole))["result"]["plan"], 7);
  EXPECT_FALSE(nlohmann::json::parse(to_json(job, Detail::kWithoutResult)).contains("result"));
}

TEST(JobJson, a_problem_says_its_rule) {
  Job job;
  job.state = JobState::kFailed;
  job.problem = Error{ErrorCode::kUnavailable, "J010", "gone"};
  const auto json = nlohmann::json::parse(to_json(job, Detail::kWhole));
  EXPECT_EQ(json["problem"]["code"], "unavailable");
  EXPECT_EQ(json["problem"]["rule"], "J010");
}

TEST(JobJson, bad_utf8_in_a_title_is_replaced) {
  Job job;
  job.title = "bad \xff";
  EXPECT_EQ(nlohmann::json::parse(to_json(job, Detail::kWhole))["title"], "bad \xef\xbf\xbd");
}

}  // namespace
}  // namespace bailiwick::platform::jobs
