// Goal: of requests under one key one runs, and all get its answer. Method: the
// port's promises, on both databases; threads at once.
#include "platform/api/idempotency_store.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "platform/api/migrations.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick::platform::api {
namespace {

using http::KeyState;

class IdempotencyTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    if (const auto why = bailiwick::testing::why_not(GetParam())) GTEST_SKIP() << *why;
    const db::MigrationModule modules[] = {api_migrations()};
    made = bailiwick::testing::make_database(GetParam(), modules);
    ASSERT_TRUE(made.database) << made.fault;
    store = std::make_unique<DatabaseIdempotencyStore>(*made.database, [this] { return now; });
  }
  KeyState begin(const http::IdempotencyKey& key, std::string_view fingerprint = "f") {
    const auto found = store->begin(key, fingerprint);
    EXPECT_TRUE(found) << found.error().message;
    return found->state;
  }
  static http::IdempotencyKey key(const std::string& text, std::uint8_t tenant = 1) {
    Uuid id;
    id.bytes[15] = tenant;
    return {.tenant = TenantId(id), .person = PersonId(id), .key = text};
  }

  bailiwick::testing::TestDatabase made;
  std::unique_ptr<DatabaseIdempotencyStore> store;
  Instant now{1'000'000'000};
};

TEST_P(IdempotencyTest, TheFirstRunsAndOthersGetItsAnswer) {
  EXPECT_EQ(begin(key("a")), KeyState::kNew);
  EXPECT_EQ(begin(key("a")), KeyState::kInProgress);
  EXPECT_EQ(begin(key("a"), "other"), KeyState::kOther);
  EXPECT_EQ(begin(key("a", 2)),
            KeyState::kNew);  // another company's key of that name
  ASSERT_TRUE(store->finish(
      key("a"), {.status = 201, .headers = {{"ETag", "\"1\""}}, .body = "{\"x\":\"'<\"}"}));
  const auto found = store->begin(key("a"), "f");
  ASSERT_EQ(found->state, KeyState::kAnswered);
  EXPECT_EQ(found->answer->status, 201);
  EXPECT_EQ(found->answer->headers, (http::Pairs{{"ETag", "\"1\""}}));
  EXPECT_EQ(found->answer->body, "{\"x\":\"'<\"}");
}

TEST_P(IdempotencyTest, AnAbandonedOrForgottenKeyIsFreeAgain) {
  EXPECT_EQ(begin(key("a")), KeyState::kNew);
  ASSERT_TRUE(store->abandon(key("a")));
  EXPECT_EQ(begin(key("a")), KeyState::kNew);
  now = now.plus_seconds(http::IdempotencyStore::kHoldSeconds);
  EXPECT_EQ(begin(key("a"), "other"), KeyState::kNew);  // whoever held it died
  ASSERT_TRUE(store->finish(key("a"), {.status = 200, .headers = {}, .body = ""}));
  now = now.plus_seconds(DatabaseIdempotencyStore::kKeepSeconds + 1);
  EXPECT_EQ(store->sweep().value_or(0), 1);
  EXPECT_EQ(begin(key("a")), KeyState::kNew);
}

TEST_P(IdempotencyTest, OfManyAtOnceOneRuns) {
  std::atomic<int> winners = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] { winners += begin(key("a")) == KeyState::kNew ? 1 : 0; });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(winners, 1);
}

INSTANTIATE_TEST_SUITE_P(Both, IdempotencyTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::platform::api
