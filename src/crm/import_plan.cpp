#include "crm/import_plan.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "crm/import_words.hpp"

namespace bailiwick::crm {
namespace {

using platform::files::Table;

constexpr std::size_t kValueBytesMax = 80;

// A JSON pointer's part (RFC 6901).
std::string pointer_part(std::string_view name) {
  std::string part = "/";
  for (const char c : name) {
    if (c == '~')
      part += "~0";
    else if (c == '/')
      part += "~1";
    else
      part += c;
  }
  return part;
}

// What a target's text names.
struct Target {
  std::vector<std::size_t> fields;
  bool is_currency = false;
};

class PlanMaker {
 public:
  PlanMaker(const ImportSchema& schema, const std::vector<std::string>& columns,
            const ImportOrder& order)
      : schema_(schema), columns_(columns), order_(order) {
    plan_.schema = &schema;
    plan_.form = order.form;
    if (!plan_.form.currency) plan_.form.currency = schema.reporting;
    plan_.wrong_values = order.wrong_values;
  }

  Checked<ImportPlan> make() {
    for (const ImportOrder::Column& column : order_.mapping) add_column(column);
    for (const ImportOrder::Default& fallback : order_.defaults) add_default(fallback);
    add_currencies();
    if (errors_.empty()) check_required();
    if (!errors_.empty()) return fail(std::move(errors_));
    std::ranges::stable_sort(plan_.columns, {},
                             [](const PlannedColumn& column) { return column.fields.size() > 1; });
    note_fields();
    return std::move(plan_);
  }

 private:
  void add_error(std::string_view rule, std::string_view pointer, std::string message) {
    errors_.push_back(
        {ErrorCode::kInvalidInput, std::string(rule), std::move(message), std::string(pointer)});
  }

  std::optional<std::size_t> index_of(std::string_view name) const {
    const ImportField* field = schema_.find(name);
    if (field == nullptr) return std::nullopt;
    return static_cast<std::size_t>(field - schema_.fields.data());
  }

  std::optional<Target> target_of(std::string_view text) const {
    Target target;
    if (text.ends_with(kCurrencySuffix)) {
      const auto field = index_of(text.substr(0, text.size() - kCurrencySuffix.size()));
      if (!field || schema_.fields[*field].type != FieldType::kMoney) return std::nullopt;
      return Target{{*field}, true};
    }
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find('|', begin), text.size());
      const auto field = index_of(text.substr(begin, end - begin));
      if (!field) return std::nullopt;
      target.fields.push_back(*field);
      begin = end + 1;
    }
    const bool are_references = std::ranges::all_of(target.fields, [&](std::size_t field) {
      return schema_.fields[field].type == FieldType::kRecord && schema_.fields[field].index;
    });
    if (target.fields.size() > 1 && !are_references) return std::nullopt;
    return target;
  }

  void refuse_target(std::string_view target, std::string_view pointer) {
    std::vector<std::string> names;
    for (const ImportField& field : schema_.fields) names.push_back(field.name);
    add_error("K046", pointer,
              fmt::format("{} have no field {}.{}", object_of(schema_.object).plural,
                          in_quotes(target), did_you_mean(target, names)));
  }

  void add_column(const ImportOrder::Column& wanted) {
    const std::string pointer = "/mapping" + pointer_part(wanted.name);
    const auto found = std::ranges::find(columns_, wanted.name);
    if (found == columns_.end()) {
      add_error("K030", pointer,
                fmt::format("The file has no column {}.{}", in_quotes(wanted.name),
                            did_you_mean(wanted.name, columns_)));
      return;
    }
    const auto target = target_of(wanted.target);
    if (!target) {
      refuse_target(wanted.target, pointer);
      return;
    }
    const auto [first, is_first] = column_of_.emplace(wanted.target, wanted.name);
    if (!is_first) {
      add_error("K047", pointer,
                fmt::format("The columns {} and {} are both mapped to {}. Leave one out.",
                            in_quotes(first->second), in_quotes(wanted.name), wanted.target));
      return;
    }
    const auto column = static_cast<std::size_t>(found - columns_.begin());
    if (target->is_currency) {
      currencies_.emplace(target->fields.front(), column);
      return;
    }
    plan_.columns.push_back({.header = wanted.name, .column = column, .fields = target->fields});
  }

