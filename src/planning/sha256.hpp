// SHA-256, to tie a report to the files it was made from.
//
// FIPS PUB 180-4, "Secure Hash Standard", NIST 2015, doi:10.6028/NIST.FIPS.180-4. Not for secrets: constant time
// is not attempted. O(bytes).
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace bailiwick::planning {

struct Digest {
  std::string hex;  // 64 digits
  std::uint64_t bytes = 0;
};

[[nodiscard]] Digest sha256(std::string_view bytes);
// No value where the file cannot be read.
[[nodiscard]] std::optional<Digest> sha256_of_file(const std::filesystem::path& path);

}  // namespace bailiwick::planning
