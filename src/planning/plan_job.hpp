// What the jobs on plans have in common: the plan they are about, its data set as a file while they run, one error for many.
// Errors: P057 a file cannot be written (kIo).
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "planning/model.hpp"
#include "planning/plan.hpp"
#include "platform/jobs/jobs.hpp"

namespace bailiwick::planning {

struct PlanJobSettings {
  std::string scratch_folder;  // for files while a job runs
  int threads = 2;             // of one job
};

// A file of a job that is gone at the end. Named after the job, its attempt and `what`.
class ScratchFile {
 public:
  ScratchFile(const PlanJobSettings& settings, const platform::jobs::Job& job,
              std::string_view what);
  ~ScratchFile();
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] Result<void> write(std::string_view text) const;

 private:
  std::string path_;
};

// Of a payload {"plan": "plan_..."}; nil for any other.
[[nodiscard]] PlanId plan_of(const platform::jobs::Job& job);
[[nodiscard]] std::string payload_of(PlanId plan);

// The demands of a plan on the units in a file, without limits of time.
[[nodiscard]] DesignOrder order_of(const NewPlan& request, const std::string& units_file,
                                   int threads);

// Jobs end with one error: the first reasons, together. `errors` is not empty.
[[nodiscard]] Error joined(const Errors& errors);

}  // namespace bailiwick::planning
