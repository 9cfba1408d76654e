// A piece: some territories of a plan with all their units, copied into compact arrays for the search.
//
// Every improvement works on a piece: a pair of neighbours, a region of a few territories, or the whole
// problem. Inside, units are "atoms" 0 .. n-1 (a must-link group is one atom) and territories labels 0 .. k-1.
// A piece only redistributes its own atoms among its own labels, so pieces without a common territory may be
// worked on at once by several threads.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/territory/model.hpp"

namespace bailiwick::engine::territory {

struct Vec3 {
  double x = 0.0;
  double y = 0.0;
  double z = 0.0;
};
inline Vec3 operator+(Vec3 a, Vec3 b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
inline Vec3 operator-(Vec3 a, Vec3 b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
inline Vec3 operator*(double s, Vec3 a) { return {s * a.x, s * a.y, s * a.z}; }
inline double dot(Vec3 a, Vec3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
inline double squared_distance(Vec3 a, Vec3 b) { return dot(a - b, a - b); }

// How the search measures cost. Fixed for a problem.
struct Form {
  CentreKind centre = CentreKind::kCentroid;
  DistancePower power = DistancePower::kSquared;
  geo::Surface surface = geo::Surface::kSphere;
  bool is_contiguous = true;
  int rules = 0;              // balance rules
  std::vector<double> soft;   // a rule: cost of one unit of |amount - target| / target
  double radius_max2 = -1.0;  // squared metres; negative: none
  double preference = 0.0;  // cost of one m^p between a territory's centre and its preferred place
  bool has_labels = false;  // territories are not interchangeable
  // Diffusing: violation is the sum of squared deviations in half windows, weighed against cost by `charge`, so
  // that imbalances spread over their neighbours until they are small everywhere. Otherwise violation is the
  // excess beyond the windows, and comes before cost.
  bool is_diffusing = false;
  double charge = 0.0;  // cost of one unit of violation; > 0
  // True where a territory's cost follows from its moments alone: inertia about the centroid.
  [[nodiscard]] bool is_moment_form() const {
    return centre == CentreKind::kCentroid && power == DistancePower::kSquared;
  }
};

// Weighted moments of a set of points: enough for its centroid and its inertia about any point.
struct Moments {
  double s0 = 0.0;
  Vec3 s1;
  double s2 = 0.0;

  void add(double w, Vec3 p) {
    s0 += w;
    s1 = s1 + w * p;
    s2 += w * dot(p, p);
  }
  [[nodiscard]] Vec3 centroid() const { return s0 > 0.0 ? (1.0 / s0) * s1 : Vec3{}; }
  [[nodiscard]] double inertia() const { return s0 > 0.0 ? s2 - dot(s1, s1) / s0 : 0.0; }
};

// What a piece knows of one of its labels.
struct Label {
  TerritoryIndex id = kUnassigned;  // in the plan
  std::span<const Window> windows;  // one a rule; owned by the instance or by the caller
  std::int32_t atoms_min = 1;       // fewer atoms than this is a violation
  Vec3 centre;                    // where distances are measured to (kept up to date by recentre())
  std::int32_t centre_atom = -1;  // unit centres
  bool is_pinned = false;         // the centre never moves
  bool has_anchor = false;        // something ties this territory to a place
  Vec3 anchor;  // the pinned or preferred place, or where its locked or present units are
  bool has_preference = false;
  Vec3 preferred;
};

struct Score {
  double violation = 0.0;
  double cost = 0.0;
  friend Score operator+(Score a, Score b) { return {a.violation + b.violation, a.cost + b.cost}; }
};
[[nodiscard]] inline bool is_better(const Form& form, const Score& score, const Score& than) {
  if (form.is_diffusing) {
    const double before = than.cost + form.charge * than.violation;
    return score.cost + form.charge * score.violation < before * (1.0 - 1e-11) - 1e-9;
  }
  if (score.violation < than.violation - 1e-12) return true;
  if (score.violation > than.violation + 1e-12) return false;
  return score.cost < than.cost * (1.0 - 1e-11) - 1e-9;
}

struct Piece {
  const Form* form = nullptr;
  std::int32_t n = 0;
  std::int32_t k = 0;

  // Atoms.
  std::vector<std::int32_t> atom;  // index in the instance
  std::vector<Vec3> at;
  std::vector<double> weight;           // > 0
  std::vector<std::int64_t> amounts;    // n x rules
  std::vector<TerritoryIndex> fixed;    // the only territory it may be in, or kUnassigned
  std::vector<TerritoryIndex> current;  // its territory today, or kUnassigned
  std::vector<double> move_cost;        // cost of leaving `current`
  std::vector<std::uint8_t> may_be_centre;
  std::vector<std::uint8_t> is_barred;  // it has forbidden territories (asked of `forbidden`)
  std::span<const std::pair<std::int32_t, TerritoryIndex>>
      forbidden;                  // (instance atom, territory), ascending
  std::vector<std::int64_t> row;  // adjacency inside the piece, n + 1
  std::vector<std::int32_t> near;

  // Labels and the partition.
  std::vector<Label> labels;
  std::vector<std::int32_t> label;  // one an atom

  [[nodiscard]] graph::CsrView graph() const { return {row, near}; }
  [[nodiscard]] std::span<const std::int32_t> neighbours(std::int32_t a) const {
    const auto i = static_cast<std::size_t>(a);
    return {near.data() + row[i], static_cast<std::size_t>(row[i + 1] - row[i])};
  }
  [[nodiscard]] std::span<const std::int64_t> amounts_of(std::int32_t a) const {
    const auto rules = static_cast<std::size_t>(form->rules);
    return {amounts.data() + static_cast<std::size_t>(a) * rules, rules};
  }
};

// May atom a carry label t at all (locks and forbidden pairs)?
[[nodiscard]] bool may_carry(const Piece& piece, std::int32_t a, std::int32_t t);

// The cost of atom a under label t besides distance: what changing hands costs.
[[nodiscard]] inline double hand_cost(const Piece& piece, std::int32_t a, std::int32_t t) {
  const auto i = static_cast<std::size_t>(a);
  if (piece.move_cost[i] <= 0.0) return 0.0;
  return piece.current[i] == piece.labels[static_cast<std::size_t>(t)].id ? 0.0
                                                                          : piece.move_cost[i];
}

// d(a, place)^p without the weight; `on_surface` for unit and pinned centres.
[[nodiscard]] double distance_cost(const Form& form, Vec3 a, Vec3 place, bool on_surface);

// weight * distance^p of atom a to label t's present centre, plus hand_cost and a charge beyond the radius.
[[nodiscard]] double assign_cost(const Piece& piece, std::int32_t a, std::int32_t t);

// The violation of one window: see Form::is_diffusing.
[[nodiscard]] inline double violation_of(const Form& form, const Window& window,
                                         std::int64_t amount) {
  const double scale = window.target > 1.0 ? window.target : 1.0;
  if (form.is_diffusing) {
    if (window.upper == kMeasureTotalLimit) return 0.0;
    const double half = 0.5 * static_cast<double>(window.upper - window.lower) + 0.5;
    const double off =
        (static_cast<double>(amount) - 0.5 * static_cast<double>(window.upper + window.lower)) /
        half;
    return off * off * half / scale;
  }
  if (amount > window.upper) return static_cast<double>(amount - window.upper) / scale;
  if (amount < window.lower) return static_cast<double>(window.lower - amount) / scale;
  return 0.0;
}
// |amount - target| / target, for soft rules.
[[nodiscard]] double deviation_of(const Window& window, std::int64_t amount);

// Sets label t's centre for the territory made of `members` and returns its score there: a pinned place stays,
// a centroid is computed, the best unit is searched (exact up to the curvature of the Earth for p = 2, by
// descent over the units nearest to the centroid for p = 1). O(members * rules) for moment forms.
Score settle(Piece& piece, std::int32_t t, std::span<const std::int32_t> members);

// settle() for every label; the sum of the scores.
Score settle_all(Piece& piece);

}  // namespace bailiwick::engine::territory
