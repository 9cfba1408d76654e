// For tests of commands: runs the whole command line on words and hands back what it said.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "main/command_line.hpp"

namespace bailiwick::testing {

struct CommandSaid {
  int code = 0;
  std::string out;
  std::string err;
};

inline CommandSaid command_said(const std::vector<std::string>& words) {
  std::ostringstream out;
  std::ostringstream err;
  const platform::command::Console console{
      .out = out, .err = err, .is_terminal = false, .progress = {}, .listen = {}};
  const auto code = platform::command::run(command_line(), words, console);
  return {static_cast<int>(code), out.str(), err.str()};
}

}  // namespace bailiwick::testing
