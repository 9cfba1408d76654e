// Who the client is when a proxy stands before the server: X-Forwarded-For and X-Forwarded-Proto are believed of trusted proxies only.
//
// A list of networks is read once; asking is then pure and thread-safe. Addresses are IPv4 or IPv6; an IPv4 address mapped
// into IPv6 counts as IPv4. Rule: H051 a network is malformed.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/http/message.hpp"

namespace bailiwick::platform::http {

class TrustedProxies {
 public:
  // "127.0.0.1", "10.0.0.0/8", "fd00::/8".
  [[nodiscard]] static Result<TrustedProxies> parse(const std::vector<std::string>& networks);

  [[nodiscard]] bool contains(std::string_view address) const;

  // Sets peer and is_secure from the connection and, where it comes from a trusted proxy, from what that forwarded: of
  // X-Forwarded-For the last address that is no trusted proxy.
  void apply(Request& request, std::string_view connection_address, bool is_tls) const;

 private:
  struct Network {
    std::array<std::uint8_t, 16> address{};  // IPv4 as ::ffff:a.b.c.d
    int bits = 128;
  };
  std::vector<Network> networks_;
};

}  // namespace bailiwick::platform::http
