// Secret tokens that we hand out once and keep only the digest of: API tokens, session cookies, reset links.
//
// Text: "bw_" and 43 characters of base64url, 32 random bytes in all. With 256 random bits a plain SHA-256 is as good as a slow
// hash: nobody can try them all. What is stored tells nothing about the token.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/crypto/hash.hpp"

namespace bailiwick::platform::crypto {

struct SecretToken {
  std::string text;  // to its owner, once; never stored, never logged
  Digest digest{};   // to the database
};

[[nodiscard]] SecretToken make_token();
// The digest to look up; nothing unless the text has the form of a token.
[[nodiscard]] std::optional<Digest> digest_of_token(std::string_view text);

}  // namespace bailiwick::platform::crypto
