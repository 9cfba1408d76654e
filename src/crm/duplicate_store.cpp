#include "crm/duplicate_store.hpp"

#include <algorithm>

#include "alignment/scope.hpp"
#include "platform/db/list_query.hpp"

namespace bailiwick::crm {
namespace {

// As the table has them: the lesser id first.
std::pair<Uuid, Uuid> in_order(const RecordPair& pair) { return std::minmax(pair.a, pair.b); }

void keep_telling(std::vector<Sharing>& shared) {
  std::erase_if(shared, [](const Sharing& one) {
    return one.records.size() < 2 || one.records.size() > kSharedMax;
  });
}

}  // namespace

Result<Stretch> shared_marks(db::Connection& connection, const Viewer& viewer, ObjectKind object,
                             const std::string& after, std::int64_t rows) {
  const ObjectSpec& spec = object_of(object);
  db::ListQuery query("SELECT m.mark, m.record_id FROM ");
  const bool is_everything = alignment::reach_of(viewer.principal) == alignment::Reach::kEverything;
  if (!is_everything) {
    // The records first, which are few of many.
    query.add("(SELECT a.").add(spec.id_column).add(" AS id");
    add_visible_from(query, spec, viewer, {.has_territory = false});
    query.add(") v CROSS JOIN ");
  }
  query.add("record_mark m WHERE m.tenant_id = ", viewer.principal.tenant);
  query.add(" AND m.object = ", static_cast<int>(object)).add(" AND m.mark > ", after);
  if (!is_everything) query.add(" AND m.record_id = v.id");
  query.add(" ORDER BY m.mark, m.record_id LIMIT ", rows);
  Stretch stretch;
  std::int64_t count = 0;
  const auto read = query.run(connection, [&](const db::Row& row) {
    ++count;
    if (stretch.shared.empty() || stretch.shared.back().mark != row.text(0))
      stretch.shared.push_back({std::string(row.text(0)), {}});
    stretch.shared.back().records.push_back(row.uuid(1));
  });
  if (!read) return tl::unexpected(read.error());
  stretch.is_the_end = count < rows;
  // The last mark may have been cut: it begins the next stretch, unless it fills this one.
  if (!stretch.is_the_end && stretch.shared.size() > 1) stretch.shared.pop_back();
  if (!stretch.shared.empty()) stretch.last = stretch.shared.back().mark;
  keep_telling(stretch.shared);
  return stretch;
}

Result<std::vector<Sharing>> shared_marks_of(db::Connection& connection, TenantId tenant,
                                             const RecordId& id) {
  db::ListQuery own("SELECT mark FROM record_mark WHERE tenant_id = ", tenant);
  own.add(" AND object = ", static_cast<int>(id.kind)).add(" AND record_id = ", id.uuid);
  std::vector<Sharing> shared;
  auto read = own.run(connection, [&](const db::Row& row) {
    shared.push_back({std::string(row.text(0)), {}});
  });
  for (Sharing& one : shared) {
    if (!read) break;
    db::ListQuery others("SELECT record_id FROM record_mark WHERE tenant_id = ", tenant);
    others.add(" AND object = ", static_cast<int>(id.kind)).add(" AND mark = ", one.mark);
    others.add(" ORDER BY record_id LIMIT ", static_cast<std::int64_t>(kSharedMax + 1));
    read = others.run(connection, [&](const db::Row& row) { one.records.push_back(row.uuid(0)); });
  }
  if (!read) return tl::unexpected(read.error());
  keep_telling(shared);
  return shared;
}

Result<void> set_different(db::Connection& connection, TenantId tenant, const RecordPair& pair,
                           const Judgement& judgement) {
  const auto [first, second] = in_order(pair);
  const auto added = connection.execute(
      "INSERT INTO record_different VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
      {tenant, static_cast<int>(pair.object), first, second, judgement.at, judgement.by});
  if (!added) return tl::unexpected(added.error());
  return {};
}

Result<void> unset_different(db::Connection& connection, TenantId tenant, const RecordPair& pair) {
  const auto [first, second] = in_order(pair);
  const auto removed = connection.execute(
      "DELETE FROM record_different WHERE tenant_id = $1 AND object = $2 AND record_id = $3 AND "
      "other_id = $4",
      {tenant, static_cast<int>(pair.object), first, second});
  if (!removed) return tl::unexpected(removed.error());
  return {};
}

Result<bool> are_different(db::Connection& connection, TenantId tenant, const RecordPair& pair) {
  const auto [first, second] = in_order(pair);
  bool is_there = false;
  const auto read = connection.query(
      "SELECT 1 FROM record_different WHERE tenant_id = $1 AND object = $2 AND record_id = $3 AND "
      "other_id = $4",
      {tenant, static_cast<int>(pair.object), first, second},
      [&](const db::Row&) { is_there = true; });
  if (!read) return tl::unexpected(read.error());
  return is_there;
}

}  // namespace bailiwick::crm
