#include "crm/import_row.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "crm/import_choices.hpp"
#include "crm/import_columns.hpp"
#include "crm/import_salesforce.hpp"
#include "crm/import_stand_in.hpp"
#include "crm/import_words.hpp"
#include "crm/words.hpp"

namespace bailiwick::crm {
namespace {

using platform::files::Table;

constexpr std::size_t kValueBytesMax = 80;

std::string_view text_of(const PlannedColumn& column, const Table& table, std::size_t row) {
  const std::string_view text =
      column.column ? trimmed(table.field(row, *column.column)) : std::string_view();
  return text.empty() ? std::string_view(column.fallback) : text;
}

// The same, a stage with the pipeline that another column says.
std::string whole_text_of(const PlannedColumn& column, const Table& table, std::size_t row) {
  const std::string_view text = text_of(column, table, row);
  if (!column.pipeline) return std::string(text);
  return stage_in(text, trimmed(table.field(row, *column.pipeline)));
}

// The first of several ids in a cell: HubSpot writes "123;456", the primary one first.
std::string_view first_id(std::string_view text) {
  const bool are_ids = text.find(';') != std::string_view::npos &&
                       text.find_first_not_of("0123456789; ") == std::string_view::npos;
  return are_ids ? trimmed(text.substr(0, text.find(';'))) : text;
}

Error not_named(std::string_view text, std::string_view what) {
  return {ErrorCode::kInvalidInput, "K042",
          fmt::format("{} is not an id of {}.", in_quotes(text), what)};
}

// Reads one row.
class RowReader {
 public:
  RowReader(const ImportPlan& plan, const Table& table, std::size_t row)
      : plan_(plan), table_(table) {
    draft_.row = row;
    draft_.record = blank_record(plan.schema->object);
  }

  RowDraft read() {
    for (std::size_t c = 0; c < plan_.columns.size(); ++c) {
      const std::string_view text = text_of(plan_.columns[c], table_, draft_.row);
      if (plan_.columns[c].fields.size() > 1) {
        read_one_of(c, text);
      } else {
        read_field(c, plan_.schema->fields[plan_.columns[c].fields.front()], text);
      }
    }
    for (const std::size_t c : lacking_) stand_in_for(c);
    std::ranges::sort(draft_.left.unless_new);
    return std::move(draft_);
  }

 private:
  void add_problem(std::size_t column, const Error& error) {
    draft_.problems.push_back(problem_of(plan_, table_, draft_, column, error));
  }
  void add_wrong(std::size_t column, const Error& error) {
    add_wrong_value(plan_, table_, draft_, column, error);
  }

  void read_field(std::size_t c, const ImportField& field, std::string_view text) {
    const PlannedColumn& column = plan_.columns[c];
    if (field.name == kOwnId) return read_own_id(c, text);
    const std::string_view currency =
        column.currency ? table_.field(draft_.row, *column.currency) : std::string_view();
    auto value =
        column.pipeline || !column.meanings.empty()
            ? read_choice_of(c, field)
            : read_cell({.text = text, .currency = currency}, field, *plan_.schema, plan_.form);
    if (!value) return add_wrong(c, value.error());
    const bool is_lacking = is_empty(*value) && field.is_required;
    if (!is_lacking) return keep(c, field, text, std::move(*value));
    // What can stand for it follows from the row's other columns.
    if (plan_.wrong_values == WrongValues::kLeaveOut && field.index)
      lacking_.push_back(c);
    else
      add_problem(c, lacking(field));
  }

  // What the order says that the text means, else what it is read as anywhere.
  Result<FieldValue> read_choice_of(std::size_t c, const ImportField& field) {
    const PlannedColumn& column = plan_.columns[c];
    const std::string text = whole_text_of(column, table_, draft_.row);
    auto meant = column.meanings.find(text);
    if (meant == column.meanings.end())
      meant = column.meanings.find(text_of(column, table_, draft_.row));
    if (meant != column.meanings.end())
      return meant->second.empty() ? FieldValue() : FieldValue(meant->second);
    return read_cell({.text = text}, field, *plan_.schema, plan_.form);
  }

  // What the row calls its kind, in whatever column: tasks have no field of it.
  std::string_view kind_text() const {
    constexpr std::array<std::string_view, 6> kCalled = {"type",         "tasktype", "tasksubtype",
                                                         "activitytype", "soort",    "kind"};
    for (const PlannedColumn& column : plan_.columns)
      if (column.fields.size() == 1 && plan_.schema->fields[column.fields.front()].name == "kind")
        return text_of(column, table_, draft_.row);
    for (std::size_t c = 0; c < table_.column_count(); ++c)
      if (std::ranges::find(kCalled, letters_of(table_.columns()[c])) != kCalled.end())
        return trimmed(table_.field(draft_.row, c));
    return {};
  }

  // A required value that the row lacks: new records have another instead, those that are there keep theirs.
  void stand_in_for(std::size_t c) {
    const ImportField& field = plan_.schema->fields[plan_.columns[c].fields.front()];
    auto instead = stand_in(draft_.record, field.name, kind_text());
    if (!instead) return add_problem(c, lacking(field));
    for (const std::size_t moved : instead->moved) {
      draft_.record.values[moved] = FieldValue();
      if (std::ranges::binary_search(plan_.fields, moved)) draft_.left.unless_new.push_back(moved);
    }
    draft_.record.values[*field.index] = std::move(instead->text);
    draft_.left.unless_new.push_back(*field.index);
    draft_.stood_in.push_back({field.name, std::string(instead->from), 1});
  }

