// Goal: one request holds a key; its answer is given to repetitions, and to nothing else.
#include "platform/http/idempotency.hpp"

#include <gtest/gtest.h>

#include <set>

namespace bailiwick::platform::http {
namespace {

TEST(Idempotency, a_key_is_held_answered_and_repeated) {
  MemoryIdempotencyStore store;
  const IdempotencyKey key{.tenant = {}, .person = {}, .key = "k"};
  EXPECT_EQ(store.begin(key, "f")->state, KeyState::kNew);
  EXPECT_EQ(store.begin(key, "f")->state, KeyState::kInProgress);
  EXPECT_EQ(store.begin(key, "g")->state, KeyState::kOther);
  ASSERT_TRUE(store.finish(key, {201, {{"Location", "/x"}}, "{}"}));
  const auto again = store.begin(key, "f");
  EXPECT_EQ(again->state, KeyState::kAnswered);
  EXPECT_EQ(again->answer->status, 201);
  EXPECT_EQ(again->answer->body, "{}");
  const IdempotencyKey other{.tenant = {}, .person = PersonId(Uuid{{1}}), .key = "k"};
  EXPECT_EQ(store.begin(other, "g")->state, KeyState::kNew);
}

TEST(Idempotency, an_abandoned_key_is_free_again) {
  MemoryIdempotencyStore store;
  const IdempotencyKey key{.tenant = {}, .person = {}, .key = "k"};
  EXPECT_EQ(store.begin(key, "f")->state, KeyState::kNew);
  ASSERT_TRUE(store.abandon(key));
  EXPECT_EQ(store.begin(key, "g")->state, KeyState::kNew);
}

TEST(Idempotency, the_oldest_key_is_forgotten_beyond_the_limit) {
  MemoryIdempotencyStore store;
  for (std::size_t i = 0; i <= MemoryIdempotencyStore::kKeysMax; ++i)
    EXPECT_EQ(store.begin({.tenant = {}, .person = {}, .key = std::to_string(i)}, "f")->state,
              KeyState::kNew);
  EXPECT_EQ(store.begin({.tenant = {}, .person = {}, .key = "1"}, "f")->state,
            KeyState::kInProgress);
  EXPECT_EQ(store.begin({.tenant = {}, .person = {}, .key = "0"}, "f")->state, KeyState::kNew);
}

TEST(Idempotency, a_fingerprint_minds_method_target_and_body) {
  Request request;
  request.method = Method::kPost;
  request.body = "b";
  std::set<std::string> prints = {fingerprint_of(request, "/a")};
  prints.insert(fingerprint_of(request, "/a?x"));
  request.body = "c";
  prints.insert(fingerprint_of(request, "/a"));
  request.method = Method::kPut;
  prints.insert(fingerprint_of(request, "/a"));
  EXPECT_EQ(prints.size(), 4U);
  EXPECT_EQ(prints.begin()->size(), 64U);
}

TEST(Idempotency, passing_failures_are_not_kept) {
  for (const int status : {200, 201, 202, 204, 400, 404, 422})
    EXPECT_TRUE(is_kept(status)) << status;
  for (const int status : {401, 403, 409, 429, 500, 503}) EXPECT_FALSE(is_kept(status)) << status;
}

}  // namespace
}  // namespace bailiwick::platform::http
