// Goal: a point is on the front exactly where none dominates it. Method: examples, and a check by another rule on random points.
#include "planning/pareto.hpp"

#include <gtest/gtest.h>

#include "base/rng.hpp"

namespace bailiwick::planning {
namespace {

TEST(Pareto, WhatIsWorseInEverythingIsNotOnIt) {
  const std::vector<Tradeoff> points = {
      {5, 0.02, 0.0}, {4, 0.02, 0.1}, {5, 0.03, 0.1}, {4, 0.02, 0.1}, {3, 0.10, 0.5}};
  EXPECT_EQ(on_front(points), (std::vector<bool>{true, true, false, false, true}));
  EXPECT_TRUE(on_front({}).empty());
}

TEST(Pareto, EveryPointOffItIsBeatenByOneOnIt) {
  Rng rng(7);
  std::vector<Tradeoff> points;
  for (int i = 0; i < 200; ++i)
    points.push_back({static_cast<double>(rng.below(9)), static_cast<double>(rng.below(9)),
                      static_cast<double>(rng.below(9))});
  const std::vector<bool> is_on = on_front(points);
  for (std::size_t i = 0; i < points.size(); ++i) {
    bool is_beaten = false;
    for (std::size_t j = 0; j < points.size(); ++j) {
      const bool beats = points[j].travel_km <= points[i].travel_km &&
                         points[j].deviation <= points[i].deviation &&
                         points[j].moved <= points[i].moved && i != j;
      is_beaten = is_beaten || (beats && is_on[j]);
    }
    EXPECT_EQ(is_beaten, !is_on[i]) << i;
  }
}

}  // namespace
}  // namespace bailiwick::planning
