// Goal: of requests under one key one writes, once, and all get its answer, whatever breaks between. Method: the port's promises on
// both databases with a table of the test's own; threads at once; transactions that fail, and a commit whose answer is lost.
#include "platform/api/idempotency_store.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "platform/api/migrations.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick::platform::api {
namespace {

using http::KeyState;
using http::StoredAnswer;

// A row of the work's own, as a service writes it.
Result<std::int64_t> write_row(db::Database& database, const Uuid& id) {
  return database.write([&](db::Connection& c) {
    return c.execute(
        "INSERT INTO idempotency_key (tenant_id, person_id, key_hash, fingerprint, begun_at) "
        "VALUES ($1, $2, $3, 'work', 0)",
        {id, id, db::Bytes(id.bytes.begin(), id.bytes.end())});
  });
}

std::int64_t rows_of(db::Database& database) {
  const auto count = database.read([](db::Connection& c) {
    return db::query_one(c, "SELECT COUNT(*) FROM idempotency_key WHERE fingerprint = 'work'", {},
                         [](const db::Row& row) { return row.int64(0); });
  });
  return count ? count->value_or(-1) : -1;
}

class IdempotencyTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    if (const auto why = bailiwick::testing::why_not(GetParam())) GTEST_SKIP() << *why;
    const db::MigrationModule modules[] = {api_migrations()};
    made = bailiwick::testing::make_database(GetParam(), modules);
    ASSERT_TRUE(made.database) << made.fault;
    store = another();
  }
  std::unique_ptr<DatabaseIdempotencyStore> another() {
    return std::make_unique<DatabaseIdempotencyStore>(*made.database, [this] { return now; });
  }
  static Uuid uuid(std::uint8_t last) {
    Uuid id;
    id.bytes[15] = last;
    return id;
  }
  static http::IdempotencyKey key(const std::string& text, std::uint8_t tenant = 1) {
    return {.tenant = TenantId(uuid(tenant)), .person = PersonId(uuid(tenant)), .key = text};
  }
  Result<std::int64_t> write(std::uint8_t number) {
    return write_row(*made.database, uuid(number));
  }
  std::int64_t written() { return rows_of(*made.database); }
  static std::optional<StoredAnswer> answer(std::string body = "{}") {
    return StoredAnswer{.status = 201, .headers = {{"ETag", "\"1\""}}, .body = std::move(body)};
  }
  KeyState run(const http::IdempotencyKey& key, const std::string& fingerprint = "f") {
    const auto found = http::run_and_wait(*store, key, fingerprint, [&] {
      EXPECT_TRUE(write(static_cast<std::uint8_t>(100 + ++runs)));
      return answer();
    });
    EXPECT_TRUE(found) << found.error().message;
    return found ? found->state : KeyState::kOther;
  }

  bailiwick::testing::TestDatabase made;
  std::unique_ptr<DatabaseIdempotencyStore> store;
  Instant now{1'000'000'000'000'000};
  int runs = 0;
};

TEST_P(IdempotencyTest, TheFirstRunsAndOthersGetItsAnswer) {
  EXPECT_EQ(
      http::run_and_wait(*store, key("a"), "f", [&] { return answer("{\"x\":\"'<\"}"); })->state,
      KeyState::kNew);
  EXPECT_EQ(run(key("a"), "other"), KeyState::kOther);
  EXPECT_EQ(run(key("a", 2)), KeyState::kNew);  // another company's key of that name
  const auto found = http::run_and_wait(*store, key("a"), "f", [] {
    ADD_FAILURE() << "it was done before";
    return answer();
  });
  ASSERT_EQ(found->state, KeyState::kAnswered);
  EXPECT_EQ(found->answer->status, 201);
  EXPECT_EQ(found->answer->headers, (http::Pairs{{"ETag", "\"1\""}}));
  EXPECT_EQ(found->answer->body, "{\"x\":\"'<\"}");
  EXPECT_EQ(written(), 1);
}

TEST_P(IdempotencyTest, WhatIsNotKeptLeavesNothingAndTheKeyIsFree) {
  const auto refused =
      http::run_and_wait(*store, key("a"), "f", [&]() -> std::optional<StoredAnswer> {
        EXPECT_TRUE(write(1));
        return std::nullopt;
      });
  ASSERT_TRUE(refused) << refused.error().message;
  EXPECT_EQ(refused->state, KeyState::kNew);
  EXPECT_EQ(written(), 0);
  EXPECT_EQ(run(key("a"), "other"), KeyState::kNew);
}

