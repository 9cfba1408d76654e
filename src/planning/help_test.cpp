// Goal: help names every option and fits a screen. Method: the real commands.
#include "planning/help.hpp"

#include <gtest/gtest.h>

#include <fmt/core.h>
#include <sstream>

#include "planning/commands.hpp"

namespace bailiwick::planning {
namespace {

TEST(Help, EveryOptionOfEveryCommandIsExplained) {
  for (const Command& command : all_commands()) {
    const std::string text = command_help(command.spec);
    for (const OptionSpec& option : command.spec.options) {
      EXPECT_NE(text.find(fmt::format("  --{}", option.name)), std::string::npos) << option.name;
    }
    EXPECT_NE(text.find("Examples"), std::string::npos) << command.spec.name;
  }
}

TEST(Help, NoLineIsWiderThanTheScreen) {
  for (const Command& command : all_commands()) {
    std::istringstream lines(command_help(command.spec));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 120U) << line;
  }
}

TEST(Help, TopicsAreFoundByName) {
  for (const std::string& name : topic_names()) EXPECT_TRUE(topic_help(name)) << name;
  EXPECT_FALSE(topic_help("weather"));
}

}  // namespace
}  // namespace bailiwick::planning
