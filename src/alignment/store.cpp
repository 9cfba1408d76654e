#include "alignment/store.hpp"

namespace bailiwick::alignment {
namespace {

Result<void> done(const Result<std::int64_t>& changed) {
  if (!changed) return tl::unexpected(changed.error());
  return {};
}

Result<bool> is_changed(const Result<std::int64_t>& changed) {
  if (!changed) return tl::unexpected(changed.error());
  return *changed > 0;
}

template <class Tag>
std::optional<Uid<Tag>> optional_id(const db::Row& row, std::size_t column) {
  return row.is_null(column) ? std::nullopt : std::optional(row.id<Tag>(column));
}

Period period_from(const db::Row& row, std::size_t column) {
  return {.from = row.date(column),
          .to = row.is_null(column + 1) ? std::nullopt : std::optional(row.date(column + 1))};
}

Recording recording_from(const db::Row& row, std::size_t column) {
  return {.revision = row.int64(column),
          .at = row.instant(column + 1),
          .by = optional_id<PersonTag>(row, column + 2).value_or(PersonId())};
}

std::optional<PersonId> by(const Recording& recording) {
  return recording.by.is_nil() ? std::nullopt : std::optional(recording.by);
}

Position position_from(const db::Row& row) {
  return {.id = row.id<PositionTag>(0),
          .title = std::string(row.text(1)),
          .kind = parse_position_kind(row.text(2)).value_or(PositionKind::kRep),
          .version = row.int64(3)};
}

Territory territory_from(const db::Row& row) {
  return {.id = row.id<TerritoryTag>(0), .name = std::string(row.text(1)), .version = row.int64(2)};
}

Placement placement_from(const db::Row& row) {
  return {.territory = row.id<TerritoryTag>(0),
          .period = period_from(row, 1),
          .parent = optional_id<TerritoryTag>(row, 3),
          .is_open = row.truth(4),
          .recording = recording_from(row, 5)};
}

Holding holding_from(const db::Row& row) {
  return {.position = row.id<PositionTag>(0),
          .period = period_from(row, 1),
          .person = optional_id<PersonTag>(row, 3),
          .recording = recording_from(row, 4)};
}

}  // namespace

Result<std::int64_t> next_revision(db::Connection& connection, TenantId tenant) {
  const auto revision =
      db::query_one(connection,
                    "INSERT INTO alignment_revision (tenant_id, revision) VALUES ($1, 1) ON "
                    "CONFLICT (tenant_id) DO "
                    "UPDATE SET revision = alignment_revision.revision + 1 RETURNING revision",
                    {tenant}, [](const db::Row& row) { return row.int64(0); });
  if (!revision) return tl::unexpected(revision.error());
  return revision->value();
}

Result<void> insert_position(db::Connection& connection, TenantId tenant, const Position& position,
                             Instant now) {
  return done(connection.execute(
      "INSERT INTO position (tenant_id, position_id, title, kind, created_at, version) "
      "VALUES ($1, $2, $3, $4, $5, $6)",
      {tenant, position.id, position.title, name_of(position.kind), now, position.version}));
}

Result<bool> update_position(db::Connection& connection, TenantId tenant,
                             const Position& position) {
  return is_changed(connection.execute(
      "UPDATE position SET title = $4, kind = $5, version = version + 1 "
      "WHERE tenant_id = $1 AND position_id = $2 AND version = $3",
      {tenant, position.id, position.version, position.title, name_of(position.kind)}));
}

Result<std::vector<Position>> all_positions(db::Connection& connection, TenantId tenant) {
  return db::query_all(
      connection,
      "SELECT position_id, title, kind, version FROM position WHERE tenant_id = $1 "
      "ORDER BY title, position_id",
      {tenant}, position_from);
}

Result<std::optional<Position>> find_position(db::Connection& connection, TenantId tenant,
                                              PositionId position) {
  return db::query_one(connection,
                       "SELECT position_id, title, kind, version FROM position "
                       "WHERE tenant_id = $1 AND position_id = $2",
                       {tenant, position}, position_from);
}

Result<void> insert_territory(db::Connection& connection, TenantId tenant,
                              const Territory& territory, Instant now) {
  return done(connection.execute(
      "INSERT INTO territory (tenant_id, territory_id, name, created_at, version) "
      "VALUES ($1, $2, $3, $4, $5)",
      {tenant, territory.id, territory.name, now, territory.version}));
}

Result<bool> update_territory(db::Connection& connection, TenantId tenant,
                              const Territory& territory) {
  return is_changed(
      connection.execute("UPDATE territory SET name = $4, version = version + 1 "
                         "WHERE tenant_id = $1 AND territory_id = $2 AND version = $3",
                         {tenant, territory.id, territory.version, territory.name}));
}

Result<std::vector<Territory>> all_territories(db::Connection& connection, TenantId tenant) {
  return db::query_all(connection,
                       "SELECT territory_id, name, version FROM territory WHERE tenant_id = $1 "
                       "ORDER BY name, territory_id",
                       {tenant}, territory_from);
}

Result<std::optional<Territory>> find_territory(db::Connection& connection, TenantId tenant,
                                                TerritoryId territory) {
  return db::query_one(connection,
                       "SELECT territory_id, name, version FROM territory WHERE tenant_id = $1 AND "
                       "territory_id = $2",
                       {tenant, territory}, territory_from);
}

Result<void> add_placement(db::Connection& connection, TenantId tenant,
                           const Placement& placement) {
  return done(connection.execute(
      "INSERT INTO territory_placement (tenant_id, territory_id, revision, valid_from, valid_to, "
      "parent_id, is_open, recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {tenant, placement.territory, placement.recording.revision, placement.period.from,
       placement.period.to, placement.parent, placement.is_open, placement.recording.at,
       by(placement.recording)}));
}

