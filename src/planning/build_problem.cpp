#include "planning/build_problem.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include <fmt/core.h>

#include "base/nearest.hpp"

namespace bailiwick::planning {
namespace {

namespace files = platform::files;
using territory::TerritoryIndex;
using territory::UnitIndex;

class Builder {
 public:
  Builder(const DesignRequest& request, const DesignInputs& inputs)
      : request_(request), inputs_(inputs), lookup_(inputs.units.ids) {}

  Checked<BuiltProblem> build(std::span<const std::string> names_extra) {
    add_units();
    add_measures();
    collect_names(names_extra);
    if (!add_territory_count()) return fail(std::move(errors_));
    add_balance();
    add_rules();
    add_neighbours();
    add_centres();
    add_disruption();
    if (restored_ > 0) {
      built_.notes.push_back(fmt::format(
          "{} unit id(s) had lost leading zeros and were matched without them.", restored_));
    }
    if (!errors_.empty()) return fail(std::move(errors_));
    built_.names = std::move(names_);
    return std::move(built_);
  }

 private:
  void add(std::string_view rule, std::string message) {
    errors_.push_back({ErrorCode::kInvalidInput, std::string(rule), std::move(message)});
  }

  UnitIndex unit_of(const std::string& id, const std::string& origin) {
    const auto match = lookup_.find(id);
    if (!match) {
      add("P030", fmt::format("{}: there is no unit \"{}\".", origin, id));
      return 0;
    }
    restored_ += match->is_restored ? 1 : 0;
    return match->unit;
  }

  // The number of a territory, given at its first mention.
  TerritoryIndex name(const std::string& text) {
    const auto [it, is_new] = index_.emplace(text, static_cast<TerritoryIndex>(names_.size()));
    if (is_new) names_.push_back(text);
    return it->second;
  }

  void add_units() {
    territory::Problem& p = built_.problem;
    p.unit_ids = inputs_.units.ids;
    p.positions = inputs_.units.positions;
    p.surface = inputs_.units.surface;
    p.is_contiguous = request_.is_contiguous;
    p.centre = request_.centre;
    p.power = request_.power;
    p.radius_max_km = request_.radius_km;
    p.territory_cost_km = request_.territory_cost_km;
    p.preference_weight = 0.0;
  }

  // Measures that are asked for come first, then the others of the file for the report, up to the engine's limit.
  void add_measures() {
    for (const BalanceDemand& demand : request_.balance) measure(demand.measure);
    std::optional<std::string> weight = request_.weight;
    if (!weight && !request_.balance.empty()) weight = request_.balance.front().measure;
    if (weight && *weight != "none") built_.problem.weight_measure = measure(*weight);
    if (request_.disruption_measure) measure(*request_.disruption_measure);
    for (const files::MeasureColumn& column : inputs_.units.measures) {
      if (built_.problem.measures.size() < territory::kMeasuresLimit) measure(column.name);
    }
  }

  std::int32_t measure(const std::string& wanted) {
    auto& measures = built_.problem.measures;
    const files::MeasureColumn* column = inputs_.units.measure(wanted);
    const std::string& title = column == nullptr ? wanted : column->name;
    for (std::size_t i = 0; i < measures.size(); ++i) {
      if (measures[i].name == title) return static_cast<std::int32_t>(i);
    }
    if (column != nullptr) {
      measures.push_back({column->name, column->decimals, column->values});
    } else if (wanted == kUnitsMeasure) {
      measures.push_back({wanted, 0, std::vector<std::int64_t>(inputs_.units.ids.size(), 1)});
    } else {
      std::vector<std::string> known = {std::string(kUnitsMeasure)};
      for (const files::MeasureColumn& other : inputs_.units.measures) known.push_back(other.name);
      add("P037",
          fmt::format("There is no measure \"{}\".{}", wanted, did_you_mean(wanted, known)));
      return 0;
    }
    return static_cast<std::int32_t>(measures.size()) - 1;
  }

  void collect_names(std::span<const std::string> names_extra) {
    if (inputs_.current) {
      std::set<std::string> vacated(request_.vacated.begin(), request_.vacated.end());
      for (const std::string& text : inputs_.current->territories) {
        if (vacated.erase(text) == 0) name(text);
      }
      for (const std::string& text : vacated) {
        add("P035", fmt::format("The plan of today has no territory \"{}\" to vacate.{}", text,
                                did_you_mean(text, inputs_.current->territories)));
      }
    }
    for (const CentreDemand& centre : request_.centres) name(centre.territory);
    for (const BalanceDemand& demand : request_.balance) {
      for (const NamedAmount& share : demand.shares) name(share.territory);
      for (const NamedAmount& cap : demand.caps) name(cap.territory);
    }
    for (const UnitTerritory& lock : request_.locks) name(lock.territory);
    for (const UnitTerritory& pair : request_.forbidden) name(pair.territory);
    has_names_ = !names_.empty();
    for (const std::string& text : names_extra) name(text);
  }

