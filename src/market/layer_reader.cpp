#include "market/layer_reader.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "market/layer_build.hpp"
#include "market/layer_service.hpp"
#include "market/layer_store.hpp"
#include "platform/files/csv.hpp"
#include "platform/http/conditional.hpp"
#include "platform/identity/environment.hpp"

namespace bailiwick::market {
namespace {

namespace db = platform::db;
namespace identity = platform::identity;
using identity::Permission;
using layer_store::FilePart;
using layer_store::LayerKey;

constexpr std::size_t kCsvRowsAPiece = 1'000;
// Where a value is unknown, it stands behind all others.
constexpr double kUnknown = std::numeric_limits<double>::infinity();

Result<LayerContentPtr> read_content(db::Connection& connection, const LayerKey& key, Layer layer) {
  auto units = layer_store::units(connection, key);
  if (!units) return tl::unexpected(units.error());
  auto content = std::make_shared<LayerContent>();
  content->layer = std::move(layer);
  content->units = std::move(*units);
  const auto read = [&](FilePart part) { return layer_store::file(connection, key, part); };
  const auto shapes = read(FilePart::kShapes);
  if (!shapes) return tl::unexpected(shapes.error());
  content->shapes = geo::coverage_from(*shapes).value_or(geo::Coverage());
  const auto links = read(FilePart::kNeighbours);
  if (!links) return tl::unexpected(links.error());
  content->neighbours = links_from(*links);
  auto map = read(FilePart::kMap);
  if (!map) return tl::unexpected(map.error());
  content->map_tag = platform::http::etag_of(*map);
  content->map = std::make_shared<const std::string>(std::move(*map));
  return content;
}

bool is_found(const LayerUnit& unit, std::string_view words) {
  if (words.empty()) return true;
  const std::string wanted = ascii_lower(words);
  return ascii_lower(unit.code).starts_with(wanted) ||
         ascii_lower(unit.name).find(wanted) != std::string::npos;
}

// Sorted by a text of each unit, or by a number.
std::optional<std::string_view> text_of(const LayerUnit& unit, std::string_view key) {
  if (key == "code") return unit.code;
  if (key == "name") return unit.name;
  if (key == "part_of") return unit.part_of ? std::string_view(*unit.part_of) : std::string_view();
  return std::nullopt;
}

std::optional<double> number_of(const LayerUnit& unit, std::string_view key) {
  if (key == "lon") return unit.point.lon_deg;
  if (key == "lat") return unit.point.lat_deg;
  if (key == "area_km2") return unit.area_km2.value_or(kUnknown);
  return std::nullopt;
}

// Each takes the place of the one with its key, or stands behind all.
void put_columns(std::vector<UnitColumn>& columns, const std::vector<UnitColumn>& more) {
  for (const UnitColumn& column : more) {
    const auto found = std::ranges::find(columns, column.key, &UnitColumn::key);
    if (found == columns.end())
      columns.push_back(column);
    else
      *found = column;
  }
}

const UnitColumn* column_called(const std::vector<UnitColumn>& columns, std::string_view key) {
  const auto found = std::ranges::find(columns, key, &UnitColumn::key);
  return found == columns.end() ? nullptr : &*found;
}

std::string number_text(std::optional<double> value) {
  return value ? fmt::format("{}", *value) : std::string();
}

}  // namespace

Result<LayerContentPtr> LayerReader::content_in(Connection& connection, TenantId tenant,
                                                LayerId id) const {
  auto layer = LayerService::existing(connection, tenant, id);
  if (!layer) return tl::unexpected(layer.error());
  if (layer->state != LayerState::kReady)
    return fail(ErrorCode::kConflict, "M073",
                fmt::format("{} is not ready: {}.", layer->name,
                            layer->state == LayerState::kLoading ? "it is being loaded"
                                                                 : "it could not be loaded"));
  {
    const std::lock_guard lock(mutex_);
    const auto known = std::ranges::find_if(
        kept_, [id](const LayerContentPtr& content) { return content->layer.id == id; });
    if (known != kept_.end()) {
      kept_.splice(kept_.begin(), kept_, known);
      return kept_.front();
    }
  }
  auto content = read_content(connection, {tenant, id}, std::move(*layer));
  if (!content) return content;
  const std::lock_guard lock(mutex_);
  kept_.push_front(*content);
  if (kept_.size() > kLayersKept) kept_.pop_back();
  return content;
}

TerritoriesOfUnits seen_of(TerritoriesOfUnits all, const alignment::Scope& scope) {
  TerritoriesOfUnits seen;
  std::vector<std::int32_t> now(all.ids.size(), -1);
  for (std::size_t i = 0; i < all.ids.size(); ++i) {
    if (!scope.has(all.ids[i])) continue;
    now[i] = static_cast<std::int32_t>(seen.ids.size());
    seen.ids.push_back(all.ids[i]);
    seen.names.push_back(std::move(all.names[i]));
  }
  seen.of = std::move(all.of);
  for (std::int32_t& index : seen.of) index = index < 0 ? -1 : now[static_cast<std::size_t>(index)];
  return seen;
}

Result<LayerContentPtr> LayerReader::content(const Principal& principal, LayerId id) const {
  if (const auto may = identity::require(principal, Permission::kMarketRead); !may)
    return tl::unexpected(may.error());
  return parts_.database.read(
      [&](Connection& connection) { return content_in(connection, principal.tenant, id); });
}

Result<TerritoriesOfUnits> LayerReader::territories(Connection& connection,
                                                    const Principal& principal,
                                                    const LayerContent& content) const {
  auto all = parts_.territories.of(connection, principal.tenant, content.layer, content.units);
  if (!all) return all;
  const auto scope = alignment::read_scope(connection, principal, utc_date(parts_.now()));
  if (!scope) return tl::unexpected(scope.error());
  return seen_of(std::move(*all), *scope);
}

Result<LayerReader::Known> LayerReader::known(const Principal& principal, LayerId id) const {
  if (const auto may = identity::require(principal, Permission::kMarketRead); !may)
    return tl::unexpected(may.error());
  return parts_.database.read([&](Connection& connection) -> Result<Known> {
    auto content = content_in(connection, principal.tenant, id);
    if (!content) return tl::unexpected(content.error());
    auto columns = parts_.values.columns(connection, principal.tenant, id, {});
    if (!columns) return tl::unexpected(columns.error());
    auto owners = territories(connection, principal, **content);
    if (!owners) return tl::unexpected(owners.error());
    return Known{std::move(*content), std::move(*columns), std::move(*owners)};
  });
}

UnitRow LayerReader::row_of(const Known& known, std::size_t place) {
  UnitRow row{.unit = known.content->units[place]};
  const std::int32_t territory = known.territories.of[place];
  if (territory >= 0) row.territory = known.territories.ids[static_cast<std::size_t>(territory)];
  for (const UnitColumn& column : known.columns)
    row.values.emplace_back(column.key, column.values[place]);
  return row;
}

Result<UnitPage> LayerReader::units(const Principal& principal, LayerId id,
                                    const UnitQuery& query) const {
  auto known = this->known(principal, id);
  if (!known) return tl::unexpected(known.error());
  put_columns(known->columns, query.more);
  const std::vector<LayerUnit>& units = known->content->units;
  const bool is_down = query.sort.starts_with('-');
  const std::string key = query.sort.substr(is_down ? 1 : 0);
  const UnitColumn* column = column_called(known->columns, key);
  const LayerUnit none{.code = {}};
  if (column == nullptr && !text_of(none, key) && !number_of(none, key))
    return fail(ErrorCode::kInvalidInput, "M062",
                fmt::format("Units cannot be sorted by \"{}\": take code, name, part_of, lon, lat, "
                            "area_km2 or the key of a measure.",
                            key));
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < units.size(); ++i)
    if (is_found(units[i], query.words)) places.push_back(i);
  const auto number = [&](std::size_t i) {
    if (column != nullptr) return column->values[i].value_or(kUnknown);
    return number_of(units[i], key).value_or(kUnknown);
  };
  const bool is_text = column == nullptr && text_of(none, key).has_value();
  std::ranges::stable_sort(places, [&](std::size_t a, std::size_t b) {
    if (is_text)
      return is_down ? text_of(units[b], key) < text_of(units[a], key)
                     : text_of(units[a], key) < text_of(units[b], key);
    if (number(a) == kUnknown || number(b) == kUnknown) return number(a) < number(b);
    return is_down ? number(b) < number(a) : number(a) < number(b);
  });
  UnitPage page;
  const auto begin = std::min(static_cast<std::size_t>(query.begin), places.size());
  const auto end = std::min(begin + static_cast<std::size_t>(query.limit), places.size());
  for (std::size_t i = begin; i < end; ++i) page.rows.push_back(row_of(*known, places[i]));
  if (end < places.size()) page.next = static_cast<std::int64_t>(end);
  return page;
}

