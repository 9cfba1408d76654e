// Token buckets: how often somebody may ask. A bucket holds `burst` tokens and gains `per_second` of them; a request takes one.
//
// Memory is bounded: beyond kRateKeysMax keys the one that asked longest ago is forgotten, which gives it a full bucket again.
// Thread-safe. O(log keys) under one of a few locks.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string_view>

namespace bailiwick::platform::http {

inline constexpr std::size_t kRateKeysMax = 65'536;

struct Rate {
  double per_second = 0;  // 0: no limit
  double burst = 0;
};

class RateLimiter {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit RateLimiter(Rate rate, std::size_t keys_max = kRateKeysMax);
  ~RateLimiter();
  RateLimiter(const RateLimiter&) = delete;
  RateLimiter& operator=(const RateLimiter&) = delete;

  // Takes a token; false where none is left.
  [[nodiscard]] bool take(std::string_view key, Time now);
  // Whether a token is left, without taking it.
  [[nodiscard]] bool has_token(std::string_view key, Time now);
  // How long until there is a token again, in whole seconds of at least 1.
  [[nodiscard]] int seconds_to_wait() const;

 private:
  struct Shard;
  Shard& shard_of(std::string_view key);

  Rate rate_;
  std::size_t shard_keys_max_;
  std::unique_ptr<Shard[]> shards_;
};

}  // namespace bailiwick::platform::http
