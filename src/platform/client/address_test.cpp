// Goal: no address that is not of the public internet counts as public, at the edges of each special network; networks
// are read exactly.
#include "platform/client/address.hpp"

#include <gtest/gtest.h>

namespace bailiwick::platform::client {
namespace {

bool is_public_text(std::string_view text) {
  const auto address = parse_ip(text);
  EXPECT_TRUE(address) << text;
  return address && is_public(*address);
}

TEST(Address, special_networks_are_not_public_from_first_to_last_address) {
  for (const char* text : {"0.0.0.0",
                           "0.255.255.255",
                           "10.0.0.0",
                           "10.255.255.255",
                           "100.64.0.0",
                           "100.127.255.255",
                           "127.0.0.1",
                           "127.255.255.255",
                           "169.254.0.0",
                           "169.254.169.254",
                           "169.254.255.255",
                           "172.16.0.0",
                           "172.31.255.255",
                           "192.0.0.1",
                           "192.0.2.1",
                           "192.88.99.1",
                           "192.168.0.0",
                           "192.168.255.255",
                           "198.18.0.0",
                           "198.19.255.255",
                           "198.51.100.7",
                           "203.0.113.7",
                           "224.0.0.1",
                           "239.255.255.255",
                           "240.0.0.1",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "::ffff:127.0.0.1",
                           "::ffff:10.0.0.1",
                           "::ffff:169.254.169.254",
                           "::127.0.0.1",
                           "64:ff9b::7f00:1",
                           "100::1",
                           "fc00::1",
                           "fdff:ffff::1",
                           "fe80::1",
                           "febf::1",
                           "fec0::1",
                           "ff02::1",
                           "2001::1",
                           "2001:1ff:ffff::1",
                           "2001:db8::1",
                           "2002:7f00:1::",
                           "3fff:fff::1",
                           "4000::1"}) {
    EXPECT_FALSE(is_public_text(text)) << text;
  }
}

TEST(Address, what_lies_just_beside_them_is_public) {
  for (const char* text :
       {"1.0.0.0",         "9.255.255.255",   "11.0.0.0",        "100.63.255.255", "100.128.0.0",
        "126.255.255.255", "128.0.0.0",       "169.253.255.255", "169.255.0.0",    "172.15.255.255",
        "172.32.0.0",      "192.0.1.0",       "192.167.255.255", "192.169.0.0",    "198.17.255.255",
        "198.20.0.0",      "223.255.255.255", "::ffff:8.8.8.8",  "2000::1",        "2001:200::1",
        "2001:db7::1",     "2003::1",         "2a00:1450::1"}) {
    EXPECT_TRUE(is_public_text(text)) << text;
  }
}

TEST(Address, only_a_plain_address_is_one) {
  for (const char* text : {"", "localhost", "127.1", "0x7f.0.0.1", "2130706433", "1.2.3.4.5",
                           "1.2.3", "[::1]", "fe80::1%eth0", "1.2.3.4 ", "1.2.3.4:80"}) {
    EXPECT_FALSE(parse_ip(text)) << text;
  }
  EXPECT_FALSE(parse_ip(std::string_view("1.2.3.4\0", 8)));
}

TEST(Address, a_network_holds_its_addresses_and_no_others) {
  const auto network = parse_network("10.1.128.0/17");
  ASSERT_TRUE(network);
  EXPECT_TRUE(network->contains(*parse_ip("10.1.128.0")));
  EXPECT_TRUE(network->contains(*parse_ip("::ffff:10.1.255.255")));
  EXPECT_FALSE(network->contains(*parse_ip("10.1.127.255")));
  EXPECT_FALSE(network->contains(*parse_ip("10.2.128.0")));
  const auto one = parse_network("127.0.0.1");
  ASSERT_TRUE(one);
  EXPECT_TRUE(one->contains(*parse_ip("127.0.0.1")));
  EXPECT_FALSE(one->contains(*parse_ip("127.0.0.2")));
  EXPECT_TRUE(parse_network("::/0")->contains(*parse_ip("fd00::1")));
  EXPECT_TRUE(is_in({*one, *network}, *parse_ip("10.1.200.1")));
  EXPECT_FALSE(is_in({}, *parse_ip("10.1.200.1")));
}

TEST(Address, N001_a_network_with_a_mistake_is_refused) {
  for (const char* text : {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8x",
                           "10.0.0.1/8", "fd00::/129", "fd00::1/8", "example.org/8"}) {
    const auto network = parse_network(text);
    ASSERT_FALSE(network) << text;
    EXPECT_EQ(network.error().rule, "N001");
  }
}

}  // namespace
}  // namespace bailiwick::platform::client
