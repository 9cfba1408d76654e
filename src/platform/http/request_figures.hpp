// What is counted of the requests, and the ids they get.
//
// bailiwick_http_requests_total{route,status}, bailiwick_http_request_seconds{route}, bailiwick_http_connections,
// bailiwick_http_streams, bailiwick_http_worker_queue. Thread-safe.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "platform/http/route.hpp"
#include "platform/metrics/registry.hpp"

namespace bailiwick::platform::http {

class RequestFigures {
 public:
  RequestFigures(metrics::Registry& registry, const Routes& routes);

  // `route_index`: of the routes; beyond them: a static file, or no route.
  void count(std::size_t route_index, int status, double seconds);

 private:
  struct RouteFigures {
    std::array<metrics::Counter*, 5> by_class{};  // 1xx .. 5xx
    metrics::Histogram* seconds = nullptr;
  };
  std::vector<RouteFigures> routes_;  // the last: all others
};

// Ids of requests: 16 digits that the process drew, and a number. They tell requests apart and are no secret.
class RequestIds {
 public:
  RequestIds();
  [[nodiscard]] std::string next();

 private:
  std::string prefix_;
  std::atomic<std::uint64_t> next_{0};
};

}  // namespace bailiwick::platform::http
