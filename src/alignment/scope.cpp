#include "alignment/scope.hpp"

#include <map>
#include <vector>

#include "alignment/store.hpp"
#include "alignment/timeline.hpp"

namespace bailiwick::alignment {
namespace {

using platform::identity::Permission;
using platform::identity::Principal;
using platform::identity::Role;

std::set<TerritoryId> served_by(const History& history, PersonId person, LocalDate day) {
  std::set<PositionId> positions;
  for (const auto& [position, holding] : held_on(history.holdings, {.day = day}))
    if (holding.person == person) positions.insert(position);
  std::set<TerritoryId> territories;
  for (const Assignment& assignment : assigned_on(history.assignments, {.day = day}))
    if (positions.contains(assignment.position)) territories.insert(assignment.territory);
  return territories;
}

void add_descendants(std::set<TerritoryId>& territories, const History& history, LocalDate day) {
  std::multimap<TerritoryId, TerritoryId> children;
  for (const auto& [territory, placement] : placed_on(history.placements, {.day = day}))
    if (placement.parent) children.emplace(*placement.parent, territory);
  std::vector<TerritoryId> pending(territories.begin(), territories.end());
  while (!pending.empty()) {
    const TerritoryId parent = pending.back();
    pending.pop_back();
    const auto [first, last] = children.equal_range(parent);
    for (auto child = first; child != last; ++child)
      if (territories.insert(child->second).second) pending.push_back(child->second);
  }
}

// The territories that a person's positions serve on a day, and with kSubtree those below them.
void add_served(platform::db::ListQuery& query, const Principal& principal, LocalDate day) {
  const auto add_day = [&] {
    query.add(" AND valid_from <= ", day)
        .add(" AND (valid_to IS NULL OR valid_to > ", day)
        .add(")");
  };
  query.add(
      "SELECT a.territory_id FROM (SELECT territory_id, position_id, part, ROW_NUMBER() OVER "
      "(PARTITION BY territory_id, position_id ORDER BY revision DESC) AS place "
      "FROM territory_assignment WHERE tenant_id = ",
      principal.tenant);
  add_day();
  query.add(
      ") a JOIN (SELECT position_id, person_id, ROW_NUMBER() OVER (PARTITION BY position_id ORDER "
      "BY "
      "revision DESC) AS place FROM position_holding WHERE tenant_id = ",
      principal.tenant);
  add_day();
  query.add(
      ") h ON h.position_id = a.position_id WHERE a.place = 1 AND h.place = 1 AND a.part <> 'none' "
      "AND "
      "h.person_id = ",
      principal.person);
}

void add_subtree(platform::db::ListQuery& query, const Principal& principal, LocalDate day) {
  query.add(
      "WITH RECURSIVE placed AS (SELECT territory_id, parent_id FROM (SELECT territory_id, "
      "parent_id, "
      "is_open, ROW_NUMBER() OVER (PARTITION BY territory_id ORDER BY revision DESC) AS place FROM "
      "territory_placement WHERE tenant_id = ",
      principal.tenant);
  query.add(" AND valid_from <= ", day).add(" AND (valid_to IS NULL OR valid_to > ", day);
  query.add(")) latest WHERE place = 1 AND is_open = 1), scope (territory_id) AS (");
  add_served(query, principal, day);
  query.add(
      " UNION SELECT p.territory_id FROM placed p JOIN scope s ON p.parent_id = s.territory_id) "
      "SELECT territory_id FROM scope");
}

void add_visible(platform::db::ListQuery& query, const Principal& principal, LocalDate day) {
  if (reach_of(principal) == Reach::kSubtree)
    add_subtree(query, principal, day);
  else
    add_served(query, principal, day);
}

}  // namespace

Reach reach_of(const Principal& principal) {
  const bool is_company_wide =
      principal.may(Permission::kTerritoriesManage) || principal.roles.contains(Role::kAdmin) ||
      principal.roles.contains(Role::kPlanner) || principal.roles.contains(Role::kFinance) ||
      principal.roles.contains(Role::kPeopleOps) || principal.roles.contains(Role::kAuditor);
  if (is_company_wide) return Reach::kEverything;
  return principal.roles.contains(Role::kManager) ? Reach::kSubtree : Reach::kOwn;
}

Scope scope_in(const History& history, const Principal& principal, LocalDate day) {
  const Reach reach = reach_of(principal);
  if (reach == Reach::kEverything) return {.is_everything = true, .territories = {}};
  Scope scope{.is_everything = false, .territories = served_by(history, principal.person, day)};
  if (reach == Reach::kSubtree) add_descendants(scope.territories, history, day);
  return scope;
}

Result<Scope> read_scope(platform::db::Connection& connection, const Principal& principal,
                         LocalDate day) {
  Scope scope;
  scope.is_everything = reach_of(principal) == Reach::kEverything;
  if (scope.is_everything) return scope;
  platform::db::ListQuery query("");
  add_visible(query, principal, day);
  const auto read = query.run(connection, [&](const platform::db::Row& row) {
    scope.territories.insert(row.id<TerritoryTag>(0));
  });
  if (!read) return tl::unexpected(read.error());
  return scope;
}

void add_scope(platform::db::ListQuery& query, const Principal& principal, LocalDate day) {
  if (reach_of(principal) == Reach::kEverything) {
    query.add(" IS NOT NULL");
    return;
  }
  query.add(" IN (");
  add_visible(query, principal, day);
  query.add(")");
}

Result<std::vector<TerritoryPlace>> territory_places(platform::db::Connection& connection,
                                                     TenantId tenant, LocalDate day) {
  const auto placed = placements(connection, tenant);
  if (!placed) return tl::unexpected(placed.error());
  const auto held = holdings(connection, tenant);
  if (!held) return tl::unexpected(held.error());
  const auto assigned = assignments(connection, tenant);
  if (!assigned) return tl::unexpected(assigned.error());
  const auto holders = held_on(*held, {.day = day});
  std::map<TerritoryId, std::set<PersonId>> people;
  for (const Assignment& assignment : assigned_on(*assigned, {.day = day})) {
    const auto holding = holders.find(assignment.position);
    if (holding != holders.end()) people[assignment.territory].insert(*holding->second.person);
  }
  std::vector<TerritoryPlace> places;
  for (const auto& [territory, placement] : placed_on(*placed, {.day = day}))
    places.push_back({.territory = territory,
                      .parent = placement.parent,
                      .people = static_cast<std::int64_t>(people[territory].size())});
  return places;
}

Result<std::map<TerritoryId, std::string>> territory_names(
    platform::db::Connection& connection, TenantId tenant,
    std::span<const TerritoryId> territories) {
  std::map<TerritoryId, std::string> names;
  for (const TerritoryId territory : territories) {
    const auto found = find_territory(connection, tenant, territory);
    if (!found) return tl::unexpected(found.error());
    if (*found) names.emplace(territory, (*found)->name);
  }
  return names;
}

Result<std::map<TerritoryId, std::string>> all_territory_names(platform::db::Connection& connection,
                                                               TenantId tenant) {
  const auto all = all_territories(connection, tenant);
  if (!all) return tl::unexpected(all.error());
  std::map<TerritoryId, std::string> names;
  for (const Territory& territory : *all) names.emplace(territory.id, territory.name);
  return names;
}

Result<std::int64_t> revision_of(db::Connection& connection, TenantId tenant) {
  const auto revision =
      db::query_one(connection, "SELECT revision FROM alignment_revision WHERE tenant_id = $1",
                    {tenant}, [](const db::Row& row) { return row.int64(0); });
  if (!revision) return tl::unexpected(revision.error());
  return revision->value_or(0);
}

}  // namespace bailiwick::alignment
