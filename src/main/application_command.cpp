#include "main/application_command.hpp"

#include "main/settings.hpp"

namespace bailiwick {

namespace command = platform::command;

command::ExitCode with_application(const command::ParsedOptions& options,
                                   const command::Console& console, ApplicationWork work) {
  const bool is_json = options.has("json");
  const auto loaded = load_settings(options);
  if (!loaded) return command::report_errors(loaded.error(), is_json, console);
  const auto application = Application::open(loaded->config, {});
  if (!application) return command::report_errors({application.error()}, is_json, console);
  return work(**application, options, console);
}

}  // namespace bailiwick
