#include "platform/http/peer.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.hpp"

namespace bailiwick::platform::http {
namespace {

using Address = std::array<std::uint8_t, 16>;

std::optional<Address> parse_address(std::string_view text) {
  const std::string copy(text);  // inet_pton wants an end
  Address address{};
  if (inet_pton(AF_INET6, copy.c_str(), address.data()) == 1) return address;
  address = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  if (inet_pton(AF_INET, copy.c_str(), address.data() + 12) == 1) return address;
  return std::nullopt;
}

bool has_prefix(const Address& address, const Address& network, int bits) {
  for (std::size_t i = 0; i < address.size() && bits > 0; ++i, bits -= 8) {
    const int here = std::min(bits, 8);
    const auto mask = static_cast<std::uint8_t>(0xFF << (8 - here));
    if ((address[i] & mask) != (network[i] & mask)) return false;
  }
  return true;
}

}  // namespace

Result<TrustedProxies> TrustedProxies::parse(const std::vector<std::string>& networks) {
  TrustedProxies proxies;
  for (const std::string& text : networks) {
    const std::size_t slash = text.find('/');
    const auto address = parse_address(text.substr(0, slash));
    const bool is_v4 = text.find(':') == std::string::npos;
    int bits = is_v4 ? 32 : 128;
    const int bits_max = bits;
    bool is_good = address.has_value();
    if (slash != std::string::npos) {
      const char* end = text.data() + text.size();
      const auto read = std::from_chars(text.data() + slash + 1, end, bits);
      is_good =
          is_good && read.ec == std::errc() && read.ptr == end && bits >= 0 && bits <= bits_max;
    }
    if (!is_good)
      return fail(
          ErrorCode::kInvalidInput, "H051",
          fmt::format(
              "\"{}\" is not a network of trusted proxies; write it like 10.0.0.0/8 or ::1.",
              text));
    proxies.networks_.push_back({*address, is_v4 ? bits + 96 : bits});
  }
  return proxies;
}

bool TrustedProxies::contains(std::string_view text) const {
  if (networks_.empty()) return false;
  const auto address = parse_address(text);
  return address && std::any_of(networks_.begin(), networks_.end(), [&](const Network& network) {
           return has_prefix(*address, network.address, network.bits);
         });
}

void TrustedProxies::apply(Request& request, std::string_view connection_address,
                           bool is_tls) const {
  request.peer = connection_address;
  request.is_secure = is_tls;
  if (!contains(connection_address)) return;
  if (ascii_lower(request.header("x-forwarded-proto").value_or("")) == "https")
    request.is_secure = true;
  std::string chain;
  for (const auto& [name, value] : request.headers) {
    if (name == "x-forwarded-for") chain += (chain.empty() ? "" : ",") + value;
  }
  std::string_view rest = chain;
  while (!rest.empty()) {
    const std::size_t comma = rest.rfind(',');
    const std::string_view hop =
        trimmed(comma == std::string_view::npos ? rest : rest.substr(comma + 1));
    if (!parse_address(hop)) return;  // the last address that could be read stands
    request.peer = hop;
    if (!contains(hop) || comma == std::string_view::npos) return;
    rest = rest.substr(0, comma);
  }
}

}  // namespace bailiwick::platform::http
