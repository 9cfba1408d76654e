#include "market/workload.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include <fmt/core.h>

#include "formula/evaluate.hpp"

namespace bailiwick::market {
namespace {

constexpr double kRoundConstant = 0.7124;

// Whether a condition holds for a row of a batch; no answer is no.
bool holds(const formula::Batch& batch, std::size_t row) {
  const std::size_t lane = batch.lanes.is_constant ? 0 : row;
  const auto* status = batch.lanes.status;
  if (status != nullptr && status[lane] != formula::Status::kValue) return false;
  return batch.kind == formula::Kind::kBool &&
         static_cast<const std::uint8_t*>(batch.lanes.values)[lane] != 0;
}

std::int64_t complexity_at(const WorkloadProgram& program, const formula::Rows& rows,
                           std::size_t row) {
  if (!program.complexity) return program.model.complexity_default;
  const formula::Column& column = rows.columns[*program.complexity];
  const auto* numbers = std::get_if<std::span<const std::int64_t>>(&column.values);
  const bool is_null = !column.is_null.empty() && column.is_null[row] != 0;
  if (numbers == nullptr || is_null) return program.model.complexity_default;
  return std::clamp<std::int64_t>((*numbers)[row], 1, kComplexities);
}

// Numbers of a model are small: what is reckoned from them stays far within a Decimal.
Decimal must(std::optional<Decimal> number) {
  assert(number);
  return *number;
}

}  // namespace

Checked<WorkloadProgram> compile_workload(const formula::Schema& schema, const WorkloadModel& model,
                                          formula::Advice advice) {
  std::vector<formula::Definition> definitions;
  for (std::size_t r = 0; r < model.visits.size(); ++r)
    definitions.push_back({.name = fmt::format("visits {}", r + 1),
                           .text = model.visits[r].formula,
                           .wanted = formula::Kind::kBool});
  auto program = formula::compile(schema, definitions, advice);
  if (!program) {
    Errors errors = formula::to_errors(program.error(), definitions);
    for (std::size_t e = 0; e < errors.size(); ++e)
      for (std::size_t r = 0; r < definitions.size(); ++r)
        if (definitions[r].name == program.error()[e].definition)
          errors[e].pointer = fmt::format("/visits/{}/formula", r);
    return fail(std::move(errors));
  }
  WorkloadProgram compiled{.model = model, .program = std::move(*program)};
  const auto found = std::ranges::find(schema.fields, "complexity", &formula::Field::name);
  if (found != schema.fields.end() && found->type.kind == formula::Kind::kInt)
    compiled.complexity = static_cast<std::size_t>(found - schema.fields.begin());
  return compiled;
}

Result<std::vector<Visits>> visits_of(const WorkloadProgram& program, const formula::Rows& rows) {
  std::vector<Visits> visits(rows.count);
  const auto& rules = program.model.visits;
  std::vector<std::size_t> formulas(rules.size());
  std::iota(formulas.begin(), formulas.end(), std::size_t{0});
  const auto take = [&](const formula::Batch& batch) {
    const auto rule = static_cast<std::uint32_t>(batch.formula);
    for (std::size_t i = 0; i < batch.count; ++i) {
      auto& best = visits[batch.first_row + i].rule;
      if ((!best || rule < *best) && holds(batch, i)) best = rule;
    }
  };
  if (rows.count > 0 && !formulas.empty()) {
    const auto done = formula::evaluate_each(program.program, formulas, rows, take);
    if (!done) return tl::unexpected(done.error());
  }
  for (std::size_t row = 0; row < rows.count; ++row) {
    if (!visits[row].rule) continue;
    visits[row].a_year = rules[*visits[row].rule].a_year;
    const auto complexity = static_cast<std::size_t>(complexity_at(program, rows, row));
    visits[row].minutes = program.model.minutes_by_complexity[complexity - 1];
  }
  return visits;
}

Decimal distance_to_next(const WorkloadModel& model, double area_km2, std::int64_t accounts) {
  assert(accounts > 0);
  constexpr double kMetresMost = 1e8;  // beyond what any model allows
  const double metres =
      1000.0 * kRoundConstant * std::sqrt(std::max(area_km2, 0.0) / static_cast<double>(accounts));
  const auto whole = static_cast<std::int64_t>(std::llround(std::min(metres, kMetresMost)));
  static_assert(kDistancePlaces == 3);
  const Decimal km = Decimal::from_units(static_cast<Int128>(whole) * (Decimal::kUnit / 1000));
  return std::min(km, model.distance_most_km);
}

Workload workload_of(const WorkloadModel& model, const Visits& visits, Decimal distance_km) {
  Workload workload{.distance_km = distance_km, .travel_minutes = {}, .hours = {}};
  const Decimal sixty = Decimal::whole(60);
  workload.travel_minutes = must(
      quotient(must(product(must(product(sixty, model.detour)), distance_km)), model.speed_kmh));
  const Decimal minutes =
      must(product(Decimal::whole(visits.a_year),
                   must(sum(Decimal::whole(visits.minutes), workload.travel_minutes))));
  workload.hours = must(rounded(must(quotient(minutes, sixty)), kHoursPlaces, Rounding::kHalfEven));
  return workload;
}

}  // namespace bailiwick::market
