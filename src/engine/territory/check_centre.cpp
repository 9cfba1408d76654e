#include "engine/territory/check_centre.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace bailiwick::engine::territory::checking {
namespace {

// A bound is trusted to this; sums of rounded terms lie well inside it.
constexpr double kTrust = 1e-9;
double weight_at(const Problem& problem, UnitIndex u) { return weight_of(problem, u); }

geo::Position position_at(const Problem& problem, UnitIndex u) {
  return problem.positions[static_cast<std::size_t>(u)];
}

Point centroid_of(const Problem& problem, std::span<const UnitIndex> members) {
  // Sums start from the first member, so that small territories far from the origin lose no digits.
  const Point origin = point_of(position_at(problem, members.front()));
  double total = 0.0;
  for (const UnitIndex u : members) total += weight_at(problem, u);
  const bool is_weighted = total > 0.0;
  if (!is_weighted) total = static_cast<double>(members.size());
  Point sum;
  for (const UnitIndex u : members) {
    const double w = is_weighted ? weight_at(problem, u) : 1.0;
    const Point p = point_of(position_at(problem, u));
    sum.x += w * (p.x - origin.x);
    sum.y += w * (p.y - origin.y);
    sum.z += w * (p.z - origin.z);
  }
  return {origin.x + sum.x / total, origin.y + sum.y / total, origin.z + sum.z / total};
}

// The members of a territory as the search for a unit centre sees them.
struct Swarm {
  std::vector<geo::Position> at;
  std::vector<double> weight;
  const geo::Position* preferred = nullptr;
  double preference = 0.0;
};

Swarm swarm_of(const Problem& problem, TerritoryIndex t, std::span<const UnitIndex> members,
               double preference) {
  Swarm swarm;
  swarm.preference = preference;
  if (!problem.hints.empty() && problem.hints[static_cast<std::size_t>(t)].preferred) {
    swarm.preferred = &*problem.hints[static_cast<std::size_t>(t)].preferred;
  }
  double total = 0.0;
  for (const UnitIndex u : members) {
    swarm.at.push_back(position_at(problem, u));
    swarm.weight.push_back(weight_at(problem, u));
    total += swarm.weight.back();
  }
  // Where nothing weighs anything every member costs the same; the middle one is taken, or the one nearest to the wish.
  if (total == 0.0 && swarm.preferred == nullptr) swarm.weight.assign(swarm.at.size(), 1.0);
  return swarm;
}

// A few members near each other, summed up.
struct Cluster {
  Point centroid;
  double weight = 0.0;
  double inertia = 0.0;  // sum of weight * squared distance to the centroid
};

Cluster cluster_of(const Swarm& swarm, std::span<const std::size_t> part) {
  Cluster cluster;
  const Point origin = point_of(swarm.at[part.front()]);
  Point sum;
  for (const std::size_t i : part) {
    const Point p = point_of(swarm.at[i]);
    cluster.weight += swarm.weight[i];
    sum.x += swarm.weight[i] * (p.x - origin.x);
    sum.y += swarm.weight[i] * (p.y - origin.y);
    sum.z += swarm.weight[i] * (p.z - origin.z);
  }
  cluster.centroid = origin;
  if (cluster.weight > 0.0) {
    cluster.centroid = {origin.x + sum.x / cluster.weight, origin.y + sum.y / cluster.weight,
                        origin.z + sum.z / cluster.weight};
  }
  for (const std::size_t i : part) {
    cluster.inertia += swarm.weight[i] * squared_m2(point_of(swarm.at[i]), cluster.centroid);
  }
  return cluster;
}

// Halves a part along the longest side of its box; returns where the second half begins.
std::size_t halve(const Swarm& swarm, std::span<std::size_t> part) {
  geo::Position low = swarm.at[part.front()];
  geo::Position high = low;
  for (const std::size_t i : part) {
    const geo::Position p = swarm.at[i];
    low = {std::min(low.x_m, p.x_m), std::min(low.y_m, p.y_m), std::min(low.z_m, p.z_m)};
    high = {std::max(high.x_m, p.x_m), std::max(high.y_m, p.y_m), std::max(high.z_m, p.z_m)};
  }
  const std::int64_t dx = std::int64_t{high.x_m} - low.x_m;
  const std::int64_t dy = std::int64_t{high.y_m} - low.y_m;
  const std::int64_t dz = std::int64_t{high.z_m} - low.z_m;
  const auto key = [&](std::size_t i) {
    const geo::Position p = swarm.at[i];
    return std::pair(dx >= dy && dx >= dz ? p.x_m : dy >= dz ? p.y_m : p.z_m, i);
  };
  const std::size_t middle = part.size() / 2;
  std::nth_element(part.begin(), part.begin() + static_cast<std::ptrdiff_t>(middle), part.end(),
                   [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  return middle;
}

// With squares one cluster says as much as many; with distances, about the square root of the size says enough.
std::vector<Cluster> clusters_of(const Problem& problem, const Swarm& swarm) {
  std::vector<std::size_t> order(swarm.at.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (problem.power == DistancePower::kSquared) return {cluster_of(swarm, order)};
  const auto piece = std::max<std::size_t>(
      2, static_cast<std::size_t>(std::sqrt(static_cast<double>(order.size())) / 3.0));
  std::vector<std::span<std::size_t>> open{std::span(order)};
  std::vector<Cluster> clusters;
  while (!open.empty()) {
    const std::span<std::size_t> part = open.back();
    open.pop_back();
    if (part.size() <= piece) {
      clusters.push_back(cluster_of(swarm, part));
      continue;
    }
    const std::size_t middle = halve(swarm, part);
    open.push_back(part.first(middle));
    open.push_back(part.subspan(middle));
  }
  return clusters;
}

// A member that may be the centre, by its place among the members, and a lower bound on its cost.
struct Candidate {
  double bound = 0.0;
  std::size_t member = 0;
};

double preference_cost(const Problem& problem, const Swarm& swarm, geo::Position at) {
  if (swarm.preferred == nullptr) return 0.0;
  return swarm.preference *
         powered(geo::distance_squared_m2(at, *swarm.preferred, problem.surface), problem.power);
}

double cost_of(const Problem& problem, const Swarm& swarm, std::size_t centre) {
  double cost = 0.0;
  for (std::size_t i = 0; i < swarm.at.size(); ++i) {
    cost += swarm.weight[i] *
            powered(geo::distance_squared_m2(swarm.at[i], swarm.at[centre], problem.surface),
                    problem.power);
  }
  return cost + preference_cost(problem, swarm, swarm.at[centre]);
}

// Candidates by rising bound; see the head of the header.
void bound_candidates(const Problem& problem, const Swarm& swarm,
                      std::vector<Candidate>& candidates) {
  const std::vector<Cluster> clusters = clusters_of(problem, swarm);
  for (Candidate& candidate : candidates) {
    const Point at = point_of(swarm.at[candidate.member]);
    for (const Cluster& cluster : clusters) {
      const double squared = squared_m2(at, cluster.centroid);
      candidate.bound += cluster.weight * powered(squared, problem.power);
      if (problem.power == DistancePower::kSquared) candidate.bound += cluster.inertia;
    }
    candidate.bound += preference_cost(problem, swarm, swarm.at[candidate.member]);
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::pair(a.bound, a.member) < std::pair(b.bound, b.member);
  });
}

// The cheapest candidate for which `may_be` holds; no value where it holds for none.
template <class Predicate>
std::optional<std::size_t> cheapest(const Problem& problem, const Swarm& swarm,
                                    std::span<const Candidate> candidates, Predicate&& may_be) {
  std::optional<std::size_t> best;
  double best_cost = std::numeric_limits<double>::infinity();
  for (const Candidate& candidate : candidates) {
    if (candidate.bound * (1.0 - kTrust) > best_cost) break;
    if (!may_be(candidate.member)) continue;
    const double cost = cost_of(problem, swarm, candidate.member);
    if (!best || std::pair(cost, candidate.member) < std::pair(best_cost, *best)) {
      best = candidate.member;
      best_cost = cost;
    }
  }
  return best;
}

// Members from the outermost to the innermost: those who decide whether a centre is within the radius come first.
std::vector<std::size_t> outermost_first(const Swarm& swarm) {
  std::vector<std::size_t> order(swarm.at.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  Swarm even = swarm;
  even.weight.assign(even.at.size(), 1.0);
  const Point middle = cluster_of(even, order).centroid;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(squared_m2(point_of(swarm.at[b]), middle), a) <
           std::pair(squared_m2(point_of(swarm.at[a]), middle), b);
  });
  return order;
}

std::size_t best_member(const Problem& problem, const Swarm& swarm,
                        std::vector<Candidate> candidates) {
  bound_candidates(problem, swarm, candidates);
  const std::size_t best = *cheapest(problem, swarm, candidates, [](std::size_t) { return true; });
  if (!problem.radius_max_km) return best;
  const std::vector<std::size_t> order = outermost_first(swarm);
  const auto is_within = [&](std::size_t centre) {
    return std::none_of(order.begin(), order.end(), [&](std::size_t i) {
      return is_beyond_radius(
          problem, geo::distance_squared_m2(swarm.at[i], swarm.at[centre], problem.surface));
    });
  };
  if (is_within(best)) return best;
  return cheapest(problem, swarm, candidates, is_within).value_or(best);
}

}  // namespace

Point point_of(geo::Position p) {
  return {static_cast<double>(p.x_m), static_cast<double>(p.y_m), static_cast<double>(p.z_m)};
}

double squared_m2(Point a, Point b) {
  const double dx = a.x - b.x;
  const double dy = a.y - b.y;
  const double dz = a.z - b.z;
  return dx * dx + dy * dy + dz * dz;
}

double powered(double squared_m2, DistancePower power) {
  return power == DistancePower::kSquared ? squared_m2 : std::sqrt(squared_m2);
}

bool is_beyond_radius(const Problem& problem, double squared_m2) {
  const double radius_m = *problem.radius_max_km * 1000.0 * (1.0 + kRadiusSlack);
  return squared_m2 > radius_m * radius_m;
}

double distance_squared(const Problem& problem, const Centre& centre, UnitIndex u) {
  const double straight = squared_m2(point_of(position_at(problem, u)), centre.at);
  if (!centre.is_along_surface || problem.surface == geo::Surface::kPlane) return straight;
  return geo::arc_squared_m2(straight);
}

Centre centre_of(const Problem& problem, TerritoryIndex t, std::span<const UnitIndex> members,
                 double preference) {
  assert(!members.empty());
  if (!problem.hints.empty()) {
    const TerritoryHint& hint = problem.hints[static_cast<std::size_t>(t)];
    if (hint.pinned)
      return {
          .at = point_of(*hint.pinned), .unit = -1, .is_along_surface = true, .is_allowed = true};
    if (hint.pinned_unit) {
      return {.at = point_of(position_at(problem, *hint.pinned_unit)),
              .unit = *hint.pinned_unit,
              .is_along_surface = true,
              .is_allowed = true};
    }
  }
  if (problem.centre == CentreKind::kCentroid) {
    return {.at = centroid_of(problem, members),
            .unit = -1,
            .is_along_surface = false,
            .is_allowed = true};
  }
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const bool may_be_centre = problem.may_be_centre.empty() ||
                               problem.may_be_centre[static_cast<std::size_t>(members[i])] != 0;
    if (may_be_centre) candidates.push_back({0.0, i});
  }
  const bool is_allowed = !candidates.empty();
  for (std::size_t i = 0; !is_allowed && i < members.size(); ++i) candidates.push_back({0.0, i});
  const Swarm swarm = swarm_of(problem, t, members, preference);
  const UnitIndex unit = members[best_member(problem, swarm, std::move(candidates))];
  return {.at = point_of(position_at(problem, unit)),
          .unit = unit,
          .is_along_surface = true,
          .is_allowed = is_allowed};
}

Distances distances_to(const Problem& problem, const Centre& centre,
                       std::span<const UnitIndex> members) {
  Distances sums;
  for (const UnitIndex u : members) sums.weight += weight_at(problem, u);
  double farthest = -1.0;
  for (const UnitIndex u : members) {
    const double squared = distance_squared(problem, centre, u);
    const double w = sums.weight > 0.0 ? weight_at(problem, u) : 1.0;
    const double distance = std::sqrt(squared);
    sums.squared += w * squared;
    sums.linear += w * distance;
    if (squared > farthest) {
      farthest = squared;
      sums.farthest_m = distance;
      sums.farthest = u;
    }
  }
  if (sums.weight > 0.0)
    sums.cost = problem.power == DistancePower::kSquared ? sums.squared : sums.linear;
  return sums;
}

}  // namespace bailiwick::engine::territory::checking
