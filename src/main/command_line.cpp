#include "main/command_line.hpp"

#include "main/server_commands.hpp"
#include "planning/commands.hpp"
#include "planning/help_topics.hpp"
#include "platform/config/page.hpp"

namespace bailiwick {
namespace {

constexpr std::string_view kIntroduction =
    R"(Bailiwick designs sales territories: balanced, connected, compact, and with a proof of how good they are.

  bailiwick design --units units.csv --territories 500 --balance population=2% --out plan
  open plan/report.html
)";

}  // namespace

platform::command::CommandLine command_line() {
  platform::command::CommandLine line{
      .introduction = kIntroduction, .commands = planning::planning_commands(), .topics = {}};
  const auto topics = planning::help_topics();
  line.topics.assign(topics.begin(), topics.end());
  for (const auto& make : {formula_command, serve_command, worker_command, demo_command,
                           doctor_command, migrate_command, backup_command, restore_command,
                           audit_command, config_command, openapi_command})
    line.commands.push_back(make());
  for (const auto& make : {user_commands, token_commands, record_commands, layer_commands,
                           objective_commands, plan_commands, cluster_commands}) {
    for (platform::command::Command& command : make()) line.commands.push_back(std::move(command));
  }
  // A topic refers to its text, so that the page lives as long as the program.
  static const std::string settings = platform::config::configuration_page();
  line.topics.push_back(
      {"settings", "all settings of the server, and where they are looked for", settings});
  line.topics.push_back(platform::command::exit_codes_topic());
  return line;
}

}  // namespace bailiwick
