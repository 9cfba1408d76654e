#include "platform/command/version.hpp"

namespace bailiwick::platform::command {

std::string_view program_version() { return BAILIWICK_VERSION; }

}  // namespace bailiwick::platform::command
