// `bailiwick layer list|add|join|export|remove`: layers of units, as the browser has them, for scripts and for files that are large.
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>
#include <thread>

#include <fmt/core.h>

#include "main/application_command.hpp"
#include "main/on_behalf.hpp"
#include "main/server_commands.hpp"
#include "main/settings.hpp"

namespace bailiwick {
namespace {

namespace command = platform::command;
namespace identity = platform::identity;
using command::Console;
using command::ExitCode;
using command::ParsedOptions;
using Json = nlohmann::ordered_json;

constexpr auto kLook = std::chrono::milliseconds(100);

constexpr std::string_view kListTeaching =
    R"(Lists the company's layers of units (postal codes, counties) and those that Bailiwick brings.

Examples
  bailiwick layer list --as kim@example.com
  bailiwick layer list --as kim@example.com --json)";

constexpr std::string_view kAddTeaching =
    R"(Adds a layer of units: one that Bailiwick brings (us_zip, us_county), or a file of one's own, GeoJSON, TopoJSON or CSV with longitudes and
latitudes. What is wrong with a file is told all together, with the unit; what is odd but kept is told too.

Examples
  bailiwick layer add us_county --as kim@example.com
  bailiwick layer add pc4.csv --as kim@example.com --name "Postcodes" --country NL --cells
  bailiwick layer add regions.geojson --as kim@example.com --code REGION_ID --label NAME --repair)";

constexpr std::string_view kJoinTeaching =
    R"(Joins a CSV file to a layer, named by its name or its id: a column of its units' codes, and columns of numbers, which become measures of the units.
What found no unit is told.

Examples
  bailiwick layer join "Postcodes" households.csv --as kim@example.com --check
  bailiwick layer join "Postcodes" households.csv --as kim@example.com --code pc4 --measure Households --measure Income
  bailiwick layer join us_zip population.csv --as kim@example.com --repeats sum
  bailiwick layer join "Postcodes" inkomens.csv --as kim@example.com --decimal-mark ,)";

constexpr std::string_view kExportTeaching =
    R"(Writes a layer, named by its name or its id: its units with their measures as CSV, or with --map its map as TopoJSON.

Examples
  bailiwick layer export "US counties" --as kim@example.com --out counties.csv
  bailiwick layer export "US counties" --as kim@example.com --map --out counties.topojson)";

constexpr std::string_view kRemoveTeaching =
    R"(Removes a layer, named by its name, its id or its key, with its units and measures; also one whose file was refused. Accounts, territories and designs made
from it stay as they are. A model of workload or potential that used it goes on without it, which is told.

Examples
  bailiwick layer remove "Postcodes" --as kim@example.com
  bailiwick layer remove us_zip --as kim@example.com --json)";

ExitCode report(const Error& error, const ParsedOptions& options, const Console& console) {
  return command::report_errors({error}, options.has("json"), console);
}

Json json_of(const market::Layer& layer) {
  Json json = {{"id", layer.id.text()},
               {"name", layer.name},
               {"shape", market::name_of(layer.shape)},
               {"state", market::name_of(layer.state)},
               {"units", layer.unit_count},
               {"findings", Json::array()},
               {"problems", Json::array()}};
  for (const market::LayerFinding& finding : layer.findings)
    json["findings"].push_back({{"rule", finding.rule},
                                {"count", finding.count},
                                {"message", finding.message},
                                {"examples", finding.examples}});
  for (const Error& problem : layer.problems)
    json["problems"].push_back({{"rule", problem.rule}, {"message", problem.message}});
  return json;
}

void print(const market::Layer& layer, std::ostream& out) {
  out << fmt::format("{:<30} {:<8} {:<8} {:>8} units  {}\n", layer.name,
                     market::name_of(layer.shape), market::name_of(layer.state), layer.unit_count,
                     layer.id.text());
  for (const market::LayerFinding& finding : layer.findings) {
    std::string examples;
    for (const std::string& example : finding.examples)
      examples += (examples.empty() ? "" : "; ") + example;
    out << fmt::format("  {} {} ({}: {})\n", finding.rule, finding.message, finding.count,
                       examples);
  }
  for (const Error& problem : layer.problems)
    out << fmt::format("  {} {}\n", problem.rule, problem.message);
}

