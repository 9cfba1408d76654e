#include "crm/settings_store.hpp"

#include <nlohmann/json.hpp>

#include "platform/db/list_query.hpp"

namespace bailiwick::crm {
namespace {

using Json = nlohmann::json;

CustomField field_from(const db::Row& row, ObjectKind object) {
  CustomField field{.object = object,
                    .key = std::string(row.text(0)),
                    .label = std::string(row.text(1)),
                    .type = parse_field_type(row.text(2)).value_or(FieldType::kText)};
  field.choices = Json::parse(row.text(3)).get<std::vector<std::string>>();
  field.place = row.int64(4);
  field.is_open = row.truth(5);
  field.version = row.int64(6);
  return field;
}

std::string choices_text(const CustomField& field) { return Json(field.choices).dump(); }

Result<bool> is_setting_changed(const Result<std::int64_t>& changed) {
  if (!changed) return tl::unexpected(changed.error());
  return *changed > 0;
}

Result<std::vector<Pipeline>> stored_pipelines(db::Connection& connection, TenantId tenant) {
  return db::query_all(
      connection,
      "SELECT pipeline_key, name, stages, version FROM pipeline WHERE tenant_id = "
      "$1 ORDER BY pipeline_key",
      {tenant}, [](const db::Row& row) {
        const Json json = {{"name", row.text(1)}, {"stages", Json::parse(row.text(2))}};
        Pipeline pipeline = pipeline_from(std::string(row.text(0)), json);
        pipeline.version = row.int64(3);
        return pipeline;
      });
}

}  // namespace

Result<std::vector<CustomField>> custom_fields(db::Connection& connection, TenantId tenant,
                                               ObjectKind object) {
  return db::query_all(
      connection,
      "SELECT field_key, label, type, choices, place, is_open, version FROM custom_field "
      "WHERE tenant_id = $1 AND object = $2 ORDER BY place, field_key",
      {tenant, object_of(object).name},
      [object](const db::Row& row) { return field_from(row, object); });
}

Result<void> insert_custom_field(db::Connection& connection, TenantId tenant,
                                 const CustomField& field) {
  const auto added = connection.execute(
      "INSERT INTO custom_field (tenant_id, object, field_key, label, type, choices, place, "
      "is_open, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {tenant, object_of(field.object).name, field.key, field.label, name_of(field.type),
       choices_text(field), field.place, field.is_open, field.version});
  if (!added) return tl::unexpected(added.error());
  return {};
}

Result<bool> update_custom_field(db::Connection& connection, TenantId tenant,
                                 const CustomField& field) {
  return is_setting_changed(connection.execute(
      "UPDATE custom_field SET label = $5, type = $6, choices = $7, place = $8, is_open = $9, "
      "version = version + 1 WHERE tenant_id = $1 AND object = $2 AND field_key = $3 AND version = "
      "$4",
      {tenant, object_of(field.object).name, field.key, field.version, field.label,
       name_of(field.type), choices_text(field), field.place, field.is_open}));
}

Result<std::vector<KeptValue>> kept_values(db::Connection& connection, TenantId tenant,
                                           const CustomField& field) {
  const bool is_sqlite = connection.dialect() == db::Dialect::kSqlite;
  db::ListQuery query("SELECT ");
  // -> gives JSON on both: texts in quotes, numbers without.
  if (is_sqlite)
    query.add("custom -> ", "$." + field.key);
  else
    query.add("CAST(CAST(custom AS json) -> CAST(", field.key).add(" AS text) AS text)");
  query.add(", COUNT(*) FROM ")
      .add(object_of(field.object).table)
      .add(" WHERE tenant_id = ", tenant);
  query.add(" AND custom <> '{}' GROUP BY 1 ORDER BY 2 DESC LIMIT ", kKeptValuesMax);
  std::vector<KeptValue> values;
  const auto read = query.run(connection, [&](const db::Row& row) {
    if (!row.is_null(0)) values.push_back({std::string(row.text(0)), row.int64(1)});
  });
  if (!read) return tl::unexpected(read.error());
  return values;
}

Result<std::vector<Pipeline>> pipelines(db::Connection& connection, TenantId tenant) {
  auto stored = stored_pipelines(connection, tenant);
  if (stored && stored->empty()) stored->push_back(standard_pipeline());
  return stored;
}

Result<bool> put_pipeline(db::Connection& connection, TenantId tenant, const Pipeline& pipeline,
                          std::optional<std::int64_t> version) {
  // The standard one becomes a row with the first change of any.
  const auto stored = stored_pipelines(connection, tenant);
  if (!stored) return tl::unexpected(stored.error());
  const auto insert = [&](const Pipeline& one) {
    const Json json = json_of(one);
    return is_setting_changed(connection.execute(
        "INSERT INTO pipeline (tenant_id, pipeline_key, name, stages, version) VALUES ($1, $2, $3, "
        "$4, $5)",
        {tenant, one.key, one.name, json.at("stages").dump(), one.version}));
  };
  if (stored->empty()) {
    const auto made = insert(standard_pipeline());
    if (!made) return made;
  }
  const Json json = json_of(pipeline);
  db::ListQuery query("UPDATE pipeline SET version = version + 1, name = ", pipeline.name);
  query.add(", stages = ", json.at("stages").dump()).add(" WHERE tenant_id = ", tenant);
  query.add(" AND pipeline_key = ", pipeline.key);
  if (version) query.add(" AND version = ", *version);
  const auto updated = is_setting_changed(query.execute(connection));
  if (!updated || *updated || version) return updated;
  Pipeline added = pipeline;
  added.version = 1;
  return insert(added);
}

Result<std::int64_t> opportunities_in(db::Connection& connection, TenantId tenant,
                                      std::string_view stage) {
  const auto count = db::query_one(
      connection, "SELECT COUNT(*) FROM opportunity WHERE tenant_id = $1 AND stage = $2",
      {tenant, stage}, [](const db::Row& row) { return row.int64(0); });
  if (!count) return tl::unexpected(count.error());
  return count->value_or(0);
}

}  // namespace bailiwick::crm
