#include "platform/crypto/secret_box.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>

#include "platform/crypto/encoding.hpp"
#include "platform/crypto/random.hpp"
#include "platform/crypto/ready.hpp"

namespace bailiwick::platform::crypto {
namespace {

constexpr std::string_view kVersion = "v1.";
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == 32);

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

tl::unexpected<Error> does_not_open() {
  return fail(ErrorCode::kInvalidInput, "K011",
              "A stored secret does not open with this key. Configure the key that was in use when "
              "it was stored, or "
              "enter the secret anew.");
}

}  // namespace

SecretBox::~SecretBox() { sodium_memzero(key_.data(), key_.size()); }

Result<SecretBox> SecretBox::with_key(std::string_view key_text) {
  auto bytes = from_base64url(key_text);
  SecretBox box;
  if (!bytes || bytes->size() != box.key_.size()) {
    return fail(ErrorCode::kInvalidInput, "K010",
                "The key for stored secrets must be 43 characters of base64url (32 bytes). Use one "
                "that the program "
                "generated.");
  }
  std::copy(bytes->begin(), bytes->end(), box.key_.begin());
  sodium_memzero(bytes->data(), bytes->size());
  return box;
}

std::string SecretBox::generate_key() { return to_base64url(random_bytes(32)); }

std::string SecretBox::seal(std::string_view secret, std::string_view context) const {
  make_ready();
  std::string bytes = random_bytes(kNonce);
  bytes.resize(kNonce + secret.size() + kTag);
  crypto_aead_xchacha20poly1305_ietf_encrypt(raw(bytes) + kNonce, nullptr, raw(secret),
                                             secret.size(), raw(context), context.size(), nullptr,
                                             raw(bytes), key_.data());
  return std::string(kVersion) + to_base64url(bytes);
}

Result<std::string> SecretBox::open(std::string_view sealed, std::string_view context) const {
  make_ready();
  if (!sealed.starts_with(kVersion)) return does_not_open();
  auto bytes = from_base64url(sealed.substr(kVersion.size()));
  if (!bytes || bytes->size() < kNonce + kTag) return does_not_open();
  std::string secret(bytes->size() - kNonce - kTag, '\0');
  const int status = crypto_aead_xchacha20poly1305_ietf_decrypt(
      raw(secret), nullptr, nullptr, raw(*bytes) + kNonce, bytes->size() - kNonce, raw(context),
      context.size(), raw(*bytes), key_.data());
  if (status != 0) return does_not_open();
  return secret;
}

}  // namespace bailiwick::platform::crypto
