// A job as the API and the event job.updated show it:
//   {id, kind, title, state, progress, message, created_by?, created_at, run_at, started_at?, finished_at?, attempts,
//    is_cancel_requested, result?, problem?: {code, rule, message}}
// The payload is not shown. Pure.
#pragma once

#include <string>

#include "platform/jobs/jobs.hpp"

namespace bailiwick::platform::jobs {

enum class Detail {
  kWhole,
  kWithoutResult
};  // lists and events leave a result out, which may be large
[[nodiscard]] std::string to_json(const Job& job, Detail detail);

}  // namespace bailiwick::platform::jobs
