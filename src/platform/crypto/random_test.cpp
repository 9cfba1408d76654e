// Goal: randomness differs each time and fills every byte, the clock is near the file system's, and ids of both grow.
#include "platform/crypto/random.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace bailiwick::platform::crypto {
namespace {

TEST(Random, fills_as_much_as_was_asked_for_and_never_the_same) {
  EXPECT_EQ(random_bytes(0).size(), 0U);
  std::set<std::string> seen;
  for (int i = 0; i < 1'000; ++i) seen.insert(random_bytes(16));
  EXPECT_EQ(seen.size(), 1'000U);
  std::set<char> last_bytes;
  for (int i = 0; i < 1'000; ++i) last_bytes.insert(random_bytes(33).back());
  EXPECT_GT(last_bytes.size(), 200U);
}

TEST(Random, the_clock_is_of_this_century) {
  const Instant now = system_wall_clock()();
  EXPECT_GT(now, *parse_instant("2024-01-01T00:00:00Z"));
  EXPECT_LT(now, *parse_instant("2100-01-01T00:00:00Z"));
}

TEST(Random, ids_of_it_grow) {
  UuidSource source = secure_uuid_source(system_wall_clock());
  Uuid last = source.next();
  for (int i = 0; i < 10'000; ++i) {
    const Uuid next = source.next();
    ASSERT_LT(last, next);
    last = next;
  }
}

}  // namespace
}  // namespace bailiwick::platform::crypto