Result<UnitPortrait> LayerReader::unit(const Principal& principal, LayerId id,
                                       std::string_view code,
                                       const std::vector<UnitColumn>& more) const {
  auto known = this->known(principal, id);
  if (!known) return tl::unexpected(known.error());
  put_columns(known->columns, more);
  const std::vector<LayerUnit>& units = known->content->units;
  const auto found = std::ranges::lower_bound(units, code, {}, &LayerUnit::code);
  if (found == units.end() || found->code != code)
    return fail(ErrorCode::kNotFound, "M061",
                fmt::format("There is no unit \"{}\" in {}.", code, known->content->layer.name));
  const auto place = static_cast<std::size_t>(found - units.begin());
  UnitPortrait portrait{.row = row_of(*known, place), .neighbours = {}, .ranks = {}};
  std::set<std::int32_t> others;
  for (const auto& [a, b] : known->content->neighbours) {
    if (static_cast<std::size_t>(a) == place) others.insert(b);
    if (static_cast<std::size_t>(b) == place) others.insert(a);
  }
  for (const std::int32_t other : others)
    portrait.neighbours.push_back(units[static_cast<std::size_t>(other)].code);
  for (const UnitColumn& column : known->columns) {
    const auto own = column.values[place];
    if (!own) continue;
    UnitRank rank{.key = column.key, .rank = 1};
    for (const auto& value : column.values) {
      rank.of += value ? 1 : 0;
      rank.rank += value && *value > *own ? 1 : 0;
    }
    portrait.ranks.push_back(std::move(rank));
  }
  return portrait;
}

