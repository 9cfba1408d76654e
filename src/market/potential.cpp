#include "market/potential.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/core.h>

#include "formula/evaluate.hpp"

namespace bailiwick::market {
namespace {

using formula::Kind;

bool is_answer(const formula::Batch& batch, std::size_t row) {
  const auto* status = batch.lanes.status;
  return status == nullptr || status[batch.lanes.is_constant ? 0 : row] == formula::Status::kValue;
}

bool holds(const formula::Batch& batch, std::size_t row) {
  const auto* values = static_cast<const std::uint8_t*>(batch.lanes.values);
  return batch.kind == Kind::kBool && is_answer(batch, row) &&
         values[batch.lanes.is_constant ? 0 : row] != 0;
}

std::optional<Decimal> amount_at(const formula::Batch& batch, std::size_t row, int decimals) {
  if (!is_answer(batch, row)) return std::nullopt;
  const std::size_t lane = batch.lanes.is_constant ? 0 : row;
  std::optional<Decimal> amount;
  if (batch.kind == Kind::kDecimal)
    amount = static_cast<const Decimal*>(batch.lanes.values)[lane];
  else if (batch.kind == Kind::kInt)
    amount = Decimal::whole(static_cast<const std::int64_t*>(batch.lanes.values)[lane]);
  if (!amount || amount->is_negative()) return std::nullopt;
  return rounded(*amount, decimals, Rounding::kHalfEven);
}

// What the rules said of every row.
struct Said {
  std::size_t rows = 0;
  std::vector<std::uint8_t> held;  // a rule after the other, a row each
  std::vector<std::optional<Decimal>> amounts;

  Said(std::size_t rules, std::size_t count)
      : rows(count), held(rules * count, 0), amounts(rules * count) {}
};

std::string pointer_of(std::size_t definition, std::size_t rules) {
  if (definition < rules) return fmt::format("/rules/{}/formula", definition);
  if (definition < 2 * rules) return fmt::format("/rules/{}/amount", definition - rules);
  return "/serviceable";
}

void choose(const Said& said, std::vector<Potential>& potentials, std::vector<RuleCounts>* counts) {
  const std::size_t rules = said.rows == 0 ? 0 : said.held.size() / said.rows;
  for (std::size_t rule = 0; rule < rules; ++rule)
    for (std::size_t row = 0; row < said.rows; ++row) {
      if (said.held[rule * said.rows + row] == 0) continue;
      const auto& amount = said.amounts[rule * said.rows + row];
      Potential& potential = potentials[row];
      const bool counted = amount && !potential.rule;
      if (counted) {
        potential.rule = static_cast<std::uint32_t>(rule);
        potential.amount = *amount;
      }
      if (counts == nullptr) continue;
      ++(*counts)[rule].held;
      (*counts)[rule].counted += counted ? 1 : 0;
      (*counts)[rule].no_amount += amount ? 0 : 1;
    }
}

}  // namespace

Checked<PotentialProgram> compile_potential(const formula::Schema& schema,
                                            const PotentialModel& model, formula::Advice advice) {
  std::vector<formula::Definition> definitions;
  const std::size_t rules = model.rules.size();
  for (std::size_t r = 0; r < rules; ++r)
    definitions.push_back({.name = fmt::format("rule {}", r + 1),
                           .text = model.rules[r].formula,
                           .wanted = Kind::kBool});
  for (std::size_t r = 0; r < rules; ++r)
    definitions.push_back({.name = fmt::format("amount {}", r + 1),
                           .text = model.rules[r].amount,
                           .wanted = Kind::kDecimal});
  if (!model.serviceable.empty())
    definitions.push_back(
        {.name = "serviceable market", .text = model.serviceable, .wanted = Kind::kBool});
  auto program = formula::compile(schema, definitions, advice);
  if (program) return PotentialProgram{.model = model, .program = std::move(*program)};
  Errors errors = formula::to_errors(program.error(), definitions);
  for (std::size_t e = 0; e < errors.size(); ++e)
    for (std::size_t d = 0; d < definitions.size(); ++d)
      if (definitions[d].name == program.error()[e].definition)
        errors[e].pointer = pointer_of(d, rules);
  return fail(std::move(errors));
}

Result<std::vector<Potential>> potentials_of(const PotentialProgram& program,
                                             const formula::Rows& rows, const Currency& currency,
                                             std::vector<RuleCounts>* counts) {
  const std::size_t rules = program.model.rules.size();
  const bool is_all_serviceable = program.model.serviceable.empty();
  std::vector<Potential> potentials(
      rows.count, {.rule = {}, .amount = {}, .is_serviceable = is_all_serviceable});
  std::vector<std::size_t> formulas(program.program.formulas().size());
  if (rows.count == 0 || formulas.empty()) return potentials;
  std::iota(formulas.begin(), formulas.end(), std::size_t{0});
  Said said(rules, rows.count);
  const int decimals = currency.decimals();
  const auto take = [&](const formula::Batch& batch) {
    for (std::size_t i = 0; i < batch.count; ++i) {
      const std::size_t row = batch.first_row + i;
      if (batch.formula < rules)
        said.held[batch.formula * rows.count + row] = holds(batch, i) ? 1 : 0;
      else if (batch.formula < 2 * rules)
        said.amounts[(batch.formula - rules) * rows.count + row] = amount_at(batch, i, decimals);
      else
        potentials[row].is_serviceable = holds(batch, i);
    }
  };
  const auto done = formula::evaluate_each(program.program, formulas, rows, take);
  if (!done) return tl::unexpected(done.error());
  choose(said, potentials, counts);
  return potentials;
}

Decimal white_space_of(Decimal potential, Decimal revenue) {
  const auto left = difference(potential, revenue);
  return left && !left->is_negative() ? *left : Decimal();
}

}  // namespace bailiwick::market
