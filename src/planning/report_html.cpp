#include "planning/report_html.hpp"

#include <array>
#include <cassert>
#include <charconv>
#include <nlohmann/json.hpp>

#include "planning/colouring.hpp"
#include "planning/map_cells.hpp"
#include "planning/map_data.hpp"
#include "planning/report_assets.hpp"
#include "planning/report_json.hpp"
#include "platform/crypto/encoding.hpp"
#include "platform/crypto/hash.hpp"

namespace bailiwick::planning {
namespace {

using OrderedJson = nlohmann::ordered_json;

// The page has this many colours for territories (report.css).
constexpr std::int32_t kColours = 8;

// Appends a JSON text made safe inside <script>: '<' only ever stands in strings there.
void append_for_script(std::string& out, std::string_view json) {
  for (std::size_t at = json.find('<'); at != std::string_view::npos; at = json.find('<')) {
    out.append(json.substr(0, at));
    out += "\\u003c";
    json.remove_prefix(at + 1);
  }
  out.append(json);
}

// The source of a content security policy that allows exactly this text: 'sha256-...'.
std::string policy_source(std::string_view text) {
  const auto digest = platform::crypto::sha256(text);
  return "'sha256-" + platform::crypto::to_base64(platform::crypto::view_of(digest)) + "'";
}

// Appends [a,b,...] of what `append` writes for each unit that the map shows.
template <class Append>
void append_list(std::string& out, const Outcome& outcome, Append append) {
  char separator = '[';
  for (const territory::UnitIndex u : outcome.map.units) {
    out += separator;
    append(static_cast<std::size_t>(u));
    separator = ',';
  }
  out += separator == '[' ? "[]" : "]";
}

void append_number(std::string& out, std::int64_t value) {
  std::array<char, 24> text{};
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
  assert(error == std::errc());
  out.append(text.data(), end);
}

// The units that the map shows, in the order of its cells: as text, for there may be many.
std::string units_json(const Outcome& outcome) {
  std::string out = "{\"ids\":";
  append_list(out, outcome,
              [&](std::size_t u) { append_json_string(out, outcome.problem.unit_ids[u]); });
  out += ",\"territory\":";
  append_list(out, outcome,
              [&](std::size_t u) { append_number(out, outcome.plan.territory_of[u]); });
  out += ",\"measures\":[";
  bool is_first = true;
  for (const territory::Measure& measure : outcome.problem.measures) {
    if (!is_first) out += ',';
    is_first = false;
    out += "{\"name\":";
    append_json_string(out, measure.name);
    out += ",\"decimals\":";
    append_number(out, measure.decimals);
    out += ",\"values\":";
    append_list(out, outcome, [&](std::size_t u) { append_number(out, measure.values[u]); });
    out += '}';
  }
  return out + "]}";
}

OrderedJson map_json(const Outcome& outcome, std::span<const geo::Area> borders) {
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
                   std::span<const std::pair<std::string_view, std::string_view>> values) {
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

std::string report_html(const Outcome& outcome, std::string_view report,
                        std::span<const geo::Area> borders) {
  std::string data;
  data += "{\"report\":";
  append_for_script(data, report);
  data += ",\"units\":";
  append_for_script(data, units_json(outcome));
  data += ",\"map\":";
  append_for_script(data, json_text(map_json(outcome, borders), -1));
  data += '}';
  std::string texts;
  append_for_script(texts, "{\"en\":" + std::string(assets::kTextsEn) +
                               ",\"nl\":" + std::string(assets::kTextsNl) + "}");
  const std::string policy =
      "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; script-src " +
      policy_source(assets::kReportJs) + "; style-src " + policy_source(assets::kReportCss);
  const std::pair<std::string_view, std::string_view> values[] = {{"policy", policy},
                                                                  {"css", assets::kReportCss},
                                                                  {"js", assets::kReportJs},
                                                                  {"texts", texts},
                                                                  {"data", data}};
  return filled(assets::kReportHtml, values);
}

}  // namespace bailiwick::planning
