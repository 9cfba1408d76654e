// `bailiwick import` and `bailiwick export`: records from CSV files and to them, as the browser does it, for scripts and for files that are large.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>
#include <thread>

#include <fmt/core.h>

#include "main/application_command.hpp"
#include "main/on_behalf.hpp"
#include "main/operator.hpp"
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
constexpr int kLooksASay = 20;

constexpr std::string_view kImportTeaching =
    R"(Brings the rows of a CSV file in as records, on behalf of somebody: what they may see and change is what the import may. Which column is which
field is recognised as in the browser; --map says it otherwise. Bad rows are told with their line, field and reason. A row whose external id is
there already changes that record, so that the same file may be brought in again.

Examples
  bailiwick import accounts.csv --as kim@example.com --check
  bailiwick import accounts.csv --as kim@example.com --rejects bad.csv
  bailiwick import klanten.csv --as kim@example.com --object accounts --map "Klantnaam=name" --map "Omzet=annual_revenue" --currency EUR
  bailiwick import deals.csv --as kim@example.com --meaning "stage:Discovery=Proposal" --meaning "stage:Signed (Partners)=partner.won"
  bailiwick import history.csv --as kim@example.com --object territory_assignments --no-header --map "Column 1=external_id" --map "Column 2=position"
    --map "Column 3=territory" --map "Column 4=from" --map "Column 5=until" --default role=owner_or_overlay)";

constexpr std::string_view kExportTeaching =
    R"(Writes the records of a list that somebody sees as CSV, which `bailiwick import` reads back unchanged: accounts, contacts, ..., territories,
assignments. All of them, a file each, are written into a folder by `bailiwick export all`.

Examples
  bailiwick export accounts --as kim@example.com --out accounts.csv
  bailiwick export territories --as kim@example.com --out territories.csv
  bailiwick export assignments --as kim@example.com --out assignments.csv
  bailiwick export all --as kim@example.com --out backup
  bailiwick export opportunities --as kim@example.com --where '[{"field":"stage","is":"eq","value":"standard.won"}]')";

Result<const crm::ObjectSpec*> object_named(const std::string& word,
                                            std::span<const crm::ObjectSpec> objects) {
  std::string all;
  for (const crm::ObjectSpec& object : objects) {
    const bool is_assignments =
        object.kind == crm::ObjectKind::kTerritoryAssignment && word == "assignments";
    if (is_assignments || object.name == word || object.plural == word) return &object;
    all += (all.empty() ? "" : ", ") + std::string(object.plural);
  }
  return fail(ErrorCode::kInvalidInput, "X058",
              fmt::format("\"{}\" is no kind of record. There are {}.", word, all));
}

// The columns as they were recognised, and what --map says of them.
Checked<nlohmann::json> mapping_of(const crm::Import& import, const ParsedOptions& options) {
  nlohmann::json mapping = nlohmann::json::object();
  for (const crm::ColumnGuess& column : import.facts.columns)
    if (!column.target.empty()) mapping[column.name] = column.target;
  Errors errors;
  for (const std::string& text : options.all("map")) {
    const std::size_t equals = text.rfind('=');
    const std::string header = text.substr(0, equals);
    const bool is_there = std::ranges::any_of(
        import.facts.columns, [&](const auto& column) { return column.name == header; });
    if (equals == std::string::npos || !is_there) {
      errors.push_back({ErrorCode::kInvalidInput, "X059",
                        fmt::format("--map {}: write HEADER=FIELD, with a header of the file; "
                                    "HEADER= leaves a column out.",
                                    text)});
      continue;
    }
    if (const std::string field = text.substr(equals + 1); field.empty())
      mapping.erase(header);
    else
      mapping[header] = field;
  }
  if (!errors.empty()) return fail(std::move(errors));
  return mapping;
}

// What texts mean: FIELD:TEXT=CHOICE, the text up to the last '='.
Checked<nlohmann::json> meanings_of(const ParsedOptions& options) {
  nlohmann::json meanings = nlohmann::json::object();
  for (const std::string& text : options.all("meaning")) {
    const std::size_t colon = text.find(':');
    const std::size_t equals = text.rfind('=');
    const bool is_whole = colon != std::string::npos && equals != std::string::npos && colon > 0 &&
                          colon + 1 < equals;
    if (!is_whole)
      return fail(Errors{{ErrorCode::kInvalidInput, "X059",
                          fmt::format("--meaning {}: write FIELD:TEXT=CHOICE; FIELD:TEXT= is for a "
                                      "text that means nothing.",
                                      text)}});
    meanings[text.substr(0, colon)][text.substr(colon + 1, equals - colon - 1)] =
        text.substr(equals + 1);
  }
  return meanings;
}

