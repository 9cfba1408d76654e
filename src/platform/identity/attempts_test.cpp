// Goal: failed tries cost time, more and more, by account and by peer, and are forgotten. Method: the formula by itself; the rows on both databases.
#include "platform/identity/attempts.hpp"

#include <gtest/gtest.h>

#include "tests/support/identity_world.hpp"

namespace bailiwick::platform::identity {
namespace {

TEST(Attempts, TheWaitDoublesUpToItsLimit) {
  EXPECT_EQ(lock_seconds(0, 5), 0);
  EXPECT_EQ(lock_seconds(4, 5), 0);
  EXPECT_EQ(lock_seconds(5, 5), 1);
  EXPECT_EQ(lock_seconds(6, 5), 2);
  EXPECT_EQ(lock_seconds(14, 5), 512);
  EXPECT_EQ(lock_seconds(15, 5), kLockSecondsMax);
  EXPECT_EQ(lock_seconds(1'000'000, 5), kLockSecondsMax);
}

TEST(Attempts, AnIPv6PeerIsItsNetwork) {
  const auto peer = [](std::string_view address) {
    return attempt_keys(AttemptKind::kSignIn, "a@b.co", address).peer;
  };
  EXPECT_EQ(peer("2001:db8:1:2:3:4:5:6"), peer("2001:db8:1:2::9"));
  EXPECT_NE(peer("2001:db8:1:2::9"), peer("2001:db8:1:3::9"));
  EXPECT_EQ(peer("2001:db8::1"), peer("2001:db8::2"));
  EXPECT_EQ(peer("::1"), peer("::2"));
  EXPECT_NE(peer("192.0.2.1"), peer("192.0.2.2"));
}

TEST(Attempts, KindsAndAddressesDoNotMix) {
  EXPECT_NE(attempt_keys(AttemptKind::kSignIn, "a@b.co", "p").account,
            attempt_keys(AttemptKind::kPasswordReset, "a@b.co", "p").account);
  EXPECT_EQ(attempt_keys(AttemptKind::kSignIn, " A@B.co", "p").account,
            attempt_keys(AttemptKind::kSignIn, "a@b.co", "p").account);
}

class AttemptsTest : public bailiwick::testing::IdentityTest {
 protected:
  void fail_once(std::string_view email, std::string_view peer) {
    const auto done = world->database().write([&](db::Connection& connection) {
      return record_failure(connection, attempt_keys(AttemptKind::kSignIn, email, peer),
                            world->now);
    });
    ASSERT_TRUE(done) << done.error().message;
  }
  std::int64_t locked(std::string_view email, std::string_view peer) {
    const auto seconds = world->database().read([&](db::Connection& connection) {
      return seconds_locked(connection, attempt_keys(AttemptKind::kSignIn, email, peer),
                            world->now);
    });
    return seconds.value_or(-1);
  }
};

TEST_P(AttemptsTest, AnAccountIsLockedForAllPeersAndUnlockedBySuccess) {
  for (int i = 0; i < 4; ++i) fail_once("x@y.zz", "10.0.0.1");
  EXPECT_EQ(locked("x@y.zz", "10.0.0.1"), 0);
  fail_once("x@y.zz", "10.0.0.2");
  EXPECT_EQ(locked("x@y.zz", "10.0.0.3"), 1);
  EXPECT_EQ(locked("other@y.zz", "10.0.0.3"), 0);
  world->now = world->now.plus_seconds(1);
  EXPECT_EQ(locked("x@y.zz", "10.0.0.3"), 0);
  fail_once("x@y.zz", "10.0.0.2");
  EXPECT_EQ(locked("x@y.zz", "10.0.0.3"), 2);
  ASSERT_TRUE(world->database().write([&](db::Connection& connection) {
    return clear_account(connection, attempt_keys(AttemptKind::kSignIn, "x@y.zz", "10.0.0.2"));
  }));
  EXPECT_EQ(locked("x@y.zz", "10.0.0.3"), 0);
}

TEST_P(AttemptsTest, APeerIsLockedForAllAccounts) {
  for (int i = 0; i < kPeerFailuresFree; ++i)
    fail_once("p" + std::to_string(i) + "@y.zz", "10.0.0.9");
  EXPECT_EQ(locked("fresh@y.zz", "10.0.0.9"), 1);
  EXPECT_EQ(locked("fresh@y.zz", "10.0.0.8"), 0);
}

TEST_P(AttemptsTest, ADayForgetsAndAClockPutBackLocksNobodyForLong) {
  for (int i = 0; i < 12; ++i) fail_once("x@y.zz", "10.0.0.1");
  EXPECT_EQ(locked("x@y.zz", "q"), 128);
  const Instant then = world->now;
  world->now = then.plus_seconds(-100'000);
  EXPECT_EQ(locked("x@y.zz", "q"), kLockSecondsMax);
  world->now = then.plus_seconds(24 * 3600 + 1);
  fail_once("x@y.zz", "10.0.0.1");
  EXPECT_EQ(locked("x@y.zz", "q"), 0);
}

INSTANTIATE_TEST_SUITE_P(Both, AttemptsTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::platform::identity
