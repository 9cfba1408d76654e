// libsodium wants to be initialised once before anything else of it is called: it then picks the code for this processor and
// opens the kernel's source of randomness. Private to this folder. Thread-safe.
#pragma once

#include <sodium.h>

#include <cassert>

namespace bailiwick::platform::crypto {

inline void make_ready() {
  static const bool is_ready = sodium_init() >= 0;
  assert(is_ready && "libsodium found no source of randomness");
  static_cast<void>(is_ready);
}

}  // namespace bailiwick::platform::crypto
