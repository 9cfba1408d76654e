#include "crm/import_json.hpp"

#include <algorithm>
#include <cassert>
#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include "crm/import_words.hpp"
#include "platform/identity/codes.hpp"

namespace bailiwick::crm {
namespace {

using nlohmann::json;

GuessWhy parse_why(std::string_view word) {
  for (int why = 0; why <= static_cast<int>(GuessWhy::kUnknown); ++why)
    if (name_of(static_cast<GuessWhy>(why)) == word) return static_cast<GuessWhy>(why);
  assert(false);
  return GuessWhy::kUnknown;
}

json column_json(const ColumnGuess& column) {
  json made = {{"name", column.name},
               {"samples", column.samples},
               {"why", column.sentence},
               {"why_code", name_of(column.why)}};
  if (!column.target.empty()) made["field"] = column.target;
  return made;
}

json note_json(const ImportNote& note) {
  return {{"code", note.code}, {"text", note.text}, {"values", note.values}};
}

// A sentence alone is what was kept before notes had codes.
ImportNote note_of(const json& stored) {
  if (stored.is_string()) return {.code = {}, .text = stored.get<std::string>()};
  return {.code = stored.at("code").get<std::string>(),
          .text = stored.at("text").get<std::string>(),
          .values = stored.at("values").get<std::map<std::string, std::string>>()};
}

json unknown_json(const std::vector<UnknownValue>& values) {
  json made = json::array();
  for (const UnknownValue& one : values)
    made.push_back({{"field", one.field}, {"text", one.text}, {"count", one.count}});
  return made;
}

std::vector<UnknownValue> unknown_of(const json& holder) {
  std::vector<UnknownValue> values;
  if (!holder.contains("unknown_values")) return values;  // of before
  for (const json& one : holder.at("unknown_values"))
    values.push_back({one.at("field").get<std::string>(), one.at("text").get<std::string>(),
                      one.at("count").get<std::int64_t>()});
  return values;
}

json defaults_json(const std::vector<ImportDefault>& defaults) {
  json made = json::object();
  for (const ImportDefault& fallback : defaults) made[fallback.target] = fallback.text;
  return made;
}

std::vector<ImportDefault> defaults_of(const json& holder) {
  std::vector<ImportDefault> defaults;
  if (holder.contains("defaults"))
    for (const auto& [target, text] : holder.at("defaults").items())
      defaults.push_back({target, text.get<std::string>()});
  return defaults;
}

json facts_json(const ImportFacts& facts) {
  json made = {{"row_count", facts.row_count},
               {"delimiter", std::string(1, facts.delimiter)},
               {"decimal_mark", std::string(1, facts.decimal_mark)},
               {"date_order", name_of(facts.date_order)},
               {"has_header", facts.has_header},
               {"looks_headed", facts.looks_headed},
               {"notes", json::array()},
               {"columns", json::array()},
               {"defaults", defaults_json(facts.defaults)},
               {"unknown_values", unknown_json(facts.unknown_values)}};
  for (const ImportNote& note : facts.notes) made["notes"].push_back(note_json(note));
  if (facts.source != ImportSource::kNone) made["source"] = name_of(facts.source);
  for (const ColumnGuess& column : facts.columns) made["columns"].push_back(column_json(column));
  return made;
}

json order_json(const ImportOrder& order) {
  json made = {{"mapping", json::object()},
               {"defaults", defaults_json(order.defaults)},
               {"meanings", json::object()},
               {"decimal_mark", std::string(1, order.form.decimal_mark)},
               {"date_order", name_of(order.form.date_order)},
               {"mode", name_of(order.mode)},
               {"wrong_values", name_of(order.wrong_values)}};
  for (const ImportOrder::Column& column : order.mapping)
    made["mapping"][column.name] = column.target;
  for (const ImportOrder::Meaning& meaning : order.meanings)
    made["meanings"][meaning.target][meaning.text] = meaning.choice;
  if (order.form.currency) made["currency"] = order.form.currency->text();
  return made;
}

json problem_json(const ImportProblem& problem) {
  return {{"line", problem.line},
          {"column", problem.column},
          {"field", problem.field},
          {"value", problem.value},
          {"rule", problem.rule},
          {"message", problem.message},
          {"is_left_out", problem.is_left_out}};
}

json outcome_json(const ImportOutcome& outcome) {
  json made = {
      {"added", outcome.added},         {"updated", outcome.updated},
      {"unchanged", outcome.unchanged}, {"rejected", outcome.rejected},
      {"left_out", outcome.left_out},   {"problems", json::array()},
      {"stood_in", json::array()},      {"unknown_values", unknown_json(outcome.unknown_values)}};
  for (const StandInCount& one : outcome.stood_in)
    made["stood_in"].push_back({{"field", one.field}, {"from", one.from}, {"count", one.count}});
  for (const ImportProblem& problem : outcome.problems)
    made["problems"].push_back(problem_json(problem));
  return made;
}

Error wrong(std::string_view pointer, std::string message) {
  return {ErrorCode::kInvalidInput, "K054", std::move(message), std::string(pointer)};
}

// What the file says of every row, unless a column or the request says it.
void add_guessed(const ImportFacts& facts, ImportOrder& order) {
  for (const ImportDefault& guessed : facts.defaults) {
    const bool is_said = std::ranges::find(order.mapping, guessed.target,
                                           &ImportOrder::Column::target) != order.mapping.end() ||
                         std::ranges::find(order.defaults, guessed.target,
                                           &ImportDefault::target) != order.defaults.end();
    if (!is_said) order.defaults.push_back(guessed);
  }
}

void read_meanings(const json& body, ImportOrder& order) {
  if (!body.contains("meanings")) return;
  for (const auto& [target, texts] : body.at("meanings").items())
    for (const auto& [text, choice] : texts.items())
      order.meanings.push_back({target, text, choice.get<std::string>()});
}

void read_form(const json& body, CellForm& form, Errors& errors) {
  if (const std::string code = body.value("currency", ""); !code.empty()) {
    form.currency = platform::identity::is_currency(code) ? Currency::parse(code) : std::nullopt;
    if (!form.currency)
      errors.push_back(
          wrong("/currency",
                fmt::format("{} is no currency. Write a code such as EUR.", in_quotes(code))));
  }
  if (const std::string mark = body.value("decimal_mark", ""); mark == "." || mark == ",") {
    form.decimal_mark = mark.front();
  } else if (!mark.empty()) {
    errors.push_back(wrong("/decimal_mark", "The decimal mark is a point or a comma."));
  }
  if (const std::string word = body.value("date_order", ""); !word.empty()) {
    const auto order = parse_date_order(word);
    if (order)
      form.date_order = *order;
    else
      errors.push_back(wrong("/date_order", "The order of dates is dmy, mdy or ymd."));
  }
}

}  // namespace

json to_json(const Import& import) {
  json made = facts_json(import.facts);
  made["id"] = import.id.text();
  made["object"] = object_of(import.object).name;
  made["name"] = import.name;
  made["state"] = name_of(import.state);
  made["created_at"] = to_text(import.created_at);
  made["created_by"] = import.created_by.text();
  if (import.order) made["order"] = order_json(*import.order);
  if (import.outcome) made["outcome"] = outcome_json(*import.outcome);
  if (import.job) made["job"] = import.job->text();
  return made;
}

Checked<ImportOrder> order_of(const json& body, const ImportFacts& facts) {
  ImportOrder order;
  order.form = {.decimal_mark = facts.decimal_mark, .date_order = facts.date_order};
  Errors errors;
  for (const auto& [name, target] : body.at("mapping").items())
    order.mapping.push_back({name, target.get<std::string>()});
  order.defaults = defaults_of(body);
  add_guessed(facts, order);
  read_meanings(body, order);
  read_form(body, order.form, errors);
  if (const std::string word = body.value("mode", ""); !word.empty()) {
    const auto mode = parse_import_mode(word);
    if (mode)
      order.mode = *mode;
    else
      errors.push_back(wrong("/mode", "The mode is all_or_nothing or good_rows."));
  }
  // What another system keeps is not all known here: the people who own its records, the objects that its tasks are about.
  order.wrong_values =
      facts.source == ImportSource::kNone ? WrongValues::kRejectRow : WrongValues::kLeaveOut;
  if (const std::string word = body.value("wrong_values", ""); !word.empty()) {
    const auto what = parse_wrong_values(word);
    if (what)
      order.wrong_values = *what;
    else
      errors.push_back(wrong("/wrong_values", "Wrong values are told by reject_row or leave_out."));
  }
  if (!errors.empty()) return fail(std::move(errors));
  return order;
}

std::string facts_text(const ImportFacts& facts) { return facts_json(facts).dump(); }

ImportFacts facts_of(std::string_view text) {
  const json stored = json::parse(text);
  ImportFacts facts;
  facts.row_count = stored.at("row_count").get<std::int64_t>();
  facts.delimiter = stored.at("delimiter").get<std::string>().front();
  facts.decimal_mark = stored.at("decimal_mark").get<std::string>().front();
  facts.date_order =
      parse_date_order(stored.at("date_order").get<std::string>()).value_or(DateOrder::kDmy);
  facts.source = parse_import_source(stored.value("source", "")).value_or(ImportSource::kNone);
  // Files that were uploaded before this was asked have one.
  facts.has_header = stored.value("has_header", true);
  facts.looks_headed = stored.value("looks_headed", true);
  for (const json& note : stored.at("notes")) facts.notes.push_back(note_of(note));
  facts.defaults = defaults_of(stored);
  facts.unknown_values = unknown_of(stored);
  for (const json& column : stored.at("columns")) {
    facts.columns.push_back({.name = column.at("name").get<std::string>(),
                             .samples = column.at("samples").get<std::vector<std::string>>(),
                             .target = column.value("field", ""),
                             .why = parse_why(column.at("why_code").get<std::string>()),
                             .sentence = column.at("why").get<std::string>()});
  }
  return facts;
}

std::string order_text(const ImportOrder& order) { return order_json(order).dump(); }

ImportOrder stored_order(std::string_view text) {
  const auto order = order_of(json::parse(text), {});
  assert(order);
  return *order;
}

std::string outcome_text(const ImportOutcome& outcome) { return outcome_json(outcome).dump(); }

ImportOutcome outcome_of(std::string_view text) {
  const json stored = json::parse(text);
  ImportOutcome outcome{.added = stored.at("added").get<std::int64_t>(),
                        .updated = stored.at("updated").get<std::int64_t>(),
                        .unchanged = stored.at("unchanged").get<std::int64_t>(),
                        .rejected = stored.at("rejected").get<std::int64_t>(),
                        .left_out = stored.value("left_out", std::int64_t{0}),
                        .problems = {},
                        .unknown_values = unknown_of(stored)};
  if (stored.contains("stood_in"))
    for (const json& one : stored.at("stood_in"))
      outcome.stood_in.push_back({one.at("field").get<std::string>(),
                                  one.at("from").get<std::string>(),
                                  one.at("count").get<std::int64_t>()});
  for (const json& problem : stored.at("problems")) {
    outcome.problems.push_back({.line = problem.at("line").get<std::int64_t>(),
                                .column = problem.at("column").get<std::string>(),
                                .field = problem.at("field").get<std::string>(),
                                .value = problem.at("value").get<std::string>(),
                                .rule = problem.at("rule").get<std::string>(),
                                .message = problem.at("message").get<std::string>(),
                                .is_left_out = problem.value("is_left_out", false)});
  }
  return outcome;
}

}  // namespace bailiwick::crm
