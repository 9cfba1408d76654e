// What help says: the list of commands, a command with its options, and the topics beside them. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/command/option_parser.hpp"

namespace bailiwick::platform::command {

// A page of help that belongs to no command: `bailiwick help files`.
struct Topic {
  std::string_view name;
  std::string_view summary;
  std::string_view text;
};

// All that the overview shows, in that order.
struct Guide {
  std::string_view introduction;      // paragraphs, ending in a line break
  std::vector<CommandSpec> commands;  // those of a group stand together
  std::vector<Topic> topics;
};

// `bailiwick help`.
[[nodiscard]] std::string overview_help(const Guide& guide);

// `bailiwick help user`: the commands of two words that begin with this one; empty where there are none.
[[nodiscard]] std::string group_help(std::span<const CommandSpec> commands, std::string_view word);

// `bailiwick design --help`: usage, teaching text, options by group, 100 columns wide.
[[nodiscard]] std::string command_help(const CommandSpec& command);

// What the exit code says to scripts; the same for every command.
[[nodiscard]] const Topic& exit_codes_topic();

}  // namespace bailiwick::platform::command
