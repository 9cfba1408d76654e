#include "main/web_server.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <fmt/core.h>

#include "main/log.hpp"
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

// So many a minute in the long run, and a page that opens with a burst.
http::Rate rate_of(std::int64_t requests_a_minute) {
  const auto a_minute = static_cast<double>(requests_a_minute);
  return {.per_second = a_minute / 60.0, .burst = std::max(20.0, a_minute / 6.0)};
}

// No upload is larger than the operator allows.
void limit_uploads(http::Routes& routes, std::int64_t bytes_max) {
  for (http::Route& route : routes) {
    if (route.upload_bytes_max)
      route.upload_bytes_max =
          std::min(*route.upload_bytes_max, static_cast<std::uint64_t>(bytes_max));
  }
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
  options.are_reads_quick = !is_postgres(database_location(config));
  options.peer_rate = rate_of(config.server_requests_a_minute);
  options.person_rate = options.peer_rate;
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

Result<std::string> api_document() {
  std::string folder = (fs::temp_directory_path() / "bailiwick-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) {
    return fail(ErrorCode::kIo, "X010",
                fmt::format("No folder can be made below {}.", fs::temp_directory_path().string()));
  }
  platform::config::Config config;
  config.data_folder = folder;
  Result<std::string> document = [&]() -> Result<std::string> {
    const auto application = Application::open(config, {});
    if (!application) return tl::unexpected(application.error());
    http::Routes routes = (*application)->routes();
    const std::string version(platform::command::program_version());
    for (http::Route& route : http::document_routes(routes, version))
      routes.push_back(std::move(route));
    for (http::Route& route : http::system_routes({.readiness = {},
                              .metrics = nullptr,
                              .metrics_token = {},
                              .version = version,
                              .log_error = {}}))
      routes.push_back(std::move(route));
    return http::openapi_document(routes, version);
  }();
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  return document;
}

std::unique_ptr<http::Server> make_server(Nodes& nodes, const platform::config::Config& config) {
  const std::string version(platform::command::program_version());
  Application& application = nodes.first();
  http::Routes routes = nodes.routes();
  limit_uploads(routes, config.server_upload_bytes_max);
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
      .authenticate = nodes.authenticator(),
      .idempotency = nodes.idempotency(),
      .log_access = http::json_access_log(config.log_file.empty() ? "-" : config.log_file),
      .log_error = log_error,
      .metrics = &application.metrics(),
      .clock = platform::crypto::system_wall_clock()};
  return std::make_unique<http::Server>(options_of(application, config), std::move(routes),
                                        std::move(ports));
}

}  // namespace bailiwick
