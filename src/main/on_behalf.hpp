// What commands that act for somebody share: who that is, and where their answer goes.
#pragma once

#include <functional>
#include <string>

#include "base/result.hpp"
#include "main/application.hpp"
#include "platform/command/command.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick {

// Whom --as names, as they would be after signing in. X050 it is missing, X057 they are not active.
[[nodiscard]] Result<platform::identity::Principal> principal_for(
    Application& application, const platform::command::ParsedOptions& options);

// Into the file, or to standard output where the path is empty. X062 it cannot be written.
[[nodiscard]] Result<void> write_pieces(const std::function<bool(std::string&)>& pieces,
                                        const std::string& path,
                                        const platform::command::Console& console);

}  // namespace bailiwick
