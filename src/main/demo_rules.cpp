#include "main/demo_rules.hpp"

#include <nlohmann/json.hpp>

#include <fmt/core.h>

#include "main/demo_accounts.hpp"
#include "main/demo_places.hpp"

namespace bailiwick {
namespace {

using platform::identity::Principal;

// Below all others, so that a plan which becomes active goes before them.
constexpr std::int64_t kRegionPriority = -10;

Checked<void> add_rule(const Application& application, const Principal& planner,
                       planning::AssignmentRule rule) {
  const auto added = application.assignment().add(planner, std::move(rule));
  if (!added) return fail(added.error());
  return {};
}

// What demo_places_of() says of a place without a state.
std::string formula_of_area(std::string_view region) {
  if (region == "West") return "lon < -103";
  if (region == "Northeast") return "lon > -80.5 && lat > 39.5";
  if (region == "Midwest") return "lat > 36.5 && lon < -80.5 && lon >= -103";
  return "lon >= -103 && !(lon > -80.5 && lat > 39.5) && !(lat > 36.5 && lon < -80.5)";
}

}  // namespace

std::string demo_region_formula(const std::string& region, bool has_states) {
  if (!has_states) return formula_of_area(region);
  std::string codes;
  for (const std::string_view code : states_of_region(region))
    codes += fmt::format("{}\"{}\"", codes.empty() ? "" : ", ", code);
  return fmt::format("region in [{}]", codes);
}

Checked<void> activate_demo_rules(const Application& application, const Principal& planner,
                                  const DemoRuling& ruling) {
  for (const auto& [region, territory] : ruling.organisation.regions) {
    const planning::FormulaCondition condition{demo_region_formula(region, ruling.has_states)};
    const auto added = add_rule(application, planner,
                                {.id = {},
                                 .territory = territory,
                                 .name = region,
                                 .condition = condition,
                                 .priority = kRegionPriority});
    if (!added) return added;
  }
  const auto& assignment = application.assignment();
  const auto draft = assignment.rules(planner, "draft");
  if (!draft) return fail(Errors{draft.error()});
  const LocalDate from = application.alignment().today().plus_days(-kDemoMovedDays);
  platform::jobs::Job job;
  job.tenant = planner.tenant;
  job.created_by = planner.person;
  job.payload = nlohmann::json{{"set", draft->set->id.text()},
                               {"version", draft->set->version},
                               {"valid_from", to_text(from)}}
                    .dump();
  const auto prepared = assignment.prepare(job, {});
  if (!prepared) return fail(prepared.error());
  const auto saved = application.database().write([&](platform::db::Connection& connection) {
    return assignment.save(connection, job, *prepared);
  });
  if (!saved) return fail(Errors{saved.error()});
  return {};
}

Checked<void> draft_demo_rules(const Application& application, const Principal& planner,
                               const DemoRuling& ruling) {
  return add_rule(application, planner,
                  {.id = {},
                   .territory = ruling.organisation.regions.at("Northeast"),
                   .name = "Large health care of the South, served from the Northeast",
                   .condition = planning::FormulaCondition{fmt::format(
                       "industry == \"Health care\" && employees > 150 && {}",
                       demo_region_formula("South", ruling.has_states))},
                   .priority = 10});
}

}  // namespace bailiwick
