#include "platform/http/rate_limit.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

namespace bailiwick::platform::http {
namespace {

constexpr std::size_t kShards = 16;

}  // namespace

struct RateLimiter::Shard {
  struct Bucket {
    std::string key;
    double tokens;
    Time at;
  };
  std::mutex mutex;
  std::list<Bucket> buckets;  // the latest asker first
  std::unordered_map<std::string_view, std::list<Bucket>::iterator> by_key;

  // The key's bucket, filled up to now.
  Bucket& bucket(std::string_view key, Time now, const Rate& rate, std::size_t keys_max) {
    const auto found = by_key.find(key);
    if (found == by_key.end()) {
      if (by_key.size() >= keys_max) {
        by_key.erase(buckets.back().key);
        buckets.pop_back();
      }
      buckets.push_front({std::string(key), rate.burst, now});
      by_key.emplace(buckets.front().key, buckets.begin());
      return buckets.front();
    }
    buckets.splice(buckets.begin(), buckets, found->second);
    Bucket& bucket = buckets.front();
    const double seconds = std::max(0.0, std::chrono::duration<double>(now - bucket.at).count());
    bucket.tokens = std::min(rate.burst, bucket.tokens + seconds * rate.per_second);
    bucket.at = now;
    return bucket;
  }
};

RateLimiter::RateLimiter(Rate rate, std::size_t keys_max)
    : rate_(rate),
      shard_keys_max_(std::max<std::size_t>(1, keys_max / kShards)),
      shards_(std::make_unique<Shard[]>(kShards)) {
  rate_.burst = std::max(1.0, rate_.burst);
}

RateLimiter::~RateLimiter() = default;

RateLimiter::Shard& RateLimiter::shard_of(std::string_view key) {
  return shards_[std::hash<std::string_view>{}(key) % kShards];
}

bool RateLimiter::take(std::string_view key, Time now) {
  if (rate_.per_second <= 0) return true;
  Shard& shard = shard_of(key);
  const std::lock_guard lock(shard.mutex);
  auto& bucket = shard.bucket(key, now, rate_, shard_keys_max_);
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

bool RateLimiter::has_token(std::string_view key, Time now) {
  if (rate_.per_second <= 0) return true;
  Shard& shard = shard_of(key);
  const std::lock_guard lock(shard.mutex);
  return shard.bucket(key, now, rate_, shard_keys_max_).tokens >= 1;
}

int RateLimiter::seconds_to_wait() const {
  if (rate_.per_second <= 0) return 1;
  return static_cast<int>(std::clamp(std::ceil(1 / rate_.per_second), 1.0, 3600.0));
}

}  // namespace bailiwick::platform::http
