// What help says: the list of commands, a command with its options, and the topics beside them. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "planning/option_parser.hpp"

namespace bailiwick::planning {

// `bailiwick help`.
[[nodiscard]] std::string overview_help(std::span<const CommandSpec> commands);

// `bailiwick design --help`: usage, teaching text, options by group, 100 columns wide.
[[nodiscard]] std::string command_help(const CommandSpec& command);

// `bailiwick help files`: no value for an unknown topic.
[[nodiscard]] std::optional<std::string> topic_help(std::string_view topic);
[[nodiscard]] std::vector<std::string> topic_names();

}  // namespace bailiwick::planning
