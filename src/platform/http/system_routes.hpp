// The routes that every server has: is it alive, is it ready, its figures, and the document of its interface with a page to read it.
//
//   GET /health/live     200 while the process answers
//   GET /health/ready    200 when every check passes, else 503; says which, and why only in the log
//   GET /metrics         Prometheus' text; for whom the operator lets: a token, or the machine itself
//   GET /api/openapi.json, /api/docs
// Rule: H052 the figures are not for everybody.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/http/route.hpp"
#include "platform/metrics/registry.hpp"

namespace bailiwick::platform::http {

struct ReadinessCheck {
  std::string name;                     // "database"
  std::function<Result<void>()> check;  // quick; on a worker
};

struct SystemServices {
  std::vector<ReadinessCheck> readiness;
  const metrics::Registry* metrics = nullptr;  // must outlive the routes
  std::string metrics_token;  // empty: only requests from the machine itself, not through a proxy
  std::string version;
  std::function<void(const std::string&)> log_error;
};

[[nodiscard]] Routes system_routes(SystemServices services);

// The document of `routes` and of itself, made once, and the page that shows it.
[[nodiscard]] Routes document_routes(const Routes& routes, std::string_view version);

}  // namespace bailiwick::platform::http