Checked<nlohmann::json> order_for(const crm::Import& import, const ParsedOptions& options) {
  const auto mapping = mapping_of(import, options);
  if (!mapping) return mapping;
  nlohmann::json defaults = nlohmann::json::object();
  for (const std::string& text : options.all("default")) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
      return fail(Errors{{ErrorCode::kInvalidInput, "X059",
                          fmt::format("--default {}: write FIELD=TEXT.", text)}});
    defaults[text.substr(0, equals)] = text.substr(equals + 1);
  }
  const auto meanings = meanings_of(options);
  if (!meanings) return meanings;
  nlohmann::json body = {{"mapping", *mapping},
                         {"mode", options.has("good-rows") ? "good_rows" : "all_or_nothing"}};
  if (!defaults.empty()) body["defaults"] = defaults;
  if (!meanings->empty()) body["meanings"] = *meanings;
  for (const auto& [option, field] :
       {std::pair("currency", "currency"), std::pair("decimal-mark", "decimal_mark"),
        std::pair("dates", "date_order"), std::pair("wrong-values", "wrong_values")})
    if (const auto value = options.value(option)) body[field] = *value;
  return body;
}

Json json_of(const crm::Import& import) {
  Json json = {{"id", import.id.text()}, {"state", crm::name_of(import.state)}};
  if (!import.outcome) return json;
  const crm::ImportOutcome& outcome = *import.outcome;
  json["added"] = outcome.added;
  json["updated"] = outcome.updated;
  json["unchanged"] = outcome.unchanged;
  json["rejected"] = outcome.rejected;
  json["left_out"] = outcome.left_out;
  json["stood_in"] = Json::array();
  for (const crm::StandInCount& one : outcome.stood_in)
    json["stood_in"].push_back({{"field", one.field}, {"from", one.from}, {"count", one.count}});
  json["unknown_values"] = Json::array();
  for (const crm::UnknownValue& one : outcome.unknown_values)
    json["unknown_values"].push_back(
        {{"field", one.field}, {"text", one.text}, {"count", one.count}});
  json["problems"] = Json::array();
  for (const crm::ImportProblem& problem : outcome.problems)
    json["problems"].push_back({{"line", problem.line},
                                {"column", problem.column},
                                {"field", problem.field},
                                {"value", problem.value},
                                {"rule", problem.rule},
                                {"message", problem.message},
                                {"is_left_out", problem.is_left_out}});
  return json;
}

