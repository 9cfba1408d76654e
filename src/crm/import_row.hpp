// One row of a file as the record that it becomes, by the plan (import_plan.hpp): with every mistake of the row, not the first alone. A row's
// references stay text until import_references.hpp has found them. Pure. O(cells).
//
// Values that are wrong in fields that may be empty are problems of the row, or left out of it (ImportOrder::wrong_values): then the field stays as it is.
// Where they are left out, a required value that a row lacks is stood in for, if it can be (import_stand_in.hpp): in records that the row adds, alone.
// Of a file of Salesforce short ids are read as long ones (import_salesforce.hpp).
// Problems of rows: those of read_cell() (K031 .. K040); K041 a required field is empty; K042 an id is not of a record that the field can name.
#pragma once

#include "base/result.hpp"
#include "crm/import_plan.hpp"
#include "platform/files/table.hpp"

namespace bailiwick::crm {

[[nodiscard]] RowDraft read_row(const ImportPlan& plan, const platform::files::Table& table,
                                std::size_t row);

// A value of the row is wrong: a problem of it, or left out.
void add_wrong_value(const ImportPlan& plan, const platform::files::Table& table, RowDraft& draft,
                     std::size_t column, const Error& error);

// A problem of that row in that column of the plan.
[[nodiscard]] ImportProblem problem_of(const ImportPlan& plan, const platform::files::Table& table,
                                       const RowDraft& draft, std::size_t column,
                                       const Error& error);

}  // namespace bailiwick::crm
