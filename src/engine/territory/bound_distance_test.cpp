// Goal: the cost of a territory about its true centroid is never below the sum of the costs that a place near the
// centroid's direction gives. Method: random territories on the sphere, small and as wide as the proof allows.
#include "engine/territory/bound_distance.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "base/rng.hpp"
#include "engine/territory/piece.hpp"
#include "geo/position.hpp"

namespace bailiwick::engine::territory {
namespace {

struct Territory {
  std::vector<Vec3> at;
  std::vector<double> weight;
  Vec3 centroid;
};

Territory random_territory(Rng& rng, double spread_deg) {
  Territory t;
  Moments moments;
  const auto n = 1 + rng.below(12);
  for (std::uint64_t i = 0; i < n; ++i) {
    const double lon = 20.0 + spread_deg * (2.0 * rng.uniform() - 1.0);
    const double lat = 10.0 + spread_deg * (2.0 * rng.uniform() - 1.0);
    const geo::Position p = geo::on_earth({lon, lat});
    t.at.push_back(
        {static_cast<double>(p.x_m), static_cast<double>(p.y_m), static_cast<double>(p.z_m)});
    t.weight.push_back(1.0 + static_cast<double>(rng.below(9)));
    moments.add(t.weight.back(), t.at.back());
  }
  t.centroid = moments.centroid();
  return t;
}

double norm(Vec3 v) { return std::sqrt(dot(v, v)); }

DistanceRule rule_for(const Territory& t, DistanceForm form) {
  DistanceRule rule;
  rule.form = form;
  double outer = 0.0;
  rule.shell = 1e300;
  for (const Vec3& u : t.at) {
    rule.shell = std::min(rule.shell, norm(u));
    outer = std::max(outer, norm(u));
  }
  rule.slack = outer - rule.shell;
  rule.linear_cap = 1e300;
  return rule;
}

// A place on the shell whose chord to the centroid's direction is `reach`, give or take, returned as the true chord.
Vec3 place_near(const Territory& t, const DistanceRule& rule, double reach, Rng& rng,
                double& chord) {
  const Vec3 up = (rule.shell / norm(t.centroid)) * t.centroid;
  const Vec3 away = up + Vec3{reach * (rng.uniform() - 0.5), reach * (rng.uniform() - 0.5),
                              reach * (rng.uniform() - 0.5)};
  const Vec3 place = (rule.shell / norm(away)) * away;
  chord = norm(place - up);
  return place;
}

TEST(DistanceRule, InertiaAboutTheCentroidIsAtLeastWhatANearbyPlaceGives) {
  Rng rng(5);
  double tightest = 1e300;
  for (int trial = 0; trial < 4000; ++trial) {
    const Territory t = random_territory(rng, trial % 2 == 0 ? 1.0 : 40.0);
    const DistanceRule rule = rule_for(t, DistanceForm::kSquaredToAxis);
    ASSERT_GT(norm(t.centroid), rule.shell / 2.0);
    double reach = 0.0;
    const Vec3 place = place_near(t, rule, trial % 3 == 0 ? 0.0 : 50000.0, rng, reach);
    double truth = 0.0;
    double bound = 0.0;
    for (std::size_t i = 0; i < t.at.size(); ++i) {
      truth += t.weight[i] * squared_distance(t.at[i], t.centroid);
      bound += t.weight[i] * rule.cost(squared_distance(t.at[i], place), reach);
    }
    EXPECT_LE(bound, truth * (1.0 + 1e-12)) << trial;
    if (truth > 1e10 && reach < 1.0) tightest = std::min(tightest, (truth - bound) / truth);
  }
  EXPECT_LT(tightest, 1e-3);
}

TEST(DistanceRule, DistancesToTheCentroidAreAtLeastWhatANearbyPlaceGives) {
  Rng rng(6);
  for (int trial = 0; trial < 4000; ++trial) {
    const Territory t = random_territory(rng, trial % 2 == 0 ? 1.0 : 20.0);
    const DistanceRule rule = rule_for(t, DistanceForm::kLinearToAxis);
    double reach = 0.0;
    const Vec3 place = place_near(t, rule, trial % 3 == 0 ? 0.0 : 50000.0, rng, reach);
    double truth = 0.0;
    double bound = 0.0;
    for (std::size_t i = 0; i < t.at.size(); ++i) {
      truth += t.weight[i] * norm(t.at[i] - t.centroid);
      bound += t.weight[i] * rule.cost(squared_distance(t.at[i], place), reach);
    }
    EXPECT_LE(bound, truth * (1.0 + 1e-12)) << trial;
  }
}

TEST(DistanceRule, NoFormFallsWithTheChord) {
  for (const DistanceForm form :
       {DistanceForm::kSquared, DistanceForm::kLinear, DistanceForm::kArcSquared,
        DistanceForm::kArc, DistanceForm::kSquaredToAxis, DistanceForm::kLinearToAxis}) {
    const double r = geo::kEarthRadius_m;
    DistanceRule rule{.form = form, .shell = r, .slack = 1.0, .linear_cap = 0.32 * r};
    double last = -1e300;
    for (double chord = 0.0; chord <= 2.0 * r; chord += 10000.0) {
      const double cost = rule.cost(chord * chord, 30000.0);
      EXPECT_GE(cost, last) << static_cast<int>(form) << " " << chord;
      last = cost;
    }
  }
}

}  // namespace
}  // namespace bailiwick::engine::territory
