// All commands of `bailiwick`, put together from the folders that know how to do them.
#pragma once

#include "platform/command/command.hpp"

namespace bailiwick {

[[nodiscard]] platform::command::CommandLine command_line();

}  // namespace bailiwick
