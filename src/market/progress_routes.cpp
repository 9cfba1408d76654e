#include "market/progress_routes.hpp"

#include <nlohmann/json.hpp>

#include "market/market_json.hpp"
#include "market/objective_json.hpp"
#include "platform/api/resource.hpp"

namespace bailiwick::market {
namespace {

namespace api = platform::api;
namespace http = platform::http;
using http::kOptional;
using platform::identity::Permission;
using Json = nlohmann::json;

constexpr std::size_t kCurrenciesTold = 500;

http::Schema days_gone_schema() {
  const http::Schema count = http::integer(0, kPeriodDaysMax);
  return http::object("ObjectiveDays",
                      {{"kind", http::one_of({"working", "calendar"})
                                    .described("Whether only days on which the company works "
                                               "are counted.")},
                       {"gone", count},
                       {"left", count},
                       {"all", count}});
}

std::vector<http::Field> reached_fields() {
  const http::Schema left =
      http::object("ObjectiveUnconverted", {{"currency", http::text(3, 3)},
                                            {"amount", http::text(1, 50)},
                                            {"count", http::integer(0, std::int64_t{1} << 53)}});
  return {
      {"reached", objective_figure_schema()},
      {"unconverted", http::array(left, kCurrenciesTold)
                          .described("What is not in the amount, since there is no rate for it.")}};
}

std::vector<http::Field> progress_fields() {
  std::vector<http::Field> fields = reached_fields();
  fields.insert(fields.end(), {{"target", objective_figure_schema()},
                               {"reached_share", http::text(1, 50).nullable()},
                               {"expected", objective_figure_schema()},
                               {"pace", http::text(1, 50).nullable()},
                               {"missing", objective_figure_schema()},
                               {"needed_a_day", objective_figure_schema().nullable()}});
  return fields;
}

http::Schema progress_schema() {
  std::vector<http::Field> share = progress_fields();
  share.insert(share.begin(), {"territory", http::id("territory")});
  return http::object(
      "ObjectiveProgress",
      {{"objective", http::id("objective")},
       {"today", http::date()},
       {"from", http::one_of({"documents", "opportunities"})},
       {"days", days_gone_schema()},
       {"whole", http::object("ObjectiveProgressOfAll", progress_fields()), kOptional},
       {"elsewhere", http::object("ObjectiveReachedElsewhere", reached_fields()), kOptional},
       {"shares", http::array(http::object("ObjectiveShareProgress", share), kSharesMax)},
       {"without_rate",
        http::integer(0, std::int64_t{1} << 53)
            .described("Accounts that one sees whose money the segment could not read, for want "
                       "of a rate.")}});
}

Json reached_json(const Objective& objective, const Reached& reached) {
  return {{"reached", figure_json(objective, reached.amount)},
          {"unconverted", to_json(reached.unconverted)}};
}

Json progress_json(const Objective& objective, const Progress& progress) {
  const auto ratio = [](const std::optional<Decimal>& value) {
    return value ? Json(to_text(*value)) : Json(nullptr);
  };
  Json json = reached_json(objective, progress.reached);
  json["target"] = figure_json(objective, progress.target);
  json["reached_share"] = ratio(progress.reached_share);
  json["expected"] = figure_json(objective, progress.expected);
  json["pace"] = ratio(progress.pace);
  json["missing"] = figure_json(objective, progress.missing);
  json["needed_a_day"] =
      progress.needed_a_day ? figure_json(objective, *progress.needed_a_day) : Json(nullptr);
  return json;
}

}  // namespace

Json to_json(const ObjectiveProgress& progress) {
  const Objective& objective = progress.objective;
  const PeriodDays& days = progress.days;
  Json json = {{"objective", objective.id.text()},
               {"today", to_text(progress.today)},
               {"from", progress.from == SoldAs::kDocuments ? "documents" : "opportunities"},
               {"days",
                {{"kind", days.is_working ? "working" : "calendar"},
                 {"gone", days.gone},
                 {"left", days.left},
                 {"all", days.all()}}},
               {"shares", Json::array()},
               {"without_rate", progress.without_rate}};
  if (progress.whole) json["whole"] = progress_json(objective, *progress.whole);
  if (progress.elsewhere) json["elsewhere"] = reached_json(objective, *progress.elsewhere);
  for (const ShareProgress& share : progress.shares) {
    Json item = progress_json(objective, share.progress);
    item["territory"] = share.territory.text();
    json["shares"].push_back(std::move(item));
  }
  return json;
}

http::Routes progress_routes(const ProgressService& service) {
  http::Route route;
  route.method = http::Method::kGet;
  route.path = "/api/v1/objectives/{objective}/progress";
  route.id = "getObjectiveProgress";
  route.tag = "Objectives";
  route.summary = "How far an objective is: reached, expected by today, and missing";
  route.description =
      "Counted from the records as they are now. The shares of one's own territories; whoever sees "
      "the whole company is told the whole too.";
  route.access = http::allow(Permission::kMarketRead);
  route.params = {{.name = "objective",
                   .place = http::ParamPlace::kPath,
                   .schema = http::id("objective"),
                   .description = "The id"}};
  route.answers = {{200, "As of today", progress_schema()}};
  route.handle = [&service](const http::Call& call) -> Result<http::Response> {
    return api::respond(
        service.progress(call.principal(), api::path_id<ObjectiveId>(call.request, "objective")),
        [](const ObjectiveProgress& progress) {
          return http::json_response(200, to_json(progress).dump());
        });
  };
  return {route};
}

}  // namespace bailiwick::market
