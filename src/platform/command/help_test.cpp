// Goal: help shows groups, options and topics, and fits a screen. Method: a guide of two commands.
#include "platform/command/help.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace bailiwick::platform::command {
namespace {

CommandSpec command(std::string_view name, std::string_view group) {
  CommandSpec spec;
  spec.name = name;
  spec.group = group;
  spec.summary = "a summary";
  spec.usage = "[OPTIONS]";
  spec.teaching = "What it does.";
  return spec;
}

TEST(Help, TheOverviewHasGroupsAndTopics) {
  const std::string text = overview_help(
      {.introduction = "Hello.\n",
       .commands = {command("design", "Territories"), command("user create", "The server")},
       .topics = {exit_codes_topic()}});
  EXPECT_TRUE(text.starts_with("Hello.\n\nTerritories\n  design      a summary\n")) << text;
  EXPECT_NE(text.find("\nThe server\n  user create a summary\n"), std::string::npos) << text;
  EXPECT_NE(text.find("  exit-codes  what the exit code says"), std::string::npos) << text;
}

TEST(Help, OptionsAreWrappedWithinTheScreen) {
  CommandSpec spec = command("design", "");
  const std::string words(600, 'x');
  std::string sentence;
  for (int i = 0; i < 60; ++i) sentence += "word ";
  spec.options = {{.name = "units",
                   .argument = "FILE",
                   .group = "Input",
                   .help = sentence,
                   .is_repeatable = true}};
  const std::string text = command_help(spec);
  EXPECT_NE(text.find("\nInput\n  --units FILE   (may be given again)\n"), std::string::npos)
      << text;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 100U) << line;
}

TEST(Help, CommandsOfTwoWordsAreFoundByTheFirst) {
  const std::vector<CommandSpec> all = {command("user create", ""), command("user list", ""),
                                        command("users", "")};
  EXPECT_NE(group_help(all, "user").find("user list"), std::string::npos);
  EXPECT_EQ(group_help(all, "user").find("users"), std::string::npos);
  EXPECT_EQ(group_help(all, "token"), "");
}

}  // namespace
}  // namespace bailiwick::platform::command
