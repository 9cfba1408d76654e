#include "crm/import_facts.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "base/text.hpp"
#include "crm/import_choices.hpp"
#include "crm/import_habits.hpp"
#include "crm/import_head.hpp"
#include "crm/words.hpp"

namespace bailiwick::crm {
namespace {

using platform::files::Csv;
using platform::files::Table;

// The column that is guessed to go there.
std::optional<std::size_t> column_to(const FileGuess& guess, std::string_view target) {
  const auto found = std::ranges::find(guess.columns, target, &ColumnGuess::target);
  if (found == guess.columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - guess.columns.begin());
}

HabitColumns habit_columns(const FileGuess& guess, const FileSetting& setting) {
  HabitColumns columns{.numbers = {}, .dates = {}};
  columns.short_year_max = short_year_max(setting.came);
  for (std::size_t c = 0; c < guess.columns.size(); ++c) {
    const ImportField* field = setting.schema.find(guess.columns[c].target);
    if (field == nullptr) continue;
    const bool is_number = field->type == FieldType::kWhole || field->type == FieldType::kDecimal ||
                           field->type == FieldType::kMoney;
    if (is_number) columns.numbers.push_back(c);
    if (is_number && field->type != FieldType::kDecimal) columns.amounts.push_back(c);
    if (field->type == FieldType::kDate || field->type == FieldType::kInstant)
      columns.dates.push_back(c);
  }
  return columns;
}

// Whether a column has amounts and none has their currencies.
bool lacks_currencies(const FileGuess& guess, const ImportSchema& schema) {
  return std::ranges::any_of(schema.fields, [&](const ImportField& field) {
    return field.type == FieldType::kMoney && column_to(guess, field.name) &&
           !column_to(guess, field.name + std::string(kCurrencySuffix));
  });
}

bool speaks_of_invoices(std::string_view plain) {
  return plain.find("invoice") != std::string_view::npos ||
         plain.find("factu") != std::string_view::npos;
}
bool speaks_of_orders(std::string_view plain) {
  return plain.find("order") != std::string_view::npos ||
         plain.find("bestel") != std::string_view::npos;
}

// Orders or invoices: what the file's name says, else its headers. A file of invoices may have a column of order numbers too.
struct KindGuess {
  std::string_view kind;
  std::string said_by;
};
std::optional<KindGuess> kind_of_orders(const Table& table, std::string_view file_name) {
  const std::string name = letters_of(file_name);
  if (speaks_of_invoices(name) != speaks_of_orders(name))
    return KindGuess{speaks_of_invoices(name) ? "invoice" : "order", std::string(file_name)};
  struct Words {
    std::string_view kind;
    bool (*is_spoken_of)(std::string_view plain);
  };
  for (const Words& words :
       {Words{"invoice", speaks_of_invoices}, Words{"order", speaks_of_orders}})
    for (const std::string& header : table.columns())
      if (words.is_spoken_of(letters_of(header))) return KindGuess{words.kind, header};
  return std::nullopt;
}

// Each text of a column that the field does not know, in the order of the file.
void add_unknown(const Table& table, const FileGuess& guess, const ImportField& field,
                 const FileSetting& setting, std::vector<UnknownValue>& unknown) {
  const auto column = column_to(guess, field.name);
  if (!column) return;
  const auto pipeline = column_to(guess, field.name + std::string(kPipelineSuffix));
  std::map<std::string, std::optional<std::size_t>> places;  // nothing: a text that is known
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string_view cell = trimmed(table.field(row, *column));
    const std::string text =
        pipeline ? stage_in(cell, trimmed(table.field(row, *pipeline))) : std::string(cell);
    if (text.empty() || text.size() > kSampleBytesMax) continue;
    const auto [place, is_first] = places.emplace(text, std::nullopt);
    if (is_first && !read_cell({.text = text}, field, setting.schema, {})) {
      if (unknown.size() == kUnknownValuesShown) return;
      place->second = unknown.size();
      unknown.push_back({field.name, text, 0});
    }
    if (place->second) ++unknown[*place->second].count;
  }
}

}  // namespace

ImportFacts facts_of_file(const Csv& csv, const FileGuess& guess, const FileSetting& setting) {
  const ImportSchema& schema = setting.schema;
  const FileHabits habits = habits_of(csv.table, csv.delimiter, habit_columns(guess, setting));
  ImportFacts facts{.row_count = static_cast<std::int64_t>(csv.table.row_count()),
                    .delimiter = csv.delimiter,
                    .decimal_mark = habits.decimal_mark,
                    .date_order = habits.date_order,
                    .source = guess.source,
                    .has_header = setting.has_header,
                    .notes = {},
                    .columns = guess.columns};
  const auto names = column_names(csv.table, setting.has_header);
  for (std::size_t c = 0; c < names.size(); ++c) facts.columns[c].name = names[c];
  for (const std::string& text : csv.notes)
    facts.notes.push_back(import_note::converted(setting.name, setting.is_utf16, text));
  facts.notes.insert(facts.notes.end(), habits.notes.begin(), habits.notes.end());
  if (schema.reporting && lacks_currencies(guess, schema))
    facts.notes.push_back(import_note::company_currency(*schema.reporting));
  if (schema.object == ObjectKind::kOrder && !column_to(guess, "kind")) {
    if (const auto kind = kind_of_orders(csv.table, setting.name)) {
      facts.defaults.push_back({"kind", std::string(kind->kind)});
      facts.notes.push_back(import_note::order_kind(kind->kind, kind->said_by));
    }
  }
  for (const ImportField& field : schema.fields)
    if (field.type == FieldType::kChoice || field.type == FieldType::kStage)
      add_unknown(csv.table, guess, field, setting, facts.unknown_values);
  return facts;
}

}  // namespace bailiwick::crm
