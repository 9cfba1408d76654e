// The commands that run and look after a server, each in a file of its own (config_command.cpp, ...).
#pragma once

#include <vector>

#include "platform/command/command.hpp"

namespace bailiwick {

[[nodiscard]] platform::command::Command config_command();
[[nodiscard]] platform::command::Command formula_command();
[[nodiscard]] platform::command::Command serve_command();
[[nodiscard]] platform::command::Command worker_command();
[[nodiscard]] platform::command::Command demo_command();
[[nodiscard]] platform::command::Command audit_command();
[[nodiscard]] platform::command::Command openapi_command();
[[nodiscard]] platform::command::Command doctor_command();
[[nodiscard]] std::vector<platform::command::Command> user_commands();
[[nodiscard]] std::vector<platform::command::Command> token_commands();
[[nodiscard]] std::vector<platform::command::Command> record_commands();
[[nodiscard]] std::vector<platform::command::Command> layer_commands();
[[nodiscard]] std::vector<platform::command::Command> objective_commands();
[[nodiscard]] std::vector<platform::command::Command> plan_commands();
[[nodiscard]] std::vector<platform::command::Command> cluster_commands();
[[nodiscard]] platform::command::Command migrate_command();
[[nodiscard]] platform::command::Command backup_command();
[[nodiscard]] platform::command::Command restore_command();

}  // namespace bailiwick
