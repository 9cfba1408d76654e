// The executable: hands its words to the command line and its exit code to the shell.
#include <csignal>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "main/interrupt.hpp"
#include "main/terminal.hpp"
#include "planning/commands.hpp"

int main(int count, char** words) {
  namespace planning = bailiwick::planning;
  // A closed pipe or a file that may not grow ends in an error that is reported, not in a signal.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  std::ios::sync_with_stdio(false);
  const std::vector<std::string> arguments(words + (count > 0 ? 1 : 0), words + count);
  const planning::Console console{
      .out = std::cout,
      .err = std::cerr,
      .is_terminal = bailiwick::is_error_stream_terminal(),
      .progress = bailiwick::write_at_once,
      .listen = [] { return std::make_unique<bailiwick::Interrupt>(); }};
  const planning::ExitCode code = planning::run(arguments, console);
  std::cout.flush();
  if (std::cout) return static_cast<int>(code);
  return static_cast<int>(planning::report_errors(
      {{bailiwick::ErrorCode::kIo, "P043", "The results could not be printed."}}, false, console));
}
