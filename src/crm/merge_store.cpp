#include "crm/merge_store.hpp"

#include <map>

#include "platform/db/list_query.hpp"

namespace bailiwick::crm {
namespace {

constexpr int kMergesInARow = 20;

// Calls `with` for every field of every object that refers to records of that kind.
template <class With>
Result<std::int64_t> for_each_reference(ObjectKind kind, With&& with) {
  std::int64_t sum = 0;
  for (const ObjectSpec& object : all_objects()) {
    for (const FieldSpec& field : object.fields) {
      if (field.type != FieldType::kRecord || field.refers_to != kind) continue;
      const auto count = with(object, field);
      if (!count) return count;
      sum += *count;
    }
  }
  return sum;
}

// "UPDATE contact SET account = $1, version = version + 1, ... WHERE tenant_id = $3 AND account = $4"
db::ListQuery redirecting(TenantId tenant, const ObjectSpec& object, const FieldSpec& field,
                          const Uuid& from, const Uuid& to, Instant now) {
  db::ListQuery query("UPDATE ");
  query.add(object.table).add(" SET ").add(field.column).add(" = ", to);
  query.add(", version = version + 1, updated_at = ", now);
  query.add(" WHERE tenant_id = ", tenant).add(" AND ").add(field.column).add(" = ", from);
  return query;
}

}  // namespace

Result<void> insert_merge(db::Connection& connection, TenantId tenant, const Merge& merge) {
  const auto added = connection.execute(
      "INSERT INTO record_merge VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL, NULL)",
      {tenant, merge.id, static_cast<int>(merge.kept.kind), merge.kept.uuid, merge.other,
       merge.other_title, merge.fields, merge.merged_at, merge.merged_by});
  if (!added) return tl::unexpected(added.error());
  return {};
}

Result<std::vector<Merge>> merges_into(db::Connection& connection, TenantId tenant,
                                       const RecordId& kept) {
  std::vector<Merge> merges;
  const auto read = connection.query(
      "SELECT m.record_merge_id, m.other, m.other_title, m.fields, m.merged_at, m.merged_by, "
      "(SELECT COUNT(*) FROM record_merge_reference r WHERE r.tenant_id = m.tenant_id AND "
      "r.record_merge_id = m.record_merge_id) FROM record_merge m WHERE m.tenant_id = $1 AND "
      "m.object = $2 AND m.kept = $3 AND m.undone_at IS NULL ORDER BY m.merged_at DESC, "
      "m.record_merge_id DESC",
      {tenant, static_cast<int>(kept.kind), kept.uuid}, [&](const db::Row& row) {
        merges.push_back({.id = row.id<MergeTag>(0),
                          .kept = kept,
                          .other = row.uuid(1),
                          .other_title = std::string(row.text(2)),
                          .fields = std::string(row.text(3)),
                          .references = row.int64(6),
                          .merged_at = row.instant(4),
                          .merged_by = row.id<PersonTag>(5)});
      });
  if (!read) return tl::unexpected(read.error());
  return merges;
}

Result<void> set_undone(db::Connection& connection, TenantId tenant, MergeId merge,
                        const Undoing& undoing) {
  const auto set = connection.execute(
      "UPDATE record_merge SET undone_at = $1, undone_by = $2 WHERE tenant_id = $3 AND "
      "record_merge_id = $4",
      {undoing.at, undoing.by, tenant, merge});
  if (!set) return tl::unexpected(set.error());
  return {};
}

Result<std::map<Uuid, Uuid>> became(db::Connection& connection, TenantId tenant, ObjectKind object,
                                    const std::vector<Uuid>& records) {
  std::map<Uuid, Uuid> all;
  for (const Uuid& record : records) {
    Uuid at = record;
    bool is_merged = true;
    for (int step = 0; is_merged && step < kMergesInARow; ++step) {
      is_merged = false;
      const auto read = connection.query(
          "SELECT kept FROM record_merge WHERE tenant_id = $1 AND object = $2 AND other = $3 AND "
          "undone_at IS NULL ORDER BY merged_at LIMIT 1",
          {tenant, static_cast<int>(object), at}, [&](const db::Row& row) {
            at = row.uuid(0);
            is_merged = true;
          });
      if (!read) return tl::unexpected(read.error());
    }
    if (at != record) all.emplace(record, at);
  }
  return all;
}

Result<std::int64_t> move_references(db::Connection& connection, TenantId tenant,
                                     const Merge& merge, Instant now) {
  return for_each_reference(
      merge.kept.kind,
      [&](const ObjectSpec& object, const FieldSpec& field) -> Result<std::int64_t> {
        db::ListQuery remember(
            "INSERT INTO record_merge_reference (tenant_id, record_merge_id, object, field, "
            "record_id) SELECT a.tenant_id, ",
            merge.id);
        remember.add(", CAST(", static_cast<int>(object.kind)).add(" AS BIGINT), CAST(");
        remember.add("", std::string(field.name)).add(" AS TEXT), a.").add(object.id_column);
        remember.add(" FROM ").add(object.table).add(" a WHERE a.tenant_id = ", tenant);
        remember.add(" AND a.").add(field.column).add(" = ", merge.other);
        const auto remembered = remember.execute(connection);
        if (!remembered || *remembered == 0) return remembered;
        return redirecting(tenant, object, field, merge.other, merge.kept.uuid, now)
            .execute(connection);
      });
}

Result<std::int64_t> move_back(db::Connection& connection, TenantId tenant, const Merge& merge,
                               Instant now) {
  return for_each_reference(
      merge.kept.kind,
      [&](const ObjectSpec& object, const FieldSpec& field) -> Result<std::int64_t> {
        auto query = redirecting(tenant, object, field, merge.kept.uuid, merge.other, now);
        query.add(" AND ").add(object.id_column);
        query.add(" IN (SELECT r.record_id FROM record_merge_reference r WHERE r.tenant_id = ",
                  tenant);
        query.add(" AND r.record_merge_id = ", merge.id);
        query.add(" AND r.object = ", static_cast<int>(object.kind));
        query.add(" AND r.field = ", std::string(field.name)).add(")");
        return query.execute(connection);
      });
}

}  // namespace bailiwick::crm
