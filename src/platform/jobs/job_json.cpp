#include "platform/jobs/job_json.hpp"

#include <nlohmann/json.hpp>

namespace bailiwick::platform::jobs {

std::string to_json(const Job& job, Detail detail) {
  nlohmann::ordered_json json = {{"id", job.id.text()},      {"kind", job.kind},
                                 {"title", job.title},       {"state", name_of(job.state)},
                                 {"progress", job.progress}, {"message", job.message}};
  if (!job.created_by.is_nil()) json["created_by"] = job.created_by.text();
  json["created_at"] = to_text(job.created_at);
  json["run_at"] = to_text(job.run_at);
  if (job.started_at) json["started_at"] = to_text(*job.started_at);
  if (job.finished_at) json["finished_at"] = to_text(*job.finished_at);
  json["attempts"] = job.attempts;
  json["is_cancel_requested"] = job.is_cancel_requested;
  if (job.result && detail == Detail::kWhole)
    json["result"] = nlohmann::ordered_json::parse(*job.result, nullptr, false);
  if (job.problem) {
    json["problem"] = {{"code", name_of(job.problem->code)},
                       {"rule", job.problem->rule},
                       {"message", job.problem->message}};
  }
  // A title cut in the middle of a character must not stop the whole.
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace bailiwick::platform::jobs
