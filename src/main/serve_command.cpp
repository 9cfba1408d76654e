// `bailiwick serve` and `bailiwick worker`.
#include <chrono>
#include <memory>
#include <ostream>
#include <thread>

#include <fmt/core.h>

#include "main/certificate_watch.hpp"
#include "main/log.hpp"
#include "main/nodes.hpp"
#include "main/server_commands.hpp"
#include "main/settings.hpp"
#include "main/web_server.hpp"

namespace bailiwick {
namespace {

namespace command = platform::command;
using platform::config::Config;

constexpr std::chrono::milliseconds kLook{50};
// How often what identity keeps in memory (when someone was last here) is written down.
constexpr int kLooksAFlush = 600;
constexpr int kLooksACertificate = 20;  // a second

constexpr std::string_view kServeTeaching =
    R"(Runs the server until SIGTERM or Ctrl-C: the API, the web app, and jobs. On the first start it makes the data folder, the secret
key and the tables; afterwards it brings older tables up to date, after a backup. It is ready (GET /health/ready) once that is done.
On SIGTERM it takes no new requests and finishes those it has begun; a second signal ends it at once. The log goes to standard error.

Examples
  bailiwick serve --data ./data                               # http://127.0.0.1:8080, then open it to set up the company
  bailiwick serve --config /etc/bailiwick/bailiwick.toml
  bailiwick serve --set server.port=9000 --set log.format=text)";

constexpr std::string_view kWorkerTeaching =
    R"(Runs jobs and nothing else, beside any number of servers and workers of the same database (PostgreSQL across machines, SQLite on
one). On SIGTERM running jobs may finish for a while and are then given back to be run elsewhere.

Examples
  bailiwick worker --set jobs.threads=4
  bailiwick serve --set jobs.threads=0          # a server that leaves jobs to workers)";

// Returns when the wish to stop is heard.
void wait_for_stop(const command::StopSignal* stop, Nodes& nodes, CertificateWatch& certificate) {
  for (int look = 1; stop == nullptr || !stop->was_caught(); ++look) {
    std::this_thread::sleep_for(kLook);
    if (look % kLooksACertificate == 0) certificate.look();
    if (look % kLooksAFlush != 0) continue;
    if (const auto kept = nodes.flush(); !kept) log_error(kept.error().message);
  }
}

Result<std::unique_ptr<Nodes>> open_logged(const Config& config) {
  const auto format = config.log_format == "text" ? LogFormat::kText : LogFormat::kJson;
  const auto logging =
      set_up_log({.level = config.log_level, .format = format, .file = config.log_file});
  if (!logging) return tl::unexpected(logging.error());
  return Nodes::open(config, log_error);
}

command::ExitCode run_serve(const command::ParsedOptions& options,
                            const command::Console& console) {
  const auto loaded = load_settings(options);
  if (!loaded) return command::report_errors(loaded.error(), options.has("json"), console);
  const auto stop = console.listen ? console.listen() : nullptr;
  const Config& config = loaded->config;
  const auto nodes = open_logged(config);
  if (!nodes) return command::report_errors({nodes.error()}, false, console);
  const auto server = make_server(**nodes, config);
  (*nodes)->start_work(static_cast<int>(config.jobs_threads));
  // Before the files are read, so that no change is missed.
  CertificateWatch certificate(config.server_tls_certificate, config.server_tls_key,
                               [&] { return server->renew_certificate(); });
  if (const auto started = server->start(); !started)
    return command::report_errors({started.error()}, false, console);
  const std::string address =
      fmt::format("{}://{}:{}", config.server_tls_certificate.empty() ? "http" : "https",
                  config.server_address, server->port());
  console.out << "Bailiwick is at " << address << std::endl;
  log_info("ready at " + address);
  wait_for_stop(stop.get(), **nodes, certificate);
  log_info("stopping");
  server->stop(static_cast<double>(config.server_stop_seconds));
  (*nodes)->stop_work();
  static_cast<void>((*nodes)->flush());
  log_info("stopped");
  return command::ExitCode::kOk;
}

command::ExitCode run_worker(const command::ParsedOptions& options,
                             const command::Console& console) {
  const auto loaded = load_settings(options);
  if (!loaded) return command::report_errors(loaded.error(), options.has("json"), console);
  const auto stop = console.listen ? console.listen() : nullptr;
  const auto nodes = open_logged(loaded->config);
  if (!nodes) return command::report_errors({nodes.error()}, false, console);
  (*nodes)->start_work(std::max(1, static_cast<int>(loaded->config.jobs_threads)));
  log_info("ready");
  CertificateWatch none({}, {}, {});
  wait_for_stop(stop.get(), **nodes, none);
  log_info("stopping");
  (*nodes)->stop_work();
  log_info("stopped");
  return command::ExitCode::kOk;
}

}  // namespace

command::Command serve_command() {
  return {
      server_command("serve", "run the server: API, web app and jobs", "[OPTIONS]", kServeTeaching),
      run_serve};
}

command::Command worker_command() {
  return {server_command("worker", "run jobs beside a server", "[OPTIONS]", kWorkerTeaching),
          run_worker};
}

}  // namespace bailiwick
