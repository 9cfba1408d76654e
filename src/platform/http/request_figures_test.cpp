// Goal: requests are counted under their route and class, and ids differ.
#include "platform/http/request_figures.hpp"

#include <gtest/gtest.h>

#include "platform/http/target.hpp"

namespace bailiwick::platform::http {
namespace {

TEST(RequestFigures, requests_are_counted_by_route_and_class) {
  metrics::Registry registry;
  Routes routes(1);
  routes[0].id = "getPerson";
  RequestFigures figures(registry, routes);
  figures.count(0, 200, 0.002);
  figures.count(0, 204, 0.002);
  figures.count(7, 404, 0.1);
  const std::string text = registry.text();
  EXPECT_NE(text.find("bailiwick_http_requests_total{route=\"getPerson\",status=\"2xx\"} 2\n"),
            std::string::npos);
  EXPECT_NE(text.find("bailiwick_http_requests_total{route=\"other\",status=\"4xx\"} 1\n"),
            std::string::npos);
  EXPECT_NE(text.find("bailiwick_http_request_seconds_count{route=\"getPerson\"} 2\n"),
            std::string::npos);
}

TEST(RequestIds, ids_differ_also_between_processes) {
  RequestIds one;
  RequestIds other;
  const std::string id = one.next();
  EXPECT_TRUE(is_request_id(id));
  EXPECT_NE(id, one.next());
  EXPECT_NE(one.next().substr(0, 16), other.next().substr(0, 16));
}

}  // namespace
}  // namespace bailiwick::platform::http
