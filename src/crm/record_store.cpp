#include "crm/record_store.hpp"

#include <algorithm>
#include <future>
#include <nlohmann/json.hpp>

#include "alignment/service.hpp"
#include "crm/field_value.hpp"
#include "crm/record_words.hpp"
#include "crm/words.hpp"

namespace bailiwick::crm {
namespace {

using Json = nlohmann::json;

// Calls `with` for every column of the fields, money's currency included.
template <class With>
void for_each_column(const ObjectSpec& object, With&& with) {
  for (const FieldSpec& field : object.fields) {
    with(field.column);
    if (field.type == FieldType::kMoney) with(field.currency_column);
  }
}

std::string custom_text(const Record& record) {
  Json json = Json::object();
  for (const auto& [key, value] : record.custom)
    json[key] = json_of(FieldSpec{.name = key, .column = "", .type = FieldType::kText}, value);
  return json.dump();
}

db::Value optional_text(const std::string& text) {
  return text.empty() ? db::Value() : db::Value(text);
}

// The values of a row, in the order of row_columns().
std::vector<db::Value> row_values(TenantId tenant, const Record& record) {
  std::vector<db::Value> values = {tenant, record.id.uuid, optional_text(record.external_id)};
  const ObjectSpec& object = record.object();
  for (std::size_t f = 0; f < object.fields.size(); ++f)
    append_columns(values, object.fields[f], record.values[f]);
  values.emplace_back(custom_text(record));
  values.emplace_back(title_key(record.title()));
  values.emplace_back(record.created_at);
  values.emplace_back(record.updated_at);
  values.emplace_back(record.version);
  values.emplace_back(record.is_deleted);
  return values;
}

std::vector<db::Sql> row_columns(const ObjectSpec& object) {
  std::vector<db::Sql> columns = {"tenant_id", object.id_column, "external_id"};
  for_each_column(object, [&](db::Sql column) { columns.push_back(column); });
  for (const db::Sql column : {db::Sql("custom"), db::Sql("title_key"), db::Sql("created_at"),
                               db::Sql("updated_at"), db::Sql("version"), db::Sql("is_deleted")})
    columns.push_back(column);
  return columns;
}

Result<bool> is_changed(const Result<std::int64_t>& changed) {
  if (!changed) return tl::unexpected(changed.error());
  return *changed > 0;
}

// "SELECT a.account_id, ..." of what record_from() reads.
void add_select(db::ListQuery& query, const ObjectSpec& object) {
  query.add("SELECT a.").add(object.id_column).add(", a.external_id");
  for_each_column(object, [&](db::Sql column) { query.add(", a.").add(column); });
  query.add(", a.custom, a.created_at, a.updated_at, a.version, a.is_deleted");
}

void add_territory(db::ListQuery& query, const ObjectSpec& object) {
  if (object.kind == ObjectKind::kAccount) query.add(", t.territory_id");
}

// `has_territory`: the select ends with add_territory().
Record record_from(const db::Row& row, const ObjectSpec& object,
                   const std::vector<CustomField>& custom) {
  Record record;
  record.id = {.kind = object.kind, .uuid = row.uuid(0)};
  record.external_id = row.optional_text(1).value_or("");
  std::size_t column = 2;
  record.values.reserve(object.fields.size());
  for (const FieldSpec& field : object.fields)
    record.values.push_back(value_from_row(field, row, column));
  record.custom = custom_values(row.text(column), custom);
  record.created_at = row.instant(column + 1);
  record.updated_at = row.instant(column + 2);
  record.version = row.int64(column + 3);
  record.is_deleted = row.truth(column + 4);
  if (column + 5 < row.column_count() && !row.is_null(column + 5))
    record.territory = row.uuid(column + 5);
  return record;
}

Result<void> read_half(db::Connection& connection, const Viewer& viewer, const ListOf& list,
                       const Asking& asking, Half half, std::vector<Record>& records) {
  const std::int64_t wanted = list.request.limit + 1 - static_cast<std::int64_t>(records.size());
  const TenantId tenant = viewer.principal.tenant;
  const ObjectSpec& object = list.object;
  db::ListQuery query("");
  add_select(query, object);
  add_territory(query, object);
  if (asking.drive == Drive::kOrder) {
    add_visible_from(query, object, viewer, {});
    add_asked(query, object, asking, viewer);
    add_half(query, object, asking, half, wanted);
  } else {
    // Many rows are sorted for a page: by their ids, and only those of the page are read whole. CROSS JOIN keeps SQLite from walking the order's index instead.
    query.add(" FROM (SELECT a.").add(object.id_column).add(" AS id");
    add_visible_from(query, object, viewer,
                     {.has_territory = asks_for_territory(asking), .asking = &asking});
    add_asked(query, object, asking, viewer);
    add_half(query, object, asking, half, wanted);
    query.add(") p CROSS JOIN ").add(object.table).add(" a");
    if (object.kind == ObjectKind::kAccount)
      alignment::add_account_territory_join(query, tenant, viewer.day);
    query.add(" WHERE a.tenant_id = ", tenant).add(" AND a.").add(object.id_column);
    query.add(" = p.id");
    add_order(query, object, asking, half);
  }
  return query.run(connection, [&](const db::Row& row) {
    records.push_back(record_from(row, list.object, list.custom));
  });
}

// The fields whose sums are told with groups.
std::vector<std::size_t> money_fields(const ObjectSpec& object) {
  std::vector<std::size_t> fields;
  for (std::size_t f = 0; f < object.fields.size(); ++f)
    if (object.fields[f].type == FieldType::kMoney) fields.push_back(f);
  return fields;
}

FieldValue group_value(const db::Row& row, const ObjectSpec& object, const Column& by) {
  FieldSpec spec{.name = "value", .column = "", .type = by.type};
  if (by.source == Source::kField) spec = object.fields[by.field];
  std::size_t column = 0;
  return value_from_row(spec, row, column);
}

Result<void> add_sums(db::Connection& connection, const Viewer& viewer, const ListOf& list,
                      const Asking& asking, const Column& by, std::vector<Group>& groups) {
  for (const std::size_t field : money_fields(list.object)) {
    const FieldSpec& money = list.object.fields[field];
    db::ListQuery query("SELECT ");
    add_column(query, list.object, by);
    query.add(", a.").add(money.currency_column).add(", CAST(SUM(a.").add(money.column);
    query.add(") AS BIGINT)");
    add_visible_from(query, list.object, viewer, {.asking = &asking});
    add_asked(query, list.object, asking, viewer);
    query.add(" AND a.").add(money.column).add(" IS NOT NULL GROUP BY 1, 2 ORDER BY 2");
    const auto read = query.run(connection, [&](const db::Row& row) {
      const FieldValue value = group_value(row, list.object, by);
      const auto group = std::ranges::find(groups, value, &Group::value);
      if (group == groups.end()) return;
      group->sums.push_back(
          {.field = field,
           .sum = {.minor = row.int64(2),
                   .currency = Currency::parse(row.text(1)).value_or(Currency())}});
    });
    if (!read) return read;
  }
  return {};
}

template <class T>
void add_list(db::ListQuery& query, std::span<const T> values) {
  for (std::size_t v = 0; v < values.size(); ++v)
    query.add(v == 0 ? db::Sql("") : db::Sql(", "), values[v]);
}

struct Kept {
  TenantId tenant;
  const ObjectSpec& object;
  const std::vector<CustomField>& custom;
};

// Records whose column has one of the values, whoever asks.
template <class T>
Result<std::vector<Record>> find_among(db::Connection& connection, const Kept& kept, db::Sql column,
                                       std::span<const T> values) {
  std::vector<Record> records;
  if (values.empty()) return records;
  db::ListQuery query("");
  add_select(query, kept.object);
  query.add(" FROM ").add(kept.object.table).add(" a WHERE a.tenant_id = ", kept.tenant);
  query.add(" AND a.").add(column).add(" IN (");
  add_list(query, values);
  query.add(")");
  const auto read = query.run(connection, [&](const db::Row& row) {
    records.push_back(record_from(row, kept.object, kept.custom));
  });
  if (!read) return tl::unexpected(read.error());
  return records;
}

}  // namespace

std::map<std::string, FieldValue> custom_values(std::string_view text,
                                                const std::vector<CustomField>& fields) {
  std::map<std::string, FieldValue> custom;
  if (text == "{}") return custom;
  const Json json = Json::parse(text, nullptr, false);
  for (const CustomField& field : fields) {
    const auto at = json.find(field.key);
    if (at == json.end()) continue;
    auto value = value_from_kept(CustomSpec(field).spec(), *at);
    if (value && !is_empty(*value)) custom.emplace(field.key, std::move(*value));
  }
  return custom;
}

Result<void> insert_records(db::Connection& connection, TenantId tenant,
                            std::span<const Record> records, WordsLater* later) {
  if (records.empty()) return {};
  const ObjectSpec& object = records.front().object();
  // Of many the words are found while the rows are written.
  auto words = std::async(records.size() > 1 ? std::launch::async : std::launch::deferred,
                          [records] { return words_of_records(records); });
  std::size_t next = 0;
  const auto added = connection.insert_many(object.table, row_columns(object),
                                            [&](std::vector<db::Value>& values) {
                                              if (next == records.size()) return false;
                                              values = row_values(tenant, records[next++]);
                                              return true;
                                            });
  if (!added) return tl::unexpected(added.error());
  return later != nullptr ? later->add(connection, tenant, records, words.get())
                          : add_words(connection, tenant, records, words.get());
}

Result<bool> update_record(db::Connection& connection, TenantId tenant, const Record& record) {
  const ObjectSpec& object = record.object();
  const std::vector<db::Sql> columns = row_columns(object);
  Record after = record;
  ++after.version;
  const std::vector<db::Value> values = row_values(tenant, after);
  db::ListQuery query("UPDATE ");
  query.add(object.table).add(" SET ");
  for (std::size_t c = 2; c < columns.size(); ++c)
    query.add(c == 2 ? db::Sql("") : db::Sql(", ")).add(columns[c]).add(" = ", values[c]);
  query.add(" WHERE tenant_id = ", tenant).add(" AND ").add(object.id_column);
  query.add(" = ", record.id.uuid).add(" AND version = ", record.version);
  const auto updated = is_changed(query.execute(connection));
  if (!updated || !*updated) return updated;
  const auto replaced = replace_words(connection, tenant, record);
  if (!replaced) return tl::unexpected(replaced.error());
  return true;
}

Result<bool> hide_record(db::Connection& connection, TenantId tenant, const Record& record,
                         const Hiding& hiding) {
  const ObjectSpec& object = record.object();
  db::ListQuery query("UPDATE ");
  query.add(object.table).add(" SET version = version + 1, is_deleted = ", hiding.is_deleted);
  query.add(", updated_at = ", hiding.at).add(" WHERE tenant_id = ", tenant).add(" AND ");
  query.add(object.id_column).add(" = ", record.id.uuid);
  query.add(" AND version = ", record.version);
  return is_changed(query.execute(connection));
}

Result<std::optional<Record>> find_record(db::Connection& connection, const Viewer& viewer,
                                          const std::vector<CustomField>& custom,
                                          const RecordId& id, bool is_deleted) {
  const ObjectSpec& object = object_of(id.kind);
  db::ListQuery query("");
  add_select(query, object);
  add_territory(query, object);
  add_visible_from(query, object, viewer, {.shown = is_deleted ? Shown::kAll : Shown::kOpen});
  query.add(" AND a.").add(object.id_column).add(" = ", id.uuid);
  std::optional<Record> found;
  const auto read =
      query.run(connection, [&](const db::Row& row) { found = record_from(row, object, custom); });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<std::vector<Record>> find_by_external_ids(db::Connection& connection, TenantId tenant,
                                                 const ObjectSpec& object,
                                                 const std::vector<CustomField>& custom,
                                                 std::span<const std::string> ids) {
  const db::Sql column = "external_id";
  return find_among(connection, {tenant, object, custom}, column, ids);
}

Result<std::vector<Record>> find_by_ids(db::Connection& connection, TenantId tenant,
                                        const ObjectSpec& object,
                                        const std::vector<CustomField>& custom,
                                        std::span<const Uuid> ids) {
  return find_among(connection, {tenant, object, custom}, object.id_column, ids);
}

Result<std::vector<Titled>> find_by_titles(db::Connection& connection, const Viewer& viewer,
                                           const ObjectSpec& object,
                                           std::span<const std::string> keys) {
  std::vector<Titled> found;
  if (keys.empty()) return found;
  db::ListQuery query("SELECT a.");
  query.add(object.id_column).add(", a.title_key");
  add_visible_from(query, object, viewer, {.has_territory = false});
  query.add(" AND a.title_key IN (");
  add_list(query, keys);
  query.add(")");
  const auto read = query.run(connection, [&](const db::Row& row) {
    found.push_back({row.uuid(0), std::string(row.text(1))});
  });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<RecordPage> list_records(db::Connection& connection, const Viewer& viewer,
                                const ListOf& list) {
  RecordPage page;
  const ListRequest& request = list.request;
  const auto asking = asking_of(connection, list.object, request, viewer);
  if (!asking) return tl::unexpected(asking.error());
  const bool is_past_filled = request.after && request.after->values.empty();
  if (!is_past_filled) {
    const auto read = read_half(connection, viewer, list, *asking, Half::kFilled, page.records);
    if (!read) return tl::unexpected(read.error());
  }
  const auto limit = static_cast<std::size_t>(request.limit);
  if (page.records.size() <= limit && may_be_empty(list.object, request.order.column)) {
    const auto read = read_half(connection, viewer, list, *asking, Half::kEmpty, page.records);
    if (!read) return tl::unexpected(read.error());
  }
  if (page.records.size() > limit) {
    page.records.resize(limit);
    page.next = place_of(page.records.back(), request.order);
  }
  return page;
}

Result<std::int64_t> count_records(db::Connection& connection, const Viewer& viewer,
                                   const ListOf& list) {
  auto asking = asking_of(connection, list.object, list.request, viewer);
  if (!asking) return tl::unexpected(asking.error());
  if (!asking->words.empty()) asking->drive = Drive::kWords;  // every row that has them counts
  db::ListQuery query("SELECT COUNT(*)");
  add_visible_from(query, list.object, viewer,
                   {.has_territory = asks_for_territory(*asking), .asking = &*asking});
  add_asked(query, list.object, *asking, viewer);
  std::int64_t count = 0;
  const auto read = query.run(connection, [&](const db::Row& row) { count = row.int64(0); });
  if (!read) return tl::unexpected(read.error());
  return count;
}

Result<std::vector<Group>> group_records(db::Connection& connection, const Viewer& viewer,
                                         const ListOf& list, const Column& by) {
  auto asking = asking_of(connection, list.object, list.request, viewer);
  if (!asking) return tl::unexpected(asking.error());
  if (!asking->words.empty()) asking->drive = Drive::kWords;
  db::ListQuery query("SELECT ");
  add_column(query, list.object, by);
  query.add(", COUNT(*)");
  add_visible_from(query, list.object, viewer, {.asking = &*asking});
  add_asked(query, list.object, *asking, viewer);
  query.add(" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ", kGroupsMax);
  std::vector<Group> groups;
  const auto read = query.run(connection, [&](const db::Row& row) {
    groups.push_back({.value = group_value(row, list.object, by), .count = row.int64(1)});
  });
  if (!read) return tl::unexpected(read.error());
  const auto summed = add_sums(connection, viewer, list, *asking, by, groups);
  if (!summed) return tl::unexpected(summed.error());
  return groups;
}

Result<std::map<Uuid, std::string>> titles_of(db::Connection& connection, const Viewer& viewer,
                                              ObjectKind kind, std::span<const Uuid> ids) {
  std::map<Uuid, std::string> titles;
  if (ids.empty()) return titles;
  const ObjectSpec& object = object_of(kind);
  db::ListQuery query("SELECT a.");
  query.add(object.id_column);
  for (const std::string_view field : object.title)
    query.add(", a.").add(object.fields[object.at(field)].column);
  add_visible_from(query, object, viewer, {.shown = Shown::kAll, .has_territory = false});
  query.add(" AND a.").add(object.id_column).add(" IN (");
  add_list(query, ids);
  query.add(")");
  const auto read = query.run(connection, [&](const db::Row& row) {
    std::string title;
    for (std::size_t column = 1; column < row.column_count(); ++column) {
      if (row.is_null(column)) continue;
      if (!title.empty()) title += ' ';
      title += row.text(column);
    }
    titles.emplace(row.uuid(0), std::move(title));
  });
  if (!read) return tl::unexpected(read.error());
  return titles;
}

Result<std::optional<Uuid>> parent_of(db::Connection& connection, TenantId tenant,
                                      const Uuid& account) {
  std::optional<Uuid> parent;
  const auto read =
      connection.query("SELECT parent FROM account WHERE tenant_id = $1 AND account_id = $2",
                       {tenant, account}, [&](const db::Row& row) {
                         if (!row.is_null(0)) parent = row.uuid(0);
                       });
  if (!read) return tl::unexpected(read.error());
  return parent;
}

}  // namespace bailiwick::crm
