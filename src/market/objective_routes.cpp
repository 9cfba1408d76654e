#include "market/objective_routes.hpp"

#include <nlohmann/json.hpp>

#include "market/market_json.hpp"
#include "market/objective_json.hpp"
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

constexpr std::size_t kBasisCurrenciesMax = 500;
constexpr std::int64_t kVersionMax = std::int64_t{1} << 53;

http::Schema metric_schema() {
  return http::one_of(
      {"revenue", "new_business_revenue", "existing_business_revenue", "new_accounts"});
}

http::Schema share_by_schema() {
  return http::one_of({"weights", "even", "potential", "prior_period"});
}

std::vector<http::Field> text_fields() {
  return {{"name", http::text(1, kNameLengthMax)},
          {"first_day", http::date()},
          {"last_day", http::date()},
          {"metric", metric_schema()},
          {"target", objective_amount_schema(), kOptional},
          {"accounts", objective_accounts_schema(), kOptional},
          {"segment", http::text(0, kFormulaBytesMax), kOptional}};
}

std::vector<http::Field> objective_fields() {
  const http::Schema share =
      http::object("ObjectiveShare", {{"territory", http::id("territory")},
                                      {"weight", http::integer(0, kShareWeightMax)},
                                      {"amount", objective_amount_schema(), kOptional},
                                      {"accounts", objective_accounts_schema(), kOptional},
                                      {"within", http::id("territory"), kOptional}});
  std::vector<http::Field> fields = text_fields();
  fields.insert(fields.end(), {{"id", http::id("objective")},
                               {"shares", http::array(share, kSharesMax)},
                               {"shared_by", share_by_schema()},
                               {"created_at", http::instant()},
                               {"version", http::integer(1, kVersionMax)}});
  return fields;
}

const http::Schema& objective_schema() {
  static const http::Schema schema = http::object("Objective", objective_fields());
  return schema;
}

// Money or a number of accounts, by what the objective counts.
void put(Json& json, const char* money, const Objective& objective, std::int64_t amount) {
  if (objective.currency)
    json[money] = money_json(objective, amount);
  else
    json["accounts"] = amount;
}

Json to_json(const Objective& objective) {
  Json json = {{"id", objective.id.text()},
               {"name", objective.name},
               {"first_day", to_text(objective.first_day)},
               {"last_day", to_text(objective.last_day)},
               {"metric", name_of(objective.metric)},
               {"shares", Json::array()},
               {"shared_by", name_of(objective.shared_by)},
               {"created_at", to_text(objective.created_at)},
               {"version", objective.version}};
  put(json, "target", objective, objective.target);
  if (!objective.segment.empty()) json["segment"] = objective.segment;
  for (const ObjectiveShare& share : objective.shares) {
    Json item = {{"territory", share.territory.text()}, {"weight", share.weight}};
    put(item, "amount", objective, share.amount);
    if (share.within) item["within"] = share.within->text();
    json["shares"].push_back(std::move(item));
  }
  return json;
}

// Of a body that has passed the schema; a target that is none is 0, which the service refuses.
Objective objective_of(const Json& body) {
  Objective objective{
      .id = {},
      .name = body["name"],
      .first_day = parse_date(body["first_day"].get<std::string>()).value_or(LocalDate()),
      .last_day = parse_date(body["last_day"].get<std::string>()).value_or(LocalDate()),
      .metric = parse_metric(body["metric"].get<std::string>()).value_or(Metric::kRevenue)};
  objective.segment = body.value("segment", "");
  if (!is_money(objective.metric)) {
    objective.target = body.value("accounts", std::int64_t{0});
    return objective;
  }
  const auto target = body.find("target");
  if (target == body.end()) return objective;
  objective.currency = Currency::parse(target->at("currency").get<std::string>());
  const auto money =
      parse_money(target->at("amount").get<std::string>(), objective.currency.value_or(Currency()));
  if (money) objective.target = money->minor;
  return objective;
}

Route route_of(Method method, std::string_view path, std::string_view id,
               std::string_view summary) {
  Route route;
  route.method = method;
  route.path = path;
  route.id = id;
  route.tag = "Objectives";
  route.summary = summary;
  route.access =
      http::allow(method == Method::kGet ? Permission::kMarketRead : Permission::kMarketManage);
  if (path.find('{') == std::string_view::npos) return route;
  route.needs_if_match = true;
  route.params = {{.name = "objective",
                   .place = http::ParamPlace::kPath,
                   .schema = http::id("objective"),
                   .description = "The id"}};
  return route;
}

ObjectiveId id_of(const Call& call) { return api::path_id<ObjectiveId>(call.request, "objective"); }

Response answer(int status, const Objective& objective) {
  return api::versioned(status, to_json(objective), objective.version);
}

Route list_objectives(const ObjectiveService& service) {
  Route route = route_of(Method::kGet, "/api/v1/objectives", "listObjectives",
                         "The company's objectives, with the shares that one sees");
  route.answers = {
      {200, "The period that begins last first",
       http::object("Objectives", {{"items", http::array(objective_schema(), kObjectivesMax)}})}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto all = service.objectives(call.principal());
    if (!all) return tl::unexpected(all.error());
    Json items = Json::array();
    for (const Objective& objective : *all) items.push_back(to_json(objective));
    return http::json_response(200, Json{{"items", std::move(items)}}.dump());
  };
  return route;
}

