// Goal: every command teaches its options and slips are refused in the form asked for. Method: the real commands.
#include "planning/commands.hpp"

#include <gtest/gtest.h>

#include <fmt/core.h>
#include <sstream>

#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

using testing::said;

TEST(Commands, EveryOptionOfEveryCommandIsExplained) {
  for (const Command& command : planning_commands()) {
    const std::string text = platform::command::command_help(command.spec);
    for (const OptionSpec& option : command.spec.options) {
      EXPECT_NE(text.find(fmt::format("  --{}", option.name)), std::string::npos) << option.name;
    }
    EXPECT_NE(text.find("Examples"), std::string::npos) << command.spec.name;
  }
}

TEST(Commands, NoLineOfHelpIsWiderThanTheScreen) {
  for (const Command& command : planning_commands()) {
    std::istringstream lines(platform::command::command_help(command.spec));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 120U) << line;
  }
}

TEST(Commands, WithJsonErrorsAreJsonOnStandardOutput) {
  const auto answer = said({"design", "--json", "--nonsense"});
  EXPECT_EQ(answer.code, 2);
  EXPECT_TRUE(answer.out.starts_with("{\"errors\":["));
  EXPECT_TRUE(answer.err.empty());
}

}  // namespace
}  // namespace bailiwick::planning
