#include "market/layer_file.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "platform/files/csv.hpp"
#include "platform/files/decimal_column.hpp"
#include "platform/files/error_log.hpp"
#include "platform/files/file_kind.hpp"
#include "platform/files/geojson.hpp"
#include "platform/files/json_tree.hpp"
#include "platform/files/topojson.hpp"

namespace bailiwick::market {
namespace {

namespace files = platform::files;

constexpr std::array<std::string_view, 3> kFormats = {"geojson", "topojson", "csv"};
// Columns are recognised by these names, the likelier first; case and punctuation do not matter (files::Table::find).
constexpr std::array<std::string_view, 27> kCodeNames = {
    "code",     "zip",     "zipcode", "zcta",     "zcta5", "zcta5ce20",  "zcta5ce10",
    "postcode", "plz",     "pc4",     "pc5",      "pc6",   "postalcode", "geoid",
    "geoid20",  "geoid10", "fips",    "nutsid",   "iso",   "isoa2",      "isoa3",
    "unit",     "unitid",  "id",      "objectid", "gid",   "key"};
constexpr std::array<std::string_view, 10> kLabelNames = {
    "name",  "label", "namelsad",   "title", "placename",
    "place", "city",  "woonplaats", "town",  "ort"};
constexpr std::array<std::string_view, 10> kPartNames = {
    "partof", "county",   "state",        "province", "provincie",
    "region", "gemeente", "municipality", "district", "statefp"};
constexpr std::array<std::string_view, 6> kLonNames = {"lon",         "longitude", "lng",
                                                       "lengtegraad", "lengte",    "x"};
constexpr std::array<std::string_view, 5> kLatNames = {"lat", "latitude", "breedtegraad", "breedte",
                                                       "y"};

constexpr std::string_view kMarkup = "an XML or HTML document (KML, GML)";

Error mistake(std::string_view rule, std::string message) {
  return {ErrorCode::kInvalidInput, std::string(rule), std::move(message)};
}

// What every kind of file is made into: a row a unit.
struct Rows {
  const files::Table& table;
  std::span<const geo::Area> areas;     // empty of CSV
  std::span<const geo::LonLat> points;  // likewise
  bool may_have_commas = false;         // as decimal marks
};

class Reader {
 public:
  Reader(const Rows& rows, const LayerRequest& request)
      : rows_(rows), table_(rows.table), request_(request), log_(table_.name()) {}

  Checked<std::vector<UnitDraft>> read() {
    if (table_.row_count() == 0)
      return fail(Errors{mistake("M066", fmt::format("{} has no units.", table_.name()))});
    if (table_.row_count() > kUnitsMax)
      return fail(Errors{mistake(
          "M072",
          fmt::format("{} has {} units; a layer has at most {}. Divide it, by country or state.",
                      table_.name(), table_.row_count(), kUnitsMax))});
    const auto code = chosen(request_.code, kCodeNames, "codes", true);
    const auto label = chosen(request_.label, kLabelNames, "names", false);
    const auto part_of = chosen(request_.part_of, kPartNames, "what units are part of", false);
    read_places();
    if (!code) return fail(log_.take());
    for (std::size_t row = 0; row < table_.row_count(); ++row) {
      UnitDraft& draft = drafts_[row];
      draft.unit.code = table_.field(row, *code);
      if (label && label != code) draft.unit.name = cut(table_.field(row, *label));
      if (part_of && part_of != code && !table_.field(row, *part_of).empty())
        draft.unit.part_of = cut(table_.field(row, *part_of));
    }
    check_codes(*code);
    if (!log_.is_empty()) return fail(log_.take());
    return std::move(drafts_);
  }

 private:
  [[nodiscard]] bool is_key(std::size_t column) const {
    std::vector<std::string_view> codes;
    for (std::size_t row = 0; row < table_.row_count(); ++row)
      codes.push_back(table_.field(row, column));
    std::sort(codes.begin(), codes.end());
    return !codes.front().empty() && std::adjacent_find(codes.begin(), codes.end()) == codes.end();
  }