  PlannedColumn* planned(std::size_t field) {
    for (PlannedColumn& column : plan_.columns)
      if (column.fields.size() == 1 && column.fields.front() == field) return &column;
    return nullptr;
  }

  void add_default(const ImportOrder::Default& fallback) {
    const std::string pointer = "/defaults" + pointer_part(fallback.target);
    const auto field = index_of(fallback.target);
    if (!field || schema_.fields[*field].name == kOwnId ||
        schema_.fields[*field].name == kExternalId) {
      refuse_target(fallback.target, pointer);
      return;
    }
    if (PlannedColumn* column = planned(*field)) {
      column->fallback = fallback.text;
      return;
    }
    plan_.columns.push_back({.header = {}, .fields = {*field}, .fallback = fallback.text});
  }

  void add_currencies() {
    for (const auto& [field, column] : currencies_) {
      if (PlannedColumn* amount = planned(field)) {
        amount->currency = column;
        continue;
      }
      add_error("K048", "/mapping",
                fmt::format("The column {} has currencies of {}, to which no column is mapped.",
                            in_quotes(columns_[column]), schema_.fields[field].name));
    }
  }

  // New records need their required fields; where records may be there already, whoever writes them sees which are new.
  void check_required() {
    if (order_.mapping.empty()) {
      add_error("K048", "/mapping", "No column is mapped to a field.");
      return;
    }
    if (planned(0) != nullptr || planned(1) != nullptr) return;
    for (std::size_t f = 0; f < schema_.fields.size(); ++f) {
      if (!schema_.fields[f].is_required || planned(f) != nullptr) continue;
      add_error("K048", "/mapping",
                fmt::format("{} need {}: map a column to it, or give a default.",
                            object_of(schema_.object).plural, schema_.fields[f].name));
    }
  }

  void note_fields() {
    std::set<std::size_t> fields;
    for (const PlannedColumn& column : plan_.columns) {
      for (const std::size_t f : column.fields) {
        const ImportField& field = schema_.fields[f];
        if (field.index)
          fields.insert(*field.index);
        else if (field.name.starts_with(kCustomPrefix))
          plan_.custom_keys.push_back(field.name.substr(kCustomPrefix.size()));
      }
    }
    plan_.fields.assign(fields.begin(), fields.end());
  }

  const ImportSchema& schema_;
  const std::vector<std::string>& columns_;
  const ImportOrder& order_;
  ImportPlan plan_;
  std::map<std::string, std::string> column_of_;   // by target
  std::map<std::size_t, std::size_t> currencies_;  // by field
  Errors errors_;
};

std::string_view text_of(const PlannedColumn& column, const Table& table, std::size_t row) {
  const std::string_view text =
      column.column ? trimmed(table.field(row, *column.column)) : std::string_view();
  return text.empty() ? std::string_view(column.fallback) : text;
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
    auto value = read_cell({.text = text, .currency = currency}, field, *plan_.schema, plan_.form);
    if (!value) return add_wrong(c, value.error());
    if (is_empty(*value) && field.is_required) {
      return add_problem(c, {ErrorCode::kInvalidInput, "K041",
                             fmt::format("{} is required and this row has none.", field.name)});
    }
    keep(c, field, text, std::move(*value));
  }

  void keep(std::size_t c, const ImportField& field, std::string_view text, FieldValue value) {
    if (field.name == kExternalId) {
      if (const auto* id = std::get_if<std::string>(&value)) draft_.record.external_id = *id;
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

  void refer(std::size_t c, const ImportField& field, std::string_view text) {
    draft_.references.push_back(
        {.field = *field.index,
         .target = {field.type, field.refers_to.value_or(ObjectKind::kAccount)},
         .text = first_id(text),
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
};

std::string cut(std::string_view text) {
  if (text.size() <= kValueBytesMax) return std::string(text);
  std::size_t end = kValueBytesMax;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "\u2026";
}

}  // namespace

Checked<ImportPlan> make_plan(const ImportSchema& schema, const std::vector<std::string>& columns,
                              const ImportOrder& order) {
  return PlanMaker(schema, columns, order).make();
}

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
          .value = cut(text_of(planned, table, draft.row)),
          .rule = error.rule,
          .message = error.message};
}

}  // namespace bailiwick::crm
