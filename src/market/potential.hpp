// What accounts could bring in a year: the potential model compiled once, then the amount of each account and the rule that it came from. Pure.
//
// The first rule that holds and has an amount counts. An amount below zero, or one that has no answer (a field is empty, a number too large), is none.
// Amounts are rounded half to even to the decimals of the reporting currency.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/money.hpp"
#include "base/result.hpp"
#include "formula/advice.hpp"
#include "formula/column.hpp"
#include "formula/program.hpp"
#include "market/market_models.hpp"

namespace bailiwick::market {

struct PotentialProgram {
  PotentialModel model;
  formula::Program
      program;  // conditions, a rule each; then amounts, a rule each; then `serviceable` where the model has it

  [[nodiscard]] std::size_t condition(std::size_t rule) const { return rule; }
  [[nodiscard]] std::size_t amount(std::size_t rule) const { return model.rules.size() + rule; }
};

// Every mistake of every formula (Q..., advice among them where it is asked for), with its pointer: /rules/N/formula, /rules/N/amount, /serviceable.
[[nodiscard]] Checked<PotentialProgram> compile_potential(
    const formula::Schema& schema, const PotentialModel& model,
    formula::Advice advice = formula::Advice::kNotAsked);

struct Potential {
  std::optional<std::uint32_t> rule = {};  // absent: unknown
  Decimal amount;                          // of a rule
  bool is_serviceable = false;             // a condition without an answer does not hold
};

// How often the rules held, were overtaken by an earlier one, or had no amount: what `try` tells. Added up over batches.
struct RuleCounts {
  std::int64_t held = 0;       // its condition held
  std::int64_t counted = 0;    // its amount counted
  std::int64_t no_amount = 0;  // its condition held, but it had no amount
};

// A row each; `counts`, where not null, has an entry a rule. Errors of formula::check_rows.
[[nodiscard]] Result<std::vector<Potential>> potentials_of(const PotentialProgram& program,
                                                           const formula::Rows& rows,
                                                           const Currency& currency,
                                                           std::vector<RuleCounts>* counts);

// Potential less revenue, where that is positive.
[[nodiscard]] Decimal white_space_of(Decimal potential, Decimal revenue);

}  // namespace bailiwick::market
