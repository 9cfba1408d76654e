// Splits a command's words into options and operands, and refuses what it does not know.
//
//   --name VALUE, --name=VALUE, or --name alone for a switch; `--` ends the options.
// Every mistake is returned, not the first alone. Pure.
// Rules: U001 unknown option, U002 value missing, U003 given twice, U004 value given to a switch,
//        U005 an operand too many or too few.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace bailiwick::platform::command {

struct OptionSpec {
  std::string_view name;      // without the dashes
  std::string_view argument;  // what the value is called in help; empty for a switch
  std::string_view group;     // heading in help; options of a group stand together
  std::string_view help;      // sentences
  bool is_repeatable = false;
};

struct CommandSpec {
  std::string_view name;                // one word, or two: "user create"
  std::string_view group = "Commands";  // heading in the overview
  std::string_view summary;             // one line, for the list of commands
  std::string_view usage;               // what follows the command's name
  std::string_view teaching;            // paragraphs and examples
  std::vector<OptionSpec> options;
  std::size_t operands_min = 0;
  std::size_t operands_max = 0;
};

struct ParsedOptions {
  std::vector<std::pair<std::string, std::string>> values;  // in the order given; switches have ""
  std::vector<std::string> operands;

  [[nodiscard]] bool has(std::string_view name) const;
  [[nodiscard]] std::optional<std::string> value(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> all(std::string_view name) const;
};

[[nodiscard]] Checked<ParsedOptions> parse_options(const CommandSpec& spec,
                                                   std::span<const std::string> words);

}  // namespace bailiwick::platform::command
