// Randomness that cannot be guessed, from the kernel, and what is made of it: ids and the time they carry.
// Thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/time.hpp"
#include "base/uuid.hpp"

namespace bailiwick::platform::crypto {

void fill_random(std::uint8_t* bytes, std::size_t count);
[[nodiscard]] std::string random_bytes(std::size_t count);

// The machine's clock, UTC.
[[nodiscard]] WallClock system_wall_clock();
// Ids of secure randomness and that clock: one for the whole process, made by main and handed down.
[[nodiscard]] UuidSource secure_uuid_source(WallClock clock);

}  // namespace bailiwick::platform::crypto
