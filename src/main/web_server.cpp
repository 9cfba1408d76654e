#include "main/web_server.hpp"

#include <filesystem>

#include "main/log.hpp"
#include "platform/api/authenticator.hpp"
#include "platform/command/version.hpp"
#include "platform/crypto/random.hpp"
#include "platform/http/system_routes.hpp"

namespace bailiwick {
namespace {

namespace http = platform::http;
namespace fs = std::filesystem;

std::vector<http::ReadinessCheck> readiness(Application& application) {
  return {{.name = "database", .check = [&application]() -> Result<void> {
             return application.database().read([](platform::db::Connection& c) -> Result<void> {
               return c.query("SELECT 1", {}, [](const platform::db::Row&) {});
             });
           }}};
}

http::ServerOptions options_of(const Application& application,
                               const platform::config::Config& config) {
  http::ServerOptions options;
  options.address = config.server_address;
  options.port = static_cast<std::uint16_t>(config.server_port);
  options.certificate_file = config.server_tls_certificate;
  options.key_file = config.server_tls_key;
  options.static_folder = web_folder(config);
  options.upload_folder = application.folder().path("scratch");
  options.trusted_proxies = config.server_trusted_proxies;
  options.io_threads = static_cast<int>(config.server_threads);
  if (config.server_workers > 0)
    options.worker_threads = static_cast<std::size_t>(config.server_workers);
  options.connections_max = static_cast<std::size_t>(config.server_connections_max);
  return options;
}

}  // namespace

std::string web_folder(const platform::config::Config& config) {
  if (!config.server_web_folder.empty()) return config.server_web_folder;
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  for (const char* place : {"../share/bailiwick/web", "../../../../web/dist"}) {
    const fs::path folder = (program.parent_path() / place).lexically_normal();
    if (fs::exists(folder / "index.html", ignored)) return folder.string();
  }
  return "";
}

std::unique_ptr<http::Server> make_server(Application& application,
                                          const platform::config::Config& config) {
  const std::string version(platform::command::program_version());
  http::Routes routes = application.routes();
  for (http::Route& route : http::document_routes(routes, version))
    routes.push_back(std::move(route));
  for (http::Route& route : http::system_routes({.readiness = readiness(application),
                            .metrics = &application.metrics(),
                            .metrics_token = {},
                            .version = version,
                            .log_error = log_error})) {
    routes.push_back(std::move(route));
  }
  http::ServerPorts ports{
      .authenticate = platform::api::authenticator(application.identity().authentication),
      .idempotency = application.idempotency(),
      .log_access = http::json_access_log("-"),
      .log_error = log_error,
      .metrics = &application.metrics(),
      .clock = platform::crypto::system_wall_clock()};
  return std::make_unique<http::Server>(options_of(application, config), std::move(routes),
                                        std::move(ports));
}

}  // namespace bailiwick
