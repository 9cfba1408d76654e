#include "platform/crypto/random.hpp"

#include <chrono>
#include <utility>

#include "platform/crypto/ready.hpp"

namespace bailiwick::platform::crypto {

void fill_random(std::uint8_t* bytes, std::size_t count) {
  make_ready();
  randombytes_buf(bytes, count);
}

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  fill_random(reinterpret_cast<std::uint8_t*>(bytes.data()), count);
  return bytes;
}

WallClock system_wall_clock() {
  return [] {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return Instant(std::chrono::duration_cast<std::chrono::microseconds>(since).count());
  };
}

UuidSource secure_uuid_source(WallClock clock) { return UuidSource(std::move(clock), fill_random); }

}  // namespace bailiwick::platform::crypto
