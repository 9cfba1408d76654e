#include "platform/http/request_figures.hpp"

#include <fmt/compile.h>
#include <fmt/format.h>
#include <openssl/rand.h>

#include <algorithm>
#include <string_view>

namespace bailiwick::platform::http {
namespace {

constexpr std::string_view kClasses[] = {"1xx", "2xx", "3xx", "4xx", "5xx"};

}  // namespace

RequestFigures::RequestFigures(metrics::Registry& registry, const Routes& routes) {
  for (std::size_t i = 0; i <= routes.size(); ++i) {
    const std::string route(i < routes.size() ? routes[i].id : "other");
    RouteFigures figures;
    for (std::size_t c = 0; c < figures.by_class.size(); ++c) {
      figures.by_class[c] = &registry.counter(
          "bailiwick_http_requests_total", "Requests answered, by route and class of status.",
          {{"route", route}, {"status", std::string(kClasses[c])}});
    }
    figures.seconds =
        &registry.histogram("bailiwick_http_request_seconds",
                            "From the end of a request's header to that of its answer.",
                            metrics::duration_bounds(), {{"route", route}});
    routes_.push_back(figures);
  }
}

void RequestFigures::count(std::size_t route_index, int status, double seconds) {
  RouteFigures& figures = routes_[std::min(route_index, routes_.size() - 1)];
  const int status_class = std::clamp(status / 100, 1, 5);
  figures.by_class[static_cast<std::size_t>(status_class - 1)]->add();
  figures.seconds->observe(seconds);
}

RequestIds::RequestIds() {
  std::uint64_t drawn = 0;
  RAND_bytes(reinterpret_cast<unsigned char*>(&drawn), sizeof drawn);
  prefix_ = fmt::format("{:016x}", drawn);
}

std::string RequestIds::next() {
  return fmt::format(FMT_COMPILE("{}-{:x}"), prefix_,
                     next_.fetch_add(1, std::memory_order_relaxed));
}

}  // namespace bailiwick::platform::http
