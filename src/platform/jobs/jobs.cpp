#include "platform/jobs/jobs.hpp"

#include <array>

namespace bailiwick::platform::jobs {
namespace {

constexpr std::array<std::string_view, 5> kStateNames = {"queued", "running", "succeeded", "failed",
                                                         "cancelled"};

}  // namespace

std::string_view name_of(JobState state) { return kStateNames[static_cast<std::size_t>(state)]; }

std::optional<JobState> parse_job_state(std::string_view word) {
  for (std::size_t i = 0; i < kStateNames.size(); ++i) {
    if (kStateNames[i] == word) return static_cast<JobState>(i);
  }
  return std::nullopt;
}

bool is_finished(JobState state) {
  return state != JobState::kQueued && state != JobState::kRunning;
}

}  // namespace bailiwick::platform::jobs
