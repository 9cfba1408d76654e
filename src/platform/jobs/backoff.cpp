#include "platform/jobs/backoff.hpp"

#include <algorithm>
#include <cassert>

namespace bailiwick::platform::jobs {

Seconds wait_after(std::int64_t failures, const Backoff& backoff, Rng& rng) {
  assert(failures >= 1);
  Seconds wait = backoff.first;
  for (std::int64_t i = 1; i < failures && wait < backoff.most; ++i) wait = wait * 2;
  return std::min(wait, backoff.most) * (0.5 + 0.5 * rng.uniform());
}

}  // namespace bailiwick::platform::jobs
