// Goal: a line of the log is one JSON object whatever the message holds, and goes to the file that was named.
#include "main/log.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/databases.hpp"

namespace bailiwick {
namespace {

TEST(Log, ALineIsAnObjectWhateverTheMessageHolds) {
  const testing::DatabaseFolder folder;
  ASSERT_TRUE(
      set_up_log({.level = "info", .format = LogFormat::kJson, .file = folder.file("log")}));
  log_error("a \"quote\",\na line, {braces} and %v");
  std::ifstream in(folder.file("log"));
  std::string line;
  ASSERT_TRUE(std::getline(in, line));
  const auto json = nlohmann::json::parse(line);
  EXPECT_EQ(json["message"], "a \"quote\",\na line, {braces} and %v");
  EXPECT_EQ(json["level"], "error");
  EXPECT_FALSE(std::getline(in, line));
}

TEST(Log, AFileThatCannotBeWrittenIsSaid) {
  const auto made =
      set_up_log({.level = "info", .format = LogFormat::kText, .file = "/proc/none/log"});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().rule, "X040");
  EXPECT_TRUE(set_up_log({}));
}

}  // namespace
}  // namespace bailiwick
