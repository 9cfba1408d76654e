#include "planning/designed_plan.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "planning/map_geojson.hpp"
#include "planning/plan_files.hpp"
#include "planning/plan_violation.hpp"
#include "planning/report_json.hpp"

namespace bailiwick::planning {
namespace {

using Json = nlohmann::ordered_json;

Json summary_of(const Outcome& outcome) {
  const territory::Report& report = outcome.report;
  Json deviations = Json::object();
  double worst = 0.0;
  for (std::size_t i = 0; i < outcome.problem.balance.size(); ++i) {
    const auto measure = static_cast<std::size_t>(outcome.problem.balance[i].measure);
    deviations[outcome.problem.measures[measure].name] = report.worst_deviation[i];
    worst = std::max(worst, report.worst_deviation[i]);
  }
  double radius_km = 0.0;
  for (const territory::TerritoryReport& t : report.territories)
    radius_km = std::max(radius_km, t.radius_km);
  Json summary = {{"is_feasible", report.is_feasible()},
                  {"is_partial", outcome.is_partial},
                  {"worst_deviation", worst},
                  {"deviations", std::move(deviations)},
                  {"fragments", report.fragments},
                  {"rms_km", report.rms_km},
                  {"mean_km", report.mean_km},
                  {"radius_km", radius_km},
                  {"iterations", outcome.iterations},
                  {"seconds", outcome.timings.total_s},
                  {"violations", violations_json(plan_violations_of(report))}};
  return summary;
}

}  // namespace

DesignedPlan designed_plan_of(const Outcome& outcome) {
  DesignedPlan designed;
  designed.summary = json_text(summary_of(outcome), -1);
  designed.is_feasible = outcome.report.is_feasible();
  designed.units_csv = plan_csv(outcome);
  designed.map_geojson = map_geojson(outcome);
  const Json report = report_json(outcome);
  const Json& territories = report.at("territories");
  for (std::size_t t = 0; t < territories.size(); ++t) {
    const territory::TerritoryReport& figures = outcome.report.territories[t];
    designed.territories.push_back({.index = static_cast<std::int64_t>(t),
                                    .name = outcome.names[t],
                                    .unit_count = figures.units,
                                    .amounts = json_text(territories[t].at("amounts"), -1),
                                    .deviations = json_text(territories[t].at("deviations"), -1),
                                    .rms_km = figures.rms_km,
                                    .centre_lon = figures.centre.lon_deg,
                                    .centre_lat = figures.centre.lat_deg});
  }
  return designed;
}

}  // namespace bailiwick::planning
