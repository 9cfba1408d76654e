// Goal: a JSON object is read as it is meant and every slip is told with its path. Method: small objects.
#include "planning/json_object.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "planning/value_text.hpp"

namespace bailiwick::planning {
namespace {

TEST(JsonObject, ValuesOfTheRightKindAreTaken) {
  Errors errors;
  const auto json =
      nlohmann::json::parse(R"({"a":"x","b":true,"c":2.5,"d":7,"e":"2%","f":["x",5]})");
  JsonObject object(json, "", errors);
  EXPECT_EQ(object.take_text("a"), "x");
  EXPECT_EQ(object.take_flag("b"), true);
  EXPECT_EQ(object.take_number("c"), 2.5);
  EXPECT_EQ(object.take_count("d"), 7);
  EXPECT_EQ(object.take_quantity("e", parse_share, "a share"), 0.02);
  EXPECT_EQ(object.take_texts("f"), (std::vector<std::string>{"x", "5"}));
  EXPECT_EQ(object.take_text("absent"), std::nullopt);
  object.finish();
  EXPECT_TRUE(errors.empty());
}

TEST(JsonObject, ValuesOfAnotherKindAreTold) {
  Errors errors;
  const auto json =
      nlohmann::json::parse(R"({"a":1,"b":"yes","c":-1,"d":1.5,"e":"lots","f":"x","g":[null]})");
  JsonObject object(json, "top", errors);
  EXPECT_FALSE(object.take_text("a"));
  EXPECT_FALSE(object.take_flag("b"));
  EXPECT_FALSE(object.take_number("c"));
  EXPECT_FALSE(object.take_count("d"));
  EXPECT_FALSE(object.take_quantity("e", parse_share, "a share"));
  EXPECT_TRUE(object.take_texts("f").empty());
  EXPECT_TRUE(object.take_texts("g").empty());
  ASSERT_EQ(errors.size(), 7U);
  for (const Error& error : errors) EXPECT_EQ(error.rule, "P011");
  EXPECT_NE(errors[0].message.find("\"top.a\""), std::string::npos);
}

TEST(JsonObject, AnUnknownKeyNamesTheNearest) {
  Errors errors;
  const auto json = nlohmann::json::parse(R"({"territores":5})");
  JsonObject object(json, "", errors);
  EXPECT_EQ(object.take("territories"), nullptr);
  object.finish();
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].rule, "P010");
  EXPECT_NE(errors[0].message.find("Did you mean \"territories\"?"), std::string::npos);
}

TEST(JsonObject, SomethingElseThanAnObjectIsOneError) {
  Errors errors;
  const nlohmann::json json = 5;
  JsonObject object(json, "balance[0]", errors);
  EXPECT_EQ(object.take("x"), nullptr);
  object.finish();
  EXPECT_EQ(errors.size(), 1U);
}

}  // namespace
}  // namespace bailiwick::planning
