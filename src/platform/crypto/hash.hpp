// Digests and keyed digests of bytes, and how to compare secrets. Pure. O(bytes).
//
// sha256: FIPS PUB 180-4, doi:10.6028/NIST.FIPS.180-4. hmac_sha256: RFC 2104. blake2b: RFC 7693, with a digest of 32 bytes; the
// quickest of the three, for what never leaves the program.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

namespace bailiwick::platform::crypto {

using Digest = std::array<std::uint8_t, 32>;

[[nodiscard]] Digest sha256(std::string_view bytes);
[[nodiscard]] Digest hmac_sha256(std::string_view key, std::string_view message);
[[nodiscard]] Digest blake2b(std::string_view bytes);

// The same piece by piece, for what does not fit into memory. After finish() it may only be destroyed.
class Sha256Stream {
 public:
  Sha256Stream();
  ~Sha256Stream();
  Sha256Stream(const Sha256Stream&) = delete;
  Sha256Stream& operator=(const Sha256Stream&) = delete;

  void add(std::string_view bytes);
  [[nodiscard]] Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

struct FileDigest {
  Digest digest{};
  std::uint64_t size = 0;  // bytes
};

// No value where the file cannot be read.
[[nodiscard]] std::optional<FileDigest> sha256_of_file(const std::filesystem::path& path);

// In a time that depends on the lengths alone: for secrets, tokens and their digests.
[[nodiscard]] bool is_equal_secret(std::string_view a, std::string_view b);

// The bytes of a digest (or of any array of bytes) as a view.
template <std::size_t N>
[[nodiscard]] std::string_view view_of(const std::array<std::uint8_t, N>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), N};
}

}  // namespace bailiwick::platform::crypto
