// Goal: a body is JSON within limits, or the refusal says where it stops being so.
#include "platform/http/json_body.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

namespace bailiwick::platform::http {
namespace {

std::string rule_of(std::string_view text) {
  const auto body = parse_body(text);
  return body ? "" : body.error().rule;
}

TEST(JsonBody, json_is_read) {
  EXPECT_EQ((*parse_body("{\"a\":[1,2.5,\"x\"]}"))["a"][2], "x");
  EXPECT_EQ(rule_of("null"), "");
}

TEST(JsonBody, what_is_not_json_is_refused_with_its_place) {
  const auto body = parse_body("{\n \"a\": tru }");
  ASSERT_FALSE(body);
  EXPECT_EQ(body.error().rule, "H001");
  EXPECT_NE(body.error().message.find("line 2"), std::string::npos) << body.error().message;
  for (const auto text : {"{", "{} {}", "{'a':1}", "\"\xFF\"", "[1,]", "NaN", "1e999"})
    EXPECT_EQ(rule_of(text), "H001") << text;
}

TEST(JsonBody, an_empty_body_is_told_apart) {
  EXPECT_EQ(rule_of(""), "H004");
  EXPECT_EQ(rule_of("  "), "H004");
}

TEST(JsonBody, nesting_has_a_limit) {
  const auto nested = [](int levels) {
    return std::string(static_cast<std::size_t>(levels), '[') +
           std::string(static_cast<std::size_t>(levels), ']');
  };
  EXPECT_EQ(rule_of(nested(kBodyDepthMax)), "");
  EXPECT_EQ(rule_of(nested(kBodyDepthMax + 1)), "H002");
  EXPECT_EQ(rule_of("\"" + std::string(200, '[') + "\""), "");
}

}  // namespace
}  // namespace bailiwick::platform::http