Result<std::vector<UnitColumn>> LayerReader::columns(const Principal& principal, LayerId id,
                                                     const std::vector<std::string>& keys) const {
  if (const auto may = identity::require(principal, Permission::kMarketRead); !may)
    return tl::unexpected(may.error());
  return parts_.database.read([&](Connection& connection) {
    return parts_.values.columns(connection, principal.tenant, id, keys);
  });
}

Result<LayerReader::Pieces> LayerReader::csv(const Principal& principal, LayerId id,
                                             const std::vector<UnitColumn>& more) const {
  const auto content = this->content(principal, id);
  if (!content) return tl::unexpected(content.error());
  auto columns = this->columns(principal, id, {});
  if (!columns) return tl::unexpected(columns.error());
  put_columns(*columns, more);
  return [content = *content, columns = std::move(*columns), next = std::size_t{0},
          is_begun = false](std::string& piece) mutable {
    if (!is_begun) {
      std::vector<std::string_view> names = {"code", "name", "part_of", "lon", "lat", "area_km2"};
      for (const UnitColumn& column : columns) names.push_back(column.key);
      platform::files::append_csv_row(piece, names);
      is_begun = true;
      return true;
    }
    const std::size_t end = std::min(next + kCsvRowsAPiece, content->units.size());
    for (std::size_t place = next; place < end; ++place) {
      const LayerUnit& unit = content->units[place];
      std::vector<std::string> fields = {unit.code,
                                         unit.name,
                                         unit.part_of.value_or(""),
                                         fmt::format("{}", unit.point.lon_deg),
                                         fmt::format("{}", unit.point.lat_deg),
                                         number_text(unit.area_km2)};
      for (const UnitColumn& column : columns) fields.push_back(number_text(column.values[place]));
      const std::vector<std::string_view> views(fields.begin(), fields.end());
      platform::files::append_csv_row(piece, views);
    }
    const bool is_more = next < end;
    next = end;
    return is_more;
  };
}

}  // namespace bailiwick::market