std::string counted(std::int64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

void print_words(const crm::ImportOutcome& outcome, std::ostream& out) {
  for (const crm::StandInCount& one : outcome.stood_in)
    out << (one.from == "nothing"
                ? fmt::format("{} without {}, for which nothing stands in the file.\n",
                              counted(one.count, "record", "records"), one.field)
                : fmt::format("{} without {}, for which {} stands.\n",
                              counted(one.count, "record", "records"), one.field, one.from));
  for (const crm::UnknownValue& one : outcome.unknown_values)
    out << fmt::format("{} \"{}\" as {}: say what it means with --meaning \"{}:{}=...\".\n",
                       counted(one.count, "row has", "rows have"), one.text, one.field, one.field,
                       one.text);
}

void print(const crm::Import& import, bool is_check, std::ostream& out) {
  for (const crm::ImportNote& note : import.facts.notes) out << note.text << "\n";
  for (const auto& column : import.facts.columns)
    out << fmt::format("  {:<28} {}\n", column.name,
                       column.target.empty() ? "(not recognised)" : column.target);
  if (!import.outcome) return;
  const crm::ImportOutcome& outcome = *import.outcome;
  for (const crm::ImportProblem& problem : outcome.problems)
    out << fmt::format("line {}{}{}: {} [{}]{}\n", problem.line,
                       problem.column.empty() ? "" : ", " + problem.column,
                       problem.value.empty() ? "" : " \"" + problem.value + "\"", problem.message,
                       problem.rule, problem.is_left_out ? " (left out)" : "");
  out << fmt::format("{}{} added, {} changed, {} unchanged, {} rejected.\n",
                     is_check ? "Would be: " : "", outcome.added, outcome.updated,
                     outcome.unchanged, outcome.rejected);
  if (outcome.left_out > 0)
    out << fmt::format("{} left out; their rows are in without them.\n",
                       counted(outcome.left_out, "value", "values"));
  print_words(outcome, out);
}

// Runs the job here, unless a server or worker is quicker, and waits for it. False: interrupted.
Result<crm::Import> finish(Application& application, const identity::Principal& principal,
                           crm::ImportId id, const Console& console) {
  const auto stop = console.listen ? console.listen() : nullptr;
  application.start_work(1);
  for (int looks = 1;; ++looks) {
    const auto import = application.imports().import(principal, id);
    const bool is_over = !import || import->state == crm::ImportState::kChecked ||
                         import->state == crm::ImportState::kDone ||
                         import->state == crm::ImportState::kCancelled ||
                         import->state == crm::ImportState::kFailed;
    const bool is_stopped = stop && stop->was_caught();
    if (is_over || is_stopped) {
      application.stop_work();
      if (is_over) return import;
      return fail(ErrorCode::kCancelled, "X060",
                  "Interrupted. The import waits for the next worker or server; cancel it in the "
                  "browser where it should not go on.");
    }
    if (looks % kLooksASay == 0 && import->job)
      if (const auto job = application.jobs().get(principal, *import->job))
        console.err << (job->message.empty() ? "Waiting for its turn" : job->message) << "\n";
    std::this_thread::sleep_for(kLook);
  }
}

ExitCode report(const Error& error, const ParsedOptions& options, const Console& console) {
  return command::report_errors({error}, options.has("json"), console);
}

ExitCode bring_in(Application& application, const ParsedOptions& options, const Console& console) {
  const bool is_json = options.has("json");
  const auto principal = principal_for(application, options);
  if (!principal) return report(principal.error(), options, console);
  crm::ImportUpload file{
      .object = {}, .name = options.operands.front(), .path = options.operands.front()};
  file.name = file.name.substr(file.name.find_last_of('/') + 1);
  if (const auto word = options.value("object")) {
    const auto object = object_named(*word, crm::import_objects());
    if (!object) return report(object.error(), options, console);
    file.object = (*object)->kind;
  }
  if (options.has("header") && options.has("no-header"))
    return report({ErrorCode::kInvalidInput, "X072",
                   "--header and --no-header say the opposite of each other. Leave one out.", ""},
                  options, console);
  if (options.has("header") || options.has("no-header")) file.has_header = options.has("header");
  const crm::ImportService& imports = application.imports();
  const auto uploaded = imports.upload(*principal, file);
  if (!uploaded) return command::report_errors(uploaded.error(), is_json, console);
  const auto order = order_for(*uploaded, options);
  if (!order) return command::report_errors(order.error(), is_json, console);
  const bool is_check = options.has("check");
  const auto started = is_check ? imports.check(*principal, uploaded->id, *order)
                                : imports.run(*principal, uploaded->id, *order);
  if (!started) return command::report_errors(started.error(), is_json, console);
  const auto ended = finish(application, *principal, uploaded->id, console);
  if (!ended) return report(ended.error(), options, console);
  const auto write_list = [&](std::string_view option, const auto& list) -> Result<void> {
    const auto path = options.value(option);
    if (!path || !ended->outcome) return {};
    const auto pieces = (imports.*list)(*principal, ended->id);
    if (!pieces) return tl::unexpected(pieces.error());
    return write_pieces(*pieces, *path, console);
  };
  if (const auto done = write_list("rejects", &crm::ImportService::rejects); !done)
    return report(done.error(), options, console);
  if (const auto done = write_list("left-out", &crm::ImportService::left_out); !done)
    return report(done.error(), options, console);
  if (is_json)
    console.out << json_of(*ended).dump(2) << "\n";
  else
    print(*ended, is_check, console.out);
  const bool is_bad = !ended->outcome || ended->outcome->rejected > 0;
  return is_bad ? ExitCode::kBadInput : ExitCode::kOk;
}

Checked<crm::ExportPieces> pieces_of(Application& application, const identity::Principal& principal,
                                     const crm::ListAsk& ask) {
  if (!crm::is_of_alignment(ask.object)) return application.crm().exports.rows(principal, ask);
  auto pieces = application.crm().alignment_exports.rows(principal, ask.object);
  if (!pieces) return fail(Errors{pieces.error()});
  return std::move(*pieces);
}

// A file of each list that may be read, in one folder.
ExitCode write_all(Application& application, const ParsedOptions& options, const Console& console) {
  const auto principal = principal_for(application, options);
  if (!principal) return report(principal.error(), options, console);
  const auto folder = options.value("out");
  const bool has_choice = options.has("words") || options.has("where") || options.has("sort");
  if (!folder || has_choice)
    return report({ErrorCode::kInvalidInput, "X075",
                   "All lists are written whole into a folder. Name it with --out, and leave out "
                   "--words, --where and --sort.",
                   ""},
                  options, console);
  std::error_code failed;
  std::filesystem::create_directories(*folder, failed);
  for (const crm::ObjectSpec& object : crm::import_objects()) {
    const bool is_of_alignment = crm::is_of_alignment(object.kind);
    if (is_of_alignment && !principal->may(identity::Permission::kTerritoriesRead)) continue;
    const auto pieces = pieces_of(application, *principal, {.object = object.kind});
    if (!pieces) return command::report_errors(pieces.error(), options.has("json"), console);
    const std::string path = fmt::format("{}/{}.csv", *folder, object.plural);
    if (const auto written = write_pieces(*pieces, path, console); !written)
      return report(written.error(), options, console);
    console.err << path << "\n";
  }
  return ExitCode::kOk;
}

ExitCode write_out(Application& application, const ParsedOptions& options, const Console& console) {
  const std::string& word = options.operands.front();
  if (word == "all") return write_all(application, options, console);
  const auto principal = principal_for(application, options);
  if (!principal) return report(principal.error(), options, console);
  const auto object = object_named(word, crm::import_objects());
  if (!object) return report(object.error(), options, console);
  const auto pieces = pieces_of(application, *principal,
                                {.object = (*object)->kind,
                                 .words = options.value("words").value_or(""),
                                 .where = options.value("where").value_or(""),
                                 .sort = options.value("sort").value_or("")});
  if (!pieces) return command::report_errors(pieces.error(), options.has("json"), console);
  const auto written = write_pieces(*pieces, options.value("out").value_or(""), console);
  return written ? ExitCode::kOk : report(written.error(), options, console);
}

command::CommandSpec spec_of(std::string_view name, std::string_view summary,
                             std::string_view usage, std::string_view teaching,
                             std::initializer_list<command::OptionSpec> own) {
  auto spec = server_command(name, summary, usage, teaching);
  spec.operands_min = spec.operands_max = 1;
  spec.options.insert(spec.options.begin(), own);
  return spec;
}

}  // namespace

