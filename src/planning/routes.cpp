#include "planning/routes.hpp"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "planning/plan_json.hpp"
#include "planning/plan_schemas.hpp"
#include "planning/store.hpp"
#include "platform/jobs/job_json.hpp"

namespace bailiwick::planning {
namespace {

namespace http = platform::http;
namespace jobs = platform::jobs;
using http::Call;
using http::Method;
using http::Response;
using http::Route;
using platform::identity::Permission;

constexpr std::int64_t kLimitUsual = 50;
constexpr std::int64_t kLimitMax = 200;

http::Schema territory_schema() {
  const http::Schema centre =
      http::object("Place", {{"lon", http::number(-1e9, 1e9)}, {"lat", http::number(-1e9, 1e9)}});
  return http::object("PlanTerritory", {{"index", http::integer(0, kTerritoriesMax)},
                                        {"name", http::text()},
                                        {"units", http::integer(0, 1'000'000'000)},
                                        {"amounts", http::map_of(http::number(0.0, 1e18))},
                                        {"deviations", http::map_of(http::number(-1e12, 1e12))},
                                        {"rms_km", http::number(0.0, 1e6)},
                                        {"centre", centre}});
}

http::Schema dataset_schema() {
  return http::object("Dataset", {{"id", http::id("dataset")},
                                  {"name", http::text(1, kNameLengthMax)},
                                  {"unit_count", http::integer(1, 1'000'000'000)},
                                  {"measures", http::array(http::text())},
                                  {"created_at", http::instant()}});
}

// {"items": [...]}
template <class T>
std::string items_text(const std::vector<T>& items,
                       std::optional<std::string> next = std::nullopt) {
  nlohmann::json json = {{"items", nlohmann::json::array()}};
  for (const T& item : items) json["items"].push_back(to_json(item));
  if (next) json["next"] = *next;
  return json.dump();
}

Route list_plans(const PlanService& service) {
  return {.method = Method::kGet,
          .path = "/api/v1/plans",
          .id = "listPlans",
          .tag = "Plans",
          .summary = "All plans, newest first",
          .description = {},
          .access = http::allow(Permission::kPlansRead),
          .params = {{.name = "cursor",
                      .schema = http::id("plan"),
                      .description = "Where the last page ended."},
                     {.name = "limit",
                      .schema = http::integer(1, kLimitMax),
                      .description = "Items a page."}},
          .body = {},
          .upload_bytes_max = {},
          .upload_types = {},
          .answers = {{200, "A page of plans", http::page_of("PlanPage", plan_schema())}},
          .handle = [&service](const Call& call) -> Result<Response> {
            const auto page = service.plans(call.principal(), PlanId::parse(call.text("cursor")),
                                            call.whole_number("limit", kLimitUsual));
            if (!page) return tl::unexpected(page.error());
            return http::json_response(
                200, items_text(page->items,
                                page->next ? std::optional(page->next->text()) : std::nullopt));
          }};
}

Route get_plan(const PlanService& service) {
  return {
      .method = Method::kGet,
      .path = "/api/v1/plans/{plan}",
      .id = "getPlan",
      .tag = "Plans",
      .summary = "One plan",
      .description = {},
      .access = http::allow(Permission::kPlansRead),
      .params = {plan_param()},
      .body = {},
      .upload_bytes_max = {},
      .upload_types = {},
      .answers = {{200, "The plan", plan_schema()}, {404, "There is no such plan", std::nullopt}},
      .runs = http::Runs::kRead,
      .handle = [&service](const Call& call) -> Result<Response> {
        const auto plan = service.plan(call.principal(), plan_of(call));
        if (!plan) return tl::unexpected(plan.error());
        return http::json_response(200, to_json(*plan).dump());
      }};
}

Route create_plan(const PlanService& service) {
  const http::Schema answer =
      http::object("PlanCreated", {{"plan", plan_schema()}, {"job", http::map_of(http::Schema())}});
  return {.method = Method::kPost,
          .path = "/api/v1/plans",
          .id = "createPlan",
          .tag = "Plans",
          .summary = "Begin a plan, and the job that designs its territories",
          .description =
              "The plan is a draft at once; its territories, map and figures come when the job has "
              "succeeded. "
              "Cancelling the job keeps the best plan so far.",
          .access = http::allow(Permission::kPlansManage),
          .params = {},
          .body = request_schema("NewPlan"),
          .upload_bytes_max = {},
          .upload_types = {},
          .answers = {{202, "The plan and its job", answer}},
          .is_idempotent_by_key = true,
          .handle = [&service](const Call& call) -> Result<Response> {
            const auto made = service.create(call.principal(), new_plan_of(call.body));
            if (!made) return http::problem_response(made.error());
            const nlohmann::json json = {
                {"plan", to_json(made->plan)},
                {"job", nlohmann::json::parse(jobs::to_json(made->job, jobs::Detail::kWhole))}};
            Response response = http::json_response(202, json.dump());
            response.headers.emplace_back("Location", "/api/v1/plans/" + made->plan.id.text());
            return response;
          }};
}

Route list_territories(const PlanService& service) {
  const http::Schema answer = http::object(
      "PlanTerritories", {{"items", http::array(territory_schema(), kTerritoriesMax)}});
  return {
      .method = Method::kGet,
      .path = "/api/v1/plans/{plan}/territories",
      .id = "listPlanTerritories",
      .tag = "Plans",
      .summary = "All territories of a plan with their figures",
      .description = "In the order of their index, all at once. Empty until the design is done.",
      .access = http::allow(Permission::kPlansRead),
      .params = {plan_param()},
      .body = {},
      .upload_bytes_max = {},
      .upload_types = {},
      .answers = {{200, "The territories", answer}},
      .handle = [&service](const Call& call) -> Result<Response> {
        const auto territories = service.territories(call.principal(), plan_of(call));
        if (!territories) return tl::unexpected(territories.error());
        return http::json_response(200, items_text(*territories));
      }};
}

// A file of the plan, as it stands in the database.
Route plan_file(const BoardService& boards, Route route, std::string_view name) {
  route.method = Method::kGet;
  route.tag = "Plans";
  route.access = http::allow(Permission::kPlansRead);
  route.params = {plan_param()};
  const std::string media(route.answers.front().media_type);
  route.handle = [&boards, name, media](const Call& call) -> Result<Response> {
    auto content = boards.file(call.principal(), plan_of(call), name);
    if (!content) return http::problem_response(content.error());
    return http::text_response(200, std::move(*content), media);
  };
  return route;
}

Route get_map(const BoardService& boards) {
  Route route;
  route.path = "/api/v1/plans/{plan}/map";
  route.id = "getPlanMap";
  route.summary = "The plan's map: a feature a territory";
  route.description =
      "GeoJSON (RFC 7946); properties index, name and colour (0 to 5, neighbours differ).";
  route.answers = {{200, "The map", std::nullopt, "application/geo+json"},
                   {409, "There is no design yet", std::nullopt}};
  return plan_file(boards, std::move(route), store::kMapFile);
}

Route get_units(const BoardService& boards) {
  Route route;
  route.path = "/api/v1/plans/{plan}/units.csv";
  route.id = "getPlanUnits";
  route.summary = "Which unit belongs to which territory";
  route.answers = {{200, "unit,territory", std::nullopt, "text/csv; charset=utf-8"},
                   {409, "There is no design yet", std::nullopt}};
  return plan_file(boards, std::move(route), store::kUnitsFile);
}

Route list_datasets(const PlanService& service) {
  const http::Schema answer = http::object("Datasets", {{"items", http::array(dataset_schema())}});
  return {.method = Method::kGet,
          .path = "/api/v1/datasets",
          .id = "listDatasets",
          .tag = "Plans",
          .summary = "What plans can divide, newest first",
          .description = {},
          .access = http::allow(Permission::kPlansRead),
          .params = {},
          .body = {},
          .upload_bytes_max = {},
          .upload_types = {},
          .answers = {{200, "All data sets", answer}},
          .handle = [&service](const Call& call) -> Result<Response> {
            const auto datasets = service.datasets(call.principal());
            if (!datasets) return tl::unexpected(datasets.error());
            return http::json_response(200, items_text(*datasets));
          }};
}

Route add_dataset(const PlanService& service) {
  return {.method = Method::kPost,
          .path = "/api/v1/datasets",
          .id = "addDataset",
          .tag = "Plans",
          .summary = "Upload a units file",
          .description =
              "CSV with a row a unit: an id, lon and lat, and a column a measure. Every bad row is "
              "told.",
          .access = http::allow(Permission::kPlansManage),
          .params = {{.name = "name",
                      .schema = http::text(1, kNameLengthMax),
                      .description = "What people will call it.",
                      .presence = http::Presence::kRequired}},
          .body = {},
          .upload_bytes_max = kDatasetBytesMax,
          .upload_types = {"text/csv"},
          .answers = {{201, "The data set", dataset_schema()}},
          .handle = [&service](const Call& call) -> Result<Response> {
            std::ifstream in(call.request.body_file, std::ios::binary);
            std::string csv{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
            const auto added =
                service.add_dataset(call.principal(), call.text("name"), std::move(csv));
            if (!added) return http::problem_response(added.error());
            return http::json_response(201, to_json(*added).dump());
          }};
}

}  // namespace

http::Routes planning_routes(const PlanService& service, const BoardService& boards) {
  return {list_plans(service),       create_plan(service), get_plan(service),
          list_territories(service), get_map(boards),      get_units(boards),
          list_datasets(service),    add_dataset(service)};
}

}  // namespace bailiwick::planning
