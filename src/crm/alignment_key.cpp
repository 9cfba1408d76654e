#include "crm/alignment_key.hpp"

#include <algorithm>
#include <cstddef>

#include "platform/db/list_query.hpp"

namespace bailiwick::crm {
namespace {

namespace db = platform::db;

constexpr std::size_t kKeysAtOnce = 500;

std::string_view word_of(KeyedObject object) {
  return object == KeyedObject::kTerritory ? "territory" : "position";
}

AssignmentKey key_of_row(const db::Row& row) {
  AssignmentKey key;
  key.territory = row.id<alignment::TerritoryTag>(1);
  key.position = row.id<alignment::PositionTag>(2);
  if (!row.is_null(3)) key.person = row.id<PersonTag>(3);
  key.role = std::string(row.text(4));
  key.part = alignment::parse_part(row.text(5)).value_or(alignment::Part::kOwner);
  key.period.from = row.date(6);
  if (!row.is_null(7)) key.period.to = row.date(7);
  return key;
}

}  // namespace

Result<std::map<std::string, Uuid>> alignment_keys(db::Connection& connection, TenantId tenant,
                                                   KeyedObject object) {
  std::map<std::string, Uuid> keys;
  const auto read = connection.query(
      "SELECT external_id, subject_id FROM crm_alignment_key WHERE tenant_id = $1 AND object = $2",
      {tenant, word_of(object)},
      [&](const db::Row& row) { keys.emplace(std::string(row.text(0)), row.uuid(1)); });
  if (!read) return tl::unexpected(read.error());
  return keys;
}

Result<void> put_alignment_key(db::Connection& connection, TenantId tenant, KeyedObject object,
                               const std::string& external_id, const Uuid& subject) {
  const auto put = connection.execute(
      "INSERT INTO crm_alignment_key (tenant_id, object, external_id, subject_id) VALUES ($1, $2, "
      "$3, $4) ON CONFLICT (tenant_id, object, external_id) DO UPDATE SET subject_id = "
      "excluded.subject_id",
      {tenant, word_of(object), external_id, subject});
  if (!put) return tl::unexpected(put.error());
  return {};
}

Result<std::map<std::string, AssignmentKey>> assignment_keys(
    db::Connection& connection, TenantId tenant, std::span<const std::string> external_ids) {
  std::map<std::string, AssignmentKey> keys;
  for (std::size_t first = 0; first < external_ids.size(); first += kKeysAtOnce) {
    const auto part =
        external_ids.subspan(first, std::min(kKeysAtOnce, external_ids.size() - first));
    db::ListQuery query(
        "SELECT external_id, territory_id, position_id, person_id, role, part, valid_from, "
        "valid_to FROM crm_assignment_key WHERE tenant_id = ",
        tenant);
    query.add(" AND external_id IN (", part.front());
    for (const std::string& id : part.subspan(1)) query.add(", ", id);
    query.add(")");
    const auto read = query.run(connection, [&](const db::Row& row) {
      keys.emplace(std::string(row.text(0)), key_of_row(row));
    });
    if (!read) return tl::unexpected(read.error());
  }
  return keys;
}

Result<void> put_assignment_key(db::Connection& connection, TenantId tenant,
                                const std::string& external_id, const AssignmentKey& key) {
  const auto put = connection.execute(
      "INSERT INTO crm_assignment_key (tenant_id, external_id, territory_id, position_id, "
      "person_id, role, part, valid_from, valid_to) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
      "ON CONFLICT (tenant_id, external_id) DO UPDATE SET territory_id = excluded.territory_id, "
      "position_id = excluded.position_id, person_id = excluded.person_id, role = excluded.role, "
      "part = excluded.part, valid_from = excluded.valid_from, valid_to = excluded.valid_to",
      {tenant, external_id, key.territory, key.position, key.person, key.role,
       alignment::name_of(key.part), key.period.from, key.period.to});
  if (!put) return tl::unexpected(put.error());
  return {};
}

}  // namespace bailiwick::crm
