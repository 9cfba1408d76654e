#include "planning/dataset_map.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include <fmt/core.h>

#include "engine/territory/model.hpp"
#include "geo/coverage.hpp"
#include "geo/neighbours.hpp"
#include "planning/map_cells.hpp"
#include "planning/refusals.hpp"
#include "planning/store.hpp"
#include "platform/api/resource.hpp"
#include "platform/files/unit_map.hpp"

namespace bailiwick::planning {
namespace {

namespace api = platform::api;
namespace db = platform::db;
namespace files = platform::files;
namespace http = platform::http;
namespace identity = platform::identity;
using http::Call;
using http::Response;
using http::Route;
using identity::Permission;

// The cells of a flat map in longitude and latitude, an area a unit. Longitudes run on beyond 180 where the map does.
geo::Coverage coverage_of(const MapCells& map, std::size_t units) {
  geo::Coverage coverage;
  const double middle = map.projection.centre().lon_deg;
  for (const geo::PlanePoint& vertex : map.cells.vertices) {
    geo::LonLat place = map.projection.place_of(vertex);
    if (place.lon_deg - middle > 180.0) place.lon_deg -= 360.0;
    if (place.lon_deg - middle < -180.0) place.lon_deg += 360.0;
    coverage.steps.vertices.push_back(geo::steps_of(place));
  }
  std::size_t cell = 0;
  for (std::size_t u = 0; u < units; ++u) {
    if (cell < map.units.size() && static_cast<std::size_t>(map.units[cell]) == u) {
      for (std::size_t r = map.cells.area_begin[cell]; r < map.cells.area_begin[cell + 1]; ++r)
        coverage.steps.add_ring(map.cells.ring(r));
      ++cell;
    }
    coverage.steps.end_area();
  }
  return coverage;
}

Error no_dataset(DatasetId id) {
  return {ErrorCode::kNotFound, "P051", fmt::format("There is no data set {}.", id.text())};
}

Route route_of(std::string_view path, std::string_view id, std::string_view summary) {
  Route route;
  route.path = path;
  route.id = id;
  route.tag = "Plans";
  route.summary = summary;
  route.access = http::allow(Permission::kPlansRead);
  route.params = {{.name = "dataset",
                   .place = http::ParamPlace::kPath,
                   .schema = http::id("dataset"),
                   .description = "The data set."}};
  return route;
}

DatasetId dataset_of(const Call& call) { return api::path_id<DatasetId>(call.request, "dataset"); }

// A data set never changes, so its id says which version it is.
http::Response tagged(const Call& call, decltype(Response::body) body) {
  Response response;
  response.headers = {{"Content-Type", "application/json"},
                      {"ETag", fmt::format("\"{}\"", dataset_of(call).text())}};
  response.body = std::move(body);
  return response;
}

}  // namespace

std::string dataset_map(const files::Units& units) {
  territory::Problem problem;
  problem.unit_ids = units.ids;
  problem.positions = units.positions;
  problem.surface = units.surface;
  const std::vector<geo::Link> links =
      geo::neighbours_of_points(units.positions, units.surface).links;
  problem.adjacency = graph::Csr::from_edges(problem.unit_count(), links);
  const MapCells cells = map_cells(problem, units.places, {});
  std::vector<files::MapUnit> drawn;
  for (std::size_t u = 0; u < units.ids.size(); ++u)
    drawn.push_back({units.ids[u], units.places[u]});
  return files::unit_map(drawn, coverage_of(cells, units.ids.size()));
}

std::string dataset_columns(const files::Units& units) {
  nlohmann::json lon = nlohmann::json::array();
  nlohmann::json lat = nlohmann::json::array();
  for (const geo::LonLat& place : units.places) {
    lon.push_back(place.lon_deg);
    lat.push_back(place.lat_deg);
  }
  nlohmann::json measures = nlohmann::json::array();
  for (const files::MeasureColumn& column : units.measures) {
    nlohmann::json values = nlohmann::json::array();
    const double scale = std::pow(10.0, column.decimals);
    for (const std::int64_t value : column.values) {
      if (column.decimals == 0)
        values.push_back(value);
      else
        values.push_back(static_cast<double>(value) / scale);
    }
    measures.push_back({{"name", column.name}, {"values", std::move(values)}});
  }
  return nlohmann::json{{"units", units.ids},
                        {"lon", std::move(lon)},
                        {"lat", std::move(lat)},
                        {"measures", std::move(measures)}}
      .dump();
}

Checked<files::Units> DatasetMaps::units(TenantId tenant, DatasetId dataset) const {
  auto csv = parts_.database.read(
      [&](db::Connection& connection) { return store::dataset_csv(connection, tenant, dataset); });
  if (!csv) return fail(as_list(csv.error()));
  if (!*csv) return fail(as_list(no_dataset(dataset)));
  auto text = files::text_from_bytes("units.csv", std::move(**csv));
  if (!text) return fail(as_list(text.error()));
  return files::parse_units(std::move(*text));
}

void DatasetMaps::keep(Entry entry) const {
  const std::lock_guard lock(mutex_);
  entries_.push_back(std::move(entry));
  if (entries_.size() > kKeptMax) entries_.erase(entries_.begin());
}

Checked<std::shared_ptr<const std::string>> DatasetMaps::map(const Principal& principal,
                                                             DatasetId dataset) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return fail(as_list(may.error()));
  {
    const std::lock_guard lock(mutex_);
    const auto found = std::ranges::find_if(entries_, [&](const Entry& entry) {
      return entry.tenant == principal.tenant && entry.dataset == dataset;
    });
    if (found != entries_.end()) return found->map;
  }
  auto kept = parts_.database.read([&](db::Connection& connection) {
    return store::dataset_map(connection, principal.tenant, dataset);
  });
  if (!kept) return fail(as_list(kept.error()));
  if (!*kept) {
    const auto all = units(principal.tenant, dataset);
    if (!all) return fail(all.error());
    *kept = dataset_map(*all);
    const auto stored = parts_.database.write([&](db::Connection& connection) {
      return store::keep_dataset_map(connection, principal.tenant, dataset, **kept);
    });
    if (!stored) return fail(as_list(stored.error()));
  }
  auto map = std::make_shared<const std::string>(std::move(**kept));
  keep({principal.tenant, dataset, map});
  return map;
}

