#include "platform/client/address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cstring>

#include <fmt/format.h>

namespace bailiwick::platform::client {
namespace {

constexpr std::array<std::uint8_t, 12> kMappedPrefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

Network literal(std::string_view text) {
  const auto network = parse_network(text);
  assert(network);
  return *network;
}

const std::vector<Network>& special_v4() {
  static const std::vector<Network> networks = {
      literal("0.0.0.0/8"),      literal("10.0.0.0/8"),     literal("100.64.0.0/10"),
      literal("127.0.0.0/8"),    literal("169.254.0.0/16"), literal("172.16.0.0/12"),
      literal("192.0.0.0/24"),   literal("192.0.2.0/24"),   literal("192.88.99.0/24"),
      literal("192.168.0.0/16"), literal("198.18.0.0/15"),  literal("198.51.100.0/24"),
      literal("203.0.113.0/24"), literal("224.0.0.0/4"),    literal("240.0.0.0/4"),
  };
  return networks;
}

const Network& global_unicast_v6() {
  static const Network network = literal("2000::/3");
  return network;
}

const std::vector<Network>& special_in_global_v6() {
  static const std::vector<Network> networks = {literal("2001::/23"), literal("2001:db8::/32"),
                                                literal("2002::/16"), literal("3fff::/20")};
  return networks;
}

}  // namespace

bool IpAddress::is_v4() const {
  return std::equal(kMappedPrefix.begin(), kMappedPrefix.end(), bytes.begin());
}

std::optional<IpAddress> parse_ip(std::string_view text) {
  const std::string copy(text);  // inet_pton wants an end
  if (copy.size() != std::strlen(copy.c_str())) return std::nullopt;
  IpAddress address;
  std::array<std::uint8_t, 4> v4{};
  if (::inet_pton(AF_INET, copy.c_str(), v4.data()) == 1) {
    std::copy(kMappedPrefix.begin(), kMappedPrefix.end(), address.bytes.begin());
    std::copy(v4.begin(), v4.end(), address.bytes.begin() + kMappedPrefix.size());
    return address;
  }
  if (::inet_pton(AF_INET6, copy.c_str(), address.bytes.data()) == 1) return address;
  return std::nullopt;
}

bool Network::contains(const IpAddress& address) const {
  const auto whole = static_cast<std::size_t>(prefix_bits / 8);
  if (!std::equal(base.bytes.begin(), base.bytes.begin() + static_cast<std::ptrdiff_t>(whole),
                  address.bytes.begin())) {
    return false;
  }
  const int rest = prefix_bits % 8;
  if (rest == 0) return true;
  const auto mask = static_cast<std::uint8_t>(0xff << (8 - rest));
  return (base.bytes[whole] & mask) == (address.bytes[whole] & mask);
}

Result<Network> parse_network(std::string_view text) {
  const auto refuse = [&] {
    return fail(
        ErrorCode::kInvalidInput, "N001",
        fmt::format(
            "'{}' is not a network. Write an address and how many leading bits count, with the "
            "others zero: 10.1.0.0/16, fd00::/8 or 192.0.2.7.",
            text));
  };
  const std::size_t slash = text.find('/');
  const auto address = parse_ip(text.substr(0, slash));
  if (!address) return refuse();
  const int family_bits = text.find(':') == std::string_view::npos ? 32 : 128;
  int bits = family_bits;
  if (slash != std::string_view::npos) {
    const std::string_view digits = text.substr(slash + 1);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
    if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size() || bits < 0 ||
        bits > family_bits) {
      return refuse();
    }
  }
  const Network network = {*address, bits + (128 - family_bits)};
  for (int bit = network.prefix_bits; bit < 128; ++bit) {
    if ((address->bytes[static_cast<std::size_t>(bit / 8)] >> (7 - bit % 8) & 1) != 0)
      return refuse();
  }
  return network;
}

bool is_public(const IpAddress& address) {
  if (address.is_v4()) return !is_in(special_v4(), address);
  return global_unicast_v6().contains(address) && !is_in(special_in_global_v6(), address);
}

bool is_in(const std::vector<Network>& networks, const IpAddress& address) {
  return std::any_of(networks.begin(), networks.end(),
                     [&](const Network& network) { return network.contains(address); });
}

}  // namespace bailiwick::platform::client
