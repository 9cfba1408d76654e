#include "planning/outcome.hpp"

namespace bailiwick::planning {

std::string_view program_version() { return BAILIWICK_VERSION; }

}  // namespace bailiwick::planning