ExitCode list(Application& application, const ParsedOptions& options, const Console& console) {
  const auto principal = principal_for(application, options);
  if (!principal) return report(principal.error(), options, console);
  const auto layers = application.layers().layers(*principal);
  if (!layers) return report(layers.error(), options, console);
  Json json = {{"items", Json::array()}, {"built_in", Json::array()}};
  for (const market::Layer& layer : *layers) {
    json["items"].push_back(json_of(layer));
    if (!options.has("json")) print(layer, console.out);
  }
  for (const market::BuiltInState& state : application.layers().built_in()) {
    json["built_in"].push_back(
        {{"key", state.layer->key}, {"is_available", state.missing.empty()}});
    if (!options.has("json"))
      console.out << fmt::format(
          "{:<30} {}\n", state.layer->key,
          state.missing.empty() ? "can be added" : "its files are missing on this server");
  }
  if (options.has("json")) console.out << json.dump(2) << "\n";
  return ExitCode::kOk;
}

market::LayerUpload upload_of(const ParsedOptions& options) {
  const std::string path = options.operands.front();
  const std::string file = path.substr(path.find_last_of('/') + 1);
  market::LayerUpload upload{.name = options.value("name").value_or(file),
                             .country = options.value("country"),
                             .source = options.value("source").value_or(""),
                             .path = path,
                             .request = {.code = options.value("code").value_or(""),
                                         .label = options.value("label").value_or(""),
                                         .part_of = options.value("part-of").value_or(""),
                                         .lon = options.value("lon").value_or(""),
                                         .lat = options.value("lat").value_or(""),
                                         .cells = options.has("cells"),
                                         .repair = options.has("repair")}};
  return upload;
}

// By name or id.
Result<market::Layer> layer_called(const Application& application,
                                   const identity::Principal& principal, const std::string& word) {
  const auto layers = application.layers().layers(principal);
  if (!layers) return tl::unexpected(layers.error());
  for (const market::Layer& layer : *layers)
    if (layer.name == word || layer.id.text() == word) return layer;
  return fail(ErrorCode::kNotFound, "X063",
              fmt::format("There is no layer \"{}\". `bailiwick layer list` has all.", word));
}

// Loads it here, unless a server or worker is quicker, and waits for it.
Result<market::Layer> finish(Application& application, const identity::Principal& principal,
                             market::LayerId id, const Console& console) {
  const auto stop = console.listen ? console.listen() : nullptr;
  application.start_work(1);
  for (;;) {
    auto layer = application.layers().layer(principal, id);
    const bool is_over = !layer || layer->state != market::LayerState::kLoading;
    const bool is_stopped = stop && stop->was_caught();
    if (is_over || is_stopped) {
      application.stop_work();
      if (is_over) return layer;
      return fail(ErrorCode::kCancelled, "X060",
                  "Interrupted. The layer waits for the next worker or server.");
    }
    std::this_thread::sleep_for(kLook);
  }
}

Checked<market::LayerStarted> start(Application& application, const identity::Principal& principal,
                                    const ParsedOptions& options) {
  if (market::find_built_in(options.operands.front()) != nullptr)
    return application.layers().add_built_in(principal, options.operands.front());
  market::LayerUpload upload = upload_of(options);
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(upload.path, ignored))
    return fail(Errors{
        {ErrorCode::kInvalidInput, "X064",
         fmt::format("{} is neither a file nor a layer that Bailiwick brings: correct the path, or "
                     "take a key that `bailiwick layer list` shows.",
                     upload.path)}});
  if (const auto within = options.value("within")) {
    const auto layer = layer_called(application, principal, *within);
    if (!layer) return fail(Errors{layer.error()});
    upload.request.within = layer->id;
  }
  return application.layers().upload(principal, upload);
}

ExitCode add(Application& application, const ParsedOptions& options, const Console& console) {
  const bool is_json = options.has("json");
  const auto principal = principal_for(application, options);
  if (!principal) return report(principal.error(), options, console);
  const auto started = start(application, *principal, options);
  if (!started) return command::report_errors(started.error(), is_json, console);
  const auto layer = finish(application, *principal, started->layer.id, console);
  if (!layer) return report(layer.error(), options, console);
  if (layer->state == market::LayerState::kFailed && !is_json)
    return command::report_errors(layer->problems, is_json, console);
  if (is_json)
    console.out << json_of(*layer).dump(2) << "\n";
  else
    print(*layer, console.out);
  return layer->state == market::LayerState::kReady ? ExitCode::kOk : ExitCode::kBadInput;
}

// Any built-in layer by its key too.
Result<market::Layer> layer_meant(const Application& application,
                                  const identity::Principal& principal, const std::string& word) {
  const market::BuiltInLayer* built_in = market::find_built_in(word);
  return layer_called(application, principal,
                      built_in != nullptr ? std::string(built_in->name) : word);
}

