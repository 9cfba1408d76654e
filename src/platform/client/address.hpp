// Which addresses this server may connect to on others' behalf: those of the public internet, and the networks that the
// operator names. So nobody can use a webhook or the like to reach what only this machine can see (server-side request forgery).
//
// Refused, by the IANA special-purpose registries (RFC 6890) and the RFCs they name: this host 0.0.0.0/8, private (RFC 1918), shared
// (RFC 6598), loopback, link-local (with the clouds' metadata at 169.254.169.254), protocol assignments, documentation, 6to4 relays,
// benchmarks, multicast, reserved and broadcast; of IPv6 everything outside 2000::/3 (so unique local RFC 4193, link-local,
// multicast, NAT64), and in it Teredo and other protocol assignments, documentation and 6to4. An IPv4 address inside an IPv6 one
// (::ffff:a.b.c.d) counts as the IPv4 address. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace bailiwick::platform::client {

// IPv4 is kept as ::ffff:a.b.c.d.
struct IpAddress {
  std::array<std::uint8_t, 16> bytes{};

  [[nodiscard]] bool is_v4() const;
  friend bool operator==(const IpAddress&, const IpAddress&) = default;
};
// "192.0.2.1", "2001:db8::1"; nothing for anything else (names, zones, brackets, ports).
[[nodiscard]] std::optional<IpAddress> parse_ip(std::string_view text);

struct Network {
  IpAddress base;
  int prefix_bits = 128;  // of the 16 bytes: an IPv4 /8 is 104

  [[nodiscard]] bool contains(const IpAddress& address) const;
};
// "10.1.0.0/16", "fd00::/8", or an address alone. Error N001: not of that form, or bits set beyond the prefix.
[[nodiscard]] Result<Network> parse_network(std::string_view text);

// An address of the public internet, by the list above.
[[nodiscard]] bool is_public(const IpAddress& address);

// One of these networks contains it.
[[nodiscard]] bool is_in(const std::vector<Network>& networks, const IpAddress& address);

}  // namespace bailiwick::platform::client
