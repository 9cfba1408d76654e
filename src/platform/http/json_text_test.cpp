// Goal: what is written by hand is JSON that the library reads back as it was. Method: every byte below 0x80, and words beyond.
#include "platform/http/json_text.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bailiwick::platform::http {
namespace {

TEST(JsonText, every_text_comes_back_from_the_library) {
  std::string all = "Zo\xC3\xAB \xE2\x82\xAC";
  for (int byte = 0; byte < 0x80; ++byte) all += static_cast<char>(byte);
  for (const std::string& text : {all, std::string(), std::string("plain"), std::string("\"\\")}) {
    std::string json;
    append_quoted(json, text);
    EXPECT_EQ(nlohmann::json::parse(json).get<std::string>(), text);
  }
}

TEST(JsonText, members_are_separated) {
  std::string json = "{";
  append_member(json, "a", "1");
  append_member(json, "b", "{");
  append_member(json, "c", "");
  EXPECT_EQ(json + "}", R"({"a":"1","b":"{","c":""})");
}

}  // namespace
}  // namespace bailiwick::platform::http
