// Small secrets at rest (an OIDC client's secret, a mail password, a webhook's key), encrypted with a key that stands in the
// configuration and not in the database.
//
// XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha) with a random nonce of 24 bytes. Text: "v1." and base64url of nonce and cipher text.
// `context` says what the secret belongs to ("webhook.key webhook_01h4..."); a secret moved to another row
// does not open there. Immutable, so thread-safe.
// Errors: K010 the key is not 32 bytes, K011 the text does not open with this key (both kInvalidInput).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace bailiwick::platform::crypto {

class SecretBox {
 public:
  // A key as generate_key() writes it: 43 characters of base64url.
  [[nodiscard]] static Result<SecretBox> with_key(std::string_view key_text);
  [[nodiscard]] static std::string generate_key();
  SecretBox(const SecretBox&) = default;
  SecretBox& operator=(const SecretBox&) = default;
  ~SecretBox();

  [[nodiscard]] std::string seal(std::string_view secret, std::string_view context) const;
  [[nodiscard]] Result<std::string> open(std::string_view sealed, std::string_view context) const;

 private:
  SecretBox() = default;

  std::array<std::uint8_t, 32> key_{};
};

}  // namespace bailiwick::platform::crypto
