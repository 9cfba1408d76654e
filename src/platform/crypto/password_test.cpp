// Goal: a password opens its own hash only, hashes carry the costs asked for, and a crowd is let in a few at a time.
// Method: costs of 64 KiB, so that the tests are quick; once those of production.
#include "platform/crypto/password.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace bailiwick::platform::crypto {
namespace {

const PasswordHasher::Options kCheap = {.costs = {.memory_kib = 64, .passes = 1}};

TEST(PasswordHasher, a_password_opens_its_own_hash_only) {
  PasswordHasher hasher(kCheap);
  const auto hash = hasher.hash("correct horse battery staple");
  ASSERT_TRUE(hash);
  EXPECT_TRUE(*hasher.verify(*hash, "correct horse battery staple"));
  EXPECT_FALSE(*hasher.verify(*hash, "correct horse battery stapl"));
  EXPECT_FALSE(*hasher.verify(*hash, ""));
  EXPECT_FALSE(*hasher.verify(*hash, std::string("correct horse battery staple\0", 29)));
  EXPECT_NE(*hash, *hasher.hash("correct horse battery staple"));
}

TEST(PasswordHasher, the_usual_costs_are_owasp_s_and_stand_in_the_hash) {
  PasswordHasher hasher({});
  const auto hash = hasher.hash("p");
  ASSERT_TRUE(hash);
  EXPECT_TRUE(hash->starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << *hash;
  EXPECT_FALSE(hasher.needs_rehash(*hash));
  EXPECT_TRUE(hasher.needs_rehash(*PasswordHasher(kCheap).hash("p")));
}

TEST(PasswordHasher, what_is_no_hash_verifies_as_nothing) {
  PasswordHasher hasher(kCheap);
  for (const std::string text :
       {"", "plain", "$argon2id$", "$2b$12$abcdefghijklmnopqrstuv", "$argon2id$v=19$m=64"}) {
    EXPECT_FALSE(*hasher.verify(text, "plain")) << text;
    EXPECT_TRUE(hasher.needs_rehash(text)) << text;
  }
  EXPECT_FALSE(*hasher.verify(std::string("$argon2id$") + std::string(5'000, 'a'), ""));
}

TEST(PasswordHasher, the_decoy_is_a_hash_of_the_same_costs) {
  PasswordHasher hasher(kCheap);
  EXPECT_FALSE(hasher.needs_rehash(hasher.decoy()));
  EXPECT_FALSE(*hasher.verify(hasher.decoy(), ""));
}

TEST(PasswordHasher, a_crowd_beyond_the_queue_is_refused_and_the_others_are_served) {
  PasswordHasher hasher(
      {.costs = {.memory_kib = 8 * 1024, .passes = 2}, .concurrent_max = 1, .waiting_max = 2});
  std::atomic<int> served = 0;
  std::atomic<int> refused = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 24; ++i) {
    threads.emplace_back([&] {
      const auto hash = hasher.hash("p");
      if (hash) {
        ++served;
      } else if (hash.error().rule == "K002" && hash.error().code == ErrorCode::kTooMany) {
        ++refused;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(served + refused, 24);
  EXPECT_GE(served, 3);
  EXPECT_TRUE(hasher.hash("afterwards"));
}

TEST(PasswordHasher, memory_that_is_not_there_is_an_error_and_no_crash) {
  // 4 TiB less a little: the most that argon2 can name.
  PasswordHasher hasher({.costs = {.memory_kib = 0xFFFFFFFF, .passes = 1}});
  const auto hash = hasher.hash("p");
  ASSERT_FALSE(hash);
  EXPECT_EQ(hash.error().rule, "K001");
}

}  // namespace
}  // namespace bailiwick::platform::crypto
