#include "platform/http/idempotency.hpp"

#include <fmt/format.h>
#include <openssl/sha.h>

#include <array>
#include <future>
#include <utility>

namespace bailiwick::platform::http {

// Nothing where the caller now holds the key.
std::optional<KeyFound> MemoryIdempotencyStore::begin(const IdempotencyKey& key,
                                                      const std::string& fingerprint) {
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
  entries_[key] = {fingerprint, std::nullopt, next_};
  order_.emplace(next_++, key);
  return std::nullopt;
}

void MemoryIdempotencyStore::end(const IdempotencyKey& key, std::optional<StoredAnswer> answer) {
  const std::lock_guard lock(mutex_);
  const auto entry = entries_.find(key);
  if (entry == entries_.end()) return;
  if (answer) {
    entry->second.answer = std::move(answer);
  } else {
    order_.erase(entry->second.number);
    entries_.erase(entry);
  }
}

void MemoryIdempotencyStore::run(const IdempotencyKey& key, std::string fingerprint, Work work,
                                 Done done) {
  if (auto found = begin(key, fingerprint)) return done(std::move(*found));
  end(key, work());
  done(KeyFound{});
}

Result<KeyFound> run_and_wait(IdempotencyStore& store, const IdempotencyKey& key,
                              std::string fingerprint, IdempotencyStore::Work work) {
  // Shared: this may have returned before set_value() has.
  const auto promise = std::make_shared<std::promise<Result<KeyFound>>>();
  auto found = promise->get_future();
  store.run(key, std::move(fingerprint), std::move(work),
            [promise](Result<KeyFound> said) { promise->set_value(std::move(said)); });
  return found.get();
}

std::string fingerprint_of(const Request& request, std::string_view target) {
  // Lengths first, so that no two requests run together to the same text.
  const std::string text = fmt::format("{} {} {} {} {}", name_of(request.method), target.size(),
                                       target, request.body.size(), request.body);
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
  return fmt::format("{:02x}", fmt::join(digest, ""));
}

bool is_kept(int status) {
  return status < 500 && status != 401 && status != 403 && status != 408 && status != 409 &&
         status != 429;
}

}  // namespace bailiwick::platform::http
