// The HTTP server of an application: its options from the configuration.
#pragma once

#include <memory>
#include <string>

#include "main/nodes.hpp"
#include "platform/config/config.hpp"
#include "platform/http/server.hpp"

namespace bailiwick {

// Not started. `nodes` outlive it.
[[nodiscard]] std::unique_ptr<platform::http::Server> make_server(
    Nodes& nodes, const platform::config::Config& config);

// The OpenAPI document of all routes. Stands on an installation of its own in the system's folder for temporary files, which is removed.
[[nodiscard]] Result<std::string> api_document();

// The web app's folder: the setting, or where it is installed beside the program, or built beside the sources; empty where
// there is none.
[[nodiscard]] std::string web_folder(const platform::config::Config& config);

}  // namespace bailiwick
