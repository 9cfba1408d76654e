// The executable: hands its words to the command line and its exit code to the shell.
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <string>
#include <vector>

#include "planning/commands.hpp"

int main(int count, char** words) {
  // Output into a closed pipe ends in an error that is noticed, not in a signal.
  std::signal(SIGPIPE, SIG_IGN);
  // A stack of files that do not fit ends in an error too (EFBIG), so that what was there stays.
  std::signal(SIGXFSZ, SIG_IGN);
  std::ios::sync_with_stdio(false);
  const std::vector<std::string> arguments(words + 1, words + count);
  const bailiwick::planning::Console console{
      .out = std::cout, .err = std::cerr, .err_descriptor = STDERR_FILENO};
  const auto code = bailiwick::planning::run(arguments, console);
  std::cout.flush();
  if (!std::cout && code == bailiwick::planning::ExitCode::kOk) {
    std::cerr << "error P043: the results could not be printed.\n";
    return static_cast<int>(bailiwick::planning::ExitCode::kIo);
  }
  return static_cast<int>(code);
}
