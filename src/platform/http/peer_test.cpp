// Goal: forwarded addresses are believed of trusted proxies and of nobody else.
#include "platform/http/peer.hpp"

#include <gtest/gtest.h>

namespace bailiwick::platform::http {
namespace {

Request forwarded(std::string chain) {
  Request request;
  request.headers = {{"x-forwarded-for", std::move(chain)}, {"x-forwarded-proto", "https"}};
  return request;
}

TEST(Peer, networks_hold_their_addresses) {
  const auto proxies = TrustedProxies::parse({"10.0.0.0/8", "::1", "192.168.1.7", "fd00::/8"});
  ASSERT_TRUE(proxies);
  for (const auto inside : {"10.255.0.1", "::1", "192.168.1.7", "fd12::5", "::ffff:10.1.1.1"})
    EXPECT_TRUE(proxies->contains(inside)) << inside;
  for (const auto outside : {"11.0.0.1", "::2", "192.168.1.8", "fe00::1", "", "x"})
    EXPECT_FALSE(proxies->contains(outside)) << outside;
}

TEST(Peer, malformed_networks_are_refused) {
  for (const auto bad :
       {"10.0.0.0/33", "x", "", "10.0.0.0/", "::1/129", "10.0.0.0/8x", "10.0.0.0/-1"})
    EXPECT_EQ(TrustedProxies::parse({bad}).error().rule, "H051") << bad;
}

TEST(Peer, only_a_trusted_proxy_is_believed) {
  const auto proxies = TrustedProxies::parse({"10.0.0.0/8"});
  Request request = forwarded("1.2.3.4, 5.6.7.8, 10.0.0.2");
  proxies->apply(request, "10.0.0.1", false);
  EXPECT_EQ(request.peer, "5.6.7.8");
  EXPECT_TRUE(request.is_secure);
  request = forwarded("1.2.3.4");
  proxies->apply(request, "9.9.9.9", false);
  EXPECT_EQ(request.peer, "9.9.9.9");
  EXPECT_FALSE(request.is_secure);
  request = forwarded("nonsense");
  proxies->apply(request, "10.0.0.1", false);
  EXPECT_EQ(request.peer, "10.0.0.1");
  request = forwarded("10.0.0.3");
  proxies->apply(request, "10.0.0.1", true);
  EXPECT_EQ(request.peer, "10.0.0.3");
}

}  // namespace
}  // namespace bailiwick::platform::http
