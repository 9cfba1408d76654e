// The HTTP server: routes and static files over HTTP/1.1, with TLS where it is given a certificate.
//
//   Server server(options, std::move(routes), ports);
//   if (auto started = server.start(); !started) ...
//   server.stop(seconds);   // finishes what it began, at most that long
//
// Connections are spread over a few threads, each of which serves its own; handlers that may wait run on worker threads
// (Route::runs). start(), stop() and port() are called from one thread. Rules: H048 the address cannot be listened on, H049 certificate
// or key cannot be used, H050 the web app's folder, H051 a trusted proxy.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "platform/http/access_log.hpp"
#include "platform/http/dispatcher.hpp"
#include "platform/http/security.hpp"
#include "platform/metrics/registry.hpp"

namespace bailiwick::platform::http {

struct ServerTimes {
  double header_seconds =
      10;  // from a request's first byte to the end of its header, and for a TLS handshake
  double idle_seconds = 75;  // between requests
  double body_seconds =
      30;  // for a body; and one second more for each kBodyBytesASecondMin that came
  double write_seconds = 30;  // for the client to take a piece of the answer
  double heartbeat_seconds = 15;
};
inline constexpr double kBodyBytesASecondMin = 8'192;

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;     // 0: any that is free
  std::string certificate_file;  // PEM, with its chain; empty: no TLS
  std::string key_file;
  std::string static_folder;  // empty: no web app
  std::string upload_folder;  // empty: the system's folder for temporary files
  std::uint64_t upload_free_bytes_min = 256 << 20;  // what an upload must leave free on that disk
  std::vector<std::string> trusted_proxies;
  std::string content_security_policy = std::string(kContentSecurityPolicy);
  int io_threads = 0;               // 0: as many as processors, at most 8
  std::size_t worker_threads = 64;  // they mostly wait for the database
  std::size_t worker_queue_max = 1'024;
  // A database in the same process: Runs::kRead stays on the connection's thread, and so does a write under an Idempotency-Key until the
  // database's own thread takes it.
  bool are_reads_quick = false;
  std::size_t connections_max = 16'384;
  std::size_t streams_max = 8'192;
  std::uint64_t body_bytes_max = kBodyBytesMax;
  Rate peer_rate{200, 1'000};
  Rate person_rate{100, 500};
  ServerTimes times;
};

struct ServerPorts {
  Authenticator authenticate;
  std::shared_ptr<IdempotencyStore> idempotency;  // null: keys are not honoured
  AccessLog log_access;                           // may be empty
  ErrorLog log_error;                             // may be empty
  metrics::Registry* metrics = nullptr;  // must outlive the server, and not be read after it
  WallClock clock;
};

class Server {
 public:
  Server(ServerOptions options, Routes routes, ServerPorts ports);
  ~Server();  // stop(0)
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] Result<void> start();
  [[nodiscard]] std::uint16_t port() const;
  // Reads the certificate and its key anew, for connections to come; those that are open keep theirs. H049 where the files cannot
  // be used: then the one before stays. Only of a server with a certificate; from any thread.
  [[nodiscard]] Result<void> renew_certificate();
  // Takes no new connections, closes idle ones and streams, lets running requests finish, and after `grace_seconds` closes the rest.
  void stop(double grace_seconds);

  [[nodiscard]] std::size_t connection_count() const;
  [[nodiscard]] std::size_t stream_count() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bailiwick::platform::http
