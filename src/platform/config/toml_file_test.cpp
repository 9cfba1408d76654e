// Goal: a TOML file becomes a flat list with lines; what cannot be read is said. Method: small files.
#include "platform/config/toml_file.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace bailiwick::platform::config {
namespace {

std::string file_of(std::string_view text) {
  const std::string path = ::testing::TempDir() + "/bailiwick_toml_test.toml";
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

TEST(TomlFile, KeysOfSectionsAreFlat) {
  const auto entries =
      read_toml(file_of("[server]\nport = 9000\naddress = \"::\"\n[client]\nallowed_networks = "
                        "[\"a\", \"b\"]\n"));
  ASSERT_TRUE(entries);
  ASSERT_EQ(entries->size(), 3U);
  for (const TomlEntry& entry : *entries) {
    if (entry.key == "server.port") {
      EXPECT_EQ(entry.kind, TomlEntry::Kind::kWhole);
      EXPECT_EQ(entry.text, "9000");
      EXPECT_EQ(entry.line, 2);
    }
    if (entry.key == "client.allowed_networks") {
      EXPECT_EQ(entry.texts, (std::vector<std::string>{"a", "b"}));
    }
  }
}

TEST(TomlFile, WhatIsNotTomlIsRefusedWithItsLine) {
  const auto entries = read_toml(file_of("[server]\nport =\n"));
  ASSERT_FALSE(entries);
  EXPECT_EQ(entries.error().rule, "C002");
  EXPECT_NE(entries.error().message.find("line 2"), std::string::npos) << entries.error().message;
}

TEST(TomlFile, AFileThatIsNotThereOrTooLargeIsRefused) {
  EXPECT_EQ(read_toml("/nonexistent/bailiwick.toml").error().rule, "C001");
  EXPECT_TRUE(read_toml(file_of(std::string(kFileBytesMax, '\n'))));
  EXPECT_EQ(read_toml(file_of(std::string(kFileBytesMax + 1, '\n'))).error().rule, "C001");
}

}  // namespace
}  // namespace bailiwick::platform::config
