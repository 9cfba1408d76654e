#include "crm/duplicate_store.hpp"

#include <algorithm>
#include <tuple>

#include "alignment/scope.hpp"
#include "crm/record_words.hpp"
#include "platform/db/list_query.hpp"

namespace bailiwick::crm {
namespace {

// As the table has them: the lesser id first.
std::pair<Uuid, Uuid> in_order(const RecordPair& pair) { return std::minmax(pair.a, pair.b); }

struct Marked {
  std::string mark;
  Uuid record;
};
// The first `rows` marks behind one.
struct Wanted {
  const Viewer& viewer;
  ObjectKind object;
  const std::string& after;
  std::int64_t rows;
};

Result<std::vector<Marked>> marks_of_all(db::Connection& connection, const Wanted& wanted) {
  db::ListQuery query("SELECT mark, record_id FROM record_mark WHERE tenant_id = ",
                      wanted.viewer.principal.tenant);
  query.add(" AND object = ", static_cast<int>(wanted.object));
  query.add(" AND mark > ", wanted.after).add(" ORDER BY mark, record_id LIMIT ", wanted.rows);
  std::vector<Marked> marked;
  const auto read = query.run(connection, [&](const db::Row& row) {
    marked.push_back({std::string(row.text(0)), row.uuid(1)});
  });
  if (!read) return tl::unexpected(read.error());
  return marked;
}

// The records first, which are few of many.
Result<std::vector<Marked>> marks_of_visible(db::Connection& connection, const Wanted& wanted) {
  const ObjectSpec& spec = object_of(wanted.object);
  db::ListQuery query("SELECT x.marks, v.id FROM (SELECT a.");
  query.add(spec.id_column).add(" AS id");
  add_visible_from(query, spec, wanted.viewer, {.has_territory = false});
  query.add(") v CROSS JOIN record_text x WHERE x.tenant_id = ", wanted.viewer.principal.tenant);
  query.add(" AND x.object = ", static_cast<int>(wanted.object)).add(" AND x.record_id = v.id");
  std::vector<Marked> marked;
  const auto read = query.run(connection, [&](const db::Row& row) {
    for (std::string& mark : marks_in(row.text(0)))
      if (mark > wanted.after) marked.push_back({std::move(mark), row.uuid(1)});
  });
  if (!read) return tl::unexpected(read.error());
  const auto rows = std::min(std::ssize(marked), static_cast<std::ptrdiff_t>(wanted.rows));
  std::ranges::partial_sort(marked, marked.begin() + rows, {},
                            [](const Marked& one) { return std::tie(one.mark, one.record); });
  marked.resize(static_cast<std::size_t>(rows));
  return marked;
}

void keep_telling(std::vector<Sharing>& shared) {
  std::erase_if(shared, [](const Sharing& one) {
    return one.records.size() < 2 || one.records.size() > kSharedMax;
  });
}

}  // namespace

Result<Stretch> shared_marks(db::Connection& connection, const Viewer& viewer, ObjectKind object,
                             const std::string& after, std::int64_t rows) {
  const bool is_everything = alignment::reach_of(viewer.principal) == alignment::Reach::kEverything;
  auto marked = is_everything ? marks_of_all(connection, {viewer, object, after, rows})
                              : marks_of_visible(connection, {viewer, object, after, rows});
  if (!marked) return tl::unexpected(marked.error());
  Stretch stretch;
  for (Marked& one : *marked) {
    if (stretch.shared.empty() || stretch.shared.back().mark != one.mark)
      stretch.shared.push_back({std::move(one.mark), {}});
    stretch.shared.back().records.push_back(one.record);
  }
  stretch.is_the_end = std::ssize(*marked) < rows;
  // The last mark may have been cut: it begins the next stretch, unless it fills this one.
  if (!stretch.is_the_end && stretch.shared.size() > 1) stretch.shared.pop_back();
  if (!stretch.shared.empty()) stretch.last = stretch.shared.back().mark;
  keep_telling(stretch.shared);
  return stretch;
}

Result<std::vector<Sharing>> shared_marks_of(db::Connection& connection, TenantId tenant,
                                             const RecordId& id) {
  db::ListQuery own("SELECT marks FROM record_text WHERE tenant_id = ", tenant);
  own.add(" AND object = ", static_cast<int>(id.kind)).add(" AND record_id = ", id.uuid);
  std::vector<Sharing> shared;
  auto read = own.run(connection, [&](const db::Row& row) {
    for (std::string& mark : marks_in(row.text(0))) shared.push_back({std::move(mark), {}});
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
