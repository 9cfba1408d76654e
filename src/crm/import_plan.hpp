// From what people decided about a file to how its rows are read (import_row.hpp): the mapping, judged once. Pure. O(columns).
//
// A target is "id" (a record that is there), "external_id", a field, "custom.KEY", "FIELD.currency" of an amount, "FIELD.pipeline" of a stage, or several fields of references
// ("contact|lead"), of which a cell's own id says which it is about. Where another column is mapped to that
// field alone, that column decides.
//
// Errors of the plan (all of them, with a pointer into the request): K030 the file has no such column, K046 the object has no such field, K047 two columns for
// one field, K048 nothing is mapped, a required field is not, or a currency without its amount or a pipeline without its stage, K068 a text is to mean what there is none of.
#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "crm/import_field.hpp"
#include "crm/import_model.hpp"
#include "crm/record.hpp"

namespace bailiwick::crm {

struct PlannedColumn {
  std::string header;                        // empty: no column, a default alone
  std::optional<std::size_t> column = {};    // of the table
  std::vector<std::size_t> fields = {};      // of the schema
  std::optional<std::size_t> currency = {};  // the column of an amount's currencies
  std::optional<std::size_t> pipeline = {};  // the column of a stage's pipelines
  std::string fallback = {};                 // for cells that are empty
  std::map<std::string, std::string, std::less<>> meanings =
      {};  // of texts: a choice, or a stage's key
};

// Refers to the schema that it was made with.
struct ImportPlan {
  const ImportSchema* schema = nullptr;
  CellForm
      form;  // with the currency that amounts without one have: the order's, else the company's
  WrongValues wrong_values = WrongValues::kRejectRow;
  ImportSource source = ImportSource::kNone;  // as the file was found to be
  std::vector<PlannedColumn> columns;         // those of single fields first
  std::vector<std::size_t> fields;            // of the object, that rows set: ascending
  std::vector<std::string> custom_keys;       // that rows set
};

[[nodiscard]] Checked<ImportPlan> make_plan(const ImportSchema& schema,
                                            const std::vector<std::string>& columns,
                                            const ImportOrder& order);

// What a reference is to: a record of an object, a person, a territory.
struct ReferenceTarget {
  FieldType type = FieldType::kRecord;
  ObjectKind object = ObjectKind::kAccount;  // of kRecord
  friend auto operator<=>(const ReferenceTarget&, const ReferenceTarget&) = default;
};

// A cell that names something. A view into the table or the plan.
struct RowReference {
  std::size_t field = 0;  // of the object
  ReferenceTarget target;
  std::string_view text;
  std::size_t column = 0;  // of the plan
};

// Fields that a row leaves as they are.
struct FieldsLeft {
  std::vector<std::size_t> fields = {};  // of the object, ascending
  std::vector<std::string> custom_keys = {};
  std::vector<std::size_t> unless_new = {};  // of the object, ascending: set in a new record alone
  friend auto operator<=>(const FieldsLeft&, const FieldsLeft&) = default;
};

struct RowDraft {
  std::size_t row = 0;
  Record record;  // its id nil unless the row has one; only the plan's fields mean something
  std::vector<RowReference> references;
  std::vector<ImportProblem> problems;
  std::vector<ImportProblem> left_out = {};  // values: why
  FieldsLeft left = {};
  std::vector<StandInCount> stood_in = {};  // if the row adds a record
  std::list<std::string> texts = {};        // of references that are written otherwise here
};

}  // namespace bailiwick::crm
