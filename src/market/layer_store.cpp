#include "market/layer_store.hpp"

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>

#include "platform/db/list_query.hpp"

namespace bailiwick::market::layer_store {
namespace {

using db::Value;

constexpr std::array<std::string_view, 4> kParts = {"source", "shapes", "neighbours", "map"};
std::string_view name_of(FilePart part) { return kParts[static_cast<std::size_t>(part)]; }

Result<void> done(const Result<std::int64_t>& count) {
  if (!count) return tl::unexpected(count.error());
  return {};
}

std::string text_of(const std::vector<LayerFinding>& findings) {
  nlohmann::json json = nlohmann::json::array();
  for (const LayerFinding& finding : findings)
    json.push_back({{"rule", finding.rule},
                    {"count", finding.count},
                    {"message", finding.message},
                    {"examples", finding.examples}});
  return json.dump();
}

std::vector<LayerFinding> findings_of(std::string_view text) {
  std::vector<LayerFinding> findings;
  for (const nlohmann::json& one : nlohmann::json::parse(text))
    findings.push_back({.rule = one.value("rule", ""),
                        .count = one.value("count", std::int64_t{0}),
                        .message = one.value("message", ""),
                        .examples = one.value("examples", std::vector<std::string>())});
  return findings;
}

std::string text_of(const Errors& problems) {
  nlohmann::json json = nlohmann::json::array();
  for (const Error& problem : problems)
    json.push_back({{"rule", problem.rule}, {"message", problem.message}});
  return json.dump();
}

Errors problems_of(std::string_view text) {
  Errors problems;
  for (const nlohmann::json& one : nlohmann::json::parse(text))
    problems.push_back({ErrorCode::kInvalidInput, one.value("rule", ""), one.value("message", "")});
  return problems;
}

Value characters_value(const MatchRule& match) {
  return match.by == MatchBy::kPostalCode ? Value(match.characters) : Value();
}

Value bound_value(const Layer& layer, std::size_t side) {
  return layer.bounds ? Value((*layer.bounds)[side]) : Value();
}

Layer layer_from(const db::Row& row) {
  Layer layer{.id = row.id<LayerTag>(0),
              .name = std::string(row.text(1)),
              .country = row.optional_text(2),
              .shape = parse_layer_shape(row.text(3)).value_or(LayerShape::kAreas),
              .match = {.by = parse_match_by(row.text(4)).value_or(MatchBy::kPlace),
                        .characters = row.optional_int64(5).value_or(0)},
              .built_in = row.optional_text(6),
              .source = std::string(row.text(7)),
              .state = parse_layer_state(row.text(8)).value_or(LayerState::kFailed),
              .request = std::string(row.text(9)),
              .unit_count = row.int64(10)};
  if (!row.is_null(11)) layer.bounds = {row.real(11), row.real(12), row.real(13), row.real(14)};
  layer.findings = findings_of(row.text(15));
  layer.problems = problems_of(row.text(16));
  if (!row.is_null(17)) layer.job = row.id<platform::jobs::JobTag>(17);
  layer.created_at = row.instant(18);
  layer.version = row.int64(19);
  return layer;
}

db::ListQuery layers_of(TenantId tenant) {
  return {
      "SELECT unit_layer_id, name, country, shape, match_by, match_characters, built_in, "
      "source, state, request, unit_count, west, south, east, north, findings, problems, "
      "job_id, created_at, version FROM unit_layer WHERE tenant_id = ",
      tenant};
}

Result<void> put_chunk(db::Connection& connection, const LayerKey& key, FilePart part,
                       std::int64_t index, std::string_view content) {
  return done(connection.execute(
      "INSERT INTO unit_layer_file (tenant_id, unit_layer_id, part, chunk_index, content) VALUES "
      "($1, $2, $3, $4, $5)",
      {key.tenant, key.layer, name_of(part), index, db::Bytes(content.begin(), content.end())}));
}

}  // namespace

Result<void> insert_layer(db::Connection& connection, TenantId tenant, const Layer& layer,
                          PersonId created_by) {
  return done(connection.execute(
      "INSERT INTO unit_layer (tenant_id, unit_layer_id, name, country, shape, match_by, "
      "match_characters, built_in, source, state, request, unit_count, west, south, east, north, "
      "findings, problems, job_id, created_at, created_by, version) VALUES ($1, $2, $3, $4, $5, "
      "$6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)",
      {tenant,
       layer.id,
       layer.name,
       layer.country,
       market::name_of(layer.shape),
       market::name_of(layer.match.by),
       characters_value(layer.match),
       layer.built_in,
       layer.source,
       market::name_of(layer.state),
       layer.request,
       layer.unit_count,
       bound_value(layer, 0),
       bound_value(layer, 1),
       bound_value(layer, 2),
       bound_value(layer, 3),
       text_of(layer.findings),
       text_of(layer.problems),
       layer.job,
       layer.created_at,
       created_by.is_nil() ? Value() : Value(created_by),
       layer.version}));
}

Result<bool> update_layer(db::Connection& connection, TenantId tenant, const Layer& layer) {
  const auto count = connection.execute(
      "UPDATE unit_layer SET name = $4, country = $5, match_by = $6, match_characters = $7, state "
      "= $8, unit_count = $9, west = $10, south = $11, east = $12, north = $13, findings = $14, "
      "problems = $15, shape = $16, version = version + 1 WHERE tenant_id = $1 AND unit_layer_id = "
      "$2 AND version = $3",
      {tenant, layer.id, layer.version, layer.name, layer.country, market::name_of(layer.match.by),
       characters_value(layer.match), market::name_of(layer.state), layer.unit_count,
       bound_value(layer, 0), bound_value(layer, 1), bound_value(layer, 2), bound_value(layer, 3),
       text_of(layer.findings), text_of(layer.problems), market::name_of(layer.shape)});
  if (!count) return tl::unexpected(count.error());
  return *count > 0;
}

Result<bool> delete_layer(db::Connection& connection, const LayerKey& key, std::int64_t version) {
  const auto found = find_layer(connection, key);
  if (!found) return tl::unexpected(found.error());
  if (!*found || (*found)->version != version) return false;
  const auto units =
      connection.execute("DELETE FROM unit_layer_unit WHERE tenant_id = $1 AND unit_layer_id = $2",
                         {key.tenant, key.layer});
  if (!units) return tl::unexpected(units.error());
  const auto files =
      connection.execute("DELETE FROM unit_layer_file WHERE tenant_id = $1 AND unit_layer_id = $2",
                         {key.tenant, key.layer});
  if (!files) return tl::unexpected(files.error());
  const auto count = connection.execute(
      "DELETE FROM unit_layer WHERE tenant_id = $1 AND unit_layer_id = $2 AND version = $3",
      {key.tenant, key.layer, version});
  if (!count) return tl::unexpected(count.error());
  return *count > 0;
}

Result<std::vector<Layer>> layers(db::Connection& connection, TenantId tenant) {
  std::vector<Layer> all;
  const auto read =
      layers_of(tenant)
          .add(" ORDER BY name, unit_layer_id")
          .run(connection, [&](const db::Row& row) { all.push_back(layer_from(row)); });
  if (!read) return tl::unexpected(read.error());
  return all;
}

Result<std::optional<Layer>> find_layer(db::Connection& connection, const LayerKey& key) {
  std::optional<Layer> found;
  const auto read = layers_of(key.tenant)
                        .add(" AND unit_layer_id = ", key.layer)
                        .run(connection, [&](const db::Row& row) { found = layer_from(row); });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<void> insert_units(db::Connection& connection, const LayerKey& key,
                          std::span<const LayerUnit> units) {
  static constexpr std::array<db::Sql, 9> kColumns = {
      "tenant_id", "unit_layer_id", "place", "code", "name", "part_of", "lon", "lat", "area_km2"};
  std::size_t place = 0;
  return done(connection.insert_many("unit_layer_unit", kColumns, [&](std::vector<Value>& values) {
    if (place == units.size()) return false;
    const LayerUnit& unit = units[place];
    values = {key.tenant,         key.layer,          static_cast<std::int64_t>(place),
              unit.code,          unit.name,          unit.part_of,
              unit.point.lon_deg, unit.point.lat_deg, unit.area_km2};
    ++place;
    return true;
  }));
}

Result<std::vector<LayerUnit>> units(db::Connection& connection, const LayerKey& key) {
  return db::query_all(
      connection,
      "SELECT code, name, part_of, lon, lat, area_km2 FROM unit_layer_unit WHERE tenant_id = $1 "
      "AND unit_layer_id = $2 ORDER BY place",
      {key.tenant, key.layer}, [](const db::Row& row) {
        return LayerUnit{
            .code = std::string(row.text(0)),
            .name = std::string(row.text(1)),
            .part_of = row.optional_text(2),
            .point = {row.real(3), row.real(4)},
            .area_km2 = row.is_null(5) ? std::nullopt : std::optional<double>(row.real(5))};
      });
}

Result<std::vector<std::string>> codes(db::Connection& connection, const LayerKey& key) {
  return db::query_all(connection,
                       "SELECT code FROM unit_layer_unit WHERE tenant_id = $1 AND unit_layer_id = "
                       "$2 ORDER BY place",
                       {key.tenant, key.layer},
                       [](const db::Row& row) { return std::string(row.text(0)); });
}

Result<void> put_file(db::Connection& connection, const LayerKey& key, FilePart part,
                      std::string_view content) {
  if (const auto deleted = delete_file(connection, key, part); !deleted) return deleted;
  std::int64_t index = 0;
  for (std::size_t begin = 0; begin < content.size(); begin += kChunkBytes) {
    const auto put = put_chunk(connection, key, part, index++, content.substr(begin, kChunkBytes));
    if (!put) return put;
  }
  return {};
}

Result<void> put_file_from(db::Connection& connection, const LayerKey& key, FilePart part,
                           const std::string& path) {
  if (const auto deleted = delete_file(connection, key, part); !deleted) return deleted;
  std::ifstream in(path, std::ios::binary);
  std::string piece(kChunkBytes, '\0');
  for (std::int64_t index = 0; in; ++index) {
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    const auto size = static_cast<std::size_t>(in.gcount());
    if (size == 0) break;
    const auto put =
        put_chunk(connection, key, part, index, std::string_view(piece).substr(0, size));
    if (!put) return put;
  }
  return {};
}

Result<void> delete_file(db::Connection& connection, const LayerKey& key, FilePart part) {
  return done(connection.execute(
      "DELETE FROM unit_layer_file WHERE tenant_id = $1 AND unit_layer_id = $2 AND part = $3",
      {key.tenant, key.layer, name_of(part)}));
}

Result<std::string> file(db::Connection& connection, const LayerKey& key, FilePart part) {
  std::string content;
  const auto read = connection.query(
      "SELECT content FROM unit_layer_file WHERE tenant_id = $1 AND unit_layer_id = $2 AND part = "
      "$3 ORDER BY chunk_index",
      {key.tenant, key.layer, name_of(part)}, [&](const db::Row& row) {
        const db::Bytes bytes = row.bytes(0);
        content.append(bytes.begin(), bytes.end());
      });
  if (!read) return tl::unexpected(read.error());
  return content;
}

}  // namespace bailiwick::market::layer_store
