// Whether somebody answers at a port, and whether one is free: for an operator who looks for what is wrong. Nothing is sent.
// Error: N012 (kUnavailable) no connection within three seconds.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.hpp"

namespace bailiwick::platform::client {

[[nodiscard]] Result<void> reach(const std::string& host, std::int64_t port);

enum class PortState { kFree, kAnswers, kRefused };
// Of this machine; kRefused: neither can it be listened on nor does anybody answer.
[[nodiscard]] PortState port_state(const std::string& address, std::int64_t port);

}  // namespace bailiwick::platform::client
