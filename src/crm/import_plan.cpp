#include "crm/import_plan.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "crm/import_choices.hpp"
#include "crm/import_words.hpp"

namespace bailiwick::crm {
namespace {

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
  bool is_pipeline = false;
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
    for (const ImportDefault& fallback : order_.defaults) add_default(fallback);
    add_beside(currencies_, &PlannedColumn::currency, "currencies");
    add_beside(pipelines_, &PlannedColumn::pipeline, "pipelines");
    for (const ImportOrder::Meaning& meaning : order_.meanings) add_meaning(meaning);
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
    for (const auto& [suffix, type] : {std::pair(kCurrencySuffix, FieldType::kMoney),
                                       std::pair(kPipelineSuffix, FieldType::kStage)}) {
      if (!text.ends_with(suffix)) continue;
      const auto field = index_of(text.substr(0, text.size() - suffix.size()));
      if (!field || schema_.fields[*field].type != type) return std::nullopt;
      return Target{{*field}, type == FieldType::kMoney, type == FieldType::kStage};
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
    if (target->is_currency || target->is_pipeline) {
      (target->is_currency ? currencies_ : pipelines_).emplace(target->fields.front(), column);
      return;
    }
    plan_.columns.push_back({.header = wanted.name, .column = column, .fields = target->fields});
  }

  PlannedColumn* planned(std::size_t field) {
    for (PlannedColumn& column : plan_.columns)
      if (column.fields.size() == 1 && column.fields.front() == field) return &column;
    return nullptr;
  }

  void add_default(const ImportDefault& fallback) {
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

  // Columns that say more of another one.
  void add_beside(const std::map<std::size_t, std::size_t>& beside,
                  std::optional<std::size_t> PlannedColumn::*place, std::string_view what) {
    for (const auto& [field, column] : beside) {
      if (PlannedColumn* own = planned(field)) {
        own->*place = column;
        continue;
      }
      add_error("K048", "/mapping",
                fmt::format("The column {} has {} of {}, to which no column is mapped.",
                            in_quotes(columns_[column]), what, schema_.fields[field].name));
    }
  }

  // Of a field that is not read after all it says nothing.
  void add_meaning(const ImportOrder::Meaning& meaning) {
    const std::string pointer =
        "/meanings" + pointer_part(meaning.target) + pointer_part(meaning.text);
    const auto index = index_of(meaning.target);
    const ImportField* field = index ? &schema_.fields[*index] : nullptr;
    const bool is_stage = field != nullptr && field->type == FieldType::kStage;
    if (!is_stage && (field == nullptr || field->type != FieldType::kChoice)) {
      add_error("K068", pointer,
                fmt::format("{} is no field of choices or stages.", in_quotes(meaning.target)));
      return;
    }
    std::optional<std::string> choice;
    if (meaning.choice.empty())
      choice = "";
    else if (!is_stage)
      choice = choice_of(meaning.choice, schema_.object, *field);
    else if (const StageFound found = stage_of(meaning.choice, schema_.stages);
             found.stage != nullptr && !found.is_several)
      choice = found.stage->key;
    if (!choice) {
      add_error("K068", pointer,
                fmt::format("{} cannot mean {}: {} has none of that name.", in_quotes(meaning.text),
                            in_quotes(meaning.choice), field->name));
      return;
    }
    if (PlannedColumn* column = planned(*index))
      column->meanings.insert_or_assign(std::string(trimmed(meaning.text)), *choice);
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
  std::map<std::size_t, std::size_t> pipelines_;   // by field
  Errors errors_;
};

}  // namespace

Checked<ImportPlan> make_plan(const ImportSchema& schema, const std::vector<std::string>& columns,
                              const ImportOrder& order) {
  return PlanMaker(schema, columns, order).make();
}

}  // namespace bailiwick::crm
