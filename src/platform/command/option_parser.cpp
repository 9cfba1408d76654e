#include "platform/command/option_parser.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "base/nearest.hpp"

namespace bailiwick::platform::command {
namespace {

class Parser {
 public:
  explicit Parser(const CommandSpec& spec) : spec_(spec) {}

  Checked<ParsedOptions> parse(std::span<const std::string> words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string& word = words[i];
      if (word == "--") {
        parsed_.operands.insert(parsed_.operands.end(),
                                words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end());
        break;
      }
      if (word.size() < 2 || word.front() != '-') {
        parsed_.operands.push_back(word);
      } else {
        i += take_option(word, words.subspan(i + 1));
      }
    }
    check_operands();
    if (!errors_.empty()) return fail(std::move(errors_));
    return std::move(parsed_);
  }

 private:
  // Returns how many of the following words the option took.
  std::size_t take_option(const std::string& word, std::span<const std::string> following) {
    const std::size_t equals = word.find('=');
    const std::string dashed = word.substr(0, equals);
    const OptionSpec* option = find(dashed);
    if (option == nullptr) {
      refuse_unknown(word, dashed);
      // What follows an unknown option is most likely its value, not an operand.
      const bool has_value =
          equals == std::string::npos && !following.empty() && !is_option(following.front());
      return has_value ? 1 : 0;
    }
    if (!option->is_repeatable && parsed_.has(option->name)) {
      add("U003", fmt::format("--{} is given twice; give it once.", option->name));
    }
    if (option->argument.empty()) {
      if (equals != std::string::npos) {
        add("U004", fmt::format("--{} is a switch and takes no value; write --{} alone.",
                                option->name, option->name));
      }
      parsed_.values.emplace_back(option->name, "");
      return 0;
    }
    if (equals != std::string::npos && equals + 1 < word.size()) {
      parsed_.values.emplace_back(option->name, word.substr(equals + 1));
      return 0;
    }
    if (equals != std::string::npos || following.empty() || is_option(following.front())) {
      add("U002", fmt::format("--{} needs a value: --{} {}.", option->name, option->name,
                              option->argument));
      return 0;
    }
    parsed_.values.emplace_back(option->name, following.front());
    return 1;
  }

  static bool is_option(const std::string& word) { return word.starts_with("--"); }

  const OptionSpec* find(std::string_view dashed) const {
    if (dashed == "-h") dashed = "--help";
    const auto it =
        std::find_if(spec_.options.begin(), spec_.options.end(), [&](const OptionSpec& option) {
          return dashed.starts_with("--") && dashed.substr(2) == option.name;
        });
    return it == spec_.options.end() ? nullptr : &*it;
  }

  void refuse_unknown(const std::string& word, const std::string& dashed) {
    std::vector<std::string> names;
    for (const OptionSpec& option : spec_.options)
      names.push_back(fmt::format("--{}", option.name));
    has_unknown_ = true;
    const std::string nearest = did_you_mean(dashed, names);
    // Something that the command takes may begin with a dash too: a formula, the name of a file.
    const bool may_be_operand = nearest.empty() && spec_.operands_max > 0;
    add("U001", fmt::format("bailiwick {} has no option {}.{}{} See bailiwick {} --help.",
                            spec_.name, may_be_operand ? word : dashed, nearest,
                            may_be_operand ? " If it is not meant as one, write -- before it." : "",
                            spec_.name));
  }

  void check_operands() {
    const std::size_t count = parsed_.operands.size();
    if (parsed_.has("help")) return;
    if (count > spec_.operands_max) {
      add("U005",
          fmt::format("bailiwick {} does not know what to do with \"{}\". Usage: bailiwick {} {}",
                      spec_.name, parsed_.operands[spec_.operands_max], spec_.name, spec_.usage));
    }
    // What was taken for an unknown option may be what is missing.
    if (count < spec_.operands_min && !has_unknown_) {
      add("U005",
          fmt::format("bailiwick {} needs {} file name(s) and got {}. Usage: bailiwick {} {}",
                      spec_.name, spec_.operands_min, count, spec_.name, spec_.usage));
    }
  }

  void add(std::string_view rule, std::string message) {
    errors_.push_back(Error{ErrorCode::kInvalidInput, std::string(rule), std::move(message)});
  }

  const CommandSpec& spec_;
  ParsedOptions parsed_;
  bool has_unknown_ = false;
  Errors errors_;
};

}  // namespace

bool ParsedOptions::has(std::string_view name) const {
  return std::any_of(values.begin(), values.end(),
                     [&](const auto& entry) { return entry.first == name; });
}

std::optional<std::string> ParsedOptions::value(std::string_view name) const {
  for (const auto& [key, text] : values) {
    if (key == name) return text;
  }
  return std::nullopt;
}

std::vector<std::string> ParsedOptions::all(std::string_view name) const {
  std::vector<std::string> result;
  for (const auto& [key, text] : values) {
    if (key == name) result.push_back(text);
  }
  return result;
}

Checked<ParsedOptions> parse_options(const CommandSpec& spec, std::span<const std::string> words) {
  return Parser(spec).parse(words);
}

}  // namespace bailiwick::platform::command
