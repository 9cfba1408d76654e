// Goal: one request works under a key; its answer is given to repetitions, and to nothing else.
#include "platform/http/idempotency.hpp"

#include <gtest/gtest.h>

#include <set>
#include <utility>

namespace bailiwick::platform::http {
namespace {

IdempotencyKey key_of(std::string text) {
  return {.tenant = {}, .person = {}, .key = std::move(text)};
}

std::optional<StoredAnswer> good() {
  return StoredAnswer{.status = 201, .headers = {{"Location", "/x"}}, .body = "{}"};
}

KeyState run(MemoryIdempotencyStore& store, const IdempotencyKey& key,
             const std::string& fingerprint = "f", const IdempotencyStore::Work& work = good) {
  return run_and_wait(store, key, fingerprint, work)->state;
}

TEST(Idempotency, work_is_done_once_and_its_answer_repeated) {
  MemoryIdempotencyStore store;
  EXPECT_EQ(run(store, key_of("k"), "f",
                [&] {
                  EXPECT_EQ(run(store, key_of("k")), KeyState::kInProgress);
                  EXPECT_EQ(run(store, key_of("k"), "g"), KeyState::kOther);
                  return good();
                }),
            KeyState::kNew);
  const auto again = run_and_wait(store, key_of("k"), "f", [] {
    ADD_FAILURE() << "it was done before";
    return good();
  });
  EXPECT_EQ(again->state, KeyState::kAnswered);
  EXPECT_EQ(again->answer->status, 201);
  EXPECT_EQ(again->answer->body, "{}");
  const IdempotencyKey other{.tenant = {}, .person = PersonId(Uuid{{1}}), .key = "k"};
  EXPECT_EQ(run(store, other, "g"), KeyState::kNew);
}

TEST(Idempotency, a_key_whose_answer_is_not_kept_is_free_again) {
  MemoryIdempotencyStore store;
  EXPECT_EQ(run(store, key_of("k"), "f", [] { return std::nullopt; }), KeyState::kNew);
  EXPECT_EQ(run(store, key_of("k"), "g"), KeyState::kNew);
  EXPECT_EQ(run(store, key_of("k"), "g"), KeyState::kAnswered);
}

TEST(Idempotency, the_oldest_key_is_forgotten_beyond_the_limit) {
  MemoryIdempotencyStore store;
  for (std::size_t i = 0; i <= MemoryIdempotencyStore::kKeysMax; ++i)
    EXPECT_EQ(run(store, key_of(std::to_string(i))), KeyState::kNew);
  EXPECT_EQ(run(store, key_of("1")), KeyState::kAnswered);
  EXPECT_EQ(run(store, key_of("0")), KeyState::kNew);
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
