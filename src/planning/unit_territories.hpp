// Whose territory a unit of a layer is, by the active rules that name postal codes: the first by precedence that has the unit whole. Overlays do not count, and
// units that accounts are not matched to by postal code have none.
#pragma once

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "alignment/service.hpp"
#include "base/result.hpp"
#include "market/service.hpp"
#include "planning/assignment_model.hpp"

namespace bailiwick::planning {

// By the tree of today. Thread-safe. Errors: the database's.
class RuleTerritories final : public market::UnitTerritories {
 public:
  // The service outlives it.
  RuleTerritories(const alignment::AlignmentService& alignment, WallClock now)
      : alignment_(alignment), now_(std::move(now)) {}
  [[nodiscard]] Result<market::TerritoriesOfUnits> of(
      platform::db::Connection& connection, TenantId tenant, const market::Layer& layer,
      std::span<const market::LayerUnit> units) const override;

 private:
  [[nodiscard]] Result<std::vector<AssignmentRule>> active_rules(
      platform::db::Connection& connection, TenantId tenant) const;

  const alignment::AlignmentService& alignment_;
  WallClock now_;
};

// The part of it that is pure: rules by precedence, and what territories are called.
[[nodiscard]] market::TerritoriesOfUnits territories_of_units(
    std::span<const AssignmentRule> rules, const std::map<TerritoryId, std::string>& names,
    const market::Layer& layer, std::span<const market::LayerUnit> units);

}  // namespace bailiwick::planning
