// The attempts that run in this process: who looks at a job sees how far it is, and who cancels it is heard, also while one long
// transaction keeps everybody from writing. Thread-safe.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "platform/jobs/jobs.hpp"

namespace bailiwick::platform::jobs {

class Run;

class LiveRuns {
 public:
  void add(std::shared_ptr<Run> run);
  void remove(const Run& run);
  // Ends the attempt that `job` was seen to run in; false where it does not run here.
  [[nodiscard]] bool cancel(const Job& job) const;
  // Puts the progress that was told last in the place of the one that was written.
  void refresh(Job& job) const;

 private:
  [[nodiscard]] std::shared_ptr<Run> find(const Job& job) const;

  mutable std::mutex mutex_;
  std::vector<std::shared_ptr<Run>> runs_;
};

}  // namespace bailiwick::platform::jobs
