#include "engine/territory/piece.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace bailiwick::engine::territory {
namespace {

// Units tried as the best centre beyond those that the parallel-axis theorem cannot rule out.
constexpr std::size_t kCentreCandidates = 12;
// Small territories try every unit.
constexpr std::size_t kTryAll = 24;
// Bounds on sums are taken down by what their terms may have been rounded up.
constexpr double kRounding = 1.0 - 1e-9;
// A unit beyond the maximum radius costs as if it were this many times farther away.
constexpr double kRadiusCharge = 100.0;

struct Candidate {
  double distance2 = 0.0;
  std::int32_t atom = -1;
};

double cost_about(const Piece& piece, std::span<const std::int32_t> members, Vec3 place,
                  double give_up) {
  double cost = 0.0;
  for (const std::int32_t a : members) {
    const auto i = static_cast<std::size_t>(a);
    cost += piece.weight[i] * distance_cost(*piece.form, piece.at[i], place, true);
    if (cost >= give_up) break;
  }
  return cost;
}

Moments moments_of(const Piece& piece, std::span<const std::int32_t> members) {
  Moments moments;
  for (const std::int32_t a : members) {
    moments.add(piece.weight[static_cast<std::size_t>(a)], piece.at[static_cast<std::size_t>(a)]);
  }
  return moments;
}

bool reaches_all(const Piece& piece, std::span<const std::int32_t> members, Vec3 place) {
  return piece.form->radius_max2 < 0.0 ||
         std::all_of(members.begin(), members.end(), [&](std::int32_t a) {
           return squared_distance(piece.at[static_cast<std::size_t>(a)], place) <=
                  piece.form->radius_max2;
         });
}

bool may_be_centre(const Piece& piece, std::int32_t a) {
  return piece.may_be_centre.empty() || piece.may_be_centre[static_cast<std::size_t>(a)] != 0;
}

struct UnitCentre {
  std::int32_t atom = -1;
  double cost = 0.0;  // distances, and to the preferred place where there is one
};

// The member that costs least as centre, among those nearest to the centroid; of all members
// where none is allowed. At least one member.
UnitCentre best_unit(const Piece& piece, std::int32_t t, std::span<const std::int32_t> members,
                     const Moments& moments) {
  const Label& label = piece.labels[static_cast<std::size_t>(t)];
  const Vec3 centroid = moments.centroid();
  std::vector<Candidate> candidates;
  const bool has_allowed = std::any_of(members.begin(), members.end(),
                                       [&](std::int32_t a) { return may_be_centre(piece, a); });
  for (const std::int32_t a : members) {
    const auto i = static_cast<std::size_t>(a);
    if (has_allowed && !may_be_centre(piece, a)) continue;
    candidates.push_back({squared_distance(piece.at[i], centroid), a});
  }
  const auto by_distance = [](const Candidate& l, const Candidate& r) {
    return l.distance2 != r.distance2 ? l.distance2 < r.distance2 : l.atom < r.atom;
  };
  // For squared distances the nearest unit to the centroid is best but for the Earth's curvature.
  const bool is_near_best = piece.form->power == DistancePower::kSquared && !label.has_preference &&
                            piece.form->radius_max2 < 0.0;
  std::size_t wanted = is_near_best ? 3 : kCentreCandidates;
  if (members.size() <= kTryAll) wanted = members.size();
  const std::size_t tried = std::min(wanted, candidates.size());
  std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(tried),
                    candidates.end(), by_distance);
  UnitCentre best{.atom = -1, .cost = std::numeric_limits<double>::infinity()};
  // A centre that leaves a member beyond the radius only serves where no other reaches all.
  bool best_reaches = false;
  const bool is_squared = piece.form->power == DistancePower::kSquared;
  const double inertia = is_squared ? moments.inertia() : 0.0;
  for (std::size_t c = 0; c < tried; ++c) {
    const std::int32_t a = candidates[c].atom;
    // Parallel-axis theorem: along the chords a place costs what the centroid costs and the way between them; along
    // the surface no less.
    const double least = is_squared ? inertia + moments.s0 * candidates[c].distance2 : 0.0;
    if (best_reaches && least * kRounding >= best.cost) break;
    const Vec3 place = piece.at[static_cast<std::size_t>(a)];
    const bool reaches = reaches_all(piece, members, place);
    if (!reaches && best_reaches) continue;
    const double give_up =
        reaches == best_reaches ? best.cost : std::numeric_limits<double>::infinity();
    double cost = cost_about(piece, members, place, give_up);
    if (label.has_preference) {
      cost += piece.form->preference * distance_cost(*piece.form, place, label.preferred, true);
    }
    if (cost < give_up) {
      best = {.atom = a, .cost = cost};
      best_reaches = reaches;
    }
  }
  return best;
}

double radius_violation(const Piece& piece, std::int32_t t, std::span<const std::int32_t> members) {
  if (piece.form->radius_max2 < 0.0) return 0.0;
  const Label& label = piece.labels[static_cast<std::size_t>(t)];
  double beyond = 0.0;
  for (const std::int32_t a : members) {
    const double d2 = squared_distance(piece.at[static_cast<std::size_t>(a)], label.centre);
    if (d2 > piece.form->radius_max2) beyond += std::sqrt(d2 / piece.form->radius_max2) - 1.0;
  }
  return beyond;
}

}  // namespace

