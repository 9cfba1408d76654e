#include "engine/territory/bound.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <memory>
#include <vector>

#include "base/workers.hpp"
#include "engine/territory/bound_multipliers.hpp"
#include "engine/territory/bound_relaxation.hpp"

namespace bailiwick::engine::territory {
namespace {

// A range of territory counts is bounded in at most this many parts, each with its own multipliers.
constexpr std::int32_t kPartsLimit = 8;
// Evaluations between two choices of the part to work on.
constexpr int kTurn = 10;

struct Part {
  BoundRelaxation relaxation;
  std::unique_ptr<BoundAscent> ascent;  // none where nothing is proven or nothing is left to price

  // What is certain before any evaluation: distances are not negative.
  [[nodiscard]] double value() const {
    const double least = relaxation.cost_fixed + relaxation.cost_each * relaxation.open_min;
    return ascent && ascent->best() ? std::max(least, *ascent->best()) : least;
  }
};

std::vector<Part> parts_of(const Problem& problem) {
  const std::int32_t counts = problem.k_max - problem.k_min + 1;
  const std::int32_t parts = std::min(counts, kPartsLimit);
  std::vector<Part> result;
  for (std::int32_t p = 0; p < parts; ++p) {
    const auto first = static_cast<std::int32_t>(std::int64_t{counts} * p / parts);
    const auto next = static_cast<std::int32_t>(std::int64_t{counts} * (p + 1) / parts);
    result.push_back({relax(problem, problem.k_min + first, problem.k_min + next - 1), nullptr});
  }
  return result;
}

Part& weakest(std::vector<Part>& parts) {
  return *std::min_element(parts.begin(), parts.end(),
                           [](const Part& a, const Part& b) { return a.value() < b.value(); });
}

std::string join(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " and " : ", ";
    text += words[i];
  }
  return text;
}

std::string kept_of(const Problem& problem, const BoundRelaxation& relaxation) {
  std::vector<std::string> kept;
  if (!relaxation.kept_rule.empty()) kept.push_back("the balance of " + relaxation.kept_rule);
  if (!relaxation.pinned.empty()) kept.emplace_back("pinned centres with their locks");
  if (problem.radius_max_km) kept.emplace_back("the maximum radius");
  return kept.empty() ? "" : " with " + join(kept);
}

// What is not part of the bound, as a list for people.
std::string left_out_of(const Problem& problem, const BoundRelaxation& relaxation) {
  std::vector<std::string> out;
  if (problem.is_contiguous) out.emplace_back("connectedness");
  if (problem.balance.size() > (relaxation.kept_rule.empty() ? 0U : 1U))
    out.emplace_back("the other balance rules");
  if (!problem.must_link.empty()) out.emplace_back("must-links");
  const bool has_pairs = !problem.locks.empty() || !problem.forbidden.empty();
  const bool has_open = relaxation.open_max > 0;
  if (has_pairs && has_open)
    out.emplace_back("locks and forbidden pairs of territories without a pinned centre");
  bool has_soft = false;
  for (const BalanceRule& rule : problem.balance) {
    const std::string& name = problem.measures[static_cast<std::size_t>(rule.measure)].name;
    has_soft =
        has_soft || (rule.soft_km > 0.0 && !(relaxation.has_soft && name == relaxation.kept_rule));
  }
  if (has_soft) out.emplace_back("soft balance");
  if (problem.disruption) out.emplace_back("disruption");
  if (problem.preference_weight > 0.0) out.emplace_back("preferred centres");
  return join(out);
}

std::string scope_of(const Problem& problem, const BoundRelaxation& relaxation) {
  std::string text = "Proven for the compactness of every plan";
  text += kept_of(problem, relaxation);
  if (relaxation.has_soft) text += ", its soft balance included";
  if (problem.territory_cost_km > 0.0) text += ", the cost of territories included";
  const std::string out = left_out_of(problem, relaxation);
  if (out.empty()) return text + ".";
  return text + "; left out, which can only make the true gap smaller than the one stated: " + out +
         ".";
}

double fraction_of(const Budget& budget, std::int64_t iterations) {
  if (const auto limit = budget.iteration_limit()) {
    return *limit > 0 ? static_cast<double>(iterations) / static_cast<double>(*limit) : 1.0;
  }
  const auto remaining = budget.remaining();
  if (!remaining) return 0.0;
  const double elapsed = budget.elapsed().value();
  const double whole = elapsed + remaining->value();
  return whole > 0.0 ? std::min(1.0, elapsed / whole) : 1.0;
}

// Raises the weakest part, turn by turn, until the budget ends or the bound meets the known plan.
std::int64_t raise(std::vector<Part>& parts, const Budget& budget, const BoundOptions& options,
                   Workers& workers) {
  std::int64_t iterations = 0;
  const auto is_over = [&] {
    const auto limit = budget.iteration_limit();
    return budget.is_over() || (limit && iterations >= *limit);
  };
  while (!is_over()) {
    Part& part = weakest(parts);
    const double value = part.value();
    if (value == kInfinite || (options.upper && value >= *options.upper * (1.0 - 1e-9))) break;
    if (!part.ascent) part.ascent = std::make_unique<BoundAscent>(part.relaxation, workers);
    for (int i = 0; i < kTurn && !is_over(); ++i) {
      part.ascent->step(fraction_of(budget, iterations), budget);
      ++iterations;
    }
    if (options.progress)
      options.progress({weakest(parts).value(), fraction_of(budget, iterations), iterations});
  }
  return iterations;
}

}  // namespace

std::optional<double> gap_of(double cost, const Bound& bound) {
  if (!bound.value || !(*bound.value > 0.0)) return std::nullopt;
  return (cost - *bound.value) / *bound.value;
}

Bound bound(const Problem& problem, const Budget& budget, const BoundOptions& options) {
  assert(problem.unit_count() > 0 && problem.k_min >= 1 && problem.k_min <= problem.k_max);
  Bound result;
  result.method = "lagrangian";
  std::vector<Part> parts = parts_of(problem);
  if (!parts.front().relaxation.refusal.empty()) {
    result.method = "none";
    result.scope = parts.front().relaxation.refusal;
    return result;
  }
  Workers workers(std::clamp(options.threads, 1, Workers::kThreadsLimit));
  result.iterations = raise(parts, budget, options, workers);
  const double value = weakest(parts).value();
  if (value == kInfinite) {
    result.scope =
        "No proof of a gap: the relaxation shows that no plan can meet the hard demands.";
    return result;
  }
  result.value = value;
  result.scope = scope_of(problem, parts.front().relaxation);
  return result;
}

}  // namespace bailiwick::engine::territory
