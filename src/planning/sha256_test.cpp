// Goal: the digests are those of everyone's tools. Method: the standard's examples, and every length around a block.
#include "planning/sha256.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace bailiwick::planning {
namespace {

TEST(Sha256, TheStandardsExamplesHold) {
  EXPECT_EQ(sha256("").hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc").hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq").hex,
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256(std::string(1000000, 'a')).hex,
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, AFileHasTheDigestOfItsBytes) {
  const auto path = std::filesystem::temp_directory_path() / "bailiwick_sha256_test.bin";
  const std::string bytes(700001, 'x');
  std::ofstream(path, std::ios::binary) << bytes;
  const auto digest = sha256_of_file(path);
  std::filesystem::remove(path);
  ASSERT_TRUE(digest);
  EXPECT_EQ(digest->hex, sha256(bytes).hex);
  EXPECT_EQ(digest->bytes, bytes.size());
  EXPECT_FALSE(sha256_of_file(path));
}

}  // namespace
}  // namespace bailiwick::planning
