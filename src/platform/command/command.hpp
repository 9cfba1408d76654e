// A command of `bailiwick`, and the way from words to an exit code.
//
// Each command stands in a file of its own, in the folder that knows how to do it, and has a specification (its options and what
// its help teaches) and a function that runs it; main puts the list together. Text for people goes to `out`, errors and progress to
// `err`; with --json both become JSON on `out`. A command's name may be two words ("user create").
#pragma once

#include <functional>
#include <iosfwd>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/budget.hpp"
#include "base/result.hpp"
#include "platform/command/errors_text.hpp"
#include "platform/command/exit_code.hpp"
#include "platform/command/help.hpp"
#include "platform/command/option_parser.hpp"

namespace bailiwick::platform::command {

// A wish to stop (Ctrl-C, SIGTERM) while a command works. Implemented by main.
class StopSignal {
 public:
  virtual ~StopSignal() = default;
  [[nodiscard]] virtual bool was_caught() const = 0;
  // From now on the wish cancels this budget; at once if it came already.
  virtual void watch(const Budget& budget) = 0;
};

// Where a command speaks, and how it hears. Members that are empty do without.
struct Console {
  std::ostream& out;
  std::ostream& err;
  bool is_terminal = false;                             // may progress be redrawn on a line?
  std::function<void(std::string_view)> progress;       // writes progress at once
  std::function<std::unique_ptr<StopSignal>()> listen;  // begins to hear the wish to stop
};

struct Command {
  CommandSpec spec;
  std::function<ExitCode(const ParsedOptions&, const Console&)> run;
};

// All that `bailiwick` can do.
struct CommandLine {
  std::string_view introduction;  // what the overview says first
  std::vector<Command> commands;
  std::vector<Topic> topics;
};

// Runs `bailiwick <words>`: a command, help [topic], --help, --version, and sees to it that what was said arrived.
// Rules: U006 an unknown command or topic, U007 the results could not be printed.
[[nodiscard]] ExitCode run(const CommandLine& line, std::span<const std::string> words,
                           const Console& console);

// The option every command has.
[[nodiscard]] OptionSpec help_option();

// Prints errors as text, or as JSON where asked, and returns their exit code.
ExitCode report_errors(const Errors& errors, bool is_json, const Console& console,
                       const PhaseSeconds& seconds = {});

}  // namespace bailiwick::platform::command
