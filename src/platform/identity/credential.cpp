#include "platform/identity/credential.hpp"

#include "base/text.hpp"
#include "platform/crypto/encoding.hpp"
#include "platform/crypto/token.hpp"

namespace bailiwick::platform::identity {
namespace {

constexpr std::string_view kPrefix = "bw_";
constexpr std::size_t kTenantDigits = 26;

// Parts with their lengths before them, so that no two lists of parts read the same.
crypto::Digest hash_of(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) {
    text += std::to_string(part.size());
    text += ':';
    text += part;
  }
  return crypto::sha256(text);
}

}  // namespace

NewCredential make_credential(TenantId tenant) {
  const crypto::SecretToken token = crypto::make_token();
  const std::string_view secret = std::string_view(token.text).substr(kPrefix.size());
  return {.text = std::string(kPrefix) + to_base32(tenant.uuid()) + '_' + std::string(secret),
          .digest = token.digest};
}

std::optional<Credential> parse_credential(std::string_view text) {
  if (!text.starts_with(kPrefix)) return std::nullopt;
  text.remove_prefix(kPrefix.size());
  if (text.size() <= kTenantDigits || text[kTenantDigits] != '_') return std::nullopt;
  const auto tenant = from_base32(text.substr(0, kTenantDigits));
  const auto digest =
      crypto::digest_of_token(std::string(kPrefix) + std::string(text.substr(kTenantDigits + 1)));
  if (!tenant || !digest) return std::nullopt;
  return Credential{.tenant = TenantId(*tenant), .digest = *digest};
}

std::string csrf_token_of(std::string_view session_cookie) {
  return crypto::to_base64url(
      crypto::view_of(crypto::hmac_sha256(session_cookie, "bailiwick csrf token 1")));
}

db::Bytes bytes_of(const crypto::Digest& digest) { return {digest.begin(), digest.end()}; }

std::string email_key(std::string_view email) { return ascii_lower(trimmed(email)); }

crypto::Digest email_name_hash(std::string_view email) {
  return hash_of({"email", email_key(email)});
}

crypto::Digest subject_name_hash(std::string_view issuer, std::string_view subject) {
  return hash_of({"subject", issuer, subject});
}

}  // namespace bailiwick::platform::identity
