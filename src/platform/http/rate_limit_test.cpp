// Goal: a bucket gives its burst, then as much as the time brings; keys do not mix; memory is bounded. Time is the test's.
#include "platform/http/rate_limit.hpp"

#include <gtest/gtest.h>

#include <string>

namespace bailiwick::platform::http {
namespace {

using std::chrono::milliseconds;

TEST(RateLimiter, gives_the_burst_and_then_what_time_brings) {
  RateLimiter limiter({.per_second = 2, .burst = 3});
  RateLimiter::Time now{};
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(limiter.take("a", now));
  EXPECT_FALSE(limiter.take("a", now));
  EXPECT_FALSE(limiter.take("a", now + milliseconds(499)));
  EXPECT_TRUE(limiter.take("a", now + milliseconds(510)));
  EXPECT_FALSE(limiter.take("a", now + milliseconds(511)));
  EXPECT_TRUE(limiter.take("b", now));
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(limiter.take("a", now + milliseconds(60'000)));
  EXPECT_FALSE(limiter.take("a", now + milliseconds(60'000)));
}

TEST(RateLimiter, looking_takes_nothing) {
  RateLimiter limiter({.per_second = 1, .burst = 1});
  const RateLimiter::Time now{};
  EXPECT_TRUE(limiter.has_token("a", now));
  EXPECT_TRUE(limiter.has_token("a", now));
  EXPECT_TRUE(limiter.take("a", now));
  EXPECT_FALSE(limiter.has_token("a", now));
}

TEST(RateLimiter, no_rate_is_no_limit_and_a_clock_that_goes_back_gives_nothing) {
  RateLimiter open({});
  const RateLimiter::Time now{};
  for (int i = 0; i < 1'000; ++i) EXPECT_TRUE(open.take("a", now));
  RateLimiter limiter({.per_second = 1, .burst = 1});
  EXPECT_TRUE(limiter.take("a", now + milliseconds(5'000)));
  EXPECT_FALSE(limiter.take("a", now));
}

TEST(RateLimiter, the_longest_silent_key_is_forgotten_beyond_the_limit) {
  RateLimiter limiter({.per_second = 0.001, .burst = 1}, 16);  // one key a shard
  const RateLimiter::Time now{};
  EXPECT_TRUE(limiter.take("first", now));
  EXPECT_FALSE(limiter.take("first", now));
  for (int i = 0; i < 1'000; ++i) EXPECT_TRUE(limiter.take("key" + std::to_string(i), now));
  EXPECT_TRUE(limiter.take("first", now));
  EXPECT_EQ(limiter.seconds_to_wait(), 1'000);
}

}  // namespace
}  // namespace bailiwick::platform::http
