// `bailiwick formula`: tries a formula, by itself or on the rows of a CSV file.
#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <ostream>

#include "base/nearest.hpp"
#include "formula/advice.hpp"
#include "formula/evaluate.hpp"
#include "formula/explain.hpp"
#include "formula/printer.hpp"
#include "main/formula_table.hpp"
#include "main/server_commands.hpp"
#include "platform/files/csv.hpp"

namespace bailiwick {
namespace {

namespace command = platform::command;
namespace files = platform::files;

constexpr std::string_view kTeaching =
    R"(Checks a formula (docs/guide/formulas.md) and evaluates it: by itself, or for every row of a CSV file, whose columns
are its fields. Columns get the narrowest type that all of their cells have: bool, int, decimal, date, string. Numbers with zeros
before them are text, and so are columns named by --text; empty cells have no value. A formula that begins with "-" stands last,
behind --, which ends the options. A part that can never have an answer, such as x / 0, is told as a mistake.

Examples
  bailiwick formula '2 * 3.5'
  bailiwick formula 'industry in ["62", "31"]' --data accounts.csv --text industry      # how many rows
  bailiwick formula 'round(revenue / employees, 2)' --data accounts.csv --answers       # a CSV of answers
  bailiwick formula 'employees > 500 && country == "US"' --data accounts.csv --explain 7  # why, for line 7
  bailiwick formula --data accounts.csv -- '-balance > 500'                             # begins with "-")";

command::CommandSpec spec() {
  return {
      .name = "formula",
      .summary = "try a formula, by itself or on the rows of a CSV file",
      .usage = "[--data FILE] [OPTIONS] [--] FORMULA",
      .teaching = kTeaching,
      .options = {{"data", "FILE", "Input", "A CSV file; its columns are the formula's fields."},
                  {"text", "COLUMN", "Input",
                   "This column is text, even where all its cells are numbers.", true},
                  {"answers", "", "Output",
                   "Print a CSV: the line of each row, its answer, and why there is none."},
                  {"explain", "LINE", "Output",
                   "Print the value of every part for the row of that line."},
                  command::help_option()},
      .operands_min = 1,
      .operands_max = 1};
}

// How many rows there are, and below it how many have which answer, or why none.
void print_counts(const formula::Answers& answers, std::ostream& out) {
  std::map<std::string, std::size_t> counts;
  for (std::size_t row = 0; row < answers.size(); ++row) {
    const formula::Status status = answers.status_at(row);
    std::string what = answers.type.kind == formula::Kind::kBool
                           ? (answers.is_true(row) ? "true" : "false")
                           : "with an answer";
    if (status == formula::Status::kNull) what = "null";
    if (status > formula::Status::kNull)
      what = fmt::format("without an answer: {}", formula::reason_of(status));
    ++counts[what];
  }
  out << fmt::format("{:>10}  rows\n", answers.size());
  for (const auto& [what, count] : counts) out << fmt::format("{:>10}  {}\n", count, what);
}

void print_answers(const formula::Answers& answers, const files::Table& table, std::ostream& out) {
  std::string text = "line,answer,why_none\n";
  for (std::size_t row = 0; row < answers.size(); ++row) {
    const formula::Value value = answers.at(row);
    const std::string line = std::to_string(table.line_of(row));
    const std::string answer = value.is_value() ? formula::to_plain_text(value) : std::string();
    const std::string_view fields[] = {line, answer, formula::reason_of(value.status())};
    files::append_csv_row(text, fields);
  }
  out << text;
}

std::optional<std::size_t> row_of_line(const files::Table& table, std::string_view text) {
  std::int64_t line = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), line);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (table.line_of(row) == line) return row;
  }
  return std::nullopt;
}

command::ExitCode run_on_table(const formula::Program& program, const FormulaTable& fields,
                               const files::Table& table, const command::ParsedOptions& options,
                               const command::Console& console) {
  if (const auto line = options.value("explain")) {
    const auto row = row_of_line(table, *line);
    if (!row) {
      return command::report_errors(
          {{ErrorCode::kInvalidInput, "X070",
            fmt::format("{} has no row on line \"{}\"; the header is line 1.", table.name(),
                        *line)}},
          false, console);
    }
    console.out << formula::to_text(formula::explain(program, 0, fields.row(*row)));
    return command::ExitCode::kOk;
  }
  const auto answers = formula::evaluate(program, 0, fields.rows());
  if (!answers) return command::report_errors({answers.error()}, false, console);
  if (options.has("answers"))
    print_answers(*answers, table, console.out);
  else
    print_counts(*answers, console.out);
  return command::ExitCode::kOk;
}

command::ExitCode run_formula(const command::ParsedOptions& options,
                              const command::Console& console) {
  const std::vector<formula::Definition> definitions = {{"formula", options.operands.front()}};
  const auto data = options.value("data");
  Checked<files::Csv> csv =
      data ? files::read_csv(*data)
           : files::Csv{.table = files::Table("", "line", {}), .notes = {}, .bad_rows = {}};
  if (!csv) return command::report_errors(csv.error(), false, console);
  const std::vector<std::string> texts = options.all("text");
  for (const std::string& text : texts) {
    const auto& columns = csv->table.columns();
    if (std::find(columns.begin(), columns.end(), text) != columns.end()) continue;
    return command::report_errors({{ErrorCode::kInvalidInput, "X071",
                                    fmt::format("There is no column {}.{}", formula::quoted(text),
                                                did_you_mean(text, columns))}},
                                  false, console);
  }
  const FormulaTable fields(csv->table, texts);
  const auto program = formula::compile(fields.schema(), definitions, formula::Advice::kAsked);
  if (!program)
    return command::report_errors(formula::to_errors(program.error(), definitions), false, console);
  if (data) return run_on_table(*program, fields, csv->table, options, console);
  const formula::Formula& made = program->formulas()[0];
  console.out << fmt::format("{} -> {} ({})\n", formula::format(made.tree),
                             formula::to_literal(formula::evaluate_row(*program, 0, {})),
                             formula::name_of(made.meaning.type));
  return command::ExitCode::kOk;
}

}  // namespace

command::Command formula_command() { return {spec(), run_formula}; }

}  // namespace bailiwick
