// Goal: noded segments meet in their ends alone, near to where the given ones ran. Method: crossings by hand, and random segments on a small grid, judged by brute force.
#include "geo/noding.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "base/rng.hpp"

namespace bailiwick::geo {
namespace {

using Segments = std::vector<Segment>;

Segments parts_of(const Segments& segments) {
  auto parts = noded(segments, [](double) { return true; });
  EXPECT_TRUE(parts);
  return std::move(*parts);
}

double side(const Segment& segment, PlanePoint p) {
  return (segment.b.x_m - segment.a.x_m) * (p.y_m - segment.a.y_m) -
         (segment.b.y_m - segment.a.y_m) * (p.x_m - segment.a.x_m);
}
bool is_within_box(const Segment& segment, PlanePoint p) {
  const auto [x_low, x_high] = std::minmax(segment.a.x_m, segment.b.x_m);
  const auto [y_low, y_high] = std::minmax(segment.a.y_m, segment.b.y_m);
  return x_low <= p.x_m && p.x_m <= x_high && y_low <= p.y_m && p.y_m <= y_high;
}
bool is_end(const Segment& segment, PlanePoint p) { return segment.a == p || segment.b == p; }

// Whether two segments have something in common that is not an end of both.
bool do_meet_inside(const Segment& one, const Segment& other) {
  for (const PlanePoint p : {one.a, one.b})
    if (!is_end(other, p) && side(other, p) == 0 && is_within_box(other, p)) return true;
  for (const PlanePoint p : {other.a, other.b})
    if (!is_end(one, p) && side(one, p) == 0 && is_within_box(one, p)) return true;
  return side(one, other.a) * side(one, other.b) < 0 && side(other, one.a) * side(other, one.b) < 0;
}

// The distance of a point from the nearest of the segments.
double distance(const Segments& segments, PlanePoint p) {
  double least = 1e300;
  for (const Segment& s : segments) {
    const double dx = s.b.x_m - s.a.x_m;
    const double dy = s.b.y_m - s.a.y_m;
    const double along = std::clamp(
        ((p.x_m - s.a.x_m) * dx + (p.y_m - s.a.y_m) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
    least = std::min(least, std::hypot(s.a.x_m + along * dx - p.x_m, s.a.y_m + along * dy - p.y_m));
  }
  return least;
}

TEST(Noding, CrossingsBecomeEnds) {
  EXPECT_EQ(parts_of({{{0, 0}, {10, 10}}, {{0, 10}, {10, 0}}}),
            (Segments{{{0, 0}, {5, 5}}, {{0, 10}, {5, 5}}, {{5, 5}, {10, 0}}, {{5, 5}, {10, 10}}}));
  EXPECT_EQ(parts_of({{{0, 0}, {10, 0}}, {{5, 0}, {5, 7}}}),
            (Segments{{{0, 0}, {5, 0}}, {{5, 0}, {5, 7}}, {{5, 0}, {10, 0}}}))
      << "a touch";
  EXPECT_EQ(parts_of({{{0, 0}, {10, 0}}, {{10, 0}, {0, 0}}, {{4, 0}, {12, 0}}}),
            (Segments{{{0, 0}, {4, 0}}, {{4, 0}, {10, 0}}, {{10, 0}, {12, 0}}}))
      << "what lies upon each other is there once";
  EXPECT_TRUE(parts_of({}).empty());
  EXPECT_TRUE(parts_of({{{3, 3}, {3, 3}}}).empty());
}

TEST(Noding, FarCoordinatesAreReckonedExactly) {
  constexpr double kFar = 1'800'000'000.0;
  const Segments parts =
      parts_of({{{-kFar, -kFar}, {kFar, kFar}}, {{-kFar, kFar}, {kFar, -kFar + 2}}});
  ASSERT_EQ(parts.size(), 4U);
  for (const Segment& part : parts)
    EXPECT_TRUE(is_end(part, {1, 1})) << "halves go upwards, to (1, 1)";
}

TEST(Noding, RandomSegmentsMeetInTheirEndsAndStayWhereTheyWere) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Rng rng(seed);
    const auto size = 4 + rng.below(60);
    const auto any = [&] {
      return PlanePoint{static_cast<double>(rng.below(size)), static_cast<double>(rng.below(size))};
    };
    Segments given;
    for (int i = 0; i < 25; ++i) {
      const Segment one{any(), any()};
      if (!(one.a == one.b)) given.push_back(one);
    }
    const Segments parts = parts_of(given);
    for (std::size_t i = 0; i < parts.size(); ++i)
      for (std::size_t j = i + 1; j < parts.size(); ++j)
        ASSERT_FALSE(do_meet_inside(parts[i], parts[j])) << "seed " << seed;
    for (const Segment& part : parts)
      for (const double along : {0.0, 0.5, 1.0})
        ASSERT_LE(distance(given, {part.a.x_m + along * (part.b.x_m - part.a.x_m),
                                   part.a.y_m + along * (part.b.y_m - part.a.y_m)}),
                  std::sqrt(0.5) + 1e-9)
            << "seed " << seed;
    for (const Segment& one : given)
      for (const PlanePoint end : {one.a, one.b})
        ASSERT_TRUE(std::ranges::any_of(parts, [&](const Segment& p) { return is_end(p, end); }));
    Segments turned(given.rbegin(), given.rend());
    for (Segment& one : turned) std::swap(one.a, one.b);
    EXPECT_EQ(parts_of(turned), parts) << "whatever their order and direction";
  }
}

TEST(Noding, IsStopped) {
  const Segments segments = {{{0, 0}, {10, 10}}, {{0, 10}, {10, 0}}};
  EXPECT_FALSE(noded(segments, [](double) { return false; }));
  EXPECT_FALSE(noded(segments, [](double share) { return share < 0.5; }));
}

}  // namespace
}  // namespace bailiwick::geo
