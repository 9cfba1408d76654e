// `bailiwick config`: prints the settings in force and where each comes from.
#include <nlohmann/json.hpp>
#include <ostream>

#include "main/server_commands.hpp"
#include "main/settings.hpp"

namespace bailiwick {
namespace {

namespace command = platform::command;

constexpr std::string_view kTeaching =
    R"(Prints every setting as it is in force, and where it comes from; secrets are hidden. Nothing is started.

Examples
  bailiwick config                                   # what the file, the environment and the defaults say
  bailiwick config --set server.port=9000            # what a flag would change
  bailiwick help settings                            # all settings and what they mean)";

command::ExitCode run_config(const command::ParsedOptions& options,
                             const command::Console& console) {
  const auto loaded = load_settings(options);
  if (!loaded) return command::report_errors(loaded.error(), options.has("json"), console);
  if (!options.has("json")) {
    console.out << platform::config::settings_text(*loaded);
    return command::ExitCode::kOk;
  }
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  for (const auto& setting : loaded->settings) {
    json[std::string(setting.key)] = {{"value", setting.text}, {"from", setting.origin}};
  }
  console.out << json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
  return command::ExitCode::kOk;
}

}  // namespace

command::Command config_command() {
  return {server_command("config", "print the settings in force, and where they come from",
                         "[OPTIONS]", kTeaching),
          run_config};
}

}  // namespace bailiwick
