// Goal: text of bytes as RFC 4648 has it, and nothing else is read back. Method: its section 10 and a round trip of every length.
#include "platform/crypto/encoding.hpp"

#include <gtest/gtest.h>

#include <string>

#include "platform/crypto/random.hpp"

namespace bailiwick::platform::crypto {
namespace {

TEST(Encoding, agrees_with_the_vectors_of_rfc_4648) {
  EXPECT_EQ(to_base64("f"), "Zg==");
  EXPECT_EQ(to_base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(to_base64url("fooba"), "Zm9vYmE");
  EXPECT_EQ(to_base64url("\xfb\xff"), "-_8");
  EXPECT_EQ(to_hex("foobar"), "666f6f626172");
  EXPECT_EQ(from_base64("Zm9vYg=="), "foob");
  EXPECT_EQ(from_hex("666F6f"), "foo");
}

TEST(Encoding, every_length_survives) {
  for (std::size_t size = 0; size <= 100; ++size) {
    const std::string bytes = random_bytes(size);
    EXPECT_EQ(from_hex(to_hex(bytes)), bytes);
    EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
    EXPECT_EQ(from_base64url(to_base64url(bytes)), bytes);
  }
}

TEST(Encoding, malformed_text_is_nothing) {
  for (const auto* text : {"6", "6g", "66 6f", "0x66"}) EXPECT_FALSE(from_hex(text)) << text;
  for (const auto* text : {"Zg", "Zg=", "Zg= =", "Zm9v\n", "-_8="})
    EXPECT_FALSE(from_base64(text)) << text;
  for (const auto* text : {"Zg==", "Z", "+/8", "Zm9v Zg", "Zh"})
    EXPECT_FALSE(from_base64url(text)) << text;
}

}  // namespace
}  // namespace bailiwick::platform::crypto
