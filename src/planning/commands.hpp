// The commands of `bailiwick` that this capability has. Each is in a file of its own (design_command.cpp, ...).
#pragma once

#include <vector>

#include "platform/command/command.hpp"

namespace bailiwick::planning {

using platform::command::Command;
using platform::command::CommandSpec;
using platform::command::Console;
using platform::command::ExitCode;
using platform::command::help_option;
using platform::command::OptionSpec;
using platform::command::ParsedOptions;
using platform::command::PhaseSeconds;
using platform::command::report_errors;
using platform::command::StopSignal;

[[nodiscard]] Command design_command();
[[nodiscard]] Command check_command();
[[nodiscard]] Command bound_command();
[[nodiscard]] Command compare_command();

// design, check, bound, compare.
[[nodiscard]] std::vector<Command> planning_commands();

}  // namespace bailiwick::planning