  // The column that was named, or else the first that is recognised; for codes the first whose values tell units apart.
  std::optional<std::size_t> chosen(const std::string& named,
                                    std::span<const std::string_view> known, std::string_view what,
                                    bool is_code) {
    if (!named.empty()) {
      const auto column = table_.find(named);
      if (!column) report_missing(fmt::format("no column '{}'", named));
      return column;
    }
    if (!is_code) return table_.find_first(known);
    std::optional<std::size_t> first;
    for (const std::string_view name : known) {
      const auto column = table_.find(name);
      if (!column) continue;
      if (is_key(*column)) return column;
      if (!first) first = column;
    }
    if (!first) report_missing(fmt::format("no column of {} that is recognised", what));
    return first;
  }

  void report_missing(const std::string& what) {
    // A table without columns has one without a name.
    const auto& columns = table_.columns();
    const bool has_none =
        std::all_of(columns.begin(), columns.end(), [](const auto& name) { return name.empty(); });
    const std::string advice = has_none
                                   ? "Its units have no properties at all: give each a code."
                                   : fmt::format("Its columns are: {}. Name the one that is meant.",
                                                 fmt::join(columns, ", "));
    log_.add("M067", fmt::format("{} has {}. {}", table_.name(), what, advice));
  }

  void read_places() {
    drafts_.resize(table_.row_count());
    for (std::size_t row = 0; row < rows_.points.size(); ++row) {
      drafts_[row].unit.point = rows_.points[row];
      drafts_[row].area = rows_.areas[row];
    }
    if (!rows_.points.empty()) return;
    const auto lon = place_column(request_.lon, kLonNames, "longitudes");
    const auto lat = place_column(request_.lat, kLatNames, "latitudes");
    if (!lon || !lat) return;
    for (std::size_t row = 0; row < table_.row_count(); ++row) {
      read_degrees(row, *lon, 180.0, drafts_[row].unit.point.lon_deg);
      read_degrees(row, *lat, 90.0, drafts_[row].unit.point.lat_deg);
    }
  }

  std::optional<std::size_t> place_column(const std::string& named,
                                          std::span<const std::string_view> known,
                                          std::string_view what) {
    const auto column = chosen(named, known, what, false);
    if (!column && named.empty()) report_missing(fmt::format("no column of {}", what));
    return column;
  }

  void read_degrees(std::size_t row, std::size_t column, double limit, double& degrees) {
    const std::string_view field = table_.field(row, column);
    const auto tell = [&](std::string_view what) {
      log_.add("M069", fmt::format("{}, column '{}': {}.", table_.place_of(row),
                                   table_.columns()[column], what));
    };
    if (field.empty()) return tell("the coordinate is missing");
    if (!files::read_double(field, rows_.may_have_commas, degrees))
      return tell(fmt::format("'{}' is not a coordinate in degrees", field.substr(0, 40)));
    if (std::abs(degrees) <= limit) return;
    tell(fmt::format("{} is not on Earth, it lies outside -{:.0f} to {:.0f}{}", field.substr(0, 40),
                     limit, limit,
                     std::abs(degrees) <= 180.0 ? ". Are longitude and latitude swapped?" : ""));
  }

  static std::string cut(std::string_view text) {
    std::size_t characters = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool begins = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
      if (begins && ++characters > kUnitNameLengthMax) return std::string(text.substr(0, i));
    }
    return std::string(text);
  }

  void check_codes(std::size_t column) {
    const std::string& name = table_.columns()[column];
    std::map<std::string_view, std::size_t> first;
    for (std::size_t row = 0; row < drafts_.size(); ++row) {
      const std::string& code = drafts_[row].unit.code;
      if (code.empty()) {
        log_.add("M068",
                 fmt::format("{}, column '{}': the code is missing.", table_.place_of(row), name));
        continue;
      }
      if (cut(code) != code || code.size() > kUnitCodeLengthMax)
        log_.add("M068", fmt::format("{}, column '{}': a code has at most {} characters.",
                                     table_.place_of(row), name, kUnitCodeLengthMax));
      const auto [known, is_new] = first.emplace(code, row);
      if (!is_new)
        log_.add("M068",
                 fmt::format("{}, column '{}': the code '{}' stands on {} already.",
                             table_.place_of(row), name, code, table_.place_of(known->second)));
    }
  }