Json json_of(const market::JoinReport& report) {
  Json json = {{"stored", report.is_stored},
               {"code", report.join.code_column},
               {"rows", report.join.rows},
               {"matched", report.join.matched},
               {"mended", report.join.mended.count},
               {"unknown", report.join.unknown.count},
               {"without", report.join.without.count},
               {"repeated", report.join.repeated.count},
               {"measures", Json::array()},
               {"notes", report.notes}};
  for (const market::JoinColumn& column : report.join.columns)
    json["measures"].push_back({{"column", column.column},
                                {"key", column.key},
                                {"decimal_mark", std::string(1, column.decimal_mark)},
                                {"numbers", column.numbers},
                                {"not_numbers", column.not_numbers.count}});
  return json;
}

void print(const market::JoinReport& report, std::ostream& out) {
  const market::Join& join = report.join;
  for (const market::JoinColumn& column : join.columns)
    out << fmt::format(
        "  {:<28} {:<28} {} numbers{}{}\n", column.column, column.key, column.numbers,
        column.sign.empty() ? "" : fmt::format(", without the {} beside them", column.sign),
        column.not_numbers.count == 0
            ? ""
            : fmt::format(", {} cells are none", column.not_numbers.count));
  for (const market::JoinCode& one : join.unknown.examples)
    out << fmt::format("  line {}: no unit \"{}\"{}\n", one.line, one.code,
                       one.meant.empty() ? "" : fmt::format("; perhaps {}", one.meant));
  out << fmt::format("{}{} of {} rows found their unit by {}; {} units have no row.\n",
                     report.is_stored ? "" : "Would be: ", join.matched, join.rows,
                     join.code_column, join.without.count);
  for (const std::string& note : report.notes) out << note << "\n";
}

ExitCode join(Application& application, const ParsedOptions& options, const Console& console) {
  const auto principal = principal_for(application, options);
  if (!principal) return report(principal.error(), options, console);
  const auto layer = layer_meant(application, *principal, options.operands.front());
  if (!layer) return report(layer.error(), options, console);
  const std::string& file = options.operands.back();
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored))
    return report({ErrorCode::kInvalidInput, "X064", fmt::format("{} is no file.", file)}, options,
                  console);
  const auto repeats = market::parse_repeats(options.value("repeats").value_or("refuse"));
  if (!repeats)
    return report({ErrorCode::kInvalidInput, "X069", "--repeats is refuse, sum or last."}, options,
                  console);
  const std::string mark = options.value("decimal-mark").value_or("");
  if (options.has("decimal-mark") && mark != "." && mark != ",")
    return report({ErrorCode::kInvalidInput, "X069",
                   fmt::format("--decimal-mark is . or , and not \"{}\".", mark)},
                  options, console);
  const market::JoinOrder order{
      .file = file,
      .request = {.code = options.value("code"),
                  .columns = options.all("measure"),
                  .repeats = *repeats,
                  .decimal_mark = mark.empty() ? std::nullopt : std::optional(mark.front())},
      .is_check = options.has("check"),
      .source = options.value("source").value_or("")};
  const auto joined = application.measures().join(*principal, layer->id, order);
  if (!joined) return command::report_errors(joined.error(), options.has("json"), console);
  if (options.has("json"))
    console.out << json_of(*joined).dump(2) << "\n";
  else
    print(*joined, console.out);
  return ExitCode::kOk;
}

ExitCode write_out(Application& application, const ParsedOptions& options, const Console& console) {
  const auto principal = principal_for(application, options);
  if (!principal) return report(principal.error(), options, console);
  const auto layer = layer_called(application, *principal, options.operands.front());
  if (!layer) return report(layer.error(), options, console);
  std::function<bool(std::string&)> pieces;
  if (options.has("map")) {
    const auto content = application.units().content(*principal, layer->id);
    if (!content) return report(content.error(), options, console);
    pieces = [map = (*content)->map, is_done = false](std::string& piece) mutable {
      if (!is_done) piece = *map;
      return !std::exchange(is_done, true);
    };
  } else {
    const auto more = application.measures().columns(*principal, layer->id, {});
    if (!more) return report(more.error(), options, console);
    auto csv = application.units().csv(*principal, layer->id, *more);
    if (!csv) return report(csv.error(), options, console);
    pieces = std::move(*csv);
  }
  const auto written = write_pieces(pieces, options.value("out").value_or(""), console);
  return written ? ExitCode::kOk : report(written.error(), options, console);
}

// The models that reckon by the layer.
Result<std::vector<std::string_view>> models_with(const Application& application,
                                                  const identity::Principal& principal,
                                                  market::LayerId id) {
  std::vector<std::string_view> models;
  const auto workload = application.market_models().workload(principal);
  if (!workload) return tl::unexpected(workload.error());
  if (workload->layer == id) models.emplace_back("workload");
  const auto potential = application.market_models().potential(principal);
  if (!potential) return tl::unexpected(potential.error());
  if (potential->layer == id) models.emplace_back("potential");
  return models;
}

