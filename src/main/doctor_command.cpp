// `bailiwick doctor`: what is wrong with this installation, and what to do.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include <fmt/core.h>

#include "main/doctor.hpp"
#include "main/server_commands.hpp"
#include "main/settings.hpp"

namespace bailiwick {
namespace {

namespace command = platform::command;

constexpr std::string_view kTeaching =
    R"(Looks at the settings, the data folder, the secret key, the database, waiting jobs, the web app, the certificate, the port and the mail
server, beside a running server or without one, and changes nothing. Each finding that is not good says what to do. Exit code 1 where
something is at fault; warnings alone give 0.

Examples
  bailiwick doctor
  bailiwick doctor --config /etc/bailiwick/bailiwick.toml --json)";

command::ExitCode run(const command::ParsedOptions& options, const command::Console& console) {
  const bool is_json = options.has("json");
  const auto loaded = load_settings(options);
  if (!loaded) return command::report_errors(loaded.error(), is_json, console);
  const auto findings = examine(loaded->config);
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const Finding& finding : findings) {
    json.push_back({{"subject", finding.subject},
                    {"health", name_of(finding.health)},
                    {"message", finding.message}});
    if (!is_json)
      console.out << fmt::format("{:<8} {:<12} {}\n", name_of(finding.health), finding.subject,
                                 finding.message);
  }
  if (is_json) console.out << json.dump(2) << "\n";
  const bool is_bad = std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
    return finding.health == Health::kBad;
  });
  return is_bad ? command::ExitCode::kDemandsNotMet : command::ExitCode::kOk;
}

}  // namespace

command::Command doctor_command() {
  return {
      server_command("doctor", "say what is wrong with this installation", "[OPTIONS]", kTeaching),
      run};
}

}  // namespace bailiwick