  Rows rows_;
  const files::Table& table_;
  const LayerRequest& request_;
  files::ErrorLog log_;
  std::vector<UnitDraft> drafts_;
};

Checked<std::vector<UnitDraft>> read_map(const files::TextFile& file, const LayerRequest& request) {
  const Result<files::JsonTree> document = files::parse_json_tree(file);
  if (!document) return fail(Errors{document.error()});
  const files::JsonValue type = document->root().member("type");
  const std::string_view word = type.is_string() ? type.text() : std::string_view();
  const bool is_topology = word == "Topology";
  if (!is_topology && word != "FeatureCollection")
    return fail(Errors{mistake(
        "M066",
        fmt::format("{} is JSON, but neither a GeoJSON FeatureCollection nor a TopoJSON Topology.",
                    file.name))});
  const LayerFormat found = is_topology ? LayerFormat::kTopojson : LayerFormat::kGeojson;
  if (request.format.value_or(found) != found)
    return fail(Errors{mistake("M066", fmt::format("{} is {}, not {} as was said.", file.name,
                                                   name_of(found), name_of(*request.format)))});
  const auto features = is_topology ? files::topojson_features(document->root(), file.name)
                                    : files::geojson_features(document->root(), file.name);
  if (!features) return fail(features.error());
  return Reader({features->properties, features->areas, features->points}, request).read();
}

}  // namespace

std::string_view name_of(LayerFormat format) { return kFormats[static_cast<std::size_t>(format)]; }

std::optional<LayerFormat> parse_layer_format(std::string_view word) {
  const auto* found = std::ranges::find(kFormats, word);
  if (found == kFormats.end()) return std::nullopt;
  return static_cast<LayerFormat>(found - kFormats.begin());
}

std::string text_of(const LayerRequest& request) {
  nlohmann::json json = {{"code", request.code},       {"label", request.label},
                         {"part_of", request.part_of}, {"lon", request.lon},
                         {"lat", request.lat},         {"cells", request.cells},
                         {"repair", request.repair}};
  if (request.format) json["format"] = name_of(*request.format);
  if (request.within) json["within"] = request.within->text();
  return json.dump();
}

LayerRequest layer_request_of(std::string_view text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  LayerRequest request;
  if (!json.is_object()) return request;
  request.format = parse_layer_format(json.value("format", ""));
  request.code = json.value("code", "");
  request.label = json.value("label", "");
  request.part_of = json.value("part_of", "");
  request.lon = json.value("lon", "");
  request.lat = json.value("lat", "");
  request.cells = json.value("cells", false);
  request.within = LayerId::parse(json.value("within", ""));
  request.repair = json.value("repair", false);
  return request;
}

Checked<std::vector<UnitDraft>> read_layer_file(std::string name, std::string bytes,
                                                const LayerRequest& request) {
  const files::FileKind* other = files::other_kind(bytes);
  if (other != nullptr || bytes.starts_with('<'))
    return fail(
        Errors{mistake("M066", fmt::format("{} is {}. Save it as GeoJSON, TopoJSON or CSV first.",
                                           name, other ? other->what : kMarkup))});
  const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string::npos)
    return fail(Errors{mistake("M066", fmt::format("{} is empty.", name))});
  const bool is_json = bytes[first] == '{';
  const files::TextLimits limits{.file_bytes = kLayerBytesMax,
                                 .line_bytes = is_json ? kLayerBytesMax : files::kLineBytesLimit};
  auto text = files::text_from_bytes(std::move(name), std::move(bytes), limits);
  if (!text) return fail(Errors{text.error()});
  if (is_json) return read_map(*text, request);
  if (request.format.value_or(LayerFormat::kCsv) != LayerFormat::kCsv)
    return fail(Errors{mistake("M066", fmt::format("{} is not JSON, and so not {} as was said.",
                                                   text->name, name_of(*request.format)))});
  const auto csv = files::parse_csv(std::move(*text));
  if (!csv) return fail(csv.error());
  return Reader({csv->table, {}, {}, csv->delimiter != ','}, request).read();
}

}  // namespace bailiwick::market