Result<void> add_holding(db::Connection& connection, TenantId tenant, const Holding& holding) {
  return done(connection.execute(
      "INSERT INTO position_holding (tenant_id, position_id, revision, valid_from, valid_to, "
      "person_id, recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      {tenant, holding.position, holding.recording.revision, holding.period.from, holding.period.to,
       holding.person, holding.recording.at, by(holding.recording)}));
}

Result<void> add_assignment(db::Connection& connection, TenantId tenant,
                            const Assignment& assignment) {
  return done(connection.execute(
      "INSERT INTO territory_assignment (tenant_id, territory_id, position_id, revision, "
      "valid_from, "
      "valid_to, part, recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {tenant, assignment.territory, assignment.position, assignment.recording.revision,
       assignment.period.from, assignment.period.to, name_of(assignment.part),
       assignment.recording.at, by(assignment.recording)}));
}

Result<std::vector<Placement>> placements(db::Connection& connection, TenantId tenant) {
  return db::query_all(
      connection,
      "SELECT territory_id, valid_from, valid_to, parent_id, is_open, revision, recorded_at, "
      "recorded_by "
      "FROM territory_placement WHERE tenant_id = $1 ORDER BY revision, territory_id",
      {tenant}, placement_from);
}

Result<std::vector<Placement>> placements_of(db::Connection& connection, TenantId tenant,
                                             TerritoryId territory) {
  return db::query_all(
      connection,
      "SELECT territory_id, valid_from, valid_to, parent_id, is_open, revision, recorded_at, "
      "recorded_by "
      "FROM territory_placement WHERE tenant_id = $1 AND territory_id = $2 ORDER BY revision",
      {tenant, territory}, placement_from);
}

Result<std::vector<Holding>> holdings(db::Connection& connection, TenantId tenant) {
  return db::query_all(
      connection,
      "SELECT position_id, valid_from, valid_to, person_id, revision, recorded_at, recorded_by "
      "FROM position_holding WHERE tenant_id = $1 ORDER BY revision, position_id",
      {tenant}, holding_from);
}

Result<std::vector<Holding>> holdings_of(db::Connection& connection, TenantId tenant,
                                         PersonId person) {
  return db::query_all(
      connection,
      "SELECT position_id, valid_from, valid_to, person_id, revision, recorded_at, recorded_by "
      "FROM position_holding WHERE tenant_id = $1 AND person_id = $2 ORDER BY revision, "
      "position_id",
      {tenant, person}, holding_from);
}

Result<std::vector<Assignment>> assignments(db::Connection& connection, TenantId tenant) {
  return db::query_all(
      connection,
      "SELECT territory_id, position_id, valid_from, valid_to, part, revision, recorded_at, "
      "recorded_by "
      "FROM territory_assignment WHERE tenant_id = $1 ORDER BY revision, territory_id, position_id",
      {tenant}, [](const db::Row& row) {
        return Assignment{.territory = row.id<TerritoryTag>(0),
                          .position = row.id<PositionTag>(1),
                          .period = period_from(row, 2),
                          .part = parse_part(row.text(4)).value_or(Part::kNone),
                          .recording = recording_from(row, 5)};
      });
}

}  // namespace bailiwick::alignment
