// Which territories a person may see on a day: the predicate that every list by territory uses.
//
//   everyone:    whoever may manage territories, or works for the whole company (finance, people operations, the auditor)
//   subtree:     a manager: the territories that their positions serve that day, and all below them
//   own:         anyone else: the territories that their positions serve that day
//
// It exists twice, as SQL for lists and as a set of ids for what is in memory already; a test compares the two on random trees.
// So a person who changes position sees the new territories from that day on, and the old ones until the day before.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "alignment/model.hpp"
#include "base/result.hpp"
#include "platform/db/database.hpp"
#include "platform/db/list_query.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick::alignment {

enum class Reach { kEverything, kSubtree, kOwn };
[[nodiscard]] Reach reach_of(const platform::identity::Principal& principal);

struct Scope {
  bool is_everything = false;
  std::set<TerritoryId> territories;  // empty where is_everything

  [[nodiscard]] bool has(TerritoryId territory) const {
    return is_everything || territories.contains(territory);
  }
};

struct History {
  std::span<const Placement> placements;
  std::span<const Holding> holdings;
  std::span<const Assignment> assignments;
};

// In memory. Pure.
[[nodiscard]] Scope scope_in(const History& history, const platform::identity::Principal& principal,
                             LocalDate day);

// From the database.
[[nodiscard]] Result<Scope> read_scope(platform::db::Connection& connection,
                                       const platform::identity::Principal& principal,
                                       LocalDate day);

// Ends a condition that is begun with a column:
//   query.add(" AND a.territory_id"); add_scope(query, principal, day);
// adds " IN (...)" or, where everything may be seen, " IS NOT NULL".
void add_scope(platform::db::ListQuery& query, const platform::identity::Principal& principal,
               LocalDate day);

// The territories of the tree on a day, ascending by id: below which they stand, and how many people hold a position that serves them.
struct TerritoryPlace {
  TerritoryId territory;
  std::optional<TerritoryId> parent;
  std::int64_t people = 0;
};
[[nodiscard]] Result<std::vector<TerritoryPlace>> territory_places(
    platform::db::Connection& connection, TenantId tenant, LocalDate day);

// The number of the last change of positions, the tree, assignments or accounts; 0: there was none.
[[nodiscard]] Result<std::int64_t> revision_of(platform::db::Connection& connection,
                                               TenantId tenant);

// What territories are called, in the tree or not; those that there are not are left out.
[[nodiscard]] Result<std::map<TerritoryId, std::string>> territory_names(
    platform::db::Connection& connection, TenantId tenant,
    std::span<const TerritoryId> territories);

// All of them, in the tree or not.
[[nodiscard]] Result<std::map<TerritoryId, std::string>> all_territory_names(
    platform::db::Connection& connection, TenantId tenant);

}  // namespace bailiwick::alignment
