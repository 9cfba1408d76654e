// Passwords as argon2id hashes (RFC 9106), in the PHC text form "$argon2id$v=19$m=19456,t=2,p=1$salt$hash".
//
// A hash costs 19 MiB and some tens of milliseconds on purpose, so that guessing is dear. The same cost would let a crowd
// of sign-ins exhaust the machine: a hasher works on a few at a time, lets some more wait, and refuses the rest.
// Costs: OWASP Password Storage Cheat Sheet, argon2id, at least m = 19 MiB, t = 2, p = 1.
// Errors: K001 there is no memory for a hash (kUnavailable), K002 too many are waiting (kTooMany).
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace bailiwick::platform::crypto {

struct PasswordCosts {
  std::uint32_t memory_kib = 19 * 1024;  // at least 8
  std::uint32_t passes = 2;              // at least 1
};

// Thread-safe; hash() and verify() block while others are worked on.
class PasswordHasher {
 public:
  struct Options {
    PasswordCosts costs;
    int concurrent_max = 2;  // hashes at once: memory is concurrent_max * memory_kib
    int waiting_max = 64;
  };
  explicit PasswordHasher(const Options& options);
  PasswordHasher(const PasswordHasher&) = delete;
  PasswordHasher& operator=(const PasswordHasher&) = delete;

  [[nodiscard]] Result<std::string> hash(std::string_view password);
  // Whether it is the password of `hash`; false too where `hash` is no argon2id hash.
  [[nodiscard]] Result<bool> verify(const std::string& hash, std::string_view password);
  // The hash of no password that anybody knows. Verifying against it where an account does not exist takes as
  // long as against a real one, so that the answer's time does not tell who has an account.
  [[nodiscard]] const std::string& decoy() const { return decoy_; }
  // Whether it was made with other costs than these: hash again at the next successful sign-in.
  [[nodiscard]] bool needs_rehash(const std::string& hash) const;

 private:
  class Turn;

  Options options_;
  std::string decoy_;
  std::mutex mutex_;
  std::condition_variable ended_;
  int running_ = 0;
  int waiting_ = 0;
};

}  // namespace bailiwick::platform::crypto
