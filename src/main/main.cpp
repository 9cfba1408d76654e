// The executable: hands its words to the command line and its exit code to the shell.
#include <malloc.h>

#include <csignal>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "main/command_line.hpp"
#include "main/interrupt.hpp"
#include "main/terminal.hpp"

namespace {

constexpr int kKeptBytes = 32 << 20;

}  // namespace

int main(int count, char** words) {
  namespace command = bailiwick::platform::command;
  // A closed pipe or a file that may not grow ends in an error that is reported, not in a signal.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  std::ios::sync_with_stdio(false);
  // Memory is kept rather than given back and fetched again, up to what a command of a second uses.
  mallopt(M_MMAP_THRESHOLD, kKeptBytes);
  mallopt(M_TRIM_THRESHOLD, kKeptBytes);
  const std::vector<std::string> arguments(words + (count > 0 ? 1 : 0), words + count);
  const command::Console console{.out = std::cout,
                                 .err = std::cerr,
                                 .is_terminal = bailiwick::is_error_stream_terminal(),
                                 .progress = bailiwick::write_at_once,
                                 .listen = [] { return std::make_unique<bailiwick::Interrupt>(); }};
  return static_cast<int>(command::run(bailiwick::command_line(), arguments, console));
}
