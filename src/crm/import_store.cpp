#include "crm/import_store.hpp"

#include "crm/import_json.hpp"

namespace bailiwick::crm::import_store {
namespace {

using db::Row;
using db::Value;

Result<void> done(const Result<std::int64_t>& count) {
  if (!count) return tl::unexpected(count.error());
  return {};
}

Value bytes_of(std::string_view text) { return db::Bytes(text.begin(), text.end()); }
std::string text_of(const db::Bytes& bytes) { return {bytes.begin(), bytes.end()}; }

Value number_of(Part part) { return static_cast<std::int64_t>(part); }

// All of an import, with further conditions and the order behind it.
db::SqlText imports_where(db::Sql rest) {
  db::SqlText sql(
      "SELECT import_id, object, name, state, facts, mapping, outcome, job_id, rows_done, "
      "created_at, "
      "created_by FROM crm_import WHERE tenant_id = $1 ");
  sql += rest;
  return sql;
}

Import import_of(const Row& row) {
  Import import;
  import.id = row.id<ImportTag>(0);
  if (const ObjectSpec* object = find_import_object(row.text(1))) import.object = object->kind;
  import.name = std::string(row.text(2));
  import.state = parse_import_state(row.text(3)).value_or(ImportState::kFailed);
  import.facts = facts_of(row.text(4));
  if (!row.is_null(5)) import.order = stored_order(row.text(5));
  if (!row.is_null(6)) import.outcome = outcome_of(row.text(6));
  if (!row.is_null(7)) import.job = row.id<platform::jobs::JobTag>(7);
  import.rows_done = row.int64(8);
  import.created_at = row.instant(9);
  import.created_by = row.id<PersonTag>(10);
  return import;
}

Value order_value(const Import& import) {
  return import.order ? Value(order_text(*import.order)) : Value();
}
Value outcome_value(const Import& import) {
  return import.outcome ? Value(outcome_text(*import.outcome)) : Value();
}

}  // namespace

Result<void> insert(db::Connection& connection, TenantId tenant, const Import& import) {
  return done(connection.execute(
      "INSERT INTO crm_import (tenant_id, import_id, object, name, state, facts, mapping, outcome, "
      "job_id, "
      "rows_done, created_at, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
      "$12)",
      {tenant, import.id, object_of(import.object).name, import.name, name_of(import.state),
       facts_text(import.facts), order_value(import), outcome_value(import), import.job,
       import.rows_done, import.created_at, import.created_by}));
}

Result<std::optional<Import>> find(db::Connection& connection, const ImportKey& key) {
  return db::query_one(connection, imports_where("AND import_id = $2"), {key.tenant, key.import},
                       import_of);
}

Result<std::vector<Import>> list(db::Connection& connection, TenantId tenant,
                                 std::optional<PersonId> created_by, std::int64_t limit) {
  if (created_by) {
    return db::query_all(connection,
                         imports_where("AND created_by = $3 ORDER BY import_id DESC LIMIT $2"),
                         {tenant, limit, *created_by}, import_of);
  }
  return db::query_all(connection, imports_where("ORDER BY import_id DESC LIMIT $2"),
                       {tenant, limit}, import_of);
}

Result<void> begin(db::Connection& connection, TenantId tenant, const Import& import) {
  return done(connection.execute(
      "UPDATE crm_import SET state = $3, mapping = $4, outcome = $5, job_id = $6, rows_done = $7, "
      "object = $8 "
      "WHERE tenant_id = $1 AND import_id = $2",
      {tenant, import.id, name_of(import.state), order_value(import), outcome_value(import),
       import.job, import.rows_done, object_of(import.object).name}));
}

Result<bool> advance(db::Connection& connection, const ImportKey& key, const Advance& rows,
                     const ImportOutcome& outcome) {
  const auto changed = connection.execute(
      "UPDATE crm_import SET rows_done = $5, outcome = $6 "
      "WHERE tenant_id = $1 AND import_id = $2 AND job_id = $3 AND rows_done = $4",
      {key.tenant, key.import, rows.job, rows.from, rows.to, outcome_text(outcome)});
  if (!changed) return tl::unexpected(changed.error());
  return *changed == 1;
}

Result<void> finish(db::Connection& connection, const ImportKey& key, platform::jobs::JobId job,
                    ImportState state, const ImportOutcome& outcome) {
  return done(
      connection.execute("UPDATE crm_import SET state = $4, outcome = $5 WHERE tenant_id = $1 AND "
                         "import_id = $2 AND job_id = $3",
                         {key.tenant, key.import, job, name_of(state), outcome_text(outcome)}));
}

Result<void> put_chunk(db::Connection& connection, const ImportKey& key, Part part,
                       std::int64_t index, std::string_view content) {
  return done(
      connection.execute("INSERT INTO crm_import_chunk (tenant_id, import_id, part, chunk_index, "
                         "content) VALUES ($1, $2, $3, $4, $5)",
                         {key.tenant, key.import, number_of(part), index, bytes_of(content)}));
}

Result<std::optional<Chunk>> chunk_from(db::Connection& connection, const ImportKey& key, Part part,
                                        std::int64_t index) {
  return db::query_one(connection,
                       "SELECT chunk_index, content FROM crm_import_chunk WHERE tenant_id = $1 AND "
                       "import_id = $2 AND "
                       "part = $3 AND chunk_index >= $4 ORDER BY chunk_index LIMIT 1",
                       {key.tenant, key.import, number_of(part), index}, [](const Row& row) {
                         return Chunk{row.int64(0), text_of(row.bytes(1))};
                       });
}

Result<void> clear(db::Connection& connection, const ImportKey& key, Part part) {
  return done(connection.execute(
      "DELETE FROM crm_import_chunk WHERE tenant_id = $1 AND import_id = $2 AND part = $3",
      {key.tenant, key.import, number_of(part)}));
}

Result<std::int64_t> prune(db::Connection& connection, Instant before, std::int64_t count_max) {
  struct Old {
    TenantId tenant;
    ImportId import;
  };
  const auto old = db::query_all(connection,
                                 "SELECT tenant_id, import_id FROM crm_import WHERE created_at < "
                                 "$1 ORDER BY created_at LIMIT $2",
                                 {before, count_max}, [](const Row& row) {
                                   return Old{row.id<TenantTag>(0), row.id<ImportTag>(1)};
                                 });
  if (!old) return tl::unexpected(old.error());
  for (const Old& import : *old) {
    const auto chunks =
        connection.execute("DELETE FROM crm_import_chunk WHERE tenant_id = $1 AND import_id = $2",
                           {import.tenant, import.import});
    if (!chunks) return chunks;
    const auto row =
        connection.execute("DELETE FROM crm_import WHERE tenant_id = $1 AND import_id = $2",
                           {import.tenant, import.import});
    if (!row) return row;
  }
  return static_cast<std::int64_t>(old->size());
}

}  // namespace bailiwick::crm::import_store
