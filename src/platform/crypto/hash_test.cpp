// Goal: the digests are those of the standards, whole or piece by piece. Method: published vectors (FIPS 180-4 examples, RFC 4231,
// RFC 7693's function with 32 bytes).
#include "platform/crypto/hash.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "platform/crypto/encoding.hpp"

namespace bailiwick::platform::crypto {
namespace {

std::string hex_of(const Digest& digest) { return to_hex(view_of(digest)); }

TEST(Hash, sha256_agrees_with_the_examples_of_the_standard) {
  EXPECT_EQ(hex_of(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex_of(sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex_of(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(hex_of(sha256(std::string(1'000'000, 'a'))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Hash, hmac_agrees_with_rfc_4231) {
  EXPECT_EQ(hex_of(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(hex_of(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(hex_of(hmac_sha256(std::string(131, '\xaa'),
                               "Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Hash, blake2b_is_the_one_with_32_bytes) {
  EXPECT_EQ(hex_of(blake2b("")),
            "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  EXPECT_EQ(hex_of(blake2b("abc")),
            "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST(Hash, pieces_and_files_give_the_digest_of_the_whole) {
  std::string bytes;
  for (int i = 0; i < 700'000; ++i) bytes += static_cast<char>(i * 7 + i / 256);
  Sha256Stream stream;
  for (std::size_t at = 0, step = 1; at < bytes.size(); at += step, step = step * 3 % 1'009 + 1) {
    stream.add(std::string_view(bytes).substr(at, step));
  }
  EXPECT_EQ(stream.finish(), sha256(bytes));

  const auto path = std::filesystem::temp_directory_path() / "bailiwick_hash_test.bin";
  std::ofstream(path, std::ios::binary) << bytes;
  const auto file = sha256_of_file(path);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->digest, sha256(bytes));
  EXPECT_EQ(file->size, bytes.size());
  std::filesystem::remove(path);
  EXPECT_FALSE(sha256_of_file(path));
}

TEST(Hash, secrets_are_equal_only_when_every_byte_is) {
  EXPECT_TRUE(is_equal_secret("", ""));
  EXPECT_TRUE(is_equal_secret(std::string("a\0b", 3), std::string("a\0b", 3)));
  EXPECT_FALSE(is_equal_secret("abc", "abd"));
  EXPECT_FALSE(is_equal_secret("abc", "abcd"));
}

}  // namespace
}  // namespace bailiwick::platform::crypto
