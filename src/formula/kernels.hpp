// The kernels that look at more than values: logic, conditions, equality, null, lists. docs/guide/formulas.md, "No value,
// and no answer", is what they do. Pure.
#pragma once

#include "formula/kernel.hpp"

namespace bailiwick::formula {

// bool, bool -> bool. One side that decides does so whatever the other is; else the first side without an answer counts.
void and_kernel(Call& call);
void or_kernel(Call& call);
// bool, bool -> bool. Or, but without an answer where one side has none: membership in a list of expressions.
void either_kernel(Call& call);
// bool, T, T -> T. The chosen side's value and status.
[[nodiscard]] Kernel conditional_kernel(Kind kind);
// T, T -> T. The first, where it is not null.
[[nodiscard]] Kernel coalesce_kernel(Kind kind);
// T, T -> bool. null equals null and nothing else.
[[nodiscard]] Kernel equal_kernel(Kind kind);
[[nodiscard]] Kernel not_equal_kernel(Kind kind);
// T -> bool, of any kind.
void is_null_kernel(Call& call);
void has_kernel(Call& call);
// int -> decimal; null stays null.
void widen_kernel(Call& call);
// T -> bool, with call.set.
[[nodiscard]] Kernel in_set_kernel(Kind kind);

}  // namespace bailiwick::formula
