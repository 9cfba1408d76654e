// A write that is repeated under the same Idempotency-Key happens once and answers as the first time
// (draft-ietf-httpapi-idempotency-key-header-07).
//
// A key belongs to a person (or token's person) of a company and to one request: method, path and body. The same key with
// another request is refused (H031, 422), and while the first is still running so is its repetition (H032, 409). Answers of the kinds
// that a repetition may change (5xx, 401, 403, 408, 409, 429) are not kept: the key is free again.
#pragma once

#include <cstddef>
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
  kNew,         // it was not known, and is now held by the caller until finish() or abandon()
  kInProgress,  // another request holds it
  kOther,       // it was used for another request
  kAnswered,    // here is the answer
};
struct KeyFound {
  KeyState state = KeyState::kNew;
  std::optional<StoredAnswer> answer;
};

// A port: kept in the database beside what the requests wrote. Thread-safe. begin() must let only one caller have kNew, in whatever
// process; a key still held after kHoldSeconds was left by a process that died and counts as kNew again. Answers are kept for a day at
// least.
class IdempotencyStore {
 public:
  static constexpr int kHoldSeconds = 300;

  virtual ~IdempotencyStore() = default;
  virtual Result<KeyFound> begin(const IdempotencyKey& key, std::string_view fingerprint) = 0;
  virtual Result<void> finish(const IdempotencyKey& key, const StoredAnswer& answer) = 0;
  virtual Result<void> abandon(const IdempotencyKey& key) = 0;
};

// In memory, for one process and for tests: forgotten when it ends; at most kKeysMax, the oldest is forgotten first.
class MemoryIdempotencyStore final : public IdempotencyStore {
 public:
  static constexpr std::size_t kKeysMax = 10'000;

  Result<KeyFound> begin(const IdempotencyKey& key, std::string_view fingerprint) override;
  Result<void> finish(const IdempotencyKey& key, const StoredAnswer& answer) override;
  Result<void> abandon(const IdempotencyKey& key) override;

 private:
  struct Entry {
    std::string fingerprint;
    std::optional<StoredAnswer> answer;
    std::uint64_t number = 0;
  };
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
