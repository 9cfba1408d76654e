// Any bytes as a file to import: a guess whose columns go to distinct fields, a mapping that is accepted, and rows that become values
// or problems; and any bytes as a cell of every type.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "crm/import_columns.hpp"
#include "crm/import_file_rows.hpp"
#include "crm/import_habits.hpp"
#include "crm/import_plan.hpp"
#include "crm/import_row.hpp"
#include "platform/files/csv.hpp"

namespace {

namespace crm = bailiwick::crm;
namespace files = bailiwick::platform::files;

void require(bool condition) {
  if (!condition) std::abort();
}

const std::vector<crm::ImportSchema>& schemas() {
  static const std::vector<crm::ImportSchema> kSchemas = [] {
    std::vector<crm::ImportSchema> all;
    for (const crm::ObjectSpec& object : crm::all_objects()) {
      all.push_back(crm::import_schema(object.kind));
      all.back().stages = {{"standard.proposal", "Proposal"}, {"standard.won", "Won"}};
    }
    return all;
  }();
  return kSchemas;
}

// Every row is in the order once, and has a value or a problem.
void check_rows(const files::Table& table, const crm::ImportPlan& plan) {
  const crm::FileRows rows(plan, table);
  std::set<std::size_t> seen;
  for (std::size_t place = 0; place < table.row_count(); ++place)
    require(seen.insert(rows.row_at(place)).second);
  require(rows.level_ends().back() == table.row_count());
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const crm::RowDraft draft = crm::read_row(plan, table, row);
    for (const crm::ImportProblem& problem : draft.problems) {
      require(!problem.rule.empty() && !problem.message.empty());
      require(bailiwick::is_utf8(problem.message) && bailiwick::is_utf8(problem.value));
    }
  }
}

void check_file(const files::Csv& csv) {
  const crm::FileGuess guess = crm::guess_file(csv.table, schemas());
  if (!guess.object) return;
  const crm::ImportSchema& schema = schemas()[static_cast<std::size_t>(*guess.object)];
  crm::HabitColumns columns;
  crm::ImportOrder order;
  std::set<std::string> targets;
  for (std::size_t c = 0; c < guess.columns.size(); ++c) {
    const crm::ColumnGuess& column = guess.columns[c];
    for (const std::string& sample : column.samples) require(bailiwick::is_utf8(sample));
    columns.numbers.push_back(c);
    columns.dates.push_back(c);
    if (column.target.empty()) continue;
    require(targets.insert(column.target).second);
    order.mapping.push_back({column.name, column.target});
  }
  const crm::FileHabits habits = crm::habits_of(csv.table, csv.delimiter, columns);
  order.form = {.decimal_mark = habits.decimal_mark, .date_order = habits.date_order};
  const auto plan = crm::make_plan(schema, csv.table.columns(), order);
  if (plan) {
    check_rows(csv.table, *plan);
  } else {
    // A guess names columns and fields that there are, each once; only something required may be missing.
    for (const bailiwick::Error& error : plan.error()) require(error.rule == "K048");
  }
}

void check_cell(const std::string& text) {
  for (const crm::ImportSchema& schema : schemas()) {
    for (const crm::ImportField& field : schema.fields) {
      for (const char mark : {'.', ','}) {
        const auto value =
            crm::read_cell({.text = text, .currency = {}}, field, schema,
                           {.decimal_mark = mark, .date_order = crm::DateOrder::kMdy});
        require(value || !value.error().message.empty());
      }
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  auto file = files::text_from_bytes("fuzz.csv", bytes);
  if (!file) return 0;
  check_cell(file->text.substr(0, 40));
  if (const auto csv = files::parse_csv(std::move(*file), {.keeps_bad_rows = true}))
    check_file(*csv);
  return 0;
}
