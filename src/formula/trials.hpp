// Values with which it is decided whether clauses about one subject (a field, or a measure of one) can be met: enough of them that
// what holds for none holds for no value at all. Pure. O(parts of the clauses * log).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "formula/clauses.hpp"

namespace bailiwick::formula {

inline constexpr std::size_t kTrialsMax =
    20'000;  // values of one subject; clauses that need more are not looked into

// A formula with what its parts are.
struct ReadFormula {
  const Program& program;
  const Formula& formula;
  std::vector<Part> parts;
};
[[nodiscard]] ReadFormula read_formula(const Program& program, std::size_t formula);

// The clauses of one formula that hang on one subject.
struct Asked {
  const ReadFormula* of = nullptr;
  Clauses clauses;
};

struct FieldValues {
  std::vector<Value> values;
  std::optional<Clause> fixed_by = {};  // the clause that leaves no others
};
// All values that the field can have while a clause fixes it (`==`, `in`) or where it can have few at all (a truth, a whole number of a small range).
// Nothing where neither is so: then every formula over it would have to be solved.
[[nodiscard]] std::optional<FieldValues> all_values(const Field& field, const Asked& asked);

// One value, at least, of every stretch between two neighbouring constants that the clauses compare the subject with. They must all be truths of it
// (PartForm::kTruth). `subject`: its type and range.
[[nodiscard]] std::optional<std::vector<Value>> values_of_stretches(const Field& subject,
                                                                    std::span<const Asked> asked);

}  // namespace bailiwick::formula
