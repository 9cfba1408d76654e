// How the server's commands come by the configuration: their options, and where its file and environment are looked for.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "platform/command/command.hpp"
#include "platform/config/config.hpp"

namespace bailiwick {

// --config FILE and --set KEY=VALUE, --data FOLDER, --json where asked, --help.
[[nodiscard]] std::vector<platform::command::OptionSpec> settings_options(bool has_json = false);

// Rule X001: a --set that is not KEY=VALUE; and those of platform/config.
[[nodiscard]] Checked<platform::config::Loaded> load_settings(
    const platform::command::ParsedOptions& options);

// The options a server command with no others has, before its own.
[[nodiscard]] platform::command::CommandSpec server_command(std::string_view name,
                                                            std::string_view summary,
                                                            std::string_view usage,
                                                            std::string_view teaching);

}  // namespace bailiwick
