// The product's server with the yardstick's answer behind everything a request of the API passes: routing, sign-in, rate limits, ETag,
// headers of security, a line in the access log, figures.
#include <cstdio>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "platform/http/server.hpp"
#include "tests/bench/http/programs.hpp"

namespace bailiwick::bench {
namespace {

namespace http = platform::http;

struct Streams {
  std::mutex mutex;
  std::vector<std::shared_ptr<http::EventSink>> sinks;
};

http::Route get(std::string_view path, std::string_view id,
                std::function<Result<http::Response>(const http::Call&)> handle) {
  http::Route route;
  route.path = path;
  route.id = id;
  route.tag = "Bench";
  route.access = http::signed_in();
  route.runs = http::Runs::kInline;
  route.handle = std::move(handle);
  return route;
}

http::Routes routes_of(Streams& streams) {
  http::Routes routes;
  routes.push_back(
      get("/api/v1/hello/{name}", "hello", [](const http::Call&) -> Result<http::Response> {
        return http::json_response(200, R"({"hello":"world"})");
      }));
  routes.push_back(
      get("/api/v1/events", "events", [&streams](const http::Call&) -> Result<http::Response> {
        return http::Response{
            .status = 200, .headers = {}, .body = http::EventStreamBody{[&streams](auto sink) {
                                            const std::lock_guard lock(streams.mutex);
                                            streams.sinks.push_back(std::move(sink));
                                          }}};
      }));
  routes.push_back(get("/api/v1/broadcast", "broadcast",
                       [&streams](const http::Call&) -> Result<http::Response> {
                         const auto frame = std::make_shared<const std::string>(
                             "id: 7\nevent: job.updated\ndata: " + std::string(300, 'x') + "\n\n");
                         const std::lock_guard lock(streams.mutex);
                         for (const auto& sink : streams.sinks) sink->send_shared(frame);
                         return http::empty_response();
                       }));
  routes.back().runs = http::Runs::kWorker;
  return routes;
}

}  // namespace

int run_server(int threads) {
  Streams streams;
  platform::metrics::Registry metrics;
  http::ServerOptions options;
  options.port = 0;
  options.io_threads = threads;
  options.peer_rate = {1e9, 1e9};
  options.person_rate = {1e9, 1e9};
  const http::PrincipalRef who{platform::identity::Principal{}};
  http::ServerPorts ports;
  ports.authenticate = [who](const http::Request& request) -> Result<http::PrincipalRef> {
    return request.cookie("bailiwick_session") == "bench" ? who : http::PrincipalRef();
  };
  ports.log_access = http::json_access_log("/dev/null");
  ports.metrics = &metrics;
  http::Server server(options, routes_of(streams), ports);
  if (const auto started = server.start(); !started) {
    std::fprintf(stderr, "%s\n", started.error().message.c_str());
    return 1;
  }
  std::printf("%d\n", server.port());
  std::fflush(stdout);
  while (std::getchar() != EOF) {
  }
  server.stop(1);
  return 0;
}

}  // namespace bailiwick::bench
