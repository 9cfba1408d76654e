// Goal: JSON is read within its limits, and what is wrong is told with line and column.
#include "platform/files/json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "platform/files/scratch_folder.hpp"

namespace bailiwick::platform::files {
namespace {

Result<nlohmann::json> parse(std::string text) {
  return parse_json({"t.json", std::move(text), {}});
}

TEST(Json, a_document_is_read_from_a_file) {
  const testing::ScratchFolder folder;
  const auto document = read_json(folder.write("a.json", R"({"a": [1, 2.5, "x"]})"));
  ASSERT_TRUE(document);
  EXPECT_EQ((*document)["a"][2], "x");
  EXPECT_EQ(read_json(folder.path()).error().rule, "F002");
}

TEST(Json, a_fault_is_told_with_line_and_column) {
  const auto document = parse("{\n  \"a\": 1,\n  \"b\" 2\n}");
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().rule, "F050");
  EXPECT_NE(document.error().message.find("t.json, line 3, column 7"), std::string::npos)
      << document.error().message;
}

TEST(Json, a_number_beyond_all_numbers_is_refused) {
  EXPECT_EQ(parse("[1e999]").error().rule, "F050");
}

TEST(Json, depth_is_allowed_to_the_limit_and_not_beyond) {
  const auto nested = [](int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') +
           std::string(static_cast<std::size_t>(depth), ']');
  };
  EXPECT_TRUE(parse(nested(kJsonDepthLimit)));
  EXPECT_EQ(parse(nested(kJsonDepthLimit + 1)).error().rule, "F051");
  EXPECT_TRUE(
      parse("[\"" + std::string(200, '[') + "\\\"[\"]"));  // brackets in a string nest nothing
}

TEST(Json, a_million_open_brackets_are_refused_at_once) {
  EXPECT_EQ(parse(std::string(1'000'000, '[')).error().rule, "F051");
}

}  // namespace
}  // namespace bailiwick::platform::files
