#include "market/measure_json.hpp"

#include <charconv>
#include <nlohmann/json.hpp>

namespace bailiwick::market {
namespace {

using Json = nlohmann::json;

void append(std::string& text, const std::optional<Decimal>& value) {
  text += value ? to_text(*value) : "null";
}

template <class List, class Append>
void append_list(std::string& text, const List& list, Append append_one) {
  text += '[';
  bool is_first = true;
  for (const auto& one : list) {
    if (!is_first) text += ',';
    is_first = false;
    append_one(one);
  }
  text += ']';
}

// A number as JSON's tree has it.
Json number(const std::optional<Decimal>& value) {
  return value ? Json::parse(to_text(*value)) : Json();
}

template <class T, class Show>
Json told(const Told<T>& things, Show show) {
  Json examples = Json::array();
  for (const T& one : things.examples) examples.push_back(show(one));
  return {{"count", things.count}, {"examples", examples}};
}

// Names of files' columns may hold anything but what is no UTF-8.
Json code_json(const JoinCode& code) {
  Json json = {{"line", code.line}, {"code", code.code}};
  if (!code.meant.empty()) json["meant"] = code.meant;
  return json;
}
Json cell_json(const JoinCell& cell) { return {{"line", cell.line}, {"text", cell.text}}; }

}  // namespace

Json to_json(const Measure& measure) {
  const auto word = [](const std::optional<std::string>& text) {
    return text ? Json(*text) : Json();
  };
  return {{"key", measure.key},
          {"name", measure.name},
          {"unit", measure.unit},
          {"kind", name_of(measure.kind)},
          {"adds", name_of(measure.adds)},
          {"weighed_by", word(measure.weighed_by)},
          {"formula", word(measure.formula)},
          {"source", measure.source},
          {"as_of", measure.as_of ? Json(to_text(*measure.as_of)) : Json()},
          {"version", measure.version}};
}

Json to_json(const JoinReport& report) {
  const Join& join = report.join;
  const auto text = [](const std::string& one) { return Json(one); };
  Json columns = Json::array();
  for (std::size_t c = 0; c < join.columns.size(); ++c) {
    const JoinColumn& column = join.columns[c];
    const MeasureSummary& summary = report.summaries[c];
    columns.push_back({{"column", column.column},
                       {"key", column.key},
                       {"decimal_mark", std::string(1, column.decimal_mark)},
                       {"sign", column.sign},
                       {"numbers", column.numbers},
                       {"empty", column.empty},
                       {"not_numbers", told(column.not_numbers, cell_json)},
                       {"replaces", static_cast<bool>(report.replaces[c])},
                       {"sum", number(summary.sum)},
                       {"least", number(summary.least)},
                       {"most", number(summary.most)}});
  }
  return {{"is_stored", report.is_stored},
          {"is_sound", join.is_sound()},
          {"code", join.code_column},
          {"rows", join.rows},
          {"matched", join.matched},
          {"mended", told(join.mended, code_json)},
          {"unknown", told(join.unknown, code_json)},
          {"without", told(join.without, text)},
          {"repeated", told(join.repeated, text)},
          {"left_out", join.left_out},
          {"columns", columns},
          {"notes", report.notes}};
}

std::string json_text(const std::vector<MeasureInfo>& measures) {
  std::string text = "{\"items\":";
  append_list(text, measures, [&](const MeasureInfo& info) {
    Json json = to_json(info.measure);
    if (info.counted_at) json["as_of"] = to_text(*info.counted_at);
    std::string head = json.dump();
    head.pop_back();  // the closing brace
    text += head + ",\"count\":" + std::to_string(info.summary.count) + ",\"sum\":";
    append(text, info.summary.sum);
    text += ",\"least\":";
    append(text, info.summary.least);
    text += ",\"most\":";
    append(text, info.summary.most);
    text += ",\"quantiles\":";
    append_list(text, info.summary.quantiles, [&](Decimal value) { append(text, value); });
    text += '}';
  });
  return text + "}";
}

std::string json_text(const LayerValues& values) {
  std::string text = "{\"count\":" + std::to_string(values.count) + ",\"measures\":{";
  bool is_first = true;
  for (const auto& [key, list] : values.measures) {
    if (!is_first) text += ',';
    is_first = false;
    text += Json(key).dump() + ":";
    append_list(text, list, [&](const auto& value) { append(text, value); });
  }
  Json territories = {{"ids", Json::array()}, {"names", values.territories.names}};
  for (const TerritoryId id : values.territories.ids) territories["ids"].push_back(id.text());
  std::string head = territories.dump();
  head.pop_back();
  text += "},\"territories\":" + head + ",\"of\":";
  append_list(text, values.territories.of, [&](std::int32_t of) { text += std::to_string(of); });
  return text + "},\"as_of\":" + Json(values.as_of).dump() + "}";
}

}  // namespace bailiwick::market
