#include "crm/performance_routes.hpp"

#include <nlohmann/json.hpp>

#include "crm/performance_json.hpp"
#include "platform/api/resource.hpp"

namespace bailiwick::crm {
namespace {

namespace api = platform::api;
namespace http = platform::http;
using http::Call;
using http::Response;
using http::Route;
using platform::identity::Permission;

constexpr std::size_t kGroupTextMax = 60;

http::Param param(std::string_view name, http::Schema schema, std::string_view description) {
  return {.name = name,
          .place = http::ParamPlace::kQuery,
          .schema = std::move(schema),
          .description = description};
}

Route route_of(std::string_view path, std::string_view id, std::string_view summary) {
  Route route;
  route.method = http::Method::kGet;
  route.path = path;
  route.id = id;
  route.tag = "Performance";
  route.summary = summary;
  route.access = http::allow(Permission::kCrmRead);
  route.params = {
      param("from", http::date(), "The first day"), param("to", http::date(), "The last day"),
      param("by", http::text(1, kGroupTextMax),
            "none, territory, industry, country, size, growth, custom.KEY; of opportunities owner, "
            "pipeline; of closed ones period"),
      param("as", http::one_of({"then", "today"}),
            "The territory an account belonged to then (usual), or belongs to today")};
  return route;
}

http::Param period_param() {
  return param("period", http::one_of({"month", "quarter", "year"}),
               "Fiscal; month where it is absent");
}

PerformanceAsk ask_of(const Call& call) {
  PerformanceAsk ask{.by = call.text("by", "none"),
                     .as = call.text("as") == "today" ? TerritoryOn::kToday : TerritoryOn::kThen,
                     .period = parse_period_kind(call.text("period")).value_or(PeriodKind::kMonth),
                     .kind = call.text("kind", "order")};
  const auto from = parse_date(call.text("from"));
  const auto to = parse_date(call.text("to"));
  if (from && to) ask.span = Days{.first = *from, .last = *to};
  return ask;
}

template <class T>
Result<Response> answer(const Checked<T>& report) {
  return api::respond(report,
                      [](const T& told) { return http::json_response(200, to_json(told).dump()); });
}

Route pipeline_route(const PerformanceService& service) {
  Route route = route_of("/api/v1/crm/performance/pipeline", "getPipelinePerformance",
                         "Open opportunities by stage and by group");
  route.description = "from and to bound the expected close date; both or neither.";
  route.answers = {{200, "In the reporting currency, at today's rates", pipeline_report_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    return answer(service.pipeline(call.principal(), ask_of(call)));
  };
  return route;
}

Route wins_route(const PerformanceService& service) {
  Route route = route_of("/api/v1/crm/performance/wins", "getWinPerformance",
                         "How much of what was closed was won");
  route.params.push_back(period_param());
  route.answers = {{200, "By count with its interval, and by value", wins_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    return answer(service.wins(call.principal(), ask_of(call)));
  };
  return route;
}

Route cycle_route(const PerformanceService& service) {
  Route route = route_of("/api/v1/crm/performance/cycle", "getCyclePerformance",
                         "How many days it took to win");
  route.params.push_back(period_param());
  route.answers = {{200, "Median, quartiles and the 90th percentile", cycle_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    return answer(service.cycle(call.principal(), ask_of(call)));
  };
  return route;
}

Route revenue_route(const PerformanceService& service) {
  Route route = route_of("/api/v1/crm/performance/revenue", "getRevenuePerformance",
                         "Revenue by group and period, beside the period and the year before");
  route.params.push_back(period_param());
  route.params.push_back(param("kind", http::one_of({"order", "invoice"}),
                               "What is counted; order where it is absent"));
  route.answers = {{200, "In the reporting currency, each at its day's rate", revenue_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    return answer(service.revenue(call.principal(), ask_of(call)));
  };
  return route;
}

}  // namespace

http::Routes performance_routes(const PerformanceService& service) {
  return {pipeline_route(service), wins_route(service), cycle_route(service),
          revenue_route(service)};
}

}  // namespace bailiwick::crm
