// Goal: faults of drawing are found where they are, sound areas have none, and a repaired area is sound. Method: one drawing a fault.
#include "geo/area_faults.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace bailiwick::geo {
namespace {

Ring square(double west, double south, double size) {
  return {{west, south},
          {west + size, south},
          {west + size, south + size},
          {west, south + size},
          {west, south}};
}
const Area kBow = {{{{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}}, {}}};
const auto kGoOn = [](double) { return true; };

TEST(AreaFaults, SoundAreasHaveNone) {
  EXPECT_FALSE(fault_of({}));
  EXPECT_FALSE(fault_of({{square(0, 0, 10), {square(2, 2, 3)}}, {square(20, 20, 1), {}}}));
}

TEST(AreaFaults, AreFoundWhereTheyAre) {
  const auto bow = fault_of(kBow);
  ASSERT_TRUE(bow);
  EXPECT_EQ(bow->kind, AreaFaultKind::kCrossing);
  EXPECT_NEAR(bow->where.lon_deg, 1.0, 1e-6);
  EXPECT_NEAR(bow->where.lat_deg, 1.0, 1e-6);
  EXPECT_FALSE(bow->reason.empty());
  Area open = {{square(0, 0, 1), {}}};
  open[0].outer.pop_back();
  const auto unclosed = fault_of(open);
  ASSERT_TRUE(unclosed);
  EXPECT_EQ(unclosed->kind, AreaFaultKind::kNotClosed);
  EXPECT_EQ(unclosed->where.lat_deg, 1.0);
  const auto across = fault_of({{{{179, 0}, {-179, 0}, {-179, 1}, {179, 0}}, {}}});
  ASSERT_TRUE(across);
  EXPECT_EQ(across->kind, AreaFaultKind::kAcrossAntimeridian);
  const auto flat = fault_of({{{{0, 0}, {1, 0}, {0, 0}}, {}}});
  EXPECT_FALSE(flat) << "nothing is left of it, which its point says";
}

TEST(AreaFaults, RepairedAreasAreSound) {
  const Area bow = repaired(kBow);
  EXPECT_FALSE(fault_of(bow));
  EXPECT_NEAR(size_m2(bow), size_m2({{square(0, 0, 1), {}}}) * 2.0, 1e8);
  Area open = {{square(0, 0, 1), {}}};
  open[0].outer.pop_back();
  EXPECT_FALSE(fault_of(repaired(open)));
  EXPECT_TRUE(repaired({{{{0, 0}, {1, 1}, {2, 2}, {0, 0}}, {}}}).empty());
}

TEST(AreaFaults, OverlapsAreMeasured) {
  const std::vector<Area> areas = {{{square(0, 0, 2), {}}},
                                   {{square(2, 0, 2), {}}},  // borders the first
                                   {{square(1, 1, 2), {}}},  // lies over both
                                   {{square(10, 10, 1), {}}},
                                   {}};
  const auto overlaps = overlaps_of(coverage_of(areas), kGoOn);
  ASSERT_TRUE(overlaps);
  ASSERT_EQ(overlaps->size(), 2U);
  EXPECT_EQ((*overlaps)[0].first, 0);
  EXPECT_EQ((*overlaps)[0].second, 2);
  EXPECT_NEAR((*overlaps)[0].size_m2, size_m2({{square(1, 1, 1), {}}}), 1.0);
  EXPECT_TRUE(contains(areas[0], (*overlaps)[0].where));
  EXPECT_EQ((*overlaps)[1].first, 1);
  EXPECT_FALSE(overlaps_of(coverage_of(areas), [](double) { return false; }));
}

// A ring with so many corners that wavers around a circle.
Area wavering(double lon, int corners) {
  Ring ring;
  for (int i = 0; i < corners; ++i) {
    const double turn = 2.0 * std::numbers::pi * i / corners;
    const double reach = 1.0 + 0.2 * std::sin(901.0 * turn);
    ring.push_back({lon + reach * std::cos(turn), reach * std::sin(turn)});
  }
  ring.push_back(ring.front());
  return {{std::move(ring), {}}};
}

TEST(AreaFaults, AStopIsHeardWithinOneArea) {
  const Area large = wavering(0.0, 20'000);
  int asked = 0;
  EXPECT_FALSE(fault_of(large, [&] { return ++asked > 0; }));
  EXPECT_GT(asked, 10);
  asked = 0;
  const auto after_five = [&] { return ++asked < 5; };
  (void)fault_of(large, after_five);
  EXPECT_EQ(asked, 5) << "it ended there";
  asked = 0;
  EXPECT_TRUE(repaired(kBow, [&] { return ++asked < 1; }).empty());
  EXPECT_EQ(asked, 1);
  EXPECT_FALSE(fault_of(large)) << "the next call is not stopped";
}

TEST(AreaFaults, AStopIsHeardWithinOnePairThatOverlaps) {
  const std::vector<Area> areas = {wavering(0.0, 20'000), wavering(0.5, 20'000)};
  const Coverage coverage = coverage_of(areas);
  int asked = 0;
  EXPECT_FALSE(overlaps_of(coverage, [&](double) { return ++asked < 6; }));
  EXPECT_EQ(asked, 6);
  asked = 0;
  const auto all = overlaps_of(coverage, [&](double) { return ++asked > 0; });
  ASSERT_TRUE(all);
  EXPECT_EQ(all->size(), 1U);
  EXPECT_GT(asked, 100) << "more often than at each area";
}

}  // namespace
}  // namespace bailiwick::geo
