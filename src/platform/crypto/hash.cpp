#include "platform/crypto/hash.hpp"

#include <fstream>
#include <vector>

#include "platform/crypto/ready.hpp"

namespace bailiwick::platform::crypto {
namespace {

constexpr std::size_t kFilePiece = std::size_t{1} << 18;

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

Digest sha256(std::string_view bytes) {
  make_ready();
  Digest digest;
  crypto_hash_sha256(digest.data(), raw(bytes), bytes.size());
  return digest;
}

Digest hmac_sha256(std::string_view key, std::string_view message) {
  make_ready();
  crypto_auth_hmacsha256_state state;
  Digest digest;
  crypto_auth_hmacsha256_init(&state, raw(key), key.size());
  crypto_auth_hmacsha256_update(&state, raw(message), message.size());
  crypto_auth_hmacsha256_final(&state, digest.data());
  sodium_memzero(&state, sizeof state);
  return digest;
}

Digest blake2b(std::string_view bytes) {
  make_ready();
  Digest digest;
  crypto_generichash(digest.data(), digest.size(), raw(bytes), bytes.size(), nullptr, 0);
  return digest;
}

struct Sha256Stream::State {
  crypto_hash_sha256_state sodium;
};

Sha256Stream::Sha256Stream() : state_(std::make_unique<State>()) {
  make_ready();
  crypto_hash_sha256_init(&state_->sodium);
}

Sha256Stream::~Sha256Stream() = default;

void Sha256Stream::add(std::string_view bytes) {
  crypto_hash_sha256_update(&state_->sodium, raw(bytes), bytes.size());
}

Digest Sha256Stream::finish() {
  Digest digest;
  crypto_hash_sha256_final(&state_->sodium, digest.data());
  return digest;
}

std::optional<FileDigest> sha256_of_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  Sha256Stream stream;
  FileDigest result;
  std::vector<char> piece(kFilePiece);
  while (in) {
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    const auto count = static_cast<std::size_t>(in.gcount());
    stream.add({piece.data(), count});
    result.size += count;
  }
  if (!in.eof()) return std::nullopt;
  result.digest = stream.finish();
  return result;
}

bool is_equal_secret(std::string_view a, std::string_view b) {
  make_ready();
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace bailiwick::platform::crypto
