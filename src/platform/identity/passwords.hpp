// Setting a password: by an invitation, by a reset, or by who knows the old one.
//
// Links are good once and for a while (Policy); the database has their digest only. A new password ends all sessions of the person
// (but the one that changed it) and all their links.
// Errors: I030 to I033 for the password; I034 the current password is not right (kForbidden); I035 a browser's session is needed
// (kForbidden); I040 the link is unknown, used, or its time is over (kInvalidInput); I003 too many tries.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "platform/identity/environment.hpp"
#include "platform/identity/sign_in.hpp"

namespace bailiwick::platform::identity {

struct Acceptance {
  std::string_view token;
  std::string_view password;
  std::string_view locale;
  std::optional<std::string_view> previous_cookie;
};

class Passwords {
 public:
  explicit Passwords(const Environment& environment) : environment_(environment) {}

  // Sends a link to the address where someone active has it. The same answer, and a commit, for every address; after a
  // few requests for one address or by one peer none is sent for a while.
  Result<void> request_reset(std::string_view email, std::string_view peer) const;
  [[nodiscard]] Checked<void> confirm_reset(std::string_view token,
                                            std::string_view password) const;
  // The person becomes active and is signed in.
  [[nodiscard]] Checked<SignedIn> accept_invitation(const Acceptance& acceptance) const;
  [[nodiscard]] Checked<void> change(const Principal& principal, std::string_view current,
                                     std::string_view next, std::string_view peer) const;
  // By the command line of the server, where the operator stands for the company.
  [[nodiscard]] Checked<void> set_by_operator(std::string_view email,
                                              std::string_view password) const;

 private:
  struct Prepared {
    PersonKey key;
    Person person;
    std::string hash;
  };
  [[nodiscard]] Checked<Prepared> prepare(std::string_view token, LinkPurpose purpose,
                                          std::string_view password) const;
  [[nodiscard]] Checked<std::string> check_and_hash(const Person& person,
                                                    std::string_view password) const;

  Environment environment_;
};

}  // namespace bailiwick::platform::identity
