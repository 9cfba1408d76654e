// Evaluates compiled formulas: over columns in batches of kLanes rows, or over one row.
//
// Pure; a Program may be used by any number of threads at once. O(rows * steps). Numbers of evaluations a second are in
// docs/benchmarks.md. Rows are checked once (check_rows); after that nothing fails as a whole: single rows may have no answer.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "formula/column.hpp"
#include "formula/program.hpp"

namespace bailiwick::formula {

// The lanes of one formula for some rows. Only good during the call that shows it.
struct Batch {
  std::size_t formula = 0;    // its place among those asked for
  std::size_t first_row = 0;  //
  std::size_t count = 0;      // rows, 1 .. kLanes
  Kind kind = Kind::kNull;
  Lanes lanes;
};
using Sink = std::function<void(const Batch&)>;

// All of one batch, then the next: rows ascending, formulas in an order of their own within it. Errors of check_rows.
[[nodiscard]] Result<void> evaluate_each(const Program& program,
                                         std::span<const std::size_t> formulas, const Rows& rows,
                                         const Sink& sink);

// One formula for all rows, in their order.
[[nodiscard]] Result<Answers> evaluate(const Program& program, std::size_t formula,
                                       const Rows& rows);

// One row: a value a field of the schema, in its order, null where there is none. A value of another type counts as null,
// an int in a decimal field as a decimal.
[[nodiscard]] Value evaluate_row(const Program& program, std::size_t formula,
                                 std::span<const Value> row);
// All formulas of the program for one row, in their order; what several use is computed once.
[[nodiscard]] std::vector<Value> evaluate_row(const Program& program, std::span<const Value> row);

// The value of each of `steps` (ascending, each after those that it reads, as steps_below gives them) for one row.
[[nodiscard]] std::vector<Value> values_of(const Program& program, std::span<const StepIndex> steps,
                                           std::span<const Value> row);

}  // namespace bailiwick::formula
