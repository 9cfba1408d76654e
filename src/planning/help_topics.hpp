// What help says beside the commands of territory design: files, balance, proof.
#pragma once

#include <span>

#include "platform/command/help.hpp"

namespace bailiwick::planning {

namespace command = platform::command;

[[nodiscard]] std::span<const command::Topic> help_topics();

}  // namespace bailiwick::planning