  bool add_territory_count() {
    territory::Problem& p = built_.problem;
    const auto named = static_cast<std::int32_t>(names_.size());
    if (!request_.territories_min && named == 0) {
      add("P031",
          "How many territories? Give --territories N, or a plan or centres that name them.");
      return false;
    }
    p.k_min = request_.territories_min.value_or(named);
    p.k_max = request_.territories_max.value_or(named);
    if (p.k_min != p.k_max && has_names_) {
      add("P033",
          "A range of territories and names for them (a plan of today, centres, locks, shares, "
          "caps) do not go "
          "together: give one number.");
      return false;
    }
    if (named > p.k_max) {
      add("P032",
          fmt::format(
              "{} territories are named, the last \"{}\", but there shall be {}. {}", named,
              names_.back(), p.k_max,
              inputs_.current
                  ? "Say with --vacate which territories of today end, or give --territories "
                    "a larger number."
                  : "Give --territories a larger number, or name fewer."));
      return false;
    }
    if (p.k_max > territory::kTerritoriesLimit) {
      errors_.push_back({ErrorCode::kLimit, "P038",
                         fmt::format("{} territories are more than the {} that can be designed.",
                                     p.k_max, territory::kTerritoriesLimit)});
      return false;
    }
    return true;
  }

  void add_balance() {
    const auto k = static_cast<std::size_t>(built_.problem.k_max);
    for (const BalanceDemand& demand : request_.balance) {
      territory::BalanceRule rule;
      rule.measure = measure(demand.measure);
      rule.tolerance = demand.tolerance;
      rule.soft_km = demand.soft_km;
      rule.target = demand.target;
      if (!demand.shares.empty()) rule.shares.assign(k, 1.0);
      for (const NamedAmount& share : demand.shares) {
        rule.shares[static_cast<std::size_t>(name(share.territory))] = share.amount;
      }
      if (!demand.caps.empty()) rule.caps.assign(k, std::numeric_limits<double>::infinity());
      for (const NamedAmount& cap : demand.caps)
        rule.caps[static_cast<std::size_t>(name(cap.territory))] = cap.amount;
      built_.problem.balance.push_back(std::move(rule));
    }
  }

  void add_rules() {
    territory::Problem& p = built_.problem;
    for (const UnitTerritory& lock : request_.locks) {
      p.locks.emplace_back(unit_of(lock.unit, lock.origin), name(lock.territory));
    }
    for (const UnitTerritory& pair : request_.forbidden) {
      p.forbidden.emplace_back(unit_of(pair.unit, pair.origin), name(pair.territory));
    }
    for (const UnitGroup& group : request_.must_link) {
      std::vector<UnitIndex> units;
      for (const std::string& id : group.units) units.push_back(unit_of(id, group.origin));
      p.must_link.push_back(std::move(units));
    }
    if (!request_.may_be_centre.empty()) {
      p.may_be_centre.assign(inputs_.units.ids.size(), 0);
      for (const std::string& id : request_.may_be_centre) {
        p.may_be_centre[static_cast<std::size_t>(unit_of(id, "may_be_centre"))] = 1;
      }
    }
  }

  void add_neighbours() {
    std::vector<geo::Link> links = inputs_.links;
    std::set<geo::Link> barriers;
    for (const UnitGroup& barrier : request_.barriers) {
      assert(barrier.units.size() == 2);
      const std::size_t errors_before = errors_.size();
      const UnitIndex a = unit_of(barrier.units[0], barrier.origin);
      const UnitIndex b = unit_of(barrier.units[1], barrier.origin);
      if (errors_.size() > errors_before) continue;
      const geo::Link link{std::min(a, b), std::max(a, b)};
      if (!std::binary_search(links.begin(), links.end(), link)) {
        add("P034",
            fmt::format("{}: \"{}\" and \"{}\" are not neighbours, so there is no border to close.",
                        barrier.origin, barrier.units[0], barrier.units[1]));
      }
      barriers.insert(link);
    }
    std::erase_if(links, [&](const geo::Link& link) { return barriers.count(link) > 0; });
    built_.problem.adjacency =
        graph::Csr::from_edges(static_cast<graph::Vertex>(inputs_.units.ids.size()), links);
  }

