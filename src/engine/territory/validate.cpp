#include "engine/territory/validate.hpp"

#include <optional>
#include <string>
#include <utility>

#include "engine/territory/validate_areas.hpp"
#include "engine/territory/validate_balance.hpp"
#include "engine/territory/validate_demands.hpp"
#include "engine/territory/validate_disruption.hpp"
#include "engine/territory/validate_enclosure.hpp"
#include "engine/territory/validate_facts.hpp"
#include "engine/territory/validate_locks.hpp"
#include "engine/territory/validate_radius.hpp"
#include "engine/territory/validate_shape.hpp"
#include "engine/territory/validate_text.hpp"

namespace bailiwick::engine::territory {
namespace {

using wording::Findings;

// The conditions that depend on the number of territories but not on which is which.
void judge_number(validation::Case& one, Findings& findings) {
  validation::judge_counts(one.facts, one.k, findings);
  validation::judge_balance(one, findings);
  validation::judge_areas(one, findings);
}

// The first reason against k territories, where there is one.
std::optional<std::string> reason_against(const validation::Facts& facts, std::int32_t k) {
  if (k > facts.problem->unit_count())
    return "There are only " + std::to_string(facts.problem->unit_count()) + " units.";
  Findings findings;
  validation::Case one = validation::case_of(facts, k);
  judge_number(one, findings);
  if (findings.is_empty()) return std::nullopt;
  return findings.listed().front().message;
}

// T024: a range of which no number works. Stops at the first that may.
void judge_range(const validation::Facts& facts, Findings& findings) {
  const Problem& problem = *facts.problem;
  std::optional<std::string> first;
  std::optional<std::string> last;
  for (std::int32_t k = problem.k_min; k <= problem.k_max; ++k) {
    last = reason_against(facts, k);
    if (!last) return;
    if (!first) first = last;
  }
  findings.add(ErrorCode::kInfeasible, "T024", [&] {
    return "No number of territories from " + std::to_string(problem.k_min) + " to " +
           std::to_string(problem.k_max) + " can work. With " + std::to_string(problem.k_min) +
           ": " + *first + " With " + std::to_string(problem.k_max) + ": " + *last;
  });
}

}  // namespace

Errors validate(const Problem& problem) {
  Findings findings;
  validation::check_shape(problem, findings);
  // Beyond a named limit nothing else is looked at.
  if (!findings.has("T002")) validation::check_demands(problem, findings);
  if (!findings.is_empty()) return std::move(findings).take();

  const validation::Facts facts = validation::facts_of(problem);
  validation::Case one = validation::case_of(facts, problem.k_max);
  validation::judge_locks(facts, problem.k_max, findings);
  if (problem.k_min < problem.k_max) {
    judge_range(facts, findings);
    Findings unused;  // marks the rules whose windows are impossible for the largest number
    validation::judge_balance(one, unused);
  } else {
    judge_number(one, findings);
    validation::judge_reserved(one, findings);
    validation::judge_enclosure(one, findings);
    validation::judge_disruption(one, findings);
  }
  validation::judge_radius(one, findings);
  return std::move(findings).take();
}

}  // namespace bailiwick::engine::territory