ExitCode remove(Application& application, const ParsedOptions& options, const Console& console) {
  const auto principal = principal_for(application, options);
  if (!principal) return report(principal.error(), options, console);
  const auto layer = layer_meant(application, *principal, options.operands.front());
  if (!layer) return report(layer.error(), options, console);
  const auto models = models_with(application, *principal, layer->id);
  if (!models) return report(models.error(), options, console);
  const auto removed = application.layers().remove(*principal, layer->id, layer->version);
  if (!removed) return report(removed.error(), options, console);
  if (options.has("json")) {
    console.out << Json{{"removed", layer->id.text()},
                        {"name", layer->name},
                        {"units", layer->unit_count},
                        {"models", *models}}
                       .dump(2)
                << "\n";
    return ExitCode::kOk;
  }
  console.out << fmt::format(
      "Removed {}{}.\n", layer->name,
      layer->state == market::LayerState::kFailed
          ? ", whose file was refused"
          : fmt::format(" with {} units and what was known of them", layer->unit_count));
  for (const std::string_view model : *models)
    console.out << fmt::format("The {} model used it, and goes on without a layer.\n", model);
  return ExitCode::kOk;
}

command::CommandSpec spec_of(std::string_view name, std::string_view summary,
                             std::string_view usage, std::string_view teaching,
                             std::initializer_list<command::OptionSpec> own) {
  auto spec = server_command(name, summary, usage, teaching);
  spec.options.insert(spec.options.begin(), own);
  return spec;
}

}  // namespace

std::vector<command::Command> layer_commands() {
  constexpr std::string_view kHow = "The layer";
  constexpr command::OptionSpec kAs{"as", "ADDRESS", kHow, "On behalf of whom. Needed."};
  auto lists = spec_of("layer list", "layers of units, and those that can be added",
                       "--as ADDRESS [OPTIONS]", kListTeaching, {kAs});
  auto adds =
      spec_of("layer add", "add a layer of units", "FILE|KEY --as ADDRESS [OPTIONS]", kAddTeaching,
              {kAs,
               {"name", "NAME", kHow, "What people will call it. Else the file's name."},
               {"country", "CODE", kHow, "Two letters, ISO 3166. Else it spans several."},
               {"source", "WORDS", kHow, "Where it is from and under which licence."},
               {"code", "COLUMN", kHow, "The column or property of codes. Else it is recognised."},
               {"label", "COLUMN", kHow, "That of names."},
               {"part-of", "COLUMN", kHow, "That of what units are part of."},
               {"lon", "COLUMN", kHow, "That of longitudes."},
               {"lat", "COLUMN", kHow, "That of latitudes."},
               {"cells", "", kHow, "Draw cells around points: approximate areas."},
               {"within", "LAYER", kHow, "Clip cells to the areas of that layer."},
               {"repair", "", kHow, "Mend rings that do not close or cross themselves."}});
  adds.operands_min = adds.operands_max = 1;
  auto exports = spec_of("layer export", "write a layer's units or map to a file",
                         "LAYER --as ADDRESS [OPTIONS]", kExportTeaching,
                         {kAs,
                          {"map", "", kHow, "The map as TopoJSON, instead of the units as CSV."},
                          {"out", "FILE", kHow, "Where to. Else to standard output."}});
  exports.operands_min = exports.operands_max = 1;
  auto joins =
      spec_of("layer join", "join a file's numbers to a layer's units",
              "LAYER FILE --as ADDRESS [OPTIONS]", kJoinTeaching,
              {kAs,
               {"code", "COLUMN", kHow, "The column of codes. Else it is recognised."},
               {"measure", "COLUMN", kHow, "A column to join. Else all that hold numbers.", true},
               {"repeats", "HOW", kHow, "Of units in several rows: refuse (usual), sum or last."},
               {"decimal-mark", "MARK", kHow, "Of the numbers: . or , (else it is found)."},
               {"source", "WORDS", kHow, "Where it is from and under which licence."},
               {"check", "", kHow, "Rehearse: tell what would be done, and change nothing."}});
  joins.operands_min = joins.operands_max = 2;
  auto removes = spec_of("layer remove", "remove a layer of units", "LAYER --as ADDRESS [OPTIONS]",
                         kRemoveTeaching, {kAs});
  removes.operands_min = removes.operands_max = 1;
  return {{lists, run_with_application<list>},
          {adds, run_with_application<add>},
          {joins, run_with_application<join>},
          {exports, run_with_application<write_out>},
          {removes, run_with_application<remove>}};
}

}  // namespace bailiwick
