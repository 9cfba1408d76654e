#include "platform/events/signature.hpp"

#include <fmt/format.h>

#include "platform/crypto/encoding.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/crypto/random.hpp"

namespace bailiwick::platform::events {

std::string make_webhook_secret() {
  return std::string(kSecretPrefix) + crypto::to_base64(crypto::random_bytes(32));
}

std::optional<std::string> signature_of(std::string_view secret, const SignedMessage& message) {
  if (!secret.starts_with(kSecretPrefix)) return std::nullopt;
  const auto key = crypto::from_base64(secret.substr(kSecretPrefix.size()));
  if (!key) return std::nullopt;
  const std::string text = fmt::format("{}.{}.{}", message.id, message.timestamp, message.body);
  return "v1," + crypto::to_base64(crypto::view_of(crypto::hmac_sha256(*key, text)));
}

}  // namespace bailiwick::platform::events
