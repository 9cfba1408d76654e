// The commands of `bailiwick` that this capability has, and the way from words to an exit code.
//
// Each command is in a file of its own (design_command.cpp, ...) and has a specification (its options and what its help
// teaches) and a function that runs it. Text for people goes to `out`, errors and progress to `err`; with --json both
// become JSON on `out`.
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
#include "planning/exit_code.hpp"
#include "planning/option_parser.hpp"

namespace bailiwick::planning {

// A wish to stop (Ctrl-C) while a command works. Implemented by main.
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

[[nodiscard]] Command design_command();
[[nodiscard]] Command check_command();
[[nodiscard]] Command bound_command();
[[nodiscard]] Command compare_command();

// design, check, bound, compare.
[[nodiscard]] std::vector<Command> all_commands();

// The option every command has.
[[nodiscard]] OptionSpec help_option();

// Prints errors as text, or as JSON where asked, and returns their exit code.
ExitCode report_errors(const Errors& errors, bool is_json, const Console& console);

// Runs `bailiwick <words>`: a command, help [topic], --help, --version. Rules: P006 an unknown command or topic.
[[nodiscard]] ExitCode run(std::span<const std::string> words, const Console& console);

}  // namespace bailiwick::planning
