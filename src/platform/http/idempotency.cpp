#include "platform/http/idempotency.hpp"

#include <fmt/format.h>
#include <openssl/sha.h>

#include <array>

namespace bailiwick::platform::http {

Result<KeyFound> MemoryIdempotencyStore::begin(const IdempotencyKey& key,
                                               std::string_view fingerprint) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(key);
  if (found != entries_.end()) {
    if (found->second.fingerprint != fingerprint) return KeyFound{KeyState::kOther, std::nullopt};
    if (!found->second.answer) return KeyFound{KeyState::kInProgress, std::nullopt};
    return KeyFound{KeyState::kAnswered, found->second.answer};
  }
  if (entries_.size() >= kKeysMax) {
    entries_.erase(order_.begin()->second);
    order_.erase(order_.begin());
  }
  entries_[key] = {std::string(fingerprint), std::nullopt, next_};
  order_.emplace(next_++, key);
  return KeyFound{};
}

Result<void> MemoryIdempotencyStore::finish(const IdempotencyKey& key, const StoredAnswer& answer) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(key);
  if (found != entries_.end()) found->second.answer = answer;
  return {};
}

Result<void> MemoryIdempotencyStore::abandon(const IdempotencyKey& key) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(key);
  if (found == entries_.end()) return {};
  order_.erase(found->second.number);
  entries_.erase(found);
  return {};
}

std::string fingerprint_of(const Request& request, std::string_view target) {
  // Lengths first, so that no two requests run together to the same text.
  const std::string text = fmt::format("{} {} {} {} {}", name_of(request.method), target.size(),
                                       target, request.body.size(), request.body);
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
  std::string hex;
  for (const unsigned char byte : digest) hex += fmt::format("{:02x}", byte);
  return hex;
}

bool is_kept(int status) {
  return status < 500 && status != 401 && status != 403 && status != 408 && status != 409 &&
         status != 429;
}

}  // namespace bailiwick::platform::http
