// The commands that look after a server, each in a file of its own (config_command.cpp, ...).
#pragma once

#include "platform/command/command.hpp"

namespace bailiwick {

[[nodiscard]] platform::command::Command config_command();
[[nodiscard]] platform::command::Command migrate_command();
[[nodiscard]] platform::command::Command backup_command();
[[nodiscard]] platform::command::Command restore_command();

}  // namespace bailiwick
