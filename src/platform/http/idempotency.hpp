// A write that is repeated under the same Idempotency-Key happens once and answers as the first time
// (draft-ietf-httpapi-idempotency-key-header-07).
//
// A key belongs to a person (or token's person) of a company and to one request: method, path and body. The same key with
// another request is refused (H031, 422). A repetition while the first still runs waits for its answer or is refused (H032, 409).
// Answers of the kinds that a repetition may change (5xx, 401, 403, 408, 409, 429) are not kept: nothing of such a request stays,
// and the key is free.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/uuid.hpp"
#include "platform/http/message.hpp"

namespace bailiwick::platform::http {

inline constexpr std::size_t kIdempotencyKeySizeMax = 255;

struct IdempotencyKey {
  TenantId tenant;
  PersonId person;
  std::string key;

  friend auto operator<=>(const IdempotencyKey&, const IdempotencyKey&) = default;
};

struct StoredAnswer {
  int status = 200;
  Pairs headers;
  std::string body;
};

enum class KeyState {
  kNew,         // the work was done
  kInProgress,  // another request with this key is being worked on
  kOther,       // it was used for another request
  kAnswered,    // the work was done before: here is the answer
};
struct KeyFound {
  KeyState state = KeyState::kNew;
  std::optional<StoredAnswer> answer;  // of kAnswered
};

// A port: kept in the database beside what the requests write. Thread-safe. Answers are kept for a day at least.
class IdempotencyStore {
 public:
  // Does what the request asks for; the answer to keep, or nothing where none is to be kept. May be called again after a rollback,
  // and on another thread than run()'s.
  using Work = std::function<std::optional<StoredAnswer>()>;
  using Done = std::function<void(Result<KeyFound>)>;

  virtual ~IdempotencyStore() = default;
  // Calls `work` where the key is not known, and keeps its answer; then `done`, once. What `work` writes into the company's database and
  // the answer are one transaction: both are there or neither is, whatever breaks; where no answer is to be kept neither is.
  // An error: that of the database, and it may be asked again under the same key, after a commit of unknown outcome (D013) too.
  // Both may be called after this has returned, on a thread of the database's, and must then be quick.
  virtual void run(const IdempotencyKey& key, std::string fingerprint, Work work, Done done) = 0;
};

// run(), and waits for what it found.
[[nodiscard]] Result<KeyFound> run_and_wait(IdempotencyStore& store, const IdempotencyKey& key,
                                            std::string fingerprint, IdempotencyStore::Work work);

// In memory, for one process and for tests: forgotten when it ends; at most kKeysMax, the oldest is forgotten first. What `work` writes is
// not undone.
class MemoryIdempotencyStore final : public IdempotencyStore {
 public:
  static constexpr std::size_t kKeysMax = 10'000;

  void run(const IdempotencyKey& key, std::string fingerprint, Work work, Done done) override;

 private:
  struct Entry {
    std::string fingerprint;
    std::optional<StoredAnswer> answer;
    std::uint64_t number = 0;
  };
  std::optional<KeyFound> begin(const IdempotencyKey& key, const std::string& fingerprint);
  void end(const IdempotencyKey& key, std::optional<StoredAnswer> answer);

  std::mutex mutex_;
  std::map<IdempotencyKey, Entry> entries_;
  std::map<std::uint64_t, IdempotencyKey> order_;
  std::uint64_t next_ = 0;
};

// SHA-256 of method, path with query, and body, as 64 hexadecimal digits.
[[nodiscard]] std::string fingerprint_of(const Request& request, std::string_view target);

// Whether an answer is kept for repetitions.
[[nodiscard]] bool is_kept(int status);

}  // namespace bailiwick::platform::http
