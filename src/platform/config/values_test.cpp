// Goal: values are taken as people write them and refused with what is allowed. Method: tables of texts.
#include "platform/config/values.hpp"

#include <gtest/gtest.h>

namespace bailiwick::platform::config {
namespace {

const Key& key(std::string_view name) {
  for (const Key& one : all_keys()) {
    if (one.name == name) return one;
  }
  throw std::logic_error("no such key");
}

std::string refusal(std::string_view name, std::string_view text) {
  Config config;
  const Result<void> set = set_value(key(name), text, "--set", config);
  return set ? "" : set.error().rule + " " + set.error().message;
}

TEST(Values, SizesAndTimesHaveUnits) {
  EXPECT_EQ(parse_bytes("16"), 16);
  EXPECT_EQ(parse_bytes("16 MB"), 16'000'000);
  EXPECT_EQ(parse_bytes("2KiB"), 2'048);
  EXPECT_EQ(parse_bytes("9223372036854775807GB"), std::nullopt);
  EXPECT_EQ(parse_bytes("-1"), std::nullopt);
  EXPECT_EQ(parse_bytes("MB"), std::nullopt);
  EXPECT_EQ(parse_seconds("90"), 90);
  EXPECT_EQ(parse_seconds("5m"), 300);
  EXPECT_EQ(parse_seconds("1h"), 3'600);
  EXPECT_EQ(parse_seconds("1d"), std::nullopt);
}

TEST(Values, LimitsHoldAtTheLimitAndOneBeyond) {
  EXPECT_EQ(refusal("server.port", "65535"), "");
  EXPECT_EQ(refusal("server.port", "65536"),
            "C005 server.port (--set) takes a whole number from 0 to 65535; 65536 is outside.");
  EXPECT_EQ(refusal("server.port", "http").substr(0, 4), "C004");
  EXPECT_EQ(refusal("server.port", "80.5").substr(0, 4), "C004");
}

TEST(Values, AWordThatIsNotOfferedNamesTheNearest) {
  EXPECT_EQ(refusal("log.level", "info"), "");
  EXPECT_EQ(
      refusal("log.level", "warn"),
      "C005 log.level (--set) takes one of info, debug, warning, error, not \"warn\". Did you mean "
      "\"warning\"?");
}

TEST(Values, ListsAreSplitAtCommas) {
  EXPECT_EQ(split_list(" a, b ,,c"), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_TRUE(split_list("").empty());
}

}  // namespace
}  // namespace bailiwick::platform::config
