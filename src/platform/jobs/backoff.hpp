// How long to wait before the next try: twice as long each time, and never at the same moment as everybody else.
//
// After the n-th failure the wait is drawn evenly from the upper half of [0, min(first * 2^(n-1), most)]. Jitter keeps those
// that failed together from coming back together: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog (2015), its
// "equal jitter". Pure but for the Rng.
#pragma once

#include <cstdint>

#include "base/quantity.hpp"
#include "base/rng.hpp"

namespace bailiwick::platform::jobs {

struct Backoff {
  Seconds first = Seconds(5);
  Seconds most = Seconds(3600);
};

// failures >= 1.
[[nodiscard]] Seconds wait_after(std::int64_t failures, const Backoff& backoff, Rng& rng);

}  // namespace bailiwick::platform::jobs
