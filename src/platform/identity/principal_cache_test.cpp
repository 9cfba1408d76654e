// Goal: the cache never gives what was ended. Method: each way an entry ends, with a clock by hand; and threads at once.
#include "platform/identity/principal_cache.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace bailiwick::platform::identity {
namespace {

TenantId tenant_of(std::uint8_t n) {
  Uuid id;
  id.bytes[15] = n;
  return TenantId(id);
}

crypto::Digest key_of(std::uint8_t n) { return {n}; }

constexpr std::int64_t kIdle = 100;

class PrincipalCacheTest : public ::testing::Test {
 protected:
  void put(std::uint8_t key, std::uint8_t tenant) {
    PrincipalCache::Entry entry;
    entry.principal.tenant = tenant_of(tenant);
    entry.expires_at = now.plus_seconds(1'000);
    entry.last_seen_at = now;
    cache.set_epoch(tenant_of(tenant), 1, now);
    const auto ticket = cache.ticket(tenant_of(tenant));
    cache.put(key_of(key), std::move(entry), ticket);
  }
  bool has(std::uint8_t key) { return cache.find(key_of(key), now, kIdle).has_value(); }

  PrincipalCache cache;
  Instant now{1'000'000'000};
};

TEST_F(PrincipalCacheTest, GivesWhatWasPut) {
  EXPECT_FALSE(has(1));
  put(1, 1);
  EXPECT_TRUE(has(1));
  EXPECT_FALSE(has(2));
}

TEST_F(PrincipalCacheTest, ForgettingACompanyLeavesTheOthers) {
  put(1, 1);
  put(2, 2);
  cache.forget(tenant_of(1));
  EXPECT_FALSE(has(1));
  EXPECT_TRUE(has(2));
}

TEST_F(PrincipalCacheTest, WhatWasReadBeforeACompanyWasForgottenIsNotKept) {
  const auto ticket = cache.ticket(tenant_of(1));
  cache.forget(tenant_of(1));
  PrincipalCache::Entry entry;
  entry.principal.tenant = tenant_of(1);
  entry.expires_at = now.plus_seconds(1'000);
  entry.last_seen_at = now;
  EXPECT_NE(cache.put(key_of(1), std::move(entry), ticket), nullptr);
  EXPECT_FALSE(has(1));
}

TEST_F(PrincipalCacheTest, AnotherEpochForgets) {
  put(1, 1);
  cache.set_epoch(tenant_of(1), 1, now);
  EXPECT_TRUE(has(1));
  cache.set_epoch(tenant_of(1), 2, now);
  EXPECT_FALSE(has(1));
}

TEST_F(PrincipalCacheTest, TheEpochIsDueAfterAWhileAndWhenTheClockWasPutBack) {
  put(1, 1);
  EXPECT_FALSE(cache.find(key_of(1), now.plus_seconds(kStalenessSeconds).plus_millis(-1), kIdle)
                   ->is_epoch_due);
  EXPECT_TRUE(cache.find(key_of(1), now.plus_seconds(kStalenessSeconds), kIdle)->is_epoch_due);
  EXPECT_TRUE(cache.find(key_of(1), now.plus_seconds(-1), kIdle)->is_epoch_due);
}

TEST_F(PrincipalCacheTest, EndsByIdlenessAndByItsTime) {
  put(1, 1);
  now = now.plus_seconds(kIdle - 1);
  EXPECT_TRUE(has(1));
  now = now.plus_seconds(kIdle - 1);  // the look before was a use
  EXPECT_TRUE(has(1));
  now = now.plus_seconds(kIdle);
  EXPECT_FALSE(has(1));
  put(2, 1);
  const Instant end = now.plus_seconds(1'000);
  while (now < end.plus_seconds(-50)) {
    now = now.plus_seconds(50);
    EXPECT_TRUE(has(2));
  }
  now = end;
  EXPECT_FALSE(has(2));
}

TEST_F(PrincipalCacheTest, TellsEachUseOnce) {
  put(1, 1);
  EXPECT_EQ(cache.take_uses().size(), 1U);
  EXPECT_TRUE(cache.take_uses().empty());
  now = now.plus_seconds(5);
  EXPECT_TRUE(has(1));
  const auto uses = cache.take_uses();
  ASSERT_EQ(uses.size(), 1U);
  EXPECT_EQ(uses[0].at, now);
  EXPECT_EQ(uses[0].tenant, tenant_of(1));
}

TEST_F(PrincipalCacheTest, ThreadsAtOnceSeeNoForgottenEntry) {
  std::atomic<std::int64_t> epoch = 1;
  std::atomic<bool> is_over = false;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i)
    readers.emplace_back([&] {
      while (!is_over) {
        const std::int64_t before = epoch;
        const auto ticket = cache.ticket(tenant_of(1));
        PrincipalCache::Entry entry;
        entry.principal.tenant = tenant_of(1);
        entry.principal.csrf_token = std::to_string(before);
        entry.expires_at = now.plus_seconds(1'000);
        entry.last_seen_at = now;
        if (epoch == before) cache.put(key_of(1), std::move(entry), ticket);
        (void)cache.find(key_of(1), now, kIdle);
      }
    });
  for (int i = 0; i < 500; ++i) {
    ++epoch;
    cache.forget(tenant_of(1));
    const auto found = cache.find(key_of(1), now, kIdle);
    if (found) EXPECT_EQ(found->principal->csrf_token, std::to_string(epoch.load()));
  }
  is_over = true;
  for (std::thread& reader : readers) reader.join();
}

}  // namespace
}  // namespace bailiwick::platform::identity
