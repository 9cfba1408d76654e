// Signs what is sent to webhooks as the Standard Webhooks specification 1.0.0 says: HMAC-SHA256 over "id.timestamp.body", so that a
// receiver knows who sent it, that nothing was changed, and (by the timestamp) that it is no replay. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bailiwick::platform::events {

inline constexpr std::string_view kSecretPrefix = "whsec_";

// "whsec_" and the base 64 of 32 random bytes.
[[nodiscard]] std::string make_webhook_secret();

struct SignedMessage {
  std::string_view id;         // webhook-id
  std::int64_t timestamp = 0;  // webhook-timestamp, seconds since 1970
  std::string_view body;
};
// webhook-signature: "v1,..."; nothing where the secret is none.
[[nodiscard]] std::optional<std::string> signature_of(std::string_view secret,
                                                      const SignedMessage& message);

}  // namespace bailiwick::platform::events
