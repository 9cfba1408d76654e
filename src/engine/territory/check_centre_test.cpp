// Goal: the best unit centre is exact and distances are right. Method: random swarms against trying every pair with the
// haversine formula, in every form of the objective.
#include "engine/territory/check_centre.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "base/rng.hpp"

namespace bailiwick::engine::territory::checking {
namespace {

double haversine_m(geo::LonLat a, geo::LonLat b) {
  constexpr double degree = std::numbers::pi / 180.0;
  const double dlat = (a.lat_deg - b.lat_deg) * degree;
  const double dlon = (a.lon_deg - b.lon_deg) * degree;
  const double h = std::pow(std::sin(dlat / 2), 2) + std::cos(a.lat_deg * degree) *
                                                         std::cos(b.lat_deg * degree) *
                                                         std::pow(std::sin(dlon / 2), 2);
  return 2.0 * geo::kEarthRadius_m * std::asin(std::sqrt(h));
}

struct Swarm {
  Problem problem;
  std::vector<geo::LonLat> places;
  std::vector<UnitIndex> members;
};

// Units around 100W 40N, within `spread` degrees; weights up to 1000, some 0.
Swarm swarm_of(Rng& rng, int size, double spread) {
  Swarm swarm;
  Measure weight;
  weight.name = "population";
  for (int i = 0; i < size; ++i) {
    swarm.places.push_back(
        {-100.0 + spread * (rng.uniform() - 0.5), 40.0 + spread * (rng.uniform() - 0.5)});
    swarm.problem.positions.push_back(geo::on_earth(swarm.places.back()));
    weight.values.push_back(rng.below(5) == 0 ? 0 : static_cast<std::int64_t>(rng.below(1000)));
  }
  swarm.problem.measures.push_back(std::move(weight));
  swarm.problem.weight_measure = 0;
  swarm.problem.centre = CentreKind::kUnit;
  swarm.members.resize(static_cast<std::size_t>(size));
  std::iota(swarm.members.begin(), swarm.members.end(), 0);
  return swarm;
}

double haversine_cost(const Swarm& swarm, std::size_t centre) {
  double cost = 0.0;
  for (std::size_t u = 0; u < swarm.places.size(); ++u) {
    const double d = haversine_m(swarm.places[u], swarm.places[centre]);
    cost += weight_of(swarm.problem, static_cast<UnitIndex>(u)) *
            (swarm.problem.power == DistancePower::kSquared ? d * d : d);
  }
  return cost;
}

TEST(UnitCentre, IsTheCheapestMemberByTheHaversineFormula) {
  Rng rng(3);
  for (int round = 0; round < 120; ++round) {
    Swarm swarm = swarm_of(rng, 1 + static_cast<int>(rng.below(300)), round % 3 == 0 ? 20.0 : 0.5);
    swarm.problem.power = round % 2 == 0 ? DistancePower::kSquared : DistancePower::kLinear;
    const Centre centre = centre_of(swarm.problem, 0, swarm.members, 0.0);
    const Distances sums = distances_to(swarm.problem, centre, swarm.members);
    double best = std::numeric_limits<double>::infinity();
    for (std::size_t c = 0; c < swarm.places.size(); ++c)
      best = std::min(best, haversine_cost(swarm, c));
    // Positions are rounded to a metre, which is 1e-5 of a few km.
    EXPECT_NEAR(sums.cost, best, 1e-4 * best + 1e-6) << "round " << round;
    EXPECT_NEAR(haversine_cost(swarm, static_cast<std::size_t>(centre.unit)), best,
                1e-4 * best + 1e-6);
  }
}

TEST(UnitCentre, IsNeverBeatenByAnyOtherMember) {
  // The same geometry to the last bit, so no tolerance: pruning must not lose the optimum.
  Rng rng(4);
  for (int round = 0; round < 200; ++round) {
    Swarm swarm = swarm_of(rng, 1 + static_cast<int>(rng.below(400)), round % 4 == 0 ? 60.0 : 1.0);
    swarm.problem.power = round % 2 == 0 ? DistancePower::kSquared : DistancePower::kLinear;
    if (round % 5 == 0) swarm.problem.surface = geo::Surface::kPlane;
    if (round % 7 == 0) {
      for (std::size_t u = 0; u < swarm.places.size(); ++u)
        swarm.problem.may_be_centre.push_back(u % 3 == 0 ? 1 : 0);
    }
    if (round % 3 == 0) {
      swarm.problem.hints.resize(1);
      swarm.problem.hints[0].preferred = swarm.problem.positions.back();
    }
    const double preference = 2000.0;
    const auto cost_at = [&](UnitIndex c) {
      const Centre there{.at = point_of(swarm.problem.positions[static_cast<std::size_t>(c)]),
                         .unit = c,
                         .is_along_surface = true,
                         .is_allowed = true};
      double cost = distances_to(swarm.problem, there, swarm.members).cost;
      if (!swarm.problem.hints.empty()) {
        cost += preference * powered(geo::distance_squared_m2(
                                         swarm.problem.positions[static_cast<std::size_t>(c)],
                                         *swarm.problem.hints[0].preferred, swarm.problem.surface),
                                     swarm.problem.power);
      }
      return cost;
    };
    const Centre centre = centre_of(swarm.problem, 0, swarm.members, preference);
    const double found = cost_at(centre.unit);
    for (const UnitIndex c : swarm.members) {
      if (!swarm.problem.may_be_centre.empty() &&
          swarm.problem.may_be_centre[static_cast<std::size_t>(c)] == 0)
        continue;
      ASSERT_GE(cost_at(c), found * (1.0 - 1e-13)) << "round " << round;
    }
  }
}

TEST(UnitCentre, PrefersAMemberThatKeepsAllWithinTheRadius) {
  // Weight pulls the centre to unit 0; only unit 1 reaches both ends within 1 km.
  Problem problem;
  problem.surface = geo::Surface::kPlane;
  problem.positions = {{0, 0, 0}, {1000, 0, 0}, {2000, 0, 0}};
  problem.measures.push_back({.name = "load", .decimals = 0, .values = {100, 1, 1}});
  problem.weight_measure = 0;
  problem.centre = CentreKind::kUnit;
  const std::vector<UnitIndex> members{0, 1, 2};
  EXPECT_EQ(centre_of(problem, 0, members, 0.0).unit, 0);
  problem.radius_max_km = 1.0;
  EXPECT_EQ(centre_of(problem, 0, members, 0.0).unit, 1);
  problem.radius_max_km = 0.9;  // nobody does: then the cheapest
  EXPECT_EQ(centre_of(problem, 0, members, 0.0).unit, 0);
}

TEST(UnitCentre, SaysWhereNoMemberMayBeOne) {
  Rng rng(5);
  Swarm swarm = swarm_of(rng, 20, 1.0);
  EXPECT_TRUE(centre_of(swarm.problem, 0, swarm.members, 0.0).is_allowed);
  swarm.problem.may_be_centre.assign(20, 0);
  const Centre centre = centre_of(swarm.problem, 0, swarm.members, 0.0);
  EXPECT_FALSE(centre.is_allowed);
  EXPECT_GE(centre.unit, 0);
}

TEST(UnitCentre, OfWeightlessUnitsIsTheMiddleOne) {
  Problem problem;
  problem.surface = geo::Surface::kPlane;
  problem.positions = {{0, 0, 0}, {1000, 0, 0}, {2000, 0, 0}};
  problem.measures.push_back({.name = "load", .decimals = 0, .values = {0, 0, 0}});
  problem.weight_measure = 0;
  problem.centre = CentreKind::kUnit;
  const std::vector<UnitIndex> members{0, 1, 2};
  const Centre centre = centre_of(problem, 0, members, 0.0);
  EXPECT_EQ(centre.unit, 1);
  const Distances sums = distances_to(problem, centre, members);
  EXPECT_EQ(sums.cost, 0.0);
  EXPECT_EQ(sums.squared, 2e6);  // unweighted, for the report
  EXPECT_EQ(sums.farthest_m, 1000.0);
  EXPECT_EQ(sums.farthest, 0);
}

TEST(Centroid, IsTheWeightedMeanThroughSpace) {
  Problem problem;
  problem.surface = geo::Surface::kPlane;
  problem.positions = {{0, 0, 0}, {4000, 0, 0}, {0, 8000, 0}};
  problem.measures.push_back({.name = "load", .decimals = 0, .values = {1, 2, 1}});
  problem.weight_measure = 0;
  const std::vector<UnitIndex> members{0, 1, 2};
  const Centre centre = centre_of(problem, 0, members, 0.0);
  EXPECT_DOUBLE_EQ(centre.at.x, 2000.0);
  EXPECT_DOUBLE_EQ(centre.at.y, 2000.0);
  EXPECT_FALSE(centre.is_along_surface);
  problem.measures[0].values = {0, 0, 0};
  EXPECT_DOUBLE_EQ(centre_of(problem, 0, members, 0.0).at.y, 8000.0 / 3.0);
}

TEST(PinnedCentre, StandsWhereItWasPinnedAndMeasuresAlongTheSurface) {
  Problem problem;
  problem.positions = {geo::on_earth({0.0, 0.0}), geo::on_earth({20.0, 0.0})};
  problem.hints.resize(1);
  problem.hints[0].pinned = geo::on_earth({10.0, 0.0});
  const std::vector<UnitIndex> members{0, 1};
  Centre centre = centre_of(problem, 0, members, 0.0);
  EXPECT_EQ(centre.unit, -1);
  const double ten_degrees_m = haversine_m({0.0, 0.0}, {10.0, 0.0});
  EXPECT_NEAR(std::sqrt(distance_squared(problem, centre, 0)), ten_degrees_m, 2.0);
  problem.hints[0] = {};
  problem.hints[0].pinned_unit = 1;
  centre = centre_of(problem, 0, members, 0.0);
  EXPECT_EQ(centre.unit, 1);
  EXPECT_NEAR(distances_to(problem, centre, members).farthest_m, 2.0 * ten_degrees_m, 2.0);
}

TEST(Radius, ToleratesNoMoreThanTheRoundingOfRoots) {
  Problem problem;
  problem.radius_max_km = 1.0;
  EXPECT_FALSE(is_beyond_radius(problem, 1e6));
  EXPECT_TRUE(is_beyond_radius(problem, 1e6 + 1.0));
}

}  // namespace
}  // namespace bailiwick::engine::territory::checking
