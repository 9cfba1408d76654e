#include "planning/unit_territories.hpp"

#include <algorithm>
#include <variant>

#include "planning/assignment_book.hpp"
#include "planning/assignment_store.hpp"

namespace bailiwick::planning {

market::TerritoriesOfUnits territories_of_units(std::span<const AssignmentRule> rules,
                                                const std::map<TerritoryId, std::string>& names,
                                                const market::Layer& layer,
                                                std::span<const market::LayerUnit> units) {
  market::TerritoriesOfUnits found;
  found.of.assign(units.size(), -1);
  if (layer.match.by != market::MatchBy::kPostalCode) return found;
  UnitIndex index;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const auto* condition = std::get_if<UnitsCondition>(&rules[i].condition);
    if (condition != nullptr && !rules[i].is_overlay)
      index.add(static_cast<RuleIndex>(i), *condition);
  }
  if (index.is_empty()) return found;
  const std::string country = layer.country.value_or("");
  std::map<TerritoryId, std::int32_t> numbers;
  for (std::size_t place = 0; place < units.size(); ++place) {
    auto first = static_cast<RuleIndex>(rules.size());
    index.find(country, units[place].code,
               [&first](RuleIndex rule) { first = std::min(first, rule); });
    if (first == rules.size()) continue;
    const TerritoryId territory = rules[first].territory;
    const auto [known, is_new] =
        numbers.emplace(territory, static_cast<std::int32_t>(found.ids.size()));
    if (is_new) {
      found.ids.push_back(territory);
      const auto name = names.find(territory);
      found.names.push_back(name == names.end() ? std::string() : name->second);
    }
    found.of[place] = known->second;
  }
  return found;
}

Result<std::vector<AssignmentRule>> RuleTerritories::active_rules(
    platform::db::Connection& connection, TenantId tenant) const {
  const auto sets = rule_store::sets(connection, tenant);
  if (!sets) return tl::unexpected(sets.error());
  const auto active = std::ranges::find(*sets, RuleSetState::kActive, &RuleSet::state);
  if (active == sets->end()) return std::vector<AssignmentRule>();
  auto rules = rule_store::rules(connection, {tenant, active->id});
  if (!rules) return rules;
  // Whoever asks: which of it they see is for the caller to say.
  platform::identity::Principal system;
  system.tenant = tenant;
  system.channel = platform::identity::Channel::kSystem;
  system.permissions = {platform::identity::Permission::kTerritoriesRead,
                        platform::identity::Permission::kTerritoriesManage};
  const auto nodes = alignment_.tree(system, {.day = utc_date(now_())});
  if (!nodes) return tl::unexpected(nodes.error());
  std::vector<TerritoryPlace> tree;
  for (const alignment::TerritoryNode& node : *nodes)
    tree.push_back({.territory = node.territory.id, .parent = node.parent});
  sort_by_precedence(*rules, tree);
  return rules;
}

Result<market::TerritoriesOfUnits> RuleTerritories::of(
    platform::db::Connection& connection, TenantId tenant, const market::Layer& layer,
    std::span<const market::LayerUnit> units) const {
  const auto rules = active_rules(connection, tenant);
  if (!rules) return tl::unexpected(rules.error());
  const auto names = alignment::all_territory_names(connection, tenant);
  if (!names) return tl::unexpected(names.error());
  return territories_of_units(*rules, *names, layer, units);
}

}  // namespace bailiwick::planning