Checked<std::string> DatasetMaps::columns(const Principal& principal, DatasetId dataset) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return fail(as_list(may.error()));
  const auto all = units(principal.tenant, dataset);
  if (!all) return fail(all.error());
  return dataset_columns(*all);
}

http::Routes dataset_map_routes(const DatasetMaps& maps) {
  Route map = route_of("/api/v1/datasets/{dataset}/map", "getDatasetMap", "A data set's map");
  map.description =
      "TopoJSON: an object \"units\" of a geometry a unit, in the order of the data set, with its "
      "id. Cells stand for places and are approximate.";
  map.answers = {{200, "The map", std::nullopt, "application/json"}};
  map.handle = [&maps](const Call& call) -> Result<Response> {
    return api::respond(maps.map(call.principal(), dataset_of(call)),
                        [&](const auto& text) { return tagged(call, http::SharedBody{text}); });
  };
  Route units = route_of("/api/v1/datasets/{dataset}/units", "getDatasetUnits",
                         "A data set's units: ids, places and measures as columns");
  const http::Schema column = http::object(
      "DatasetMeasure",
      {{"name", http::text()}, {"values", http::array(http::number(0.0, 1e18), 5'000'000)}});
  units.answers = {
      {200, "The columns",
       http::object("DatasetUnits", {{"units", http::array(http::text(), 5'000'000)},
                                     {"lon", http::array(http::number(-1e9, 1e9), 5'000'000)},
                                     {"lat", http::array(http::number(-1e9, 1e9), 5'000'000)},
                                     {"measures", http::array(column)}})}};
  units.handle = [&maps](const Call& call) -> Result<Response> {
    return api::respond(maps.columns(call.principal(), dataset_of(call)),
                        [&](const auto& text) { return tagged(call, text); });
  };
  return {std::move(map), std::move(units)};
}

}  // namespace bailiwick::planning
