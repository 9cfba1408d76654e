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

// In the words of scope_of(), in the order of the enumeration.
std::string_view words_of(BoundPart part) {
  static constexpr std::string_view kWords[kBoundPartCount] = {
      "the balance of",
      "pinned centres with their locks",
      "the maximum radius",
      "soft balance",
      "the cost of territories",
      "connectedness",
      "the other balance rules",
      "must-links",
      "locks and forbidden pairs of territories without a pinned centre",
      "disruption",
      "preferred centres"};
  return kWords[static_cast<std::size_t>(part)];
}

std::vector<BoundPart> included_in(const Problem& problem, const BoundRelaxation& relaxation) {
  std::vector<BoundPart> in;
  if (!relaxation.kept_rule.empty()) in.push_back(BoundPart::kBalance);
  if (!relaxation.pinned.empty()) in.push_back(BoundPart::kPinnedCentres);
  if (problem.radius_max_km) in.push_back(BoundPart::kRadius);
  if (relaxation.has_soft) in.push_back(BoundPart::kSoftBalance);
  if (problem.territory_cost_km > 0.0) in.push_back(BoundPart::kTerritoryCost);
  return in;
}

std::vector<BoundPart> left_out_of(const Problem& problem, const BoundRelaxation& relaxation) {
  std::vector<BoundPart> out;
  if (problem.is_contiguous) out.push_back(BoundPart::kConnectedness);
  if (problem.balance.size() > (relaxation.kept_rule.empty() ? 0U : 1U))
    out.push_back(BoundPart::kOtherBalance);
  if (!problem.must_link.empty()) out.push_back(BoundPart::kMustLinks);
  const bool has_pairs = !problem.locks.empty() || !problem.forbidden.empty();
  if (has_pairs && relaxation.open_max > 0) out.push_back(BoundPart::kPairs);
  const auto is_soft_apart = [&](const BalanceRule& rule) {
    const std::string& name = problem.measures[static_cast<std::size_t>(rule.measure)].name;
    return rule.soft_km > 0.0 && !(relaxation.has_soft && name == relaxation.kept_rule);
  };
  if (std::ranges::any_of(problem.balance, is_soft_apart)) out.push_back(BoundPart::kSoftBalance);
  if (problem.disruption) out.push_back(BoundPart::kDisruption);
  if (problem.preference_weight > 0.0) out.push_back(BoundPart::kPreferredCentres);
  return out;
}

std::string list_of(const std::vector<BoundPart>& parts, const std::string& measure) {
  std::vector<std::string> words;
  for (const BoundPart part : parts) {
    words.emplace_back(words_of(part));
    if (part == BoundPart::kBalance) words.back() += " " + measure;
  }
  return join(words);
}

std::string scope_of(const BoundScope& covers) {
  std::string text = "Proven for the compactness of every plan";
  if (!covers.included.empty()) text += " with " + list_of(covers.included, covers.measure);
  if (!covers.left_out.empty())
    text += "; left out, which can only make the true gap smaller than the one stated: " +
            list_of(covers.left_out, covers.measure);
  return text + ".";
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

std::string_view name_of(BoundPart part) {
  static constexpr std::string_view kNames[kBoundPartCount] = {
      "balance",        "pinned_centres", "radius",           "soft_balance",
      "territory_cost", "connectedness",  "other_balance",    "must_links",
      "pairs",          "disruption",     "preferred_centres"};
  return kNames[static_cast<std::size_t>(part)];
}

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
  const BoundRelaxation& relaxation = parts.front().relaxation;
  result.covers = {.included = included_in(problem, relaxation),
                   .left_out = left_out_of(problem, relaxation),
                   .measure = relaxation.kept_rule};
  result.scope = scope_of(result.covers);
  return result;
}

}  // namespace bailiwick::engine::territory
