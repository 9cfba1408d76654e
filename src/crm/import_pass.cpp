#include "crm/import_pass.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <map>

#include <fmt/format.h>

#include "crm/import_choices.hpp"
#include "crm/import_row.hpp"
#include "crm/import_words.hpp"

namespace bailiwick::crm {
namespace {

using platform::db::Connection;
using Found = ReferenceAnswer::Found;

Error refused(std::string_view rule, std::string message) {
  return {ErrorCode::kInvalidInput, std::string(rule), std::move(message)};
}

template <class List, class Value>
bool contains(const List& list, const Value& value) {
  return std::ranges::find(list, value) != list.end();
}

// Salesforce's mark of what was deleted; of a column that is read as a field it is none.
std::optional<std::size_t> deleted_column(const ImportPlan& plan,
                                          const platform::files::Table& table) {
  const auto found = table.find("IsDeleted");
  const bool is_field =
      found && std::ranges::find(plan.columns, found, &PlannedColumn::column) != plan.columns.end();
  return is_field ? std::nullopt : found;
}

// Salesforce's owners are ids of its people, which nothing is read from.
bool has_owners(const ImportPlan& plan, const platform::files::Table& table) {
  const ObjectSpec& object = object_of(plan.schema->object);
  const auto is_owner = [&](std::size_t f) { return object.fields[f].name == "owner"; };
  return std::ranges::any_of(plan.fields, is_owner) || table.find("OwnerId").has_value();
}

bool is_salesforce(const ImportPlan& plan) { return plan.source == ImportSource::kSalesforce; }

// Whether its parent is a row of this file that is not there yet: rehearsed without it.
bool is_waiting(const RowDraft& draft, std::optional<std::size_t> parent_field) {
  return parent_field && std::ranges::any_of(draft.references, [&](const RowReference& reference) {
           return reference.field == *parent_field;
         });
}

void count_stand_in(const StandInCount& one, ImportOutcome& outcome) {
  const auto found = std::ranges::find_if(outcome.stood_in, [&](const StandInCount& other) {
    return other.field == one.field && other.from == one.from;
  });
  if (found == outcome.stood_in.end())
    outcome.stood_in.push_back(one);
  else
    found->count += one.count;
}

void count_unknown_value(const UnknownValue& one, ImportOutcome& outcome) {
  const auto found = std::ranges::find_if(outcome.unknown_values, [&](const UnknownValue& other) {
    return other.field == one.field && other.text == one.text;
  });
  if (found != outcome.unknown_values.end())
    found->count += one.count;
  else if (outcome.unknown_values.size() < kUnknownValuesShown)
    outcome.unknown_values.push_back(one);
}

// A text that could be told what it means; one that was cut could not.
void count_unknown_of(const ImportProblem& problem, ImportOutcome& outcome) {
  const bool is_unknown = problem.rule == "K036" || problem.rule == "K037";
  if (is_unknown && !problem.value.empty() && !problem.value.ends_with("\u2026"))
    count_unknown_value(UnknownValue{problem.field, problem.value, 1}, outcome);
}

}  // namespace

ImportPass::ImportPass(const Ports& ports, const ImportActor& actor, const ImportPlan& plan,
                       const platform::files::Csv& file)
    : ports_(ports),
      actor_(actor),
      plan_(plan),
      table_(file.table),
      bad_rows_(file.bad_rows),
      deleted_column_(deleted_column(plan, table_)),
      has_owners_(has_owners(plan, table_)),
      rows_(plan, table_),
      references_(ports.finder, actor, is_salesforce(plan)),
      is_rejected_(table_.row_count(), false) {}

ImportBlock ImportPass::block_at(std::size_t begin) const {
  assert(begin < row_count());
  const auto level = std::ranges::upper_bound(rows_.level_ends(), begin);
  return {begin, std::min(begin + kImportBatchRows, *level)};
}

std::vector<RowDraft> ImportPass::read(const ImportBlock& block) const {
  std::vector<RowDraft> drafts;
  drafts.reserve(block.end - block.begin);
  for (std::size_t place = block.begin; place < block.end; ++place)
    drafts.push_back(read(rows_.row_at(place)));
  return drafts;
}

RowDraft ImportPass::read(std::size_t row) const {
  const auto bad = std::ranges::lower_bound(bad_rows_, row, {}, &platform::files::BadRow::row);
  if (bad == bad_rows_.end() || bad->row != row) return read_row(plan_, table_, row);
  RowDraft draft;
  draft.row = row;
  draft.record = blank_record(plan_.schema->object);
  draft.problems.push_back(row_problem(draft, bad->error, {}));
  return draft;
}

Result<BlockOutcome> ImportPass::settle(Connection& connection, std::vector<RowDraft> drafts,
                                        bool is_dry, WordsLater* later) {
  // Rows that were written since can be named now.
  if (rows_.parent_field()) references_.forget({FieldType::kRecord, plan_.schema->object});
  if (const auto found = references_.find(connection, drafts); !found)
    return tl::unexpected(found.error());
  // Rows that leave the same fields as they are together; those that leave none first.
  std::map<FieldsLeft, std::vector<RowDraft*>> groups;
  for (RowDraft& draft : drafts) {
    judge(draft, is_dry);
    resolve(draft, is_dry);
    if (!draft.problems.empty()) continue;
    if (is_waiting(draft, rows_.parent_field())) draft.left.fields.push_back(*rows_.parent_field());
    groups[draft.left].push_back(&draft);
  }
  BlockOutcome block;
  for (const auto& [left, group] : groups) {
    const auto done = write(connection, group, left, {.is_dry = is_dry, .later = later}, block);
    if (!done) return tl::unexpected(done.error());
  }
  for (const RowDraft& draft : drafts) {
    if (draft.problems.empty()) {
      leave_out(draft, block);
      continue;
    }
    if (is_dry) is_rejected_[draft.row] = true;
    reject(draft, block);
  }
  return block;
}

// What only the file as a whole tells of a row.
void ImportPass::judge(RowDraft& draft, bool is_dry) {
  if (std::ranges::binary_search(bad_rows_, draft.row, {}, &platform::files::BadRow::row)) return;
  if (deleted_column_ && truth_of(table_.field(draft.row, *deleted_column_)).value_or(false)) {
    draft.problems.push_back(row_problem(
        draft,
        refused("K067",
                "It was deleted where it comes from (IsDeleted). Take good rows only, or "
                "leave what was deleted out of the export."),
        {}));
  }
  if (const auto first = rows_.same_id(draft.row)) {
    draft.problems.push_back(row_problem(
        draft,
        refused("K044", fmt::format("The external id {} is that of line {} too. Leave one out.",
                                    in_quotes(draft.record.external_id), table_.line_of(*first))),
        kExternalId));
  }
  if (const auto first = rows_.same_name(draft.row)) {
    draft.problems.push_back(row_problem(
        draft,
        refused("K061", fmt::format("The name is that of line {} too. Each territory has its own.",
                                    table_.line_of(*first))),
        "name"));
  }
  if (!rows_.parent_field()) return;
  const std::string_view field = object_of(plan_.schema->object).fields[*rows_.parent_field()].name;
  if (rows_.is_circular(draft.row)) {
    draft.problems.push_back(row_problem(
        draft,
        refused("K045", "The parents of this row go round in a circle. Correct one of them."),
        field));
    return;
  }
  const auto parent = rows_.parent(draft.row);
  if (is_dry && parent && is_rejected_[*parent]) {
    draft.problems.push_back(row_problem(
        draft,
        refused("K045",
                fmt::format("Its parent, on line {}, is rejected itself. Correct that first.",
                            table_.line_of(*parent))),
        field));
  }
}

// Puts ids where texts were; what stays among the references waits for a row of this file.
void ImportPass::resolve(RowDraft& draft, bool is_dry) {
  std::vector<RowReference> waiting;
  for (const RowReference& reference : draft.references) {
    const ReferenceAnswer answer = references_.answer(reference);
    if (answer.found == Found::kOne) {
      draft.record.values[reference.field] = answer.id;
      continue;
    }
    const auto parent =
        reference.field == rows_.parent_field() ? rows_.parent(draft.row) : std::nullopt;
    if (parent && answer.found == Found::kNone) {
      if (is_dry) {
        waiting.push_back(reference);
      } else if (!rows_.is_circular(draft.row)) {
        const Error error = refused(
            "K045", fmt::format("Its parent, on line {}, is rejected itself. Correct that first.",
                                table_.line_of(*parent)));
        draft.problems.push_back(problem_of(plan_, table_, draft, reference.column, error));
      }
      continue;
    }
    add_wrong_value(plan_, table_, draft, reference.column,
                    reference_error(reference, answer.found));
  }
  draft.references = std::move(waiting);
}

Result<void> ImportPass::write(Connection& connection, std::span<RowDraft* const> drafts,
                               const FieldsLeft& left, const Way& way, BlockOutcome& block) {
  std::vector<std::size_t> fields = plan_.fields;
  std::erase_if(fields, [&](std::size_t f) {
    return contains(left.fields, f) || contains(left.unless_new, f);
  });
  std::vector<std::string> custom_keys = plan_.custom_keys;
  std::erase_if(custom_keys, [&](const auto& key) { return contains(left.custom_keys, key); });
  std::vector<Record> records;
  records.reserve(drafts.size());
  for (RowDraft* draft : drafts) records.push_back(std::move(draft->record));
  const auto written = ports_.writer.write(connection, {.actor = actor_,
                                                        .object = plan_.schema->object,
                                                        .fields = fields,
                                                        .fields_of_new = left.unless_new,
                                                        .custom_keys = custom_keys,
                                                        .records = records,
                                                        .is_dry = way.is_dry,
                                                        .is_actors = !has_owners_,
                                                        .is_salesforce = is_salesforce(plan_),
                                                        .later = way.later});
  if (!written) return tl::unexpected(written.error());
  assert(written->size() == drafts.size());
  for (std::size_t r = 0; r < drafts.size(); ++r) {
    switch ((*written)[r].what) {
      case Written::What::kAdded:
        ++block.outcome.added;
        for (const StandInCount& one : drafts[r]->stood_in) count_stand_in(one, block.outcome);
        break;
      case Written::What::kUpdated:
        ++block.outcome.updated;
        break;
      case Written::What::kUnchanged:
        ++block.outcome.unchanged;
        break;
      case Written::What::kRefused:
        refuse(*drafts[r], (*written)[r]);
        break;
    }
  }
  return {};
}

void ImportPass::refuse(RowDraft& draft, const Written& written) const {
  assert(written.refusal);
  draft.problems.push_back(row_problem(draft, *written.refusal, written.field));
}

// Of the column that the field is read from, where there is one.
ImportProblem ImportPass::row_problem(const RowDraft& draft, const Error& error,
                                      std::string_view field) const {
  for (std::size_t c = 0; c < plan_.columns.size(); ++c)
    for (const std::size_t f : plan_.columns[c].fields)
      if (!field.empty() && plan_.schema->fields[f].name == field)
        return problem_of(plan_, table_, draft, c, error);
  return {.line = table_.line_of(draft.row),
          .column = {},
          .field = std::string(field),
          .value = {},
          .rule = error.rule,
          .message = error.message};
}

void ImportPass::leave_out(const RowDraft& draft, BlockOutcome& block) const {
  for (const ImportProblem& problem : draft.left_out) {
    ++block.outcome.left_out;
    block.outcome.problems.push_back(problem);
    count_unknown_of(problem, block.outcome);
    const std::string line = std::to_string(problem.line);
    const std::string why = fmt::format("{} ({})", problem.message, problem.rule);
    platform::files::append_csv_row(
        block.left_out,
        std::array<std::string_view, 5>{line, problem.column, problem.field, problem.value, why});
  }
}

void ImportPass::reject(const RowDraft& draft, BlockOutcome& block) const {
  ++block.outcome.rejected;
  std::string text;
  for (const ImportProblem& problem : draft.problems) {
    text += fmt::format("{}{}{}{} ({})", text.empty() ? "" : " ", problem.column,
                        problem.column.empty() ? "" : ": ", problem.message, problem.rule);
    block.outcome.problems.push_back(problem);
    count_unknown_of(problem, block.outcome);
  }
  std::vector<std::string_view> fields;
  for (std::size_t c = 0; c < table_.column_count(); ++c)
    fields.push_back(table_.field(draft.row, c));
  fields.push_back(text);
  platform::files::append_csv_row(block.rejects, fields);
}

void add_to(ImportOutcome& outcome, const ImportOutcome& block) {
  outcome.added += block.added;
  outcome.updated += block.updated;
  outcome.unchanged += block.unchanged;
  outcome.rejected += block.rejected;
  outcome.left_out += block.left_out;
  for (const StandInCount& one : block.stood_in) count_stand_in(one, outcome);
  for (const UnknownValue& one : block.unknown_values) count_unknown_value(one, outcome);
  for (const ImportProblem& problem : block.problems) {
    if (outcome.problems.size() == kProblemsShown) break;
    outcome.problems.push_back(problem);
  }
}

}  // namespace bailiwick::crm