Route add_objective(const ObjectiveService& service) {
  Route route = route_of(Method::kPost, "/api/v1/objectives", "addObjective", "Set an objective");
  route.is_idempotent_by_key = true;
  route.body = http::object("ObjectiveText", text_fields());
  route.answers = {{201, "Set", objective_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    return api::respond(service.add(call.principal(), objective_of(call.body)),
                        [](const Objective& objective) { return answer(201, objective); });
  };
  return route;
}

Route change_objective(const ObjectiveService& service) {
  Route route = route_of(Method::kPut, "/api/v1/objectives/{objective}", "changeObjective",
                         "Replace an objective; its shares keep their weights");
  route.body = http::object("ObjectiveText", text_fields());
  route.answers = {{200, "As it is now", objective_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    Objective objective = objective_of(call.body);
    objective.id = id_of(call);
    return api::respond(service.change(call.principal(), objective, api::version_of(call.request)),
                        [](const Objective& after) { return answer(200, after); });
  };
  return route;
}

Route remove_objective(const ObjectiveService& service) {
  Route route = route_of(Method::kDelete, "/api/v1/objectives/{objective}", "removeObjective",
                         "Remove an objective with its shares");
  route.answers = {{204, "It is gone", std::nullopt}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto done = service.remove(call.principal(), id_of(call), api::version_of(call.request));
    if (!done) return tl::unexpected(done.error());
    return http::empty_response();
  };
  return route;
}

http::Schema shared_schema() {
  const http::Schema left =
      http::object("ObjectiveUnconverted", {{"currency", http::text(3, 3)},
                                            {"amount", http::text(1, 50)},
                                            {"count", http::integer(0, kVersionMax)}});
  const http::Schema basis =
      http::object("ObjectiveBasis", {{"by", share_by_schema()},
                                      {"counted_at", http::instant(), kOptional},
                                      {"first_day", http::date(), kOptional},
                                      {"last_day", http::date(), kOptional},
                                      {"unconverted", http::array(left, kBasisCurrenciesMax)},
                                      {"without_rate", http::integer(0, kVersionMax)}})
          .described("Where the weights come from, and what of it has no rate.");
  std::vector<http::Field> fields = objective_fields();
  fields.push_back({"basis", basis});
  return http::object("SharedObjective", fields);
}

Json to_json(const SharedObjective& shared) {
  Json basis = {{"by", name_of(shared.basis.by)},
                {"unconverted", to_json(shared.basis.unconverted)},
                {"without_rate", shared.basis.without_rate}};
  if (shared.basis.counted_at) basis["counted_at"] = to_text(*shared.basis.counted_at);
  if (shared.basis.first_day) basis["first_day"] = to_text(*shared.basis.first_day);
  if (shared.basis.last_day) basis["last_day"] = to_text(*shared.basis.last_day);
  Json json = to_json(shared.objective);
  json["basis"] = std::move(basis);
  return json;
}

ShareAsk share_ask_of(const Call& call) {
  ShareAsk ask{.by = parse_share_by(call.body.value("by", "weights")).value_or(ShareBy::kWeights),
               .is_rehearsal = call.text("rehearse") == "true"};
  for (const Json& item : call.body["shares"])
    ask.shares.push_back(
        {.territory =
             TerritoryId::parse(item["territory"].get<std::string>()).value_or(TerritoryId()),
         .weight = item.value("weight", std::int64_t{1})});
  return ask;
}

Route share_objective(const ObjectiveService& service) {
  Route route = route_of(Method::kPut, "/api/v1/objectives/{objective}/shares", "shareObjective",
                         "Divide an objective among territories");
  route.description =
      "By weights (1 where absent), evenly, by potential or by what was sold in the period before; "
      "down the tree, so that each share is the sum of those below it, and all of them add up to "
      "the target. An empty list takes them away.";
  const http::Schema share =
      http::object("ObjectiveWeight", {{"territory", http::id("territory")},
                                       {"weight", http::integer(0, kShareWeightMax), kOptional}});
  route.params.push_back({.name = "rehearse",
                          .place = http::ParamPlace::kQuery,
                          .schema = http::boolean(),
                          .description = "Tell what would be, and change nothing"});
  route.body = http::object("ObjectiveWeights", {{"shares", http::array(share, kSharesMax)},
                                                 {"by", share_by_schema(), kOptional}});
  route.answers = {{200, "With all of its shares", shared_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    return api::respond(service.share(call.principal(), id_of(call), share_ask_of(call),
                                      api::version_of(call.request)),
                        [](const SharedObjective& shared) {
                          return api::versioned(200, to_json(shared), shared.objective.version);
                        });
  };
  return route;
}

}  // namespace

http::Routes objective_routes(const ObjectiveService& service) {
  return {list_objectives(service), add_objective(service), change_objective(service),
          remove_objective(service), share_objective(service)};
}

}  // namespace bailiwick::market