bool may_carry(const Piece& piece, std::int32_t a, std::int32_t t) {
  const auto i = static_cast<std::size_t>(a);
  const TerritoryIndex id = piece.labels[static_cast<std::size_t>(t)].id;
  if (piece.fixed[i] != kUnassigned && piece.fixed[i] != id) return false;
  if (piece.is_barred[i] == 0) return true;
  return !std::binary_search(piece.forbidden.begin(), piece.forbidden.end(),
                             std::pair(piece.atom[i], id));
}

double distance_cost(const Form& form, Vec3 a, Vec3 place, bool on_surface) {
  const double chord2 = squared_distance(a, place);
  const double d2 =
      on_surface && form.surface == geo::Surface::kSphere ? geo::arc_squared_m2(chord2) : chord2;
  return form.power == DistancePower::kSquared ? d2 : std::sqrt(d2);
}

double assign_cost(const Piece& piece, std::int32_t a, std::int32_t t) {
  const auto i = static_cast<std::size_t>(a);
  const Form& form = *piece.form;
  const Label& label = piece.labels[static_cast<std::size_t>(t)];
  const bool on_surface = label.is_pinned || form.centre == CentreKind::kUnit;
  double cost = piece.weight[i] * distance_cost(form, piece.at[i], label.centre, on_surface);
  if (form.radius_max2 >= 0.0 && squared_distance(piece.at[i], label.centre) > form.radius_max2) {
    cost *= kRadiusCharge;
  }
  return cost + hand_cost(piece, a, t);
}

double deviation_of(const Window& window, std::int64_t amount) {
  const double scale = window.target > 1.0 ? window.target : 1.0;
  return std::abs(static_cast<double>(amount) - window.target) / scale;
}

Score settle(Piece& piece, std::int32_t t, std::span<const std::int32_t> members) {
  const Form& form = *piece.form;
  Label& label = piece.labels[static_cast<std::size_t>(t)];
  Score score;
  const auto rules = static_cast<std::size_t>(form.rules);
  for (std::size_t r = 0; r < rules; ++r) {
    std::int64_t amount = 0;
    for (const std::int32_t a : members)
      amount += piece.amounts[static_cast<std::size_t>(a) * rules + r];
    score.violation += violation_of(form, label.windows[r], amount);
    score.cost += form.soft[r] * deviation_of(label.windows[r], amount);
  }
  const auto missing = static_cast<std::size_t>(label.atoms_min) -
                       std::min(members.size(), static_cast<std::size_t>(label.atoms_min));
  score.violation += static_cast<double>(missing);
  if (members.empty()) return score;
  const Moments moments = moments_of(piece, members);
  if (label.is_pinned) {
    score.cost += cost_about(piece, members, label.centre, std::numeric_limits<double>::infinity());
  } else if (form.centre == CentreKind::kUnit) {
    const UnitCentre found = best_unit(piece, t, members, moments);
    label.centre_atom = found.atom;
    label.centre = piece.at[static_cast<std::size_t>(label.centre_atom)];
    if (!may_be_centre(piece, label.centre_atom)) {
      label.centre_atom = -1;
      score.violation += 1.0;
    }
    score.cost += found.cost;
  } else {
    label.centre = moments.centroid();
    if (form.is_moment_form()) {
      score.cost += moments.inertia();
    } else {
      for (const std::int32_t a : members) {
        const auto i = static_cast<std::size_t>(a);
        score.cost += piece.weight[i] * distance_cost(form, piece.at[i], label.centre, false);
      }
    }
  }
  for (const std::int32_t a : members) score.cost += hand_cost(piece, a, t);
  // (A unit as centre was chosen with its preference.)
  if (label.has_preference && (label.is_pinned || form.centre != CentreKind::kUnit)) {
    score.cost += form.preference * distance_cost(form, label.centre, label.preferred, true);
  }
  score.violation += radius_violation(piece, t, members);
  return score;
}

Score settle_all(Piece& piece) {
  // Members by label, by counting.
  std::vector<std::int32_t> offset(static_cast<std::size_t>(piece.k) + 1, 0);
  for (const std::int32_t t : piece.label) ++offset[static_cast<std::size_t>(t) + 1];
  for (std::size_t t = 0; t < static_cast<std::size_t>(piece.k); ++t) offset[t + 1] += offset[t];
  std::vector<std::int32_t> members(static_cast<std::size_t>(piece.n));
  std::vector<std::int32_t> next(offset.begin(), offset.end() - 1);
  for (std::int32_t a = 0; a < piece.n; ++a) {
    const auto t = static_cast<std::size_t>(piece.label[static_cast<std::size_t>(a)]);
    members[static_cast<std::size_t>(next[t]++)] = a;
  }
  Score total;
  for (std::int32_t t = 0; t < piece.k; ++t) {
    const auto i = static_cast<std::size_t>(t);
    const Score score =
        settle(piece, t,
               std::span(members).subspan(static_cast<std::size_t>(offset[i]),
                                          static_cast<std::size_t>(offset[i + 1] - offset[i])));
    total.violation += score.violation;
    total.cost += score.cost;
  }
  return total;
}

}  // namespace bailiwick::engine::territory