TEST_P(IdempotencyTest, ARefusalThatIsKeptIsKeptWithoutWhatWasUndone) {
  const auto refused =
      http::run_and_wait(*store, key("a"), "f", [&]() -> std::optional<StoredAnswer> {
        EXPECT_TRUE(write(1));
        EXPECT_FALSE(write(1));
        return StoredAnswer{.status = 422, .headers = {}, .body = "no"};
      });
  EXPECT_EQ(refused->state, KeyState::kNew);
  EXPECT_EQ(written(), 1) << "a service's own writes are its own, as without a key";
  EXPECT_EQ(run(key("a")), KeyState::kAnswered);
}

TEST_P(IdempotencyTest, WorkAndAnswerAreKeptTogetherOrNotAtAll) {
  const auto broken =
      http::run_and_wait(*store, key("a"), "f", [&]() -> std::optional<StoredAnswer> {
        EXPECT_TRUE(write(1));
        return StoredAnswer{.status = 201, .headers = {}, .body = std::string("a\0b", 3)};
      });
  EXPECT_FALSE(broken) << "the answer cannot be kept";
  EXPECT_EQ(written(), 0) << "so the work is not either";
  EXPECT_EQ(run(key("a")), KeyState::kNew);
  EXPECT_EQ(written(), 1);
}

TEST_P(IdempotencyTest, AnOldKeyIsFreeAndSwept) {
  EXPECT_EQ(run(key("a")), KeyState::kNew);
  now = now.plus_seconds(DatabaseIdempotencyStore::kKeepSeconds - 1);
  EXPECT_EQ(run(key("a")), KeyState::kAnswered);
  now = now.plus_seconds(1);
  EXPECT_EQ(run(key("a"), "other"), KeyState::kNew);
  EXPECT_EQ(run(key("a"), "other"), KeyState::kAnswered);
  now = now.plus_seconds(DatabaseIdempotencyStore::kKeepSeconds + 1);
  EXPECT_GE(store->sweep().value_or(0), 1);
  EXPECT_EQ(run(key("a")), KeyState::kNew);
}

TEST_P(IdempotencyTest, OfManyAtOnceOneRunsOnWhateverServer) {
  const auto other = another();
  std::atomic<int> worked = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&, i] {
      const auto found = http::run_and_wait(i % 2 == 0 ? *store : *other, key("a"), "f", [&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        EXPECT_TRUE(write(static_cast<std::uint8_t>(10 + i)));
        return answer();
      });
      ASSERT_TRUE(found) << found.error().message;
      worked += found->state == KeyState::kNew ? 1 : 0;
      EXPECT_TRUE(found->state != KeyState::kOther);
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(worked, 1);
  EXPECT_EQ(written(), 1);
  EXPECT_EQ(run(key("a")), KeyState::kAnswered);
}

// The server ends every connection in the moment before the commit: whatever became of it, a repetition does not write again.
TEST(IdempotencyOnPostgres, ALostConnectionNeverMakesTwo) {
  if (const auto why = bailiwick::testing::why_not(db::Dialect::kPostgres)) GTEST_SKIP() << *why;
  const db::MigrationModule modules[] = {api_migrations()};
  const auto made = bailiwick::testing::make_database(db::Dialect::kPostgres, modules);
  ASSERT_TRUE(made.database) << made.fault;
  const auto killer = db::open_database(made.options);
  ASSERT_TRUE(killer);
  DatabaseIdempotencyStore store(*made.database, [] { return Instant(1'000'000'000'000'000); });
  Uuid id;
  int works = 0;
  const http::IdempotencyStore::Work work = [&] {
    ++id.bytes[15];
    EXPECT_TRUE(write_row(*made.database, id));
    if (++works == 1) {
      EXPECT_TRUE((*killer)->read([](db::Connection& c) {
        return c.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
            "current_database() AND pid <> pg_backend_pid()");
      }));
    }
    return std::optional(StoredAnswer{.status = 201, .headers = {}, .body = "{}"});
  };
  const http::IdempotencyKey key{.tenant = {}, .person = {}, .key = "a"};
  const auto first = http::run_and_wait(store, key, "f", work);
  const auto again = http::run_and_wait(store, key, "f", work);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->state, first ? KeyState::kAnswered : KeyState::kNew);
  EXPECT_EQ(works, 2) << "the lost try ran once, and once it held";
  EXPECT_EQ(rows_of(*made.database), 1);
}

INSTANTIATE_TEST_SUITE_P(Both, IdempotencyTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::platform::api
