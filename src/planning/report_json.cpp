#include "planning/report_json.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "platform/command/version.hpp"

namespace bailiwick::planning {
namespace {

using OrderedJson = nlohmann::ordered_json;

double real(const territory::Measure& measure, std::int64_t amount) {
  return static_cast<double>(amount) / std::pow(10.0, measure.decimals);
}

// An amount as a whole number where it is one, so that machines see 612345 and not 612345.0.
OrderedJson amount_json(const territory::Measure& measure, std::int64_t amount) {
  if (measure.decimals == 0) return amount;
  return real(measure, amount);
}

template <class T>
OrderedJson or_null(const std::optional<T>& value) {
  return value ? OrderedJson(*value) : OrderedJson(nullptr);
}

OrderedJson errors_list(const Errors& errors) {
  OrderedJson list = OrderedJson::array();
  for (const Error& error : errors) {
    list.push_back(
        {{"code", name_of(error.code)}, {"rule", error.rule}, {"message", error.message}});
  }
  return list;
}

OrderedJson asked_json(const Outcome& outcome) {
  const territory::Problem& p = outcome.problem;
  const auto measure_name = [&](std::int32_t m) {
    return p.measures[static_cast<std::size_t>(m)].name;
  };
  OrderedJson balance = OrderedJson::array();
  for (const territory::BalanceRule& rule : p.balance) {
    balance.push_back({{"measure", measure_name(rule.measure)},
                       {"tolerance", or_null(rule.tolerance)},
                       {"soft_km", rule.soft_km},
                       {"target", or_null(rule.target)},
                       {"has_shares", !rule.shares.empty()},
                       {"has_caps", !rule.caps.empty()}});
  }
  std::int64_t pinned = 0;
  std::int64_t preferred = 0;
  for (const territory::TerritoryHint& hint : p.hints) {
    pinned += hint.pinned || hint.pinned_unit ? 1 : 0;
    preferred += hint.preferred ? 1 : 0;
  }
  OrderedJson disruption = nullptr;
  if (p.disruption) {
    disruption = {{"measure", measure_name(p.disruption->measure)},
                  {"cap", or_null(p.disruption->cap)},
                  {"penalty_km", p.disruption->penalty_km}};
  }
  return {{"units", p.unit_count()},
          {"borders", p.adjacency.edge_count()},
          {"territories_min", p.k_min},
          {"territories_max", p.k_max},
          {"balance", balance},
          {"weight",
           p.weight_measure ? OrderedJson(measure_name(*p.weight_measure)) : OrderedJson(nullptr)},
          {"objective", p.power == territory::DistancePower::kSquared ? "inertia" : "distance"},
          {"centre", p.centre == territory::CentreKind::kUnit ? "unit" : "centroid"},
          {"contiguous", p.is_contiguous},
          {"radius_km", or_null(p.radius_max_km)},
          {"locks", p.locks.size()},
          {"forbidden", p.forbidden.size()},
          {"must_link", p.must_link.size()},
          {"barriers", outcome.order.request.barriers.size()},
          {"pinned_centres", pinned},
          {"preferred_centres", preferred},
          {"disruption", disruption}};
}

OrderedJson found_json(const Outcome& outcome) {
  const territory::Problem& p = outcome.problem;
  const territory::Report& r = outcome.report;
  OrderedJson balance = OrderedJson::array();
  for (std::size_t i = 0; i < p.balance.size(); ++i) {
    const territory::Measure& measure = p.measures[static_cast<std::size_t>(p.balance[i].measure)];
    std::int64_t total = 0;
    for (const territory::TerritoryReport& t : r.territories) {
      total += t.amounts[static_cast<std::size_t>(p.balance[i].measure)];
    }
    const double mean =
        real(measure, total) / std::max(1.0, static_cast<double>(r.territories.size()));
    balance.push_back({{"measure", measure.name},
                       {"total", amount_json(measure, total)},
                       {"mean", mean},
                       {"worst_deviation", r.worst_deviation[i]},
                       {"outside", r.outside[i]}});
  }
  double radius = 0.0;
  std::int64_t empty = 0;
  for (const territory::TerritoryReport& t : r.territories) {
    radius = std::max(radius, t.radius_km);
    empty += t.units == 0 ? 1 : 0;
  }
  return {
      {"territories", r.territories.size()},
      {"balance", balance},
      {"fragments", r.fragments},
      {"empty", empty},
      {"cut_borders", r.cut_edges},
      {"rms_km", r.rms_km},
      {"mean_km", r.mean_km},
      {"radius_km", radius},
      {"disrupted", p.disruption ? OrderedJson(r.disrupted) : OrderedJson(nullptr)},
      {"cost",
       {{"total", r.cost.total()},
        {"compactness", r.cost.compactness},
        {"soft_balance", r.cost.soft_balance},
        {"disruption", r.cost.disruption},
        {"preference", r.cost.preference},
        {"territories", r.cost.territories},
        {"unit", p.power == territory::DistancePower::kSquared ? "weight * m^2" : "weight * m"}}}};
}

OrderedJson proof_json(const Outcome& outcome) {
  const territory::Bound& b = outcome.bound;
  return {
      {"bound", or_null(b.value)},
      {"bound_km", b.value ? OrderedJson(as_km(outcome.problem, *b.value)) : OrderedJson(nullptr)},
      {"gap", or_null(outcome.gap)},
      {"method", b.method},
      {"scope", b.scope},
      {"iterations", b.iterations}};
}

OrderedJson territories_json(const Outcome& outcome) {
  const territory::Problem& p = outcome.problem;
  const bool is_planar = p.surface == geo::Surface::kPlane;
  OrderedJson list = OrderedJson::array();
  for (std::size_t t = 0; t < outcome.report.territories.size(); ++t) {
    const territory::TerritoryReport& r = outcome.report.territories[t];
    OrderedJson amounts = OrderedJson::object();
    for (std::size_t m = 0; m < p.measures.size(); ++m) {
      amounts[p.measures[m].name] = amount_json(p.measures[m], r.amounts[m]);
    }
    OrderedJson deviations = OrderedJson::object();
    for (std::size_t i = 0; i < p.balance.size(); ++i) {
      deviations[p.measures[static_cast<std::size_t>(p.balance[i].measure)].name] = r.deviations[i];
    }
    const bool has_unit = r.centre_unit >= 0;
    list.push_back(
        {{"name", outcome.names[t]},
         {"units", r.units},
         {"amounts", amounts},
         {"deviations", deviations},
         {"pieces", r.pieces},
         {is_planar ? "x_m" : "lon", r.centre.lon_deg},
         {is_planar ? "y_m" : "lat", r.centre.lat_deg},
         {"centre_unit", has_unit ? OrderedJson(p.unit_ids[static_cast<std::size_t>(r.centre_unit)])
                                  : OrderedJson(nullptr)},
         {"rms_km", r.rms_km},
         {"mean_km", r.mean_km},
         {"radius_km", r.radius_km}});
  }
  return list;
}

}  // namespace

double as_km(const territory::Problem& problem, double cost) {
  double weight = 0.0;
  for (territory::UnitIndex u = 0; u < problem.unit_count(); ++u)
    weight += territory::weight_of(problem, u);
  if (weight <= 0.0) return 0.0;
  const double mean = cost / weight;
  return (problem.power == territory::DistancePower::kSquared ? std::sqrt(std::max(mean, 0.0))
                                                              : mean) /
         1000.0;
}

OrderedJson report_json(const Outcome& outcome) {
  const SearchLimits& l = outcome.order.limits;
  const bool has_plan = !outcome.plan.territory_of.empty();
  OrderedJson inputs = OrderedJson::array();
  for (const InputDigest& input : outcome.inputs) {
    inputs.push_back({{"role", input.role},
                      {"file", input.file},
                      {"sha256", input.sha256},
                      {"bytes", input.bytes}});
  }
  OrderedJson json = {
      {"program", "bailiwick"},
      {"version", platform::command::program_version()},
      {"command", outcome.command},
      {"is_feasible", has_plan ? OrderedJson(outcome.report.is_feasible()) : OrderedJson(nullptr)},
      {"is_partial", outcome.is_partial},
      {"asked", asked_json(outcome)},
      {"found", has_plan ? found_json(outcome) : OrderedJson(nullptr)},
      {"proof", proof_json(outcome)},
      {"search",
       {{"seed", l.seed},
        {"threads", l.threads},
        {"seconds", or_null(l.seconds)},
        {"iterations_limit", or_null(l.iterations)},
        {"iterations", outcome.iterations}}},
      {"seconds",
       {{"read", outcome.timings.read_s},
        {"validate", outcome.timings.validate_s},
        {"solve", outcome.timings.solve_s},
        {"bound", outcome.timings.bound_s},
        {"total", outcome.timings.total_s}}},
      {"violations", errors_list(outcome.report.violations)},
      {"notes", outcome.notes},
      {"inputs", inputs},
      {"credits", outcome.order.output.credits}};
  if (has_plan) json["territories"] = territories_json(outcome);
  return json;
}

std::string json_text(const OrderedJson& json, int indent) {
  return json.dump(indent, ' ', false, OrderedJson::error_handler_t::replace);
}

void append_json_string(std::string& out, std::string_view text) {
  const bool is_plain = std::all_of(text.begin(), text.end(), [](char c) {
    return c >= ' ' && c <= '~' && c != '"' && c != '\\';
  });
  if (!is_plain) {
    out += json_text(OrderedJson(std::string(text)), -1);
    return;
  }
  out += '"';
  out += text;
  out += '"';
}

}  // namespace bailiwick::planning
