#include "planning/report_html.hpp"

#include <charconv>
#include <nlohmann/json.hpp>

#include "planning/colouring.hpp"
#include "planning/map_cells.hpp"
#include "planning/map_data.hpp"
#include "planning/report_assets.hpp"
#include "planning/report_json.hpp"
#include "planning/sha256.hpp"

namespace bailiwick::planning {
namespace {

using Json = nlohmann::ordered_json;

// The page has this many colours for territories (report.css).
constexpr std::int32_t kColours = 8;

// Makes a JSON text safe inside <script>: '<' only ever stands in strings there.
std::string for_script(const std::string& json) {
  std::string out;
  out.reserve(json.size());
  for (const char c : json) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  return out;
}

// The source of a content security policy that allows exactly this text: 'sha256-...'.
std::string policy_source(std::string_view text) {
  const std::string hex = sha256(text).hex;
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    unsigned value = 0;
    std::from_chars(hex.data() + i, hex.data() + i + 2, value, 16);
    bytes.push_back(static_cast<char>(value));
  }
  return "'sha256-" + base64(bytes) + "'";
}

// The units that the map shows, in the order of its cells.
Json units_json(const Outcome& outcome) {
  Json ids = Json::array();
  for (const territory::UnitIndex u : outcome.map.units) {
    ids.push_back(outcome.problem.unit_ids[static_cast<std::size_t>(u)]);
  }
  Json measures = Json::array();
  for (const territory::Measure& measure : outcome.problem.measures) {
    Json values = Json::array();
    for (const territory::UnitIndex u : outcome.map.units) {
      values.push_back(measure.values[static_cast<std::size_t>(u)]);
    }
    measures.push_back(
        {{"name", measure.name}, {"decimals", measure.decimals}, {"values", std::move(values)}});
  }
  return {{"ids", std::move(ids)},
          {"territory", territory_of_cells(outcome)},
          {"measures", std::move(measures)}};
}

Json map_json(const Outcome& outcome, std::span<const geo::Area> borders) {
  const MapData map = map_data(outcome, borders);
  const graph::Csr neighbours =
      territory_graph(outcome.problem.adjacency, outcome.plan.territory_of, outcome.plan.k);
  return {{"step_m", map.step_m},
          {"width", map.width},
          {"height", map.height},
          {"is_clipped", map.is_clipped},
          {"is_from_shapes", outcome.map.is_from_shapes},
          {"colours", coloured(neighbours, kColours)},
          {"bytes", map.base64}};
}

// Puts values for {{name}} into the page, in one pass, so that nothing inside a value is replaced.
std::string filled(std::string_view page,
                   std::span<const std::pair<std::string_view, std::string>> values) {
  std::string out;
  while (true) {
    const std::size_t open = page.find("{{");
    const std::size_t close = open == std::string_view::npos ? open : page.find("}}", open);
    if (close == std::string_view::npos) return out.append(page);
    out.append(page.substr(0, open));
    const std::string_view name = page.substr(open + 2, close - open - 2);
    for (const auto& [key, value] : values) {
      if (key == name) out += value;
    }
    page.remove_prefix(close + 2);
  }
}

}  // namespace

std::string report_html(const Outcome& outcome, std::span<const geo::Area> borders) {
  const Json data = {{"report", report_json(outcome)},
                     {"units", units_json(outcome)},
                     {"map", map_json(outcome, borders)}};
  const std::string policy =
      "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; script-src " +
      policy_source(assets::kReportJs) + "; style-src " + policy_source(assets::kReportCss);
  const std::pair<std::string_view, std::string> values[] = {
      {"policy", policy},
      {"css", std::string(assets::kReportCss)},
      {"js", std::string(assets::kReportJs)},
      {"texts", for_script("{\"en\":" + std::string(assets::kTextsEn) +
                           ",\"nl\":" + std::string(assets::kTextsNl) + "}")},
      {"data", for_script(json_text(data, -1))}};
  return filled(assets::kReportHtml, values);
}

}  // namespace bailiwick::planning
