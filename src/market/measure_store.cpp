#include "market/measure_store.hpp"

namespace bailiwick::market::measure_store {
namespace {

Result<void> without_count(const Result<std::int64_t>& changed) {
  if (!changed) return tl::unexpected(changed.error());
  return {};
}

Measure measure_from(const db::Row& row) {
  return {.key = std::string(row.text(0)),
          .name = std::string(row.text(1)),
          .unit = std::string(row.text(2)),
          .kind = parse_measure_kind(row.text(3)).value_or(MeasureKind::kJoined),
          .adds = parse_measure_adds(row.text(4)).value_or(MeasureAdds::kSum),
          .weighed_by = row.optional_text(5),
          .formula = row.optional_text(6),
          .source = std::string(row.text(7)),
          .as_of = row.is_null(8) ? std::optional<LocalDate>() : row.date(8),
          .version = row.int64(9)};
}

}  // namespace

Result<std::vector<Measure>> measures(db::Connection& connection, const LayerKey& layer) {
  return db::query_all(connection,
                       "SELECT measure_key, name, unit, kind, adds, weighed_by, formula, source, "
                       "as_of, version FROM unit_measure WHERE tenant_id = $1 AND unit_layer_id = "
                       "$2 ORDER BY measure_key",
                       {layer.tenant, layer.layer}, measure_from);
}

Result<std::optional<Measure>> find_measure(db::Connection& connection, const LayerKey& layer,
                                            std::string_view key) {
  return db::query_one(connection,
                       "SELECT measure_key, name, unit, kind, adds, weighed_by, formula, source, "
                       "as_of, version FROM unit_measure WHERE tenant_id = $1 AND unit_layer_id = "
                       "$2 AND measure_key = $3",
                       {layer.tenant, layer.layer, key}, measure_from);
}

Result<void> put_measure(db::Connection& connection, const LayerKey& layer, const Measure& measure,
                         const MeasureValues* values) {
  const db::Value lines = values == nullptr ? db::Value() : db::Value(text_of(*values));
  return without_count(connection.execute(
      "INSERT INTO unit_measure (tenant_id, unit_layer_id, measure_key, name, unit, kind, adds, "
      "weighed_by, formula, source, as_of, version, value_lines) VALUES ($1, $2, $3, $4, $5, $6, "
      "$7, $8, $9, $10, $11, $12, CASE WHEN $6 = 'joined' THEN COALESCE($13, (SELECT u.value_lines "
      "FROM unit_measure u WHERE u.tenant_id = $1 AND u.unit_layer_id = $2 AND u.measure_key = "
      "$3)) END) ON CONFLICT (tenant_id, unit_layer_id, measure_key) DO "
      "UPDATE SET name = excluded.name, unit = excluded.unit, kind = excluded.kind, adds = "
      "excluded.adds, weighed_by = excluded.weighed_by, formula = excluded.formula, source = "
      "excluded.source, as_of = excluded.as_of, version = excluded.version, value_lines = "
      "excluded.value_lines",
      {layer.tenant, layer.layer, measure.key, measure.name, measure.unit, name_of(measure.kind),
       name_of(measure.adds), measure.weighed_by, measure.formula, measure.source, measure.as_of,
       measure.version, lines}));
}

Result<bool> delete_measure(db::Connection& connection, const LayerKey& layer,
                            const Measure& measure) {
  const auto count = connection.execute(
      "DELETE FROM unit_measure WHERE tenant_id = $1 AND unit_layer_id = $2 AND measure_key = $3 "
      "AND version = $4",
      {layer.tenant, layer.layer, measure.key, measure.version});
  if (!count) return tl::unexpected(count.error());
  return *count > 0;
}

Result<std::optional<MeasureValues>> values(db::Connection& connection, const LayerKey& layer,
                                            std::string_view key) {
  std::optional<MeasureValues> found;
  const auto read = connection.query(
      "SELECT value_lines FROM unit_measure WHERE tenant_id = $1 AND unit_layer_id = $2 AND "
      "measure_key = $3 AND value_lines IS NOT NULL",
      {layer.tenant, layer.layer, key},
      [&](const db::Row& row) { found = parse_values(row.text(0)); });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<void> put_live(db::Connection& connection, const LayerKey& layer, std::string_view key,
                      const LiveValues& live) {
  return without_count(connection.execute(
      "INSERT INTO unit_measure_live (tenant_id, unit_layer_id, measure_key, value_lines, "
      "counted_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tenant_id, unit_layer_id, "
      "measure_key) DO UPDATE SET value_lines = excluded.value_lines, counted_at = "
      "excluded.counted_at",
      {layer.tenant, layer.layer, key, text_of(live.values), live.counted_at}));
}

Result<std::optional<LiveValues>> live(db::Connection& connection, const LayerKey& layer,
                                       std::string_view key) {
  std::optional<LiveValues> found;
  const auto read = connection.query(
      "SELECT value_lines, counted_at FROM unit_measure_live WHERE tenant_id = $1 AND "
      "unit_layer_id = $2 AND measure_key = $3",
      {layer.tenant, layer.layer, key}, [&](const db::Row& row) {
        if (auto values = parse_values(row.text(0)))
          found = LiveValues{.values = std::move(*values), .counted_at = row.instant(1)};
      });
  if (!read) return tl::unexpected(read.error());
  return found;
}

}  // namespace bailiwick::market::measure_store