  Error lacking(const ImportField& field) const {
    if (field.type != FieldType::kRecord)
      return {ErrorCode::kInvalidInput, "K041",
              fmt::format("{} is required and this row has none.", field.name)};
    const std::string_view one = object_of(plan_.schema->object).name;
    return {ErrorCode::kInvalidInput, "K041",
            fmt::format("{0} is required: every {1} here belongs to one, and this row names none. "
                        "Name it in the file, or give one as the default of {0}.",
                        field.name, one)};
  }

  void keep(std::size_t c, const ImportField& field, std::string_view text, FieldValue value) {
    if (field.name == kExternalId) {
      if (auto* id = std::get_if<std::string>(&value))
        draft_.record.external_id = long_id(*id).value_or(std::move(*id));
      return;
    }
    if (!field.index) {
      if (!is_empty(value))
        draft_.record.custom.emplace(field.name.substr(kCustomPrefix.size()), std::move(value));
      return;
    }
    const bool is_reference = field.type == FieldType::kRecord ||
                              field.type == FieldType::kPerson ||
                              field.type == FieldType::kTerritory;
    if (!is_reference) {
      draft_.record.values[*field.index] = std::move(value);
    } else if (!is_empty(value)) {
      refer(c, field, text);
    }
  }

  std::optional<std::string> long_id(std::string_view text) const {
    return plan_.source == ImportSource::kSalesforce ? long_salesforce_id(text) : std::nullopt;
  }

  void refer(std::size_t c, const ImportField& field, std::string_view text) {
    text = first_id(text);
    if (auto id = long_id(text)) text = draft_.texts.emplace_back(std::move(*id));
    draft_.references.push_back(
        {.field = *field.index,
         .target = {field.type, field.refers_to.value_or(ObjectKind::kAccount)},
         .text = text,
         .column = c});
  }

  void read_own_id(std::size_t c, std::string_view text) {
    if (text.empty()) return;
    const auto id = RecordId::parse(plan_.schema->object, text);
    if (!id) return add_problem(c, not_named(text, object_of(plan_.schema->object).plural));
    draft_.record.id = *id;
  }

  // The field of several that the cell's id is of.
  void read_one_of(std::size_t c, std::string_view text) {
    if (text.empty()) return;
    const auto object = object_of_id(text);
    std::string names;
    for (const std::size_t f : plan_.columns[c].fields) {
      const ImportField& field = plan_.schema->fields[f];
      names += (names.empty() ? "" : " or ") + field.name;
      if (!object || field.refers_to != *object) continue;
      const bool is_known = std::ranges::any_of(draft_.references, [&](const RowReference& other) {
        return other.field == *field.index;
      });
      if (!is_known) refer(c, field, text);
      return;
    }
    add_wrong(c, not_named(text, names));
  }

  const ImportPlan& plan_;
  const Table& table_;
  RowDraft draft_;
  std::vector<std::size_t> lacking_;  // columns of required fields that are empty
};

std::string cut(std::string_view text) {
  if (text.size() <= kValueBytesMax) return std::string(text);
  std::size_t end = kValueBytesMax;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "\u2026";
}

}  // namespace

RowDraft read_row(const ImportPlan& plan, const Table& table, std::size_t row) {
  return RowReader(plan, table, row).read();
}

void add_wrong_value(const ImportPlan& plan, const Table& table, RowDraft& draft,
                     std::size_t column, const Error& error) {
  ImportProblem problem = problem_of(plan, table, draft, column, error);
  const auto may_stay = [&](std::size_t f) {
    const ImportField& field = plan.schema->fields[f];
    return !field.is_required && field.name != kOwnId && field.name != kExternalId;
  };
  const bool is_left_out = plan.wrong_values == WrongValues::kLeaveOut &&
                           std::ranges::all_of(plan.columns[column].fields, may_stay);
  if (!is_left_out) {
    draft.problems.push_back(std::move(problem));
    return;
  }
  problem.is_left_out = true;
  draft.left_out.push_back(std::move(problem));
  for (const std::size_t f : plan.columns[column].fields) {
    const ImportField& field = plan.schema->fields[f];
    if (!field.index) {
      draft.left.custom_keys.push_back(field.name.substr(kCustomPrefix.size()));
      continue;
    }
    const bool is_named = std::ranges::any_of(draft.references, [&](const RowReference& other) {
      return other.field == *field.index && other.column != column;
    });
    if (!is_named) draft.left.fields.push_back(*field.index);
  }
  std::ranges::sort(draft.left.fields);
}

ImportProblem problem_of(const ImportPlan& plan, const Table& table, const RowDraft& draft,
                         std::size_t column, const Error& error) {
  const PlannedColumn& planned = plan.columns[column];
  std::string field;
  for (const std::size_t f : planned.fields)
    field += (field.empty() ? "" : "|") + plan.schema->fields[f].name;
  return {.line = table.line_of(draft.row),
          .column = planned.header,
          .field = std::move(field),
          .value = cut(whole_text_of(planned, table, draft.row)),
          .rule = error.rule,
          .message = error.message};
}

}  // namespace bailiwick::crm
