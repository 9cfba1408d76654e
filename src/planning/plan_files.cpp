#include "planning/plan_files.hpp"

#include <vector>

#include <fmt/core.h>
#include <fmt/format.h>

#include "planning/map_geojson.hpp"
#include "planning/report_json.hpp"
#include "planning/value_text.hpp"
#include "platform/files/csv.hpp"
#include "platform/files/plan.hpp"

namespace bailiwick::planning {
namespace {

constexpr int kDigits = 5;  // 1 m

struct Field {
  std::string column;
  std::string text;
  bool is_text = false;  // else a number
};

// What is known of a territory, in the order of the columns.
std::vector<Field> fields_of(const Outcome& outcome, std::size_t t) {
  const territory::Problem& p = outcome.problem;
  const territory::TerritoryReport& r = outcome.report.territories[t];
  const bool is_planar = p.surface == geo::Surface::kPlane;
  std::vector<Field> fields = {{"territory", outcome.names[t], true},
                               {"units", std::to_string(r.units)}};
  for (std::size_t m = 0; m < p.measures.size(); ++m) {
    fields.push_back({p.measures[m].name, decimal_text(r.amounts[m], p.measures[m].decimals)});
  }
  for (std::size_t i = 0; i < p.balance.size(); ++i) {
    const std::string& name = p.measures[static_cast<std::size_t>(p.balance[i].measure)].name;
    fields.push_back({name + "_deviation", fmt::format("{:.6f}", r.deviations[i])});
  }
  const int digits = is_planar ? 0 : 6;
  fields.push_back({is_planar ? "x_m" : "lon", fmt::format("{:.{}f}", r.centre.lon_deg, digits)});
  fields.push_back({is_planar ? "y_m" : "lat", fmt::format("{:.{}f}", r.centre.lat_deg, digits)});
  const bool has_unit = r.centre_unit >= 0;
  fields.push_back(
      {"centre_unit", has_unit ? p.unit_ids[static_cast<std::size_t>(r.centre_unit)] : "", true});
  fields.push_back({"rms_km", fmt::format("{:.3f}", r.rms_km)});
  fields.push_back({"mean_km", fmt::format("{:.3f}", r.mean_km)});
  fields.push_back({"radius_km", fmt::format("{:.3f}", r.radius_km)});
  fields.push_back({"pieces", std::to_string(r.pieces)});
  return fields;
}

}  // namespace

std::string plan_csv(const Outcome& outcome) {
  return platform::files::plan_text(outcome.problem.unit_ids, outcome.names,
                                    outcome.plan.territory_of);
}

std::string territories_csv(const Outcome& outcome) {
  std::string out;
  std::vector<std::string_view> row;
  for (std::size_t t = 0; t < outcome.names.size(); ++t) {
    const std::vector<Field> fields = fields_of(outcome, t);
    if (t == 0) {
      for (const Field& field : fields) row.push_back(field.column);
      platform::files::append_csv_row(out, row);
    }
    row.clear();
    for (const Field& field : fields) row.push_back(field.text);
    platform::files::append_csv_row(out, row);
  }
  return out;
}

std::string territories_geojson(const Outcome& outcome, const geo::Mesh& shapes) {
  std::string out = "{\"type\":\"FeatureCollection\",\"features\":[";
  for (std::size_t t = 0; t < shapes.area_count(); ++t) {
    out += t == 0 ? "\n" : ",\n";
    out += "{\"type\":\"Feature\",\"properties\":{";
    bool is_first = true;
    for (const Field& field : fields_of(outcome, t)) {
      if (!is_first) out += ',';
      is_first = false;
      append_json_string(out, field.column);
      out += ':';
      if (field.is_text) {
        append_json_string(out, field.text);
      } else {
        out += field.text;
      }
    }
    out += "},\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":";
    append_multipolygon(out, outcome.map, shapes, t, kDigits);
    out += "}}";
  }
  return out + "\n]}\n";
}

}  // namespace bailiwick::planning
