// The commands that run and look after a server, each in a file of its own (config_command.cpp, ...).
#pragma once

#include "platform/command/command.hpp"

namespace bailiwick {

[[nodiscard]] platform::command::Command config_command();

}  // namespace bailiwick
