#include "market/icp_fit.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <tuple>

#include "market/symmetric.hpp"

namespace bailiwick::market {
namespace {

constexpr std::array<std::string_view, 5> kFindings = {"fitted", "few_held", "few_failed",
                                                       "follows", "no_fit"};
constexpr std::array<std::string_view, 5> kOutcomes = {"fitted", "few_won", "few_lost",
                                                       "no_criteria", "no_end"};
constexpr double kExactlyAkin = 1e-9;  // of a criterion's variance is left beside the others
constexpr double kPartMin = 1e-6;      // a smaller part in another is none
constexpr double kNearPartMin = 0.1;

constexpr CriteriaSet bit(std::size_t criterion) { return CriteriaSet{1} << criterion; }

// Alike rows put together.
void collapse(std::vector<FitRow>& rows) {
  const auto key = [](const FitRow& row) { return std::tuple(row.marks.held, row.marks.unknown); };
  std::ranges::sort(rows, {}, key);
  std::size_t count = 0;
  for (const FitRow& row : rows) {
    if (count > 0 && rows[count - 1].marks == row.marks) {
      rows[count - 1].won += row.won;
      rows[count - 1].lost += row.lost;
    } else {
      rows[count++] = row;
    }
  }
  rows.resize(count);
}

void add(Tally& tally, const FitRow& row) {
  tally.won += row.won;
  tally.lost += row.lost;
}

void count(IcpFit& fit, std::span<const FitRow> rows) {
  for (const FitRow& row : rows) {
    add(fit.all, row);
    for (std::size_t c = 0; c < fit.criteria.size(); ++c) {
      CriterionFit& criterion = fit.criteria[c];
      if ((row.marks.held & bit(c)) != 0)
        add(criterion.held, row);
      else
        add((row.marks.unknown & bit(c)) != 0 ? criterion.unknown : criterion.failed, row);
    }
  }
}

double lift_of(const Tally& held, const Tally& failed) {
  if (failed.won == 0) return held.won == 0 ? 1.0 : std::numeric_limits<double>::infinity();
  return held.proportion().rate() / failed.proportion().rate();
}

// Each criterion by itself.
void judge_alone(CriterionFit& criterion) {
  if (criterion.held.count() < kSideMin) {
    criterion.finding = Finding::kFewHeld;
  } else if (criterion.failed.count() < kSideMin) {
    criterion.finding = Finding::kFewFailed;
  } else {
    criterion.finding = Finding::kFitted;
    criterion.lift = lift_of(criterion.held, criterion.failed);
    criterion.lift_interval =
        ratio_interval(criterion.held.proportion(), criterion.failed.proportion());
  }
}

// How the criteria vary together over the opportunities: N^2 times their covariances.
Symmetric spread(std::span<const FitRow> rows, std::size_t criteria) {
  Symmetric together(criteria);
  double all = 0.0;
  for (const FitRow& row : rows) {
    const auto count = static_cast<double>(row.won + row.lost);
    all += count;
    for (std::size_t a = 0; a < criteria; ++a) {
      if ((row.marks.held & bit(a)) == 0) continue;
      for (std::size_t b = 0; b <= a; ++b)
        if ((row.marks.held & bit(b)) != 0) together.at(a, b) += count;
    }
  }
  Symmetric spread(criteria);
  for (std::size_t a = 0; a < criteria; ++a)
    for (std::size_t b = 0; b < criteria; ++b)
      spread.at(a, b) =
          all * together.at(std::max(a, b), std::min(a, b)) - together.at(a, a) * together.at(b, b);
  return spread;
}

Symmetric part_of(const Symmetric& whole, std::span<const std::size_t> kept) {
  Symmetric part(kept.size());
  for (std::size_t a = 0; a < kept.size(); ++a)
    for (std::size_t b = 0; b < kept.size(); ++b) part.at(a, b) = whole.at(kept[a], kept[b]);
  return part;
}

// What of a criterion the kept ones make up: a factor each; and which part of its variance they leave.
struct MadeUp {
  std::vector<double> factors;
  double left = 1.0;
};
MadeUp made_up(const Symmetric& spread, std::span<const std::size_t> kept, std::size_t criterion) {
  MadeUp made{.factors = std::vector<double>(kept.size(), 0.0)};
  if (kept.empty()) return made;
  const auto inverse = inverse_of(part_of(spread, kept));
  assert(inverse);  // the kept ones do not make up one another
  double explained = 0.0;
  for (std::size_t a = 0; a < kept.size(); ++a) {
    for (std::size_t b = 0; b < kept.size(); ++b)
      made.factors[a] += inverse->matrix.at(a, b) * spread.at(kept[b], criterion);
    explained += made.factors[a] * spread.at(kept[a], criterion);
  }
  made.left = 1.0 - explained / spread.at(criterion, criterion);
  return made;
}

// The criteria to be fitted together: those that follow from ones before them are told and left out.
std::vector<std::size_t> independent(IcpFit& fit, const Symmetric& spread) {
  std::vector<std::size_t> kept;
  for (std::size_t c = 0; c < fit.criteria.size(); ++c) {
    CriterionFit& criterion = fit.criteria[c];
    // It may fail for enough and still hold for all but the unknown, or be without variance.
    if (criterion.finding != Finding::kFitted) continue;
    const MadeUp made = made_up(spread, kept, c);
    if (made.left > kExactlyAkin) {
      kept.push_back(c);
      continue;
    }
    criterion.finding = Finding::kFollows;
    for (std::size_t k = 0; k < kept.size(); ++k)
      if (std::abs(made.factors[k]) > kPartMin) criterion.akin.push_back(kept[k]);
  }
  return kept;
}

void name_near(IcpFit& fit, const Symmetric& spread, std::span<const std::size_t> kept) {
  for (const std::size_t criterion : kept) {
    std::vector<std::size_t> others;
    for (const std::size_t other : kept)
      if (other != criterion) others.push_back(other);
    const MadeUp made = made_up(spread, others, criterion);
    if (made.left * kInflationMax >= 1.0) continue;
    for (std::size_t k = 0; k < others.size(); ++k)
      if (std::abs(made.factors[k]) > kNearPartMin)
        fit.criteria[criterion].akin.push_back(others[k]);
  }
}

// Bits of the kept criteria alone, closed up.
CriteriaSet packed(CriteriaSet held, std::span<const std::size_t> kept) {
  CriteriaSet set = 0;
  for (std::size_t k = 0; k < kept.size(); ++k)
    if ((held & bit(kept[k])) != 0) set |= bit(k);
  return set;
}

std::optional<LogisticFit> fit_together(std::span<const FitRow> rows,
                                        std::span<const std::size_t> kept) {
  std::vector<FitRow> alike;
  for (const FitRow& row : rows)
    alike.push_back(
        {.marks = {.held = packed(row.marks.held, kept)}, .won = row.won, .lost = row.lost});
  collapse(alike);
  std::vector<LogisticRow> logistic;
  for (const FitRow& row : alike) logistic.push_back({row.marks.held, row.won, row.lost});
  return fit_logistic(logistic, kept.size());
}

void propose_weights(IcpFit& fit) {
  double largest = 0.0;
  for (const CriterionFit& criterion : fit.criteria)
    if (criterion.effect) largest = std::max(largest, criterion.effect->estimate);
  for (CriterionFit& criterion : fit.criteria) {
    if (!criterion.effect || criterion.effect->estimate <= 0.0) continue;
    const double share = criterion.effect->estimate / largest;
    criterion.weight =
        std::max<std::int64_t>(1, std::llround(share * static_cast<double>(kProposedMax)));
  }
}

FitOutcome outcome_of_counts(const Tally& all) {
  if (all.won < kWonMin) return FitOutcome::kFewWon;
  return all.lost < kLostMin ? FitOutcome::kFewLost : FitOutcome::kFitted;
}

}  // namespace

std::string_view name_of(Finding finding) { return kFindings[static_cast<std::size_t>(finding)]; }

std::string_view name_of(FitOutcome outcome) {
  return kOutcomes[static_cast<std::size_t>(outcome)];
}

IcpFit fit_icp(std::vector<FitRow> rows, std::size_t criteria) {
  assert(criteria <= kCriteriaMax);
  IcpFit fit;
  fit.criteria.resize(criteria);
  std::erase_if(rows, [](const FitRow& row) { return row.won + row.lost == 0; });
  collapse(rows);
  count(fit, rows);
  fit.outcome = outcome_of_counts(fit.all);
  if (fit.outcome != FitOutcome::kFitted) return fit;
  for (CriterionFit& criterion : fit.criteria) judge_alone(criterion);
  const Symmetric together = spread(rows, criteria);
  const std::vector<std::size_t> kept = independent(fit, together);
  if (kept.empty()) {
    fit.outcome = FitOutcome::kNoCriteria;
    return fit;
  }
  name_near(fit, together, kept);
  const auto logistic = fit_together(rows, kept);
  if (!logistic) {
    fit.outcome = FitOutcome::kNoEnd;
    for (const std::size_t c : kept) fit.criteria[c].finding = Finding::kNoFit;
    return fit;
  }
  fit.intercept = logistic->intercept;
  for (std::size_t k = 0; k < kept.size(); ++k) fit.criteria[kept[k]].effect = logistic->effects[k];
  propose_weights(fit);
  return fit;
}

}  // namespace bailiwick::market
