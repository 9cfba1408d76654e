#include "market/penalised_logistic.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>

#include "market/symmetric.hpp"

namespace bailiwick::market {
namespace {

constexpr double kNormal95 = 1.959963984540054;
constexpr double kStepMax = 5.0;   // of one effect, in log-odds
constexpr double kStepEnd = 1e-9;  // smaller steps are none
// Below this the likelihood changes by less than its rounding: steps are taken unasked, and such a one as the last is good enough.
constexpr double kStepSmall = 1e-4;
constexpr int kHalvingsMax = 30;

// The unknowns that a row has a part in: the intercept, 0, and 1 + the bit of each condition that holds.
struct Parts {
  std::array<std::size_t, kCriteriaMax + 1> at;
  std::size_t count = 1;

  explicit Parts(CriteriaSet held) {
    at[0] = 0;
    for (; held != 0; held &= held - 1)
      at[count++] = 1 + static_cast<std::size_t>(std::countr_zero(held));
  }
};

// Where the search stands.
struct Point {
  std::vector<double> values;      // the intercept, then the effects
  std::vector<double> chances;     // a row: of a win
  double likelihood = 0;           // penalised, its logarithm
  std::optional<Inverse> inverse;  // of the information
};

// log(1 + exp(x)) without overflow.
double softplus(double x) { return std::max(x, 0.0) + std::log1p(std::exp(-std::abs(x))); }

class Search {
 public:
  Search(std::span<const LogisticRow> rows, std::size_t conditions)
      : rows_(rows), size_(conditions + 1) {
    parts_.reserve(rows.size());
    for (const LogisticRow& row : rows) parts_.emplace_back(row.held);
  }

  [[nodiscard]] Point point(std::vector<double> values) const {
    Point point;
    point.values = std::move(values);
    point.chances.resize(rows_.size());
    Symmetric information(size_);
    double likelihood = 0.0;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      const Parts& parts = parts_[r];
      double odds = 0.0;
      for (std::size_t a = 0; a < parts.count; ++a) odds += point.values[parts.at[a]];
      const double chance = 1.0 / (1.0 + std::exp(-odds));
      const auto won = static_cast<double>(rows_[r].won);
      const double count = won + static_cast<double>(rows_[r].lost);
      point.chances[r] = chance;
      likelihood += won * odds - count * softplus(odds);
      const double weight = count * chance * (1.0 - chance);
      for (std::size_t a = 0; a < parts.count; ++a) {
        double* cells = information.row(parts.at[a]);
        for (std::size_t b = 0; b <= a; ++b) cells[parts.at[b]] += weight;
      }
    }
    point.inverse = inverse_of(information);
    if (point.inverse) point.likelihood = likelihood + 0.5 * point.inverse->log_determinant;
    return point;
  }

  [[nodiscard]] Point beyond(const Point& from, const std::vector<double>& step) const {
    std::vector<double> values = from.values;
    for (std::size_t i = 0; i < values.size(); ++i) values[i] += step[i];
    return point(std::move(values));
  }

  // Newton's step with Firth's score.
  [[nodiscard]] std::vector<double> step(const Point& point) const {
    std::vector<double> score(size_, 0.0);
    const Symmetric& inverse = point.inverse->matrix;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      const Parts& parts = parts_[r];
      double spread = 0.0;
      for (std::size_t a = 0; a < parts.count; ++a) {
        const double* cells = inverse.row(parts.at[a]);
        double sum = 0.5 * cells[parts.at[a]];
        for (std::size_t b = 0; b < a; ++b) sum += cells[parts.at[b]];
        spread += 2.0 * sum;
      }
      const double chance = point.chances[r];
      const auto won = static_cast<double>(rows_[r].won);
      const double count = won + static_cast<double>(rows_[r].lost);
      const double leverage = count * chance * (1.0 - chance) * spread;
      const double pull = won - count * chance + leverage * (0.5 - chance);
      for (std::size_t a = 0; a < parts.count; ++a) score[parts.at[a]] += pull;
    }
    std::vector<double> step(size_, 0.0);
    for (std::size_t i = 0; i < size_; ++i)
      for (std::size_t j = 0; j < size_; ++j) step[i] += inverse.at(i, j) * score[j];
    for (double& part : step) part = std::clamp(part, -kStepMax, kStepMax);
    return step;
  }

 private:
  std::span<const LogisticRow> rows_;
  std::size_t size_;
  std::vector<Parts> parts_;
};

LogOdds log_odds(const Point& point, std::size_t index) {
  const double estimate = point.values[index];
  const double reach = kNormal95 * std::sqrt(point.inverse->matrix.at(index, index));
  return {.estimate = estimate, .interval = {estimate - reach, estimate + reach}};
}

double largest(const std::vector<double>& step) {
  double most = 0.0;
  for (const double part : step) most = std::max(most, std::abs(part));
  return most;
}

// Along the step, as far as it gains; nothing where it does not any more.
std::optional<Point> better(const Search& search, const Point& from, std::vector<double> step) {
  for (int halving = 0; halving < kHalvingsMax; ++halving) {
    Point next = search.beyond(from, step);
    if (next.inverse && next.likelihood >= from.likelihood) return next;
    for (double& part : step) part *= 0.5;
  }
  return std::nullopt;
}

}  // namespace

std::optional<LogisticFit> fit_logistic(std::span<const LogisticRow> rows, std::size_t conditions) {
  assert(conditions <= kCriteriaMax && !rows.empty());
  const Search search(rows, conditions);
  Point point = search.point(std::vector<double>(conditions + 1, 0.0));
  if (!point.inverse) return std::nullopt;
  LogisticFit fit;
  double size = 0.0;
  for (; fit.steps < kStepsMax; ++fit.steps) {
    const std::vector<double> step = search.step(point);
    size = largest(step);
    if (size < kStepEnd) break;
    auto next =
        size < kStepSmall ? std::optional(search.beyond(point, step)) : better(search, point, step);
    if (!next || !next->inverse) return std::nullopt;
    point = std::move(*next);
  }
  if (size >= kStepSmall) return std::nullopt;
  fit.intercept = log_odds(point, 0);
  for (std::size_t i = 0; i < conditions; ++i) fit.effects.push_back(log_odds(point, i + 1));
  return fit;
}

}  // namespace bailiwick::market
