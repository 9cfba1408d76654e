// The only SQL of alignment. Plain functions; each runs in the transaction of the connection it is given. History tables are only
// ever added to (triggers see to it as well).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "alignment/model.hpp"
#include "base/result.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::alignment {

namespace db = platform::db;

// The next revision; locks the company's alignment until the transaction ends.
[[nodiscard]] Result<std::int64_t> next_revision(db::Connection& connection, TenantId tenant);

Result<void> insert_position(db::Connection& connection, TenantId tenant, const Position& position,
                             Instant now);
// False where the version is another.
Result<bool> update_position(db::Connection& connection, TenantId tenant, const Position& position);
// By title, then id.
[[nodiscard]] Result<std::vector<Position>> all_positions(db::Connection& connection,
                                                          TenantId tenant);
[[nodiscard]] Result<std::optional<Position>> find_position(db::Connection& connection,
                                                            TenantId tenant, PositionId position);

Result<void> insert_territory(db::Connection& connection, TenantId tenant,
                              const Territory& territory, Instant now);
Result<bool> update_territory(db::Connection& connection, TenantId tenant,
                              const Territory& territory);
// By name, then id; in the tree or not.
[[nodiscard]] Result<std::vector<Territory>> all_territories(db::Connection& connection,
                                                             TenantId tenant);
[[nodiscard]] Result<std::optional<Territory>> find_territory(db::Connection& connection,
                                                              TenantId tenant,
                                                              TerritoryId territory);

Result<void> add_placement(db::Connection& connection, TenantId tenant, const Placement& placement);
Result<void> add_holding(db::Connection& connection, TenantId tenant, const Holding& holding);
Result<void> add_assignment(db::Connection& connection, TenantId tenant,
                            const Assignment& assignment);

// All that was ever recorded, in the order of the revisions.
[[nodiscard]] Result<std::vector<Placement>> placements(db::Connection& connection,
                                                        TenantId tenant);
[[nodiscard]] Result<std::vector<Placement>> placements_of(db::Connection& connection,
                                                           TenantId tenant, TerritoryId territory);
[[nodiscard]] Result<std::vector<Holding>> holdings(db::Connection& connection, TenantId tenant);
[[nodiscard]] Result<std::vector<Assignment>> assignments(db::Connection& connection,
                                                          TenantId tenant);
[[nodiscard]] Result<std::vector<Holding>> holdings_of(db::Connection& connection, TenantId tenant,
                                                       PersonId person);

}  // namespace bailiwick::alignment
