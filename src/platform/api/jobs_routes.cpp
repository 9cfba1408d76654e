#include "platform/api/jobs_routes.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "platform/api/resource.hpp"
#include "platform/jobs/job_json.hpp"

namespace bailiwick::platform::api {
namespace {

using http::Call;
using http::kOptional;
using http::Method;
using http::Response;
using http::Route;
using jobs::Job;
using jobs::JobId;
using Json = nlohmann::json;

http::Schema state_schema() {
  return http::one_of({"queued", "running", "succeeded", "failed", "cancelled"});
}

const http::Schema& job_schema() {
  static const http::Schema schema = http::object(
      "Job",
      {{"id", http::id("job")},
       {"kind", http::text()},
       {"title", http::text()},
       {"state", state_schema()},
       {"progress", http::number(0, 1)},
       {"message", http::text().described("What it is doing, for people")},
       {"created_by", http::id("person"), kOptional},
       {"created_at", http::instant()},
       {"run_at", http::instant().described("Not before; after a failure, of the next try")},
       {"started_at", http::instant(), kOptional},
       {"finished_at", http::instant(), kOptional},
       {"attempts", http::integer(0, 1'000'000'000)},
       {"is_cancel_requested", http::boolean()},
       {"result", http::Schema(), kOptional},
       {"problem",
        http::object("JobProblem",
                     {{"code", http::text()}, {"rule", http::text()}, {"message", http::text()}}),
        kOptional}});
  return schema;
}

Route job_route(Method method, std::string_view path, std::string_view id,
                std::string_view summary) {
  Route route;
  route.method = method;
  route.path = path;
  route.id = id;
  route.tag = "Jobs";
  route.summary = summary;
  route.access = http::signed_in();  // the service lets everyone see their own
  if (path.find("{job}") != std::string_view::npos) {
    route.params.push_back({.name = "job",
                            .place = http::ParamPlace::kPath,
                            .schema = http::id("job"),
                            .description = "The job's id"});
  }
  return route;
}

Result<Response> job_response(const Result<Job>& job) {
  if (!job) return tl::unexpected(job.error());
  return http::json_response(200, jobs::to_json(*job, jobs::Detail::kWhole));
}

Route list_jobs(const jobs::JobService& service) {
  Route route = job_route(Method::kGet, "/api/v1/jobs", "listJobs", "Jobs, newest first");
  route.description =
      "Everyone's with the permission jobs.read, else one's own. Results are left out.";
  route.params = {
      cursor_param(),
      limit_param(),
      {.name = "kind", .schema = http::text(1, 100), .description = "Only jobs of this kind"},
      {.name = "state", .schema = state_schema(), .description = "Only jobs in this state"},
      {.name = "mine", .schema = http::boolean(), .description = "Only one's own"}};
  route.answers = {{200, "A page of jobs", http::page_of("JobPage", job_schema())}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const http::Request& request = call.request;
    jobs::JobFilter filter;
    if (const auto kind = request.query_value("kind")) filter.kind = std::string(*kind);
    if (const auto state = request.query_value("state"))
      filter.state = jobs::parse_job_state(*state);
    if (request.query_value("mine") == "true") filter.created_by = call.principal().person;
    if (const auto cursor = request.query_value("cursor")) {
      const auto before = read_cursor(*cursor);
      if (!before) return tl::unexpected(before.error());
      filter.before = JobId::parse(before->first).value_or(JobId());
    }
    filter.limit = limit_of(request);
    const auto listed = service.list(call.principal(), filter);
    if (!listed) return tl::unexpected(listed.error());
    Json items = Json::array();
    for (const Job& job : listed->items) {
      items.push_back(Json::parse(jobs::to_json(job, jobs::Detail::kWithoutResult)));
    }
    return page(std::move(items),
                listed->next ? std::optional(cursor_of(listed->next->text(), "")) : std::nullopt);
  };
  return route;
}

Route get_job(const jobs::JobService& service) {
  Route route = job_route(Method::kGet, "/api/v1/jobs/{job}", "getJob", "One job");
  route.runs = http::Runs::kRead;
  route.answers = {{200, "The job", job_schema()}};
  route.handle = [&service](const Call& call) {
    return job_response(service.get(call.principal(), path_id<JobId>(call.request, "job")));
  };
  return route;
}

Route cancel_job(const jobs::JobService& service) {
  Route route = job_route(Method::kPost, "/api/v1/jobs/{job}/cancel", "cancelJob", "Cancel a job");
  route.description =
      "A waiting job is cancelled at once; a running one stops soon, and may still succeed.";
  route.answers = {{200, "The job", job_schema()}};
  route.handle = [&service](const Call& call) {
    return job_response(service.cancel(call.principal(), path_id<JobId>(call.request, "job")));
  };
  return route;
}

Route retry_job(const jobs::JobService& service) {
  Route route =
      job_route(Method::kPost, "/api/v1/jobs/{job}/retry", "retryJob", "Start a failed job again");
  route.answers = {{200, "The job, waiting", job_schema()}};
  route.handle = [&service](const Call& call) {
    return job_response(service.retry(call.principal(), path_id<JobId>(call.request, "job")));
  };
  return route;
}

}  // namespace

http::Routes jobs_routes(const jobs::JobService& service) {
  return {list_jobs(service), get_job(service), cancel_job(service), retry_job(service)};
}

}  // namespace bailiwick::platform::api
