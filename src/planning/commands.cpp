#include "planning/commands.hpp"

#include <algorithm>
#include <ostream>

#include <fmt/core.h>

#include "planning/help.hpp"
#include "planning/nearest.hpp"
#include "planning/outcome.hpp"
#include "planning/report_json.hpp"
#include "planning/summary.hpp"

namespace bailiwick::planning {
namespace {

std::vector<CommandSpec> specs_of(std::span<const Command> commands) {
  std::vector<CommandSpec> specs;
  for (const Command& command : commands) specs.push_back(command.spec);
  return specs;
}

ExitCode refuse_usage(Errors errors, bool is_json, const Console& console) {
  report_errors(errors, is_json, console);
  return ExitCode::kUsage;
}

ExitCode unknown(std::string_view what, std::string_view word, std::vector<std::string> known,
                 bool is_json, const Console& console) {
  return refuse_usage({{ErrorCode::kInvalidInput, "P006",
                        fmt::format("There is no {} \"{}\".{} See bailiwick help.", what, word,
                                    did_you_mean(word, known))}},
                      is_json, console);
}

ExitCode help_for(std::span<const std::string> words, std::span<const Command> commands,
                  const Console& console) {
  if (words.empty()) {
    console.out << overview_help(specs_of(commands));
    return ExitCode::kOk;
  }
  std::vector<std::string> known = topic_names();
  for (const Command& command : commands) {
    known.emplace_back(command.spec.name);
    if (command.spec.name != words.front()) continue;
    console.out << command_help(command.spec);
    return ExitCode::kOk;
  }
  if (const auto text = topic_help(words.front())) {
    console.out << *text;
    return ExitCode::kOk;
  }
  return unknown("command or topic", words.front(), known, false, console);
}

}  // namespace

OptionSpec help_option() {
  return {.name = "help", .argument = "", .group = "Help", .help = "This text."};
}

std::vector<Command> all_commands() {
  return {design_command(), check_command(), bound_command(), compare_command()};
}

ExitCode report_errors(const Errors& errors, bool is_json, const Console& console) {
  if (is_json) {
    console.out << errors_json(errors) << "\n";
  } else {
    console.err << errors_text(errors);
  }
  return exit_code_of(errors);
}

ExitCode run(std::span<const std::string> words, const Console& console) {
  const std::vector<Command> commands = all_commands();
  const bool is_json = std::find(words.begin(), words.end(), "--json") != words.end();
  if (words.empty()) {
    console.err << overview_help(specs_of(commands));
    return ExitCode::kUsage;
  }
  const std::string& first = words.front();
  if (first == "--version") {
    console.out << "bailiwick " << program_version() << "\n";
    return ExitCode::kOk;
  }
  if (first == "help" || first == "--help" || first == "-h")
    return help_for(words.subspan(1), commands, console);
  const auto command = std::find_if(commands.begin(), commands.end(),
                                    [&](const Command& c) { return c.spec.name == first; });
  if (command == commands.end()) {
    std::vector<std::string> known = {"help"};
    for (const Command& c : commands) known.emplace_back(c.spec.name);
    return unknown("command", first, known, is_json, console);
  }
  const Checked<ParsedOptions> options = parse_options(command->spec, words.subspan(1));
  if (!options) return refuse_usage(options.error(), is_json, console);
  if (options->has("help")) {
    console.out << command_help(command->spec);
    return ExitCode::kOk;
  }
  return command->run(*options, console);
}

}  // namespace bailiwick::planning
