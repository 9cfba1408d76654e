#include "main/settings.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include <fmt/core.h>

namespace bailiwick {
namespace {

namespace command = platform::command;
namespace config = platform::config;

constexpr std::string_view kGroup = "Settings";
constexpr const char* kUsualFile = "/etc/bailiwick/bailiwick.toml";

config::NamedTexts environment() {
  config::NamedTexts variables;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) continue;
    variables.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

std::string file_of(const command::ParsedOptions& options, const config::NamedTexts& variables) {
  if (const auto file = options.value("config")) return *file;
  for (const auto& [name, text] : variables) {
    if (name == "BAILIWICK_CONFIG") return text;
  }
  std::error_code ignored;
  return std::filesystem::exists(kUsualFile, ignored) ? kUsualFile : "";
}

}  // namespace

std::vector<command::OptionSpec> settings_options(bool has_json) {
  std::vector<command::OptionSpec> options = {
      {"config", "FILE", kGroup,
       "The configuration file; else the one BAILIWICK_CONFIG names, else "
       "/etc/bailiwick/bailiwick.toml."},
      {"set", "KEY=VALUE", kGroup,
       "A setting, before all that file and environment say: server.port=9000. See bailiwick help "
       "settings.",
       true},
      {"data", "FOLDER", kGroup, "Short for --set data.folder=FOLDER."}};
  if (has_json) options.push_back({"json", "", "Output", "JSON instead of text, errors too."});
  options.push_back(command::help_option());
  return options;
}

Checked<config::Loaded> load_settings(const command::ParsedOptions& options) {
  Errors errors;
  config::Sources sources{.file = {}, .environment = environment(), .flags = {}};
  sources.file = file_of(options, sources.environment);
  if (const auto folder = options.value("data")) sources.flags.emplace_back("data.folder", *folder);
  for (const std::string& text : options.all("set")) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
      errors.push_back(
          {ErrorCode::kInvalidInput, "X001",
           fmt::format("--set {}: write it as KEY=VALUE, such as server.port=9000.", text)});
      continue;
    }
    sources.flags.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  Checked<config::Loaded> loaded = config::load_config(sources);
  if (!loaded) errors.insert(errors.end(), loaded.error().begin(), loaded.error().end());
  if (!errors.empty()) return fail(std::move(errors));
  return loaded;
}

command::CommandSpec server_command(std::string_view name, std::string_view summary,
                                    std::string_view usage, std::string_view teaching) {
  return {.name = name,
          .group = "The server",
          .summary = summary,
          .usage = usage,
          .teaching = teaching,
          .options = settings_options(true)};
}

}  // namespace bailiwick
