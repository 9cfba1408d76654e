#include "market/potential_routes.hpp"

#include <charconv>
#include <nlohmann/json.hpp>

#include "market/market_answers.hpp"
#include "market/market_json.hpp"
#include "platform/api/resource.hpp"

namespace bailiwick::market {
namespace {

namespace api = platform::api;
namespace http = platform::http;
using http::Call;
using http::kOptional;
using http::Method;
using http::Response;
using http::Route;
using platform::identity::Permission;
using Json = nlohmann::json;

constexpr std::int64_t kCountMax = std::int64_t{1} << 53;
constexpr std::size_t kNumberBytesMax = 60;

http::Schema count() { return http::integer(0, kCountMax); }
http::Schema number() { return http::text(1, kNumberBytesMax); }

http::Schema unconverted() {
  const http::Schema one = http::object(
      "UnconvertedAmount", {{"currency", http::text()}, {"amount", number()}, {"count", count()}});
  return http::array(one, 200);
}

std::vector<http::Field> workload_fields() {
  const http::Schema rule = http::object("VisitRule", {{"name", http::text(1, kNameLengthMax)},
                                                       {"formula", http::text(1, kFormulaBytesMax)},
                                                       {"a_year", http::integer(0, kVisitsMax)}});
  return {{"visits", http::array(rule, kModelRulesMax)},
          {"minutes_by_complexity", http::array(http::integer(0, kVisitMinutesMax), kComplexities)},
          {"complexity_default", http::integer(1, static_cast<std::int64_t>(kComplexities))},
          {"detour", number()},
          {"speed_kmh", number()},
          {"distance_most_km", number()},
          {"hours_a_year", number()},
          {"layer", http::id("layer").nullable(), kOptional}};
}

std::vector<http::Field> potential_fields() {
  const http::Schema rule =
      http::object("PotentialRule", {{"name", http::text(1, kNameLengthMax)},
                                     {"formula", http::text(1, kFormulaBytesMax)},
                                     {"amount", http::text(1, kFormulaBytesMax)}});
  return {{"rules", http::array(rule, kModelRulesMax)},
          {"serviceable", http::text(0, kFormulaBytesMax), kOptional},
          {"obtainable", number()},
          {"layer", http::id("layer").nullable(), kOptional}};
}

http::Schema with_version(std::string_view name, std::vector<http::Field> fields) {
  fields.push_back({"version", http::integer(1, kCountMax)});
  return http::object(name, fields);
}

http::Schema numbers_schema() {
  return http::object("MarketNumbers", {{"tam", number()},
                                        {"sam", number()},
                                        {"som", number()},
                                        {"potential", number()},
                                        {"revenue", number()},
                                        {"penetration", number().nullable()},
                                        {"white_space", number()},
                                        {"open_pipeline", number()},
                                        {"accounts", count()},
                                        {"customers", count()},
                                        {"unknown", count()},
                                        {"serviceable", count()},
                                        {"without_rate", count()}});
}

http::Schema white_space_schema() {
  return http::object("WhiteSpaceAccount", {{"account", http::id("account")},
                                            {"name", http::text()},
                                            {"territory", http::id("territory").nullable()},
                                            {"potential", number()},
                                            {"revenue", number()},
                                            {"white_space", number()},
                                            {"score", http::number(0.0, 100.0).nullable()}});
}

http::Schema tried_schema() {
  const http::Schema account = http::object(
      "TriedAccount",
      {{"account", http::id("account")}, {"name", http::text()}, {"amount", number()}});
  const http::Schema rule = http::object(
      "TriedRule", {{"name", http::text()},
                    {"held", count()},
                    {"counted", count()},
                    {"no_amount", count()},
                    {"finding", http::one_of({"never_held", "overtaken", "no_amount"}), kOptional},
                    {"accounts", http::array(account, kTriedAccounts)}});
  return http::object("TriedPotential", {{"currency", http::text()},
                                         {"numbers", numbers_schema()},
                                         {"rules", http::array(rule, kModelRulesMax)},
                                         {"unconverted", unconverted()}});
}

http::Schema size_schema() {
  const http::Schema item = http::object(
      "MarketItem", {{"key", http::text()}, {"name", http::text()}, {"numbers", numbers_schema()}});
  const http::Schema others =
      http::object("OtherMarkets", {{"count", count()}, {"numbers", numbers_schema()}});
  return http::object("MarketSize", {{"all", numbers_schema()},
                                     {"items", http::array(item, kSizeItemsMax)},
                                     {"others", others, kOptional},
                                     {"currency", http::text()},
                                     {"tam_from", http::one_of({"units", "accounts"})},
                                     {"as_of", http::instant(), kOptional},
                                     {"unconverted", unconverted()}});
}

http::Schema account_schema() {
  const http::Schema part =
      http::object("PotentialPart", {{"text", http::text()}, {"value", http::text()}});
  const http::Schema rule = http::object("AccountPotentialRule", {{"name", http::text()},
                                                                  {"formula", http::text()},
                                                                  {"amount", http::text()},
                                                                  {"parts", http::array(part)}});
  const http::Schema workload =
      http::object("AccountWorkload", {{"visits", count()},
                                       {"rule", http::text().nullable()},
                                       {"minutes", count()},
                                       {"distance_km", number().nullable()},
                                       {"travel_minutes", number().nullable()},
                                       {"hours", number()},
                                       {"unit", http::text().nullable()},
                                       {"accounts_in_unit", count()}});
  return http::object("AccountMarket", {{"account", http::id("account")},
                                        {"currency", http::text()},
                                        {"potential", number().nullable()},
                                        {"rule", rule.nullable()},
                                        {"is_serviceable", http::boolean()},
                                        {"is_without_rate", http::boolean()},
                                        {"is_customer", http::boolean()},
                                        {"revenue", number()},
                                        {"revenue_before", number()},
                                        {"open_pipeline", number()},
                                        {"white_space", number().nullable()},
                                        {"workload", workload},
                                        {"unconverted", unconverted()}});
}

std::vector<http::Field> standing_fields() {
  return {{"value", number().nullable()},
          {"median", number().nullable()},
          {"rank", count(), kOptional},
          {"count", count(), kOptional}};
}

http::Schema page_schema() {
  auto measure = standing_fields();
  measure.push_back({"key", http::text()});
  measure.push_back({"unit", http::one_of({"accounts", "money", "share", "hours", "score", "km"})});
  measure.push_back({"better", http::one_of({"more", "less"}), kOptional});
  const http::Schema industry = http::object(
      "GapIndustry", {{"industry", http::text()}, {"peers", count()}, {"accounts", count()}});
  const http::Schema finding =
      http::object("TerritoryFinding",
                   {{"kind", http::one_of({"strength", "challenge", "gap"})},
                    {"measure", http::text(), kOptional},
                    {"value", number().nullable(), kOptional},
                    {"median", number().nullable(), kOptional},
                    {"rank", count(), kOptional},
                    {"count", count(), kOptional},
                    {"accounts", http::array(white_space_schema(), kPageAccounts), kOptional},
                    {"industries", http::array(industry, kGapIndustriesMax), kOptional},
                    {"link", http::text()}});
  const http::Schema peers = http::object(
      "TerritoryPeers", {{"count", count()}, {"of", http::one_of({"none", "parent", "all"})}});
  return http::object(
      "TerritoryMarket",
      {{"territory", http::id("territory")},
       {"name", http::text()},
       {"currency", http::text()},
       {"as_of", http::instant(), kOptional},
       {"peers", peers},
       {"measures", http::array(http::object("TerritoryMeasure", measure), kTerritoryMeasures)},
       {"findings", http::array(finding, 2 * kTerritoryMeasures)},
       {"unconverted", unconverted()},
       {"without_rate", count()}});
}

Route route_of(Method method, std::string_view path, std::string_view id,
               std::string_view summary) {
  Route route;
  route.method = method;
  route.path = path;
  route.id = id;
  route.tag = "Market";
  route.summary = summary;
  route.access = http::allow(Permission::kMarketRead);
  return route;
}

template <class Model>
Response answer(const Model& model) {
  Json json = to_json(model);
  json["version"] = model.version;
  return api::versioned(200, json, model.version);
}

Route read_workload(const MarketModelService& service) {
  Route route = route_of(Method::kGet, "/api/v1/workload-model", "readWorkloadModel",
                         "How workload is reckoned");
  route.answers = {{200, "The model", with_version("WorkloadModel", workload_fields())}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto model = service.workload(call.principal());
    if (!model) return tl::unexpected(model.error());
    return answer(*model);
  };
  return route;
}

Route put_workload(const MarketModelService& service) {
  Route route = route_of(Method::kPut, "/api/v1/workload-model", "putWorkloadModel",
                         "Change how workload is reckoned");
  route.access = http::allow(Permission::kMarketManage);
  route.needs_if_match = true;
  route.body = http::object("WorkloadModelText", workload_fields());
  route.answers = {{200, "As it is now", with_version("WorkloadModel", workload_fields())}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    return api::respond(service.change(call.principal(), workload_model_of(call.body),
                                       api::version_of(call.request)),
                        [](const WorkloadModel& model) { return answer(model); });
  };
  return route;
}

Route read_potential(const MarketModelService& service) {
  Route route = route_of(Method::kGet, "/api/v1/potential-model", "readPotentialModel",
                         "How potential is reckoned");
  route.answers = {{200, "The model", with_version("PotentialModel", potential_fields())}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto model = service.potential(call.principal());
    if (!model) return tl::unexpected(model.error());
    return answer(*model);
  };
  return route;
}

Route put_potential(const MarketModelService& service) {
  Route route = route_of(Method::kPut, "/api/v1/potential-model", "putPotentialModel",
                         "Change how potential is reckoned");
  route.access = http::allow(Permission::kMarketManage);
  route.needs_if_match = true;
  route.body = http::object("PotentialModelText", potential_fields());
  route.answers = {{200, "As it is now", with_version("PotentialModel", potential_fields())}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    return api::respond(service.change(call.principal(), potential_model_of(call.body),
                                       api::version_of(call.request)),
                        [](const PotentialModel& model) { return answer(model); });
  };
  return route;
}

Route try_potential(const MarketModelService& service) {
  Route route = route_of(Method::kPost, "/api/v1/potential-model/try", "tryPotentialModel",
                         "What a potential model would say");
  route.description = "Of the accounts that one sees. Changes nothing.";
  route.body = http::object("PotentialModelText", potential_fields());
  route.answers = {{200, "Sums, and what each rule does", tried_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    return api::respond(
        service.try_out(call.principal(), potential_model_of(call.body)),
        [](const Tried& tried) { return http::json_response(200, to_json(tried).dump()); });
  };
  return route;
}

Route count_market(const MarketModelService& service) {
  Route route = route_of(Method::kPost, "/api/v1/market-size/count", "countMarket",
                         "Count the market of the whole company anew");
  route.access = http::allow(Permission::kMarketManage);
  route.answers = {{202, "The job", http::object("MarketCountJob", {{"job", http::id("job")}})}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto job = service.count(call.principal());
    if (!job) return tl::unexpected(job.error());
    return http::json_response(202, Json{{"job", job->id.text()}}.dump());
  };
  return route;
}

Route read_size(const MarketService& service) {
  Route route = route_of(Method::kGet, "/api/v1/market-size", "readMarketSize",
                         "The market of the accounts that one sees");
  route.params = {{.name = "by",
                   .schema = http::one_of({"territory", "industry", "country"}),
                   .description = "What it is divided by; territory where absent"}};
  route.answers = {{200, "In all, and of each", size_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto grouping = market_store::parse_grouping(call.text("by", "territory"));
    return api::respond(
        service.size(call.principal(), grouping.value_or(market_store::Grouping::kTerritory)),
        [](const MarketSize& size) { return http::json_response(200, to_json(size).dump()); });
  };
  return route;
}

Route list_white_space(const MarketService& service) {
  Route route = route_of(Method::kGet, "/api/v1/white-space", "listWhiteSpace",
                         "Accounts with the most white space first");
  route.params = {{.name = "territory",
                   .schema = http::id("territory"),
                   .description = "Of this territory and those below it"},
                  api::limit_param(),
                  api::cursor_param()};
  route.answers = {{200, "A page", http::page_of("WhiteSpacePage", white_space_schema())}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    WhiteSpaceAsk ask{.limit = api::limit_of(call.request)};
    if (const std::string id = call.text("territory"); !id.empty())
      ask.territory = TerritoryId::parse(id);
    if (const std::string cursor = call.text("cursor"); !cursor.empty()) {
      const auto read = api::read_cursor(cursor);
      if (!read) return tl::unexpected(read.error());
      const std::string& from = read->second;
      std::from_chars(from.data(), from.data() + from.size(), ask.from);
      if (ask.from < 0) ask.from = 0;
    }
    return api::respond(service.white_space(call.principal(), ask), [](const WhiteSpacePage& page) {
      std::optional<std::string> next;
      if (page.next) next = api::cursor_of("from", std::to_string(*page.next));
      return api::page(items_json(page), next);
    });
  };
  return route;
}

Route read_account(const MarketService& service) {
  Route route = route_of(Method::kGet, "/api/v1/accounts/{account}/market", "readAccountMarket",
                         "What an account could bring, brings and takes");
  route.params = {{.name = "account",
                   .place = http::ParamPlace::kPath,
                   .schema = http::id("account"),
                   .description = "The id"}};
  route.answers = {{200, "Its numbers and where they come from", account_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    return api::respond(
        service.account(call.principal(), api::path_id<AccountId>(call.request, "account")),
        [](const MarketAccount& account) {
          return http::json_response(200, to_json(account).dump());
        });
  };
  return route;
}

Route read_territory(const MarketService& service) {
  Route route = route_of(Method::kGet, "/api/v1/territories/{territory}/market",
                         "readTerritoryMarket", "A territory in numbers, beside its peers");
  route.params = {{.name = "territory",
                   .place = http::ParamPlace::kPath,
                   .schema = http::id("territory"),
                   .description = "The id"}};
  route.answers = {{200, "Its numbers, and what is remarkable about them", page_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    return api::respond(
        service.territory(call.principal(), api::path_id<TerritoryId>(call.request, "territory")),
        [](const TerritoryPage& page) { return http::json_response(200, to_json(page).dump()); });
  };
  return route;
}

}  // namespace

http::Routes market_model_routes(const MarketModelService& service) {
  return {read_workload(service), put_workload(service),  read_potential(service),
          put_potential(service), try_potential(service), count_market(service)};
}

http::Routes market_size_routes(const MarketService& service) {
  return {read_size(service), list_white_space(service), read_account(service),
          read_territory(service)};
}

}  // namespace bailiwick::market
