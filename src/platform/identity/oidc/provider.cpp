#include "platform/identity/oidc/provider.hpp"

#include "platform/crypto/encoding.hpp"
#include "platform/crypto/hash.hpp"

namespace bailiwick::platform::identity::oidc {

std::string url_encoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') ||
                          std::string_view("-._~").find(c) != std::string_view::npos;
    if (is_plain) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += '%';
    encoded += kDigits[byte >> 4];
    encoded += kDigits[byte & 15];
  }
  return encoded;
}

std::string form_of(const std::vector<std::pair<std::string_view, std::string_view>>& pairs) {
  std::string form;
  for (const auto& [name, value] : pairs) {
    if (!form.empty()) form += '&';
    form += url_encoded(name) + '=' + url_encoded(value);
  }
  return form;
}

std::string code_challenge(std::string_view verifier) {
  return crypto::to_base64url(crypto::view_of(crypto::sha256(verifier)));
}

}  // namespace bailiwick::platform::identity::oidc