  void add_centres() {
    territory::Problem& p = built_.problem;
    if (!has_names_) return;
    p.hints.resize(static_cast<std::size_t>(p.k_max));
    for (std::size_t t = 0; t < names_.size(); ++t) p.hints[t].name = names_[t];
    std::set<TerritoryIndex> seen;
    for (const CentreDemand& centre : request_.centres) {
      const TerritoryIndex t = name(centre.territory);
      if (!seen.insert(t).second) {
        add("P035", fmt::format("{}: territory \"{}\" has a centre already.", centre.origin,
                                centre.territory));
      }
      territory::TerritoryHint& hint = p.hints[static_cast<std::size_t>(t)];
      if (!centre.is_pinned) p.preference_weight = request_.preference_weight;
      if (centre.unit) {
        const UnitIndex unit = unit_of(*centre.unit, centre.origin);
        if (centre.is_pinned) {
          hint.pinned_unit = unit;
        } else {
          hint.preferred = p.positions[static_cast<std::size_t>(unit)];
        }
        continue;
      }
      const std::optional<geo::Position> place = position_of(centre);
      (centre.is_pinned ? hint.pinned : hint.preferred) = place;
    }
  }

  std::optional<geo::Position> position_of(const CentreDemand& centre) {
    const geo::LonLat place = centre.place.value_or(geo::LonLat{});
    if (built_.problem.surface == geo::Surface::kSphere) {
      if (std::abs(place.lon_deg) <= 180.0 && std::abs(place.lat_deg) <= 90.0)
        return geo::on_earth(place);
      add("P036",
          fmt::format(
              "{}: {}, {} is no place on Earth; lon lies within 180 and lat within 90 degrees.",
              centre.origin, place.lon_deg, place.lat_deg));
      return std::nullopt;
    }
    const double limit_km = geo::kPlanarLimit_m / 1000.0;
    if (!(std::abs(place.lon_deg) <= limit_km && std::abs(place.lat_deg) <= limit_km)) {
      add("P036", fmt::format("{}: x and y must lie within {} km.", centre.origin, limit_km));
      return std::nullopt;
    }
    return geo::Position{.x_m = static_cast<std::int32_t>(std::llround(place.lon_deg * 1000.0)),
                         .y_m = static_cast<std::int32_t>(std::llround(place.lat_deg * 1000.0)),
                         .z_m = 0};
  }

  void add_disruption() {
    if (!inputs_.current) return;
    territory::Problem& p = built_.problem;
    territory::Disruption disruption;
    std::vector<TerritoryIndex> now;
    const std::set<std::string> vacated(request_.vacated.begin(), request_.vacated.end());
    for (const std::string& text : inputs_.current->territories) {
      now.push_back(vacated.count(text) > 0 ? territory::kUnassigned : name(text));
    }
    for (const std::int32_t t : inputs_.current->territory_of) {
      disruption.current.push_back(t < 0 ? territory::kUnassigned
                                         : now[static_cast<std::size_t>(t)]);
    }
    disruption.measure = request_.disruption_measure ? measure(*request_.disruption_measure)
                         : p.weight_measure          ? *p.weight_measure
                                                     : measure(std::string(kUnitsMeasure));
    disruption.penalty_km = request_.disruption_penalty_km;
    disruption.cap = request_.disruption_cap;
    p.disruption = std::move(disruption);
  }

  const DesignRequest& request_;
  const DesignInputs& inputs_;
  files::UnitLookup lookup_;
  BuiltProblem built_;
  std::vector<std::string> names_;
  std::map<std::string, TerritoryIndex> index_;
  bool has_names_ = false;  // names that the problem itself needs, not only a plan to be judged
  std::int64_t restored_ = 0;
  Errors errors_;
};

}  // namespace

Checked<BuiltProblem> build_problem(const DesignRequest& request, const DesignInputs& inputs,
                                    std::span<const std::string> names_extra) {
  return Builder(request, inputs).build(names_extra);
}

std::vector<std::string> complete_names(std::vector<std::string> names, std::int32_t k) {
  assert(names.size() <= static_cast<std::size_t>(k));
  const std::set<std::string> taken(names.begin(), names.end());
  const std::size_t width = std::max<std::size_t>(2, std::to_string(k).size());
  for (std::int32_t number = 1; names.size() < static_cast<std::size_t>(k); ++number) {
    std::string text = fmt::format("T{:0{}}", number, width);
    if (taken.count(text) == 0) names.push_back(std::move(text));
  }
  return names;
}

}  // namespace bailiwick::planning
