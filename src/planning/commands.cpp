#include "planning/commands.hpp"

namespace bailiwick::planning {

std::vector<Command> planning_commands() {
  return {design_command(), check_command(), bound_command(), compare_command()};
}

}  // namespace bailiwick::planning
