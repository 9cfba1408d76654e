// The secrets that are handed out once and kept only as digests: a session's cookie, an API token, a one-time link.
//
// Each names its company before the secret, so that one look-up with the leading key finds it, on the right node: "bw_", 26 digits of the
// tenant's id, "_", 43 characters of base64url (32 random bytes). The tenant is no secret; what counts is the rest.
// Pure but for the randomness of make_credential().
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/uuid.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/db/value.hpp"

namespace bailiwick::platform::identity {

struct NewCredential {
  std::string text;  // to its owner, once; never stored, never logged
  crypto::Digest digest{};
};
[[nodiscard]] NewCredential make_credential(TenantId tenant);

struct Credential {
  TenantId tenant;
  crypto::Digest digest{};
};
// Nothing unless the text has exactly that form.
[[nodiscard]] std::optional<Credential> parse_credential(std::string_view text);

// What a session's writes must bring: made from its cookie, so that nothing more is kept, and of no use without it.
[[nodiscard]] std::string csrf_token_of(std::string_view session_cookie);

[[nodiscard]] db::Bytes bytes_of(const crypto::Digest& digest);

// An address as it is compared: blanks cut off, A to Z in lower case. (Addresses that differ in case only are one person.)
[[nodiscard]] std::string email_key(std::string_view email);
// The key of the sign-in directory: by address, or by an identity provider's issuer and subject.
[[nodiscard]] crypto::Digest email_name_hash(std::string_view email);
[[nodiscard]] crypto::Digest subject_name_hash(std::string_view issuer, std::string_view subject);

}  // namespace bailiwick::platform::identity
