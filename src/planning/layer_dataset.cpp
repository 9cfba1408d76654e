#include "planning/layer_dataset.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include "platform/files/csv.hpp"

namespace bailiwick::planning {
namespace {

namespace http = platform::http;

constexpr std::size_t kMeasuresMax = 50;
constexpr std::size_t kKeyLengthMax = 50;

Errors mistakes_of(const std::vector<std::string>& measures,
                   const std::vector<market::UnitColumn>& columns) {
  Errors errors;
  for (std::size_t i = 0; i < measures.size(); ++i) {
    const std::string pointer = fmt::format("/measures/{}", i);
    const auto found = std::ranges::find(columns, measures[i], &market::UnitColumn::key);
    if (found == columns.end()) {
      errors.push_back({ErrorCode::kInvalidInput, "P054",
                        fmt::format("The layer has no measure \"{}\".", measures[i]), pointer});
    } else if (std::ranges::any_of(found->values,
                                   [](const auto& value) { return value.value_or(0.0) < 0.0; })) {
      errors.push_back(
          {ErrorCode::kInvalidInput, "P054",
           fmt::format("The measure \"{}\" has values below 0, which cannot be divided.",
                       measures[i]),
           pointer});
    }
  }
  return errors;
}

}  // namespace

std::string units_csv(std::span<const market::LayerUnit> units,
                      std::span<const market::UnitColumn> columns) {
  std::string csv;
  std::vector<std::string_view> fields = {"unit", "lon", "lat"};
  for (const market::UnitColumn& column : columns) fields.push_back(column.key);
  platform::files::append_csv_row(csv, fields);
  std::vector<std::string> texts(fields.size());
  for (std::size_t place = 0; place < units.size(); ++place) {
    texts[0] = units[place].code;
    texts[1] = fmt::format("{}", units[place].point.lon_deg);
    texts[2] = fmt::format("{}", units[place].point.lat_deg);
    for (std::size_t i = 0; i < columns.size(); ++i)
      texts[3 + i] = fmt::format("{}", columns[i].values[place].value_or(0.0));
    fields.assign(texts.begin(), texts.end());
    platform::files::append_csv_row(csv, fields);
  }
  return csv;
}

Checked<Dataset> add_dataset_from_layer(const platform::identity::Principal& principal,
                                        const PlanService& plans, const market::LayerReader& layers,
                                        const LayerDataset& wanted) {
  const auto content = layers.content(principal, wanted.layer);
  if (!content) return fail(Errors{content.error()});
  std::vector<market::UnitColumn> columns;
  if (!wanted.measures.empty()) {
    auto all = layers.columns(principal, wanted.layer, {});
    if (!all) return fail(Errors{all.error()});
    if (Errors errors = mistakes_of(wanted.measures, *all); !errors.empty())
      return fail(std::move(errors));
    for (market::UnitColumn& column : *all)
      if (std::ranges::find(wanted.measures, column.key) != wanted.measures.end())
        columns.push_back(std::move(column));
  }
  return plans.add_dataset(principal, wanted.name, units_csv((*content)->units, columns));
}

http::Routes layer_dataset_routes(const PlanService& plans, const market::LayerReader& layers) {
  http::Route route;
  route.method = http::Method::kPost;
  route.path = "/api/v1/datasets/from-layer";
  route.id = "addDatasetFromLayer";
  route.tag = "Plans";
  route.summary = "Make a data set of a layer of units";
  route.description =
      "Copies its units, their points and the measures named as they are now; a unit without a "
      "value counts as 0.";
  route.access = http::allow(platform::identity::Permission::kPlansManage);
  route.body = http::object(
      "DatasetFromLayer",
      {{"layer", http::id("layer")},
       {"name", http::text(1, kNameLengthMax)},
       {"measures", http::array(http::text(1, kKeyLengthMax), kMeasuresMax), http::kOptional}});
  route.answers = {{201, "The data set",
                    http::object("DatasetOfLayer", {{"id", http::id("dataset")},
                                                    {"name", http::text(1, kNameLengthMax)},
                                                    {"unit_count", http::integer(1, 1'000'000'000)},
                                                    {"measures", http::array(http::text())},
                                                    {"created_at", http::instant()}})}};
  route.handle = [&plans, &layers](const http::Call& call) -> Result<http::Response> {
    LayerDataset wanted{.layer = market::LayerId::parse(call.body["layer"].get<std::string>())
                                     .value_or(market::LayerId()),
                        .name = call.body["name"],
                        .measures = call.body.value("measures", std::vector<std::string>())};
    const auto added = add_dataset_from_layer(call.principal(), plans, layers, wanted);
    if (!added) return http::problem_response(added.error());
    const nlohmann::json json = {{"id", added->id.text()},
                                 {"name", added->name},
                                 {"unit_count", added->unit_count},
                                 {"measures", added->measures},
                                 {"created_at", to_text(added->created_at)}};
    return http::json_response(201, json.dump());
  };
  return {std::move(route)};
}

}  // namespace bailiwick::planning
