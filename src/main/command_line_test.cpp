// Goal: every command can be found, teaches and has a line in the overview. Method: the real command line.
#include "main/command_line.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace bailiwick {
namespace {

TEST(CommandLine, EveryCommandHasANameOfItsOwnAndTeaches) {
  std::set<std::string_view> names;
  for (const auto& command : command_line().commands) {
    EXPECT_TRUE(names.insert(command.spec.name).second) << command.spec.name;
    EXPECT_FALSE(command.spec.summary.empty()) << command.spec.name;
    const std::string text = platform::command::command_help(command.spec);
    EXPECT_NE(text.find("Examples"), std::string::npos) << command.spec.name;
    EXPECT_NE(text.find("--help"), std::string::npos) << command.spec.name;
    EXPECT_TRUE(command.run) << command.spec.name;
  }
}

}  // namespace
}  // namespace bailiwick