std::vector<command::Command> record_commands() {
  constexpr std::string_view kHow = "The import";
  constexpr std::string_view kWhich = "The list";
  const auto as = [](std::string_view group) {
    return command::OptionSpec{"as", "ADDRESS", group, "On behalf of whom. Needed."};
  };
  return {
      {spec_of(
           "import", "bring records in from a CSV file", "FILE --as ADDRESS [OPTIONS]",
           kImportTeaching,
           {as(kHow),
            {"object", "OBJECT", kHow,
             "What the rows are: accounts, contacts, ..., territories, territory_assignments. Else "
             "it is recognised."},
            {"map", "HEADER=FIELD", kHow, "What a column is; HEADER= leaves it out.", true},
            {"default", "FIELD=TEXT", kHow,
             "What an empty cell of a field, or a field without a column, is read as.", true},
            {"meaning", "FIELD:TEXT=CHOICE", kHow,
             "What a text of a field of choices or stages means, such as "
             "\"stage:Discovery=Proposal\"; without a choice: nothing.",
             true},
            {"header", "", kHow, "The first row has the columns' names. Else it is recognised."},
            {"no-header", "", kHow,
             "The first row is data: columns are called \"Column 1\", \"Column 2\", ..."},
            {"check", "", kHow, "Rehearse: tell what would be done, and change nothing."},
            {"good-rows", "", kHow, "Bring good rows in where others are bad. Else all or none."},
            {"currency", "CODE", kHow, "Of amounts without one."},
            {"decimal-mark", "MARK", kHow, "\".\" or \",\". Else it is recognised."},
            {"dates", "ORDER", kHow, "dmy, mdy or ymd. Else it is recognised."},
            {"wrong-values", "WHAT", kHow,
             "reject_row, or leave_out: rows come in without values that are not understood. "
             "Usually leave_out for files of Salesforce and HubSpot, else reject_row."},
            {"rejects", "FILE", kHow, "Write the bad rows there, each with what is wrong."},
            {"left-out", "FILE", kHow, "List the values there that were left out."}}),
       run_with_application<bring_in>},
      {spec_of(
           "export", "write records to a CSV file", "OBJECT --as ADDRESS [OPTIONS]",
           kExportTeaching,
           {as(kWhich),
            {"words", "WORDS", kWhich, "Only records that search finds by them."},
            {"where", "JSON", kWhich, "Only records for which these conditions hold."},
            {"sort", "FIELD", kWhich, "In the order of that field; -FIELD: descending."},
            {"out", "FILE", kWhich, "Where to; of all lists a folder. Else to standard output."}}),
       run_with_application<write_out>}};
}

}  // namespace bailiwick
