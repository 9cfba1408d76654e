// Goal: every mistake in a value is found, at its place, in words that say what to do; what is right passes.
// Method: a table with a row for each rule, at the limit and one beyond, and a few bodies whole.
#include "platform/http/schema_check.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace bailiwick::platform::http {
namespace {

using nlohmann::json;

const Schema kPerson =
    object("Person", {{"id", id("person")},
                      {"name", text(1, 5)},
                      {"roles", array(one_of({"admin", "planner", "rep"}), 2)},
                      {"email", email(), kOptional},
                      {"address", object("Address", {{"city", text(1, 20)}}), kOptional}});

// "rule pointer" of each mistake.
std::vector<std::string> found(const Schema& schema, const std::string& text) {
  std::vector<std::string> result;
  for (const Error& error : mistakes_of(schema, json::parse(text)))
    result.push_back(error.rule + " " + error.pointer);
  return result;
}

using List = std::vector<std::string>;

struct Row {
  Schema schema;
  std::string right;
  std::string wrong;
  std::string rule;
};

TEST(SchemaCheck, each_rule_holds_at_its_limit_and_fires_one_beyond) {
  const std::vector<Row> rows = {
      {text(1, 3), R"("abc")", R"("abcd")", "H013"},
      {text(1, 3), R"("é€𝄞")", R"("")", "H013"},
      {text(0, 9), R"("a\tb\nc")", R"("a\u0000b")", "H018"},
      {text(), R"("7")", "7", "H012"},
      {integer(-2, 3), "-2", "-3", "H014"},
      {integer(-2, 3), "3", "4", "H014"},
      {integer(0, 9), "0", "18446744073709551615", "H014"},
      {integer(0, 9), "1", "1.0", "H012"},
      {number(0, 1), "0.5", "1.5", "H014"},
      {number(0, 1), "1", "\"1\"", "H012"},
      {boolean(), "true", "1", "H012"},
      {one_of({"red", "blue"}), R"("red")", R"("rde")", "H015"},
      {date(), R"("2024-02-29")", R"("2026-02-29")", "H016"},
      {instant(), R"("2026-11-25T18:21:42Z")", R"("2026-11-25 18:21")", "H016"},
      {id("person"), R"("person_01h455vb4pex5vsknk084sn02q")",
       R"("role_01h455vb4pex5vsknk084sn02q")", "H016"},
      {email(), R"("ada@example.org")", R"("ada@")", "H016"},
      {email(), R"("a.b+c@x")", R"("two words@example.org")", "H016"},
      {array(integer(0, 9), 2), "[1,2]", "[1,2,3]", "H017"},
      {map_of(boolean()), R"({"any":true})", "[]", "H012"},
      {text().nullable(), "null", "false", "H012"},
      {Schema(), "[1]", "", ""},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(found(row.schema, row.right), List{}) << row.right;
    if (row.rule.empty()) continue;
    EXPECT_EQ(found(row.schema, row.wrong), List{row.rule + " "}) << row.wrong;
  }
}

TEST(SchemaCheck, every_mistake_is_told_with_its_pointer) {
  EXPECT_EQ(
      found(kPerson, R"({"id":"x","name":"","roles":["admin","boss"],"address":{"town":"A"}})"),
      (List{"H016 /id", "H013 /name", "H015 /roles/1", "H010 /address/city",
            "H011 /address/town"}));
}

TEST(SchemaCheck, an_unknown_field_is_refused_with_the_nearest_right_one) {
  const Errors errors = mistakes_of(
      kPerson,
      json::parse(
          R"({"id":"person_01h455vb4pex5vsknk084sn02q","name":"Ada","roles":[],"emial":"a@b"})"));
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].message, "\"emial\" is not a field here. Did you mean \"email\"?");
}

TEST(SchemaCheck, pointers_escape_what_they_must) {
  EXPECT_EQ(found(map_of(boolean()), R"({"a/b~c":1})"), (List{"H012 /a~1b~0c"}));
}

TEST(SchemaCheck, mistakes_end_at_their_limit) {
  json many = json::array();
  for (int i = 0; i < 5'000; ++i) many.push_back("x");
  EXPECT_EQ(mistakes_of(array(boolean()), many).size(), kMistakesMax);
}

TEST(SchemaCheck, the_text_of_a_parameter_stands_for_a_number_or_a_truth) {
  EXPECT_TRUE(mistakes_of_text(integer(1, 200), "50", "?limit").empty());
  EXPECT_TRUE(mistakes_of_text(boolean(), "true", "?mine").empty());
  EXPECT_TRUE(mistakes_of_text(number(0, 1), "0.5", "?x").empty());
  EXPECT_TRUE(mistakes_of_text(text(), "50", "?search").empty());
  const Errors errors = mistakes_of_text(integer(1, 200), "many", "?limit");
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].message, "The parameter \"limit\" must be a whole number, not a text.");
  EXPECT_EQ(errors[0].pointer, "?limit");
}

}  // namespace
}  // namespace bailiwick::platform::http
