#include "engine/territory/balanced_cut.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>

namespace bailiwick::engine::territory {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
// Each side gets at least this share of the territories, unless there are very few.
constexpr double kLeastShare = 0.3;
// A cut that is this much worse than the best before its sides are connected is not looked at further.
constexpr double kHope = 1.5;
constexpr double kBendFirst = 0.35;
constexpr double kBendLast = 0.02;

// A side of c territories may use up this share of their tolerance: much for one, little for many, because what is
// off now is off for every cut to come.
double allowed_share(double c) { return std::max(0.1, 0.9 * std::pow(c, -0.5)); }

// key(p) = linear . p + p' quadratic p, for p in standard units about the centroid.
struct Conic {
  std::array<double, 9> c{};

  [[nodiscard]] double at(Vec3 p) const {
    return c[0] * p.x + c[1] * p.y + c[2] * p.z + c[3] * p.x * p.x + c[4] * p.y * p.y +
           c[5] * p.z * p.z + c[6] * p.x * p.y + c[7] * p.x * p.z + c[8] * p.y * p.z;
  }
};

struct Keyed {
  double key = 0.0;
  std::int32_t atom = -1;
};

class Cutter {
 public:
  Cutter(Piece& piece, const BalancedCutOptions& options, SplitScratch& scratch)
      : piece_(piece),
        options_(options),
        scratch_(scratch),
        rules_(static_cast<std::size_t>(piece.form->rules)) {
    total_.assign(rules_, 0.0);
    Moments moments;
    for (std::int32_t u = 0; u < piece.n; ++u) {
      const auto amounts = piece.amounts_of(u);
      for (std::size_t r = 0; r < rules_; ++r) total_[r] += static_cast<double>(amounts[r]);
      moments.add(piece.weight[static_cast<std::size_t>(u)], piece.at[static_cast<std::size_t>(u)]);
    }
    for (const Window& window : options.windows) {
      const double half = 0.5 * static_cast<double>(window.upper - window.lower);
      const bool is_hard = window.upper < kMeasureTotalLimit && window.target > 0.0;
      tolerance_.push_back(is_hard ? std::max(half / window.target, 1e-9) : kInfinity);
    }
    const Vec3 centroid = moments.centroid();
    const double spread = std::sqrt(std::max(moments.inertia() / moments.s0, 1.0));
    for (const Vec3 p : piece.at) place_.push_back((1.0 / spread) * (p - centroid));
    order_.resize(static_cast<std::size_t>(piece.n));
  }

  // The strain of the cut along the conic; better ones than `best` replace it.
  double evaluate(const Conic& conic, BalancedCut& best) {
    for (std::int32_t u = 0; u < piece_.n; ++u) {
      order_[static_cast<std::size_t>(u)] = {conic.at(place_[static_cast<std::size_t>(u)]), u};
    }
    std::sort(order_.begin(), order_.end(), [](const Keyed& l, const Keyed& r) {
      return l.key != r.key ? l.key < r.key : l.atom < r.atom;
    });
    std::int32_t left_count = 0;
    std::size_t prefix = 0;
    const double hoped = best_position(left_count, prefix);
    if (left_count == 0 || hoped > kHope * best.strain) return kInfinity;
    for (std::size_t i = 0; i < order_.size(); ++i) {
      piece_.label[static_cast<std::size_t>(order_[i].atom)] = i < prefix ? 0 : 1;
    }
    join_sides(piece_, 0, 1, scratch_);
    const double strain = strain_of_labels(left_count);
    if (strain < best.strain) best = {piece_.label, left_count, strain};
    return strain;
  }

 private:
  [[nodiscard]] double strain_of(const std::vector<double>& left, std::int32_t left_count) const {
    double strain = 0.0;
    for (std::size_t r = 0; r < rules_; ++r) {
      const double target = options_.windows[r].target;
      if (target <= 0.0) continue;
      for (const auto& [amount, count] :
           {std::pair(left[r], left_count),
            std::pair(total_[r] - left[r], options_.territories - left_count)}) {
        const double off = std::abs(amount / (count * target) - 1.0);
        strain = std::max(strain, off / (tolerance_[r] * allowed_share(count)));
      }
    }
    return strain;
  }

  double best_position(std::int32_t& left_count, std::size_t& prefix) {
    const std::int32_t k = options_.territories;
    const auto least = static_cast<std::int32_t>(std::max(1.0, std::floor(kLeastShare * k)));
    std::vector<double>& left = left_;
    left.assign(rules_, 0.0);
    double best = kInfinity;
    for (std::size_t i = 0; i + 1 < order_.size(); ++i) {
      const auto amounts = piece_.amounts_of(order_[i].atom);
      for (std::size_t r = 0; r < rules_; ++r) left[r] += static_cast<double>(amounts[r]);
      const double share = total_[0] > 0.0 ? left[0] / total_[0] : 0.5;
      const auto count = static_cast<std::int32_t>(std::lround(share * k));
      const auto atoms = static_cast<std::int32_t>(i) + 1;
      if (count < least || count > k - least || atoms < count || piece_.n - atoms < k - count)
        continue;
      const double strain = strain_of(left, count);
      if (strain >= best) continue;
      best = strain;
      left_count = count;
      prefix = i + 1;
    }
    return best;
  }

  [[nodiscard]] double strain_of_labels(std::int32_t left_count) {
    left_.assign(rules_, 0.0);
    std::int32_t atoms = 0;
    for (std::int32_t u = 0; u < piece_.n; ++u) {
      if (piece_.label[static_cast<std::size_t>(u)] != 0) continue;
      ++atoms;
      const auto amounts = piece_.amounts_of(u);
      for (std::size_t r = 0; r < rules_; ++r) left_[r] += static_cast<double>(amounts[r]);
    }
    if (atoms < left_count || piece_.n - atoms < options_.territories - left_count)
      return kInfinity;
    return strain_of(left_, left_count);
  }

  Piece& piece_;
  const BalancedCutOptions& options_;
  SplitScratch& scratch_;
  std::size_t rules_;
  std::vector<double> total_;      // one a rule
  std::vector<double> tolerance_;  // one a rule; infinite where soft
  std::vector<Vec3> place_;        // one an atom, in standard units
  std::vector<Keyed> order_;
  std::vector<double> left_;
};

}  // namespace

BalancedCut find_balanced_cut(Piece& piece, const BalancedCutOptions& options, Rng& rng,
                              SplitScratch& scratch) {
  assert(options.territories >= 2 && piece.n >= options.territories);
  Cutter cutter(piece, options, scratch);
  BalancedCut best;
  best.strain = kInfinity;
  Conic base;
  double base_strain = kInfinity;
  for (int line = 0; line < options.lines && best.strain > 1.0; ++line) {
    Conic conic;
    for (std::size_t i = 0; i < 3; ++i) conic.c[i] = rng.normal();
    if (line % 3 == 2) conic.c[3] = conic.c[4] = conic.c[5] = 1.0;  // a circle
    const double strain = cutter.evaluate(conic, best);
    if (strain < base_strain) {
      base = conic;
      base_strain = strain;
    }
  }
  for (int step = 0; step < options.bends && best.strain > 1.0 && base_strain < kInfinity; ++step) {
    const double share = static_cast<double>(step) / options.bends;
    const double bend = kBendFirst * std::pow(kBendLast / kBendFirst, share);
    Conic conic = base;
    for (double& c : conic.c) c += bend * rng.normal();
    const double strain = cutter.evaluate(conic, best);
    if (strain < base_strain) {
      base = conic;
      base_strain = strain;
    }
  }
  return best;
}

}  // namespace bailiwick::engine::territory
