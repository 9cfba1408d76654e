#include "platform/command/command.hpp"

#include <algorithm>
#include <ostream>

#include <fmt/core.h>

#include "base/nearest.hpp"
#include "platform/command/errors_text.hpp"
#include "platform/command/version.hpp"

namespace bailiwick::platform::command {
namespace {

Guide guide_of(const CommandLine& line) {
  Guide guide{.introduction = line.introduction, .commands = {}, .topics = line.topics};
  for (const Command& command : line.commands) guide.commands.push_back(command.spec);
  return guide;
}

ExitCode refuse_usage(const Errors& errors, bool is_json, const Console& console) {
  report_errors(errors, is_json, console);
  return ExitCode::kUsage;
}

ExitCode unknown(std::string_view what, std::string_view word,
                 const std::vector<std::string>& known, bool is_json, const Console& console) {
  return refuse_usage({{ErrorCode::kInvalidInput, "U006",
                        fmt::format("There is no {} \"{}\".{} See bailiwick help.", what, word,
                                    did_you_mean(word, known))}},
                      is_json, console);
}

// How many words a command's name has.
std::size_t word_count(std::string_view name) {
  return 1 + static_cast<std::size_t>(std::count(name.begin(), name.end(), ' '));
}

bool begins_with(std::span<const std::string> words, std::string_view name) {
  const std::size_t count = word_count(name);
  if (words.size() < count) return false;
  std::string joined = words[0];
  for (std::size_t i = 1; i < count; ++i) joined += " " + words[i];
  return joined == name;
}

const Command* find(const CommandLine& line, std::span<const std::string> words) {
  for (const Command& command : line.commands) {
    if (begins_with(words, command.spec.name)) return &command;
  }
  return nullptr;
}

ExitCode help_for(const CommandLine& line, std::span<const std::string> words,
                  const Console& console) {
  const Guide guide = guide_of(line);
  if (words.empty()) {
    console.out << overview_help(guide);
    return ExitCode::kOk;
  }
  if (const Command* command = find(line, words)) {
    console.out << command_help(command->spec);
    return ExitCode::kOk;
  }
  if (const std::string group = group_help(guide.commands, words.front()); !group.empty()) {
    console.out << group;
    return ExitCode::kOk;
  }
  std::vector<std::string> known;
  for (const Topic& topic : line.topics) {
    if (topic.name == words.front()) {
      console.out << topic.text;
      return ExitCode::kOk;
    }
    known.emplace_back(topic.name);
  }
  for (const CommandSpec& spec : guide.commands) known.emplace_back(spec.name);
  return unknown("command or topic", words.front(), known, false, console);
}

// The words name no command: says what was most likely meant, or which ones begin so.
ExitCode refuse_unknown(const CommandLine& line, std::span<const std::string> words, bool is_json,
                        const Console& console) {
  const Guide guide = guide_of(line);
  const std::string group = group_help(guide.commands, words.front());
  if (!group.empty() && words.size() > 1 && words[1] == "--help") {
    console.out << group;
    return ExitCode::kOk;
  }
  std::string typed = words.front();
  if (!group.empty() && words.size() > 1 && !words[1].starts_with('-')) typed += " " + words[1];
  if (!group.empty() && typed == words.front()) {
    console.err << group;
    return ExitCode::kUsage;
  }
  std::vector<std::string> known = {"help"};
  for (const CommandSpec& spec : guide.commands) known.emplace_back(spec.name);
  return unknown("command", typed, known, is_json, console);
}

ExitCode dispatch(const CommandLine& line, std::span<const std::string> words,
                  const Console& console) {
  const bool is_json = std::find(words.begin(), words.end(), "--json") != words.end();
  if (words.empty()) {
    console.err << overview_help(guide_of(line));
    return ExitCode::kUsage;
  }
  const std::string& first = words.front();
  if (first == "--version") {
    console.out << "bailiwick " << program_version() << "\n";
    return ExitCode::kOk;
  }
  if (first == "help" || first == "--help" || first == "-h")
    return help_for(line, words.subspan(1), console);
  const Command* command = find(line, words);
  if (command == nullptr) return refuse_unknown(line, words, is_json, console);
  const Checked<ParsedOptions> options =
      parse_options(command->spec, words.subspan(word_count(command->spec.name)));
  if (!options) return refuse_usage(options.error(), is_json, console);
  if (options->has("help")) {
    console.out << command_help(command->spec);
    return ExitCode::kOk;
  }
  return command->run(*options, console);
}

}  // namespace

OptionSpec help_option() {
  return {.name = "help", .argument = "", .group = "Help", .help = "This text."};
}

ExitCode report_errors(const Errors& errors, bool is_json, const Console& console,
                       const PhaseSeconds& seconds) {
  if (is_json) {
    console.out << errors_json(errors, seconds) << "\n";
  } else {
    console.err << errors_text(errors);
  }
  return exit_code_of(errors);
}

ExitCode run(const CommandLine& line, std::span<const std::string> words, const Console& console) {
  const ExitCode code = dispatch(line, words, console);
  console.out.flush();
  if (console.out) return code;
  return report_errors({{ErrorCode::kIo, "U007", "The results could not be printed."}}, false,
                       console);
}

}  // namespace bailiwick::platform::command
