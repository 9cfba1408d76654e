// What the operator's commands have in common: settings read, the installation opened (beside a running server where there is one), errors
// reported as text or JSON.
#pragma once

#include <functional>

#include "main/application.hpp"
#include "platform/command/command.hpp"

namespace bailiwick {

using ApplicationWork = platform::command::ExitCode (*)(Application&,
                                                        const platform::command::ParsedOptions&,
                                                        const platform::command::Console&);

[[nodiscard]] platform::command::ExitCode with_application(
    const platform::command::ParsedOptions& options, const platform::command::Console& console,
    ApplicationWork work);

// `work` as the function of a command.
template <ApplicationWork kWork>
platform::command::ExitCode run_with_application(const platform::command::ParsedOptions& options,
                                                 const platform::command::Console& console) {
  return with_application(options, console, kWork);
}

}  // namespace bailiwick
