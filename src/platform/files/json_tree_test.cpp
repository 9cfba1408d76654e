// Goal: the flat tree says of any text what json.hpp says of it, and finds its parts again.
// Method: texts at the limits of the grammar, each compared with the library's own reading.
#include "platform/files/json_tree.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "platform/files/json.hpp"
#include "platform/files/json_tree_reference.hpp"

namespace bailiwick::platform::files {
namespace {

void expect_same(const std::string& text) {
  const TextFile file{"t.json", text, {}};
  const auto tree = parse_json_tree(file);
  const auto document = parse_json(file);
  ASSERT_EQ(tree.has_value(), document.has_value()) << text;
  if (tree) {
    EXPECT_EQ(testing::library_value(tree->root()), *document) << text;
  } else {
    EXPECT_EQ(tree.error().message, document.error().message) << text;
  }
}

TEST(JsonTree, texts_are_read_as_the_library_reads_them) {
  for (const char* text :
       {"null", " true ", "[]", "{}", "[ ]", "[1,2]", "[[],[[]],{}]", "[1,[2,3],{\"a\":{}}]",
        "{\"a\":1,\"b\":[true,false,null]}", "{\"a\":1,\"a\":2}", "\"x\"", "{\"\":\"\"}",
        "\t[\r\n1 , 2 ]\n", "\xEF\xBB\xBF[1]", "[\"\xC3\xA9\"]"}) {
    expect_same(text);
  }
}

TEST(JsonTree, numbers_are_read_to_the_last_bit) {
  for (const char* text : {"0",
                           "-0",
                           "-0.0",
                           "7",
                           "-12",
                           "1.5",
                           "1e3",
                           "1E+3",
                           "1e-3",
                           "0.1",
                           "123456789012345678",
                           "999999999999999999",
                           "9223372036854775807",
                           "18446744073709551615",
                           "1e999",
                           "-1e999",
                           "1e-999",
                           "4.9e-324",
                           "1.7976931348623157e308",
                           "0.30000000000000004",
                           "179769313486231580793728971405301e277"}) {
    expect_same(text);
  }
}

TEST(JsonTree, what_is_not_json_is_refused_in_the_same_words) {
  for (const char* text : {"",
                           " ",
                           "[",
                           "]",
                           "{",
                           "[1",
                           "[1,",
                           "[1,]",
                           "[,1]",
                           "{\"a\"}",
                           "{\"a\":}",
                           "{\"a\":1,}",
                           "{a:1}",
                           "{1:2}",
                           "[1}",
                           "{\"a\":1]",
                           "1 2",
                           "[1]]",
                           "nul",
                           "truee",
                           "01",
                           "-",
                           "1.",
                           ".5",
                           "1e",
                           "1e+",
                           "+1",
                           "0x1",
                           "\"",
                           "\"a",
                           "\"\\\"",
                           "\"\n\"",
                           "\"\\x\"",
                           "\"\\u12\"",
                           "[1 2]",
                           "{\"a\" 1}",
                           "{\"a\":1 \"b\":2}",
                           "\"\\ud800\"",
                           "\"\\ud800\\u0041\"",
                           "\"\\udc00\"",
                           "[\"a\":1]",
                           "NaN",
                           "'a'",
                           "[1]//"}) {
    expect_same(text);
  }
}

TEST(JsonTree, escapes_are_undone) {
  expect_same(R"("\"\\\/\b\f\n\r\t")");
  expect_same(R"(["\u0041\u00e9\u20ac\ud83d\ude00", "plain"])");
  expect_same(R"({"\u0061": 1, "a": 2})");
}

TEST(JsonTree, nesting_is_allowed_to_the_limit_and_not_beyond) {
  for (const int depth : {kJsonDepthLimit, kJsonDepthLimit + 1}) {
    expect_same(std::string(static_cast<std::size_t>(depth), '[') +
                std::string(static_cast<std::size_t>(depth), ']'));
  }
}

TEST(JsonTree, members_are_found_and_sorted_by_name_and_the_last_of_a_name_counts) {
  const TextFile file{"t.json", R"({"b": [1, 2], "a": "x", "b": {"c": -3}})", {}};
  const auto tree = parse_json_tree(file);
  ASSERT_TRUE(tree);
  const JsonValue root = tree->root();
  EXPECT_EQ(root.size(), 3U);
  ASSERT_EQ(root.members().size(), 2U);
  EXPECT_EQ(root.members()[0].first, "a");
  EXPECT_EQ(root.member("b").member("c").integer(), -3);
  EXPECT_EQ(root.member("b").source(), R"({"c": -3})");
  EXPECT_EQ(root.member("a").source(), R"("x")");
  EXPECT_TRUE(root.member("z").is_null());
  EXPECT_TRUE(root.member("a").member("z").is_null());
}

}  // namespace
}  // namespace bailiwick::platform::files
