#include "platform/crypto/token.hpp"

#include <cstddef>

#include "platform/crypto/encoding.hpp"
#include "platform/crypto/random.hpp"

namespace bailiwick::platform::crypto {
namespace {

constexpr std::string_view kPrefix = "bw_";
constexpr std::size_t kSecretBytes = 32;

}  // namespace

SecretToken make_token() {
  SecretToken token;
  token.text = std::string(kPrefix) + to_base64url(random_bytes(kSecretBytes));
  token.digest = sha256(token.text);
  return token;
}

std::optional<Digest> digest_of_token(std::string_view text) {
  if (!text.starts_with(kPrefix)) return std::nullopt;
  const auto secret = from_base64url(text.substr(kPrefix.size()));
  if (!secret || secret->size() != kSecretBytes) return std::nullopt;
  return sha256(text);
}

}  // namespace bailiwick::platform::crypto
