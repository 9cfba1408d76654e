#include "platform/crypto/password.hpp"

#include <array>
#include <cassert>
#include <cstddef>
#include <optional>

#include "platform/crypto/random.hpp"
#include "platform/crypto/ready.hpp"

namespace bailiwick::platform::crypto {
namespace {

std::optional<std::string> argon2id(std::string_view password, const PasswordCosts& costs) {
  std::array<char, crypto_pwhash_STRBYTES> text{};
  const int status =
      crypto_pwhash_str_alg(text.data(), password.data(), password.size(), costs.passes,
                            std::size_t{costs.memory_kib} * 1024, crypto_pwhash_ALG_ARGON2ID13);
  if (status != 0) return std::nullopt;
  return std::string(text.data());
}

// libsodium reads at most this much of a stored hash, and tells a malformed one from a wrong password only by errno.
bool is_argon2id(const std::string& hash) {
  return hash.starts_with("$argon2id$") && hash.size() < crypto_pwhash_STRBYTES;
}

}  // namespace

// A place among those that are worked on, held while it lives.
class PasswordHasher::Turn {
 public:
  explicit Turn(PasswordHasher& hasher) : hasher_(hasher) {
    std::unique_lock lock(hasher_.mutex_);
    if (hasher_.running_ >= hasher_.options_.concurrent_max) {
      if (hasher_.waiting_ >= hasher_.options_.waiting_max) return;
      ++hasher_.waiting_;
      hasher_.ended_.wait(lock, [&] { return hasher_.running_ < hasher_.options_.concurrent_max; });
      --hasher_.waiting_;
    }
    ++hasher_.running_;
    is_granted_ = true;
  }
  ~Turn() {
    if (!is_granted_) return;
    {
      const std::lock_guard lock(hasher_.mutex_);
      --hasher_.running_;
    }
    hasher_.ended_.notify_one();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  [[nodiscard]] bool is_granted() const { return is_granted_; }
  [[nodiscard]] static tl::unexpected<Error> refusal() {
    return fail(ErrorCode::kTooMany, "K002",
                "Too many people are signing in at this moment. Try again in a minute.");
  }

 private:
  PasswordHasher& hasher_;
  bool is_granted_ = false;
};

PasswordHasher::PasswordHasher(const Options& options) : options_(options) {
  make_ready();
  assert(options.costs.memory_kib >= 8 && options.costs.passes >= 1);
  assert(options.concurrent_max >= 1 && options.waiting_max >= 0);
  decoy_ = argon2id(random_bytes(32), options.costs).value_or("");
}

Result<std::string> PasswordHasher::hash(std::string_view password) {
  const Turn turn(*this);
  if (!turn.is_granted()) return Turn::refusal();
  if (auto text = argon2id(password, options_.costs)) return *text;
  return fail(
      ErrorCode::kUnavailable, "K001",
      "There is not enough memory to hash a password. Try again, or give the server more memory.");
}

Result<bool> PasswordHasher::verify(const std::string& hash, std::string_view password) {
  if (!is_argon2id(hash)) return false;
  const Turn turn(*this);
  if (!turn.is_granted()) return Turn::refusal();
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool PasswordHasher::needs_rehash(const std::string& hash) const {
  return !is_argon2id(hash) ||
         crypto_pwhash_str_needs_rehash(hash.c_str(), options_.costs.passes,
                                        std::size_t{options_.costs.memory_kib} * 1024) != 0;
}

}  // namespace bailiwick::platform::crypto
