#include "platform/command/help.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/core.h>
#include <fmt/format.h>

namespace bailiwick::platform::command {
namespace {

constexpr std::size_t kColumns = 100;
constexpr std::size_t kIndent = 6;

constexpr Topic kExitCodes = {"exit-codes", "what the exit code says to scripts", R"(Exit codes

    0  done; the plan that was made or judged meets every demand
    1  a plan was made or judged, but it does not meet every demand
    2  the command line is wrong
    3  a file, or a value in one, is wrong
    4  impossible: no plan can meet the demands, and the reasons are named
    5  the operating system refused: a missing file, a full disk
    6  refused: not signed in, not allowed, or in conflict with what is there
   70  a mistake of the program itself, which it caught
  130  interrupted (Ctrl-C); the best plan so far was written where there was one, and says so
)"};

// Breaks a text into lines that fit, each behind `indent` blanks.
std::string wrapped(std::string_view text, std::size_t indent) {
  std::string out;
  std::string line(indent, ' ');
  bool is_empty = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!is_empty && line.size() + 1 + word.size() > kColumns) {
      out += line + "\n";
      line.assign(indent, ' ');
      is_empty = true;
    }
    if (!is_empty) line += ' ';
    line += word;
    is_empty = false;
  }
  return out + line + "\n";
}

}  // namespace

std::string overview_help(const Guide& guide) {
  std::string out = std::string(guide.introduction);
  std::size_t width = 9;
  for (const CommandSpec& command : guide.commands) width = std::max(width, command.name.size());
  std::string_view group;
  for (const CommandSpec& command : guide.commands) {
    if (command.group != group) {
      group = command.group;
      fmt::format_to(std::back_inserter(out), "\n{}\n", group);
    }
    fmt::format_to(std::back_inserter(out), "  {:<{}} {}\n", command.name, width, command.summary);
  }
  fmt::format_to(std::back_inserter(out),
                 "\nHelp\n  {:<{}} this text, a command (bailiwick help design) or a topic\n",
                 "help", width);
  out += "\nTopics\n";
  for (const Topic& topic : guide.topics) {
    fmt::format_to(std::back_inserter(out), "  {:<11} {}\n", topic.name, topic.summary);
  }
  return out + "\nbailiwick --version says which version this is.\n";
}

std::string group_help(std::span<const CommandSpec> commands, std::string_view word) {
  std::string out;
  std::size_t width = 9;
  for (const CommandSpec& command : commands) width = std::max(width, command.name.size());
  for (const CommandSpec& command : commands) {
    if (command.name.starts_with(word) && command.name.substr(word.size()).starts_with(' ')) {
      fmt::format_to(std::back_inserter(out), "  {:<{}} {}\n", command.name, width,
                     command.summary);
    }
  }
  return out.empty() ? out : fmt::format("Commands that begin with \"{}\"\n{}", word, out);
}

std::string command_help(const CommandSpec& command) {
  std::string out =
      fmt::format("bailiwick {} {}\n\n{}\n", command.name, command.usage, command.teaching);
  std::string_view group;
  for (const OptionSpec& option : command.options) {
    if (option.group != group) {
      group = option.group;
      fmt::format_to(std::back_inserter(out), "\n{}\n", group);
    }
    fmt::format_to(std::back_inserter(out), "  --{}{}{}{}\n", option.name,
                   option.argument.empty() ? "" : " ", option.argument,
                   option.is_repeatable ? "   (may be given again)" : "");
    out += wrapped(option.help, kIndent);
  }
  return out;
}

const Topic& exit_codes_topic() { return kExitCodes; }

}  // namespace bailiwick::platform::command
