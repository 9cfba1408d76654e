#include "geo/neighbours.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "geo/borders.hpp"

namespace bailiwick::geo {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// Union-find with path halving; the root of a set is its lowest member.
class Sets {
 public:
  explicit Sets(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), 0);
  }

  std::int32_t root_of(std::int32_t i) {
    while (parent_[at(i)] != i) {
      parent_[at(i)] = parent_[at(parent_[at(i)])];
      i = parent_[at(i)];
    }
    return i;
  }
  bool join(std::int32_t a, std::int32_t b) {
    a = root_of(a);
    b = root_of(b);
    if (a == b) return false;
    parent_[at(std::max(a, b))] = std::min(a, b);
    return true;
  }

 private:
  std::vector<std::int32_t> parent_;
};

double chord_squared(std::span<const Position> points, Link link) {
  return chord_squared_m2(points[at(link.first)], points[at(link.second)]);
}

// Adds to `links` the shortest of `candidates` that join different components (Kruskal).
std::vector<Bridge> bridge_from(std::span<const Position> points, Surface surface,
                                std::vector<Link>& links, std::span<const Link> candidates) {
  Sets sets(points.size());
  for (const auto& [a, b] : links) sets.join(a, b);
  std::vector<std::pair<double, Link>> queue;
  for (const Link& link : candidates) {
    if (sets.root_of(link.first) != sets.root_of(link.second))
      queue.emplace_back(chord_squared(points, link), link);
  }
  std::sort(queue.begin(), queue.end());
  std::vector<Bridge> bridges;
  for (const auto& [squared, link] : queue) {
    if (!sets.join(link.first, link.second)) continue;
    bridges.push_back({link, distance_m(points[at(link.first)], points[at(link.second)], surface)});
    links.push_back(link);
  }
  if (!bridges.empty()) std::sort(links.begin(), links.end());
  return bridges;
}

// The lower median of [first, last), which is reordered; `otherwise` where it is empty.
double median(std::vector<double>::iterator first, std::vector<double>::iterator last,
              double otherwise) {
  if (first == last) return otherwise;
  const auto middle = first + (last - first - 1) / 2;
  std::nth_element(first, middle, last);
  return *middle;
}

// The typical squared edge around every unit: the median of its own median and those of its neighbours. (Its own alone
// misleads at the rim of a map, where half of a unit's edges may run along the outer hull.)
std::vector<double> typical_squares(std::span<const Position> points, std::span<const Link> links) {
  std::vector<std::size_t> begin(points.size() + 1, 0);
  for (const auto& [a, b] : links) {
    ++begin[at(a) + 1];
    ++begin[at(b) + 1];
  }
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  std::vector<double> values(begin.back());
  // Gathers value(link, other end) at every end of a link, and takes each unit's median, `own` being one more value.
  const auto medians = [&](auto value, const std::vector<double>& own) {
    std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
    for (const Link& link : links) {
      values[next[at(link.first)]++] = value(link, link.second);
      values[next[at(link.second)]++] = value(link, link.first);
    }
    std::vector<double> result(points.size());
    std::vector<double> scratch;
    for (std::size_t u = 0; u < points.size(); ++u) {
      scratch.assign(values.begin() + static_cast<std::ptrdiff_t>(begin[u]),
                     values.begin() + static_cast<std::ptrdiff_t>(begin[u + 1]));
      if (!own.empty()) scratch.push_back(own[u]);
      result[u] = median(scratch.begin(), scratch.end(), 0.0);
    }
    return result;
  };
  const auto own =
      medians([&](Link link, std::int32_t) { return chord_squared(points, link); }, {});
  return medians([&own](Link, std::int32_t other) { return own[at(other)]; }, own);
}

}  // namespace

Neighbours neighbours_of_points(std::span<const Position> points, Surface surface, double factor) {
  assert(factor > 1.0);
  const std::vector<Link> all = delaunay_links(points, surface);
  const std::vector<double> typical = typical_squares(points, all);
  Neighbours result;
  std::vector<Link> cut;
  for (const Link& link : all) {
    const double limit =
        factor * factor * std::max(typical[at(link.first)], typical[at(link.second)]);
    (chord_squared(points, link) > limit ? cut : result.links).push_back(link);
  }
  result.bridges = bridge_from(points, surface, result.links, cut);
  result.cut_count = static_cast<std::int64_t>(cut.size() - result.bridges.size());
  return result;
}

Neighbours neighbours_of_areas(std::span<const Area> areas, std::span<const Position> points) {
  assert(areas.size() == points.size());
  Neighbours result;
  for (const Border& border : shared_borders(areas)) result.links.push_back(border.link);
  result.bridges = bridge(points, Surface::kSphere, result.links);
  return result;
}

std::vector<Bridge> bridge(std::span<const Position> points, Surface surface,
                           std::vector<Link>& links) {
  // Most maps are in one piece; the triangulation is for the others.
  Sets sets(points.size());
  std::size_t pieces = points.size();
  for (const auto& [a, b] : links) pieces -= sets.join(a, b) ? 1 : 0;
  if (pieces <= 1) return {};
  return bridge_from(points, surface, links, delaunay_links(points, surface));
}

}  // namespace bailiwick::geo
