#include "geo/delaunay.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "geo/plane_points.hpp"

namespace bailiwick::geo {
namespace {

constexpr std::int32_t kNone = -1;

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// The sweep-hull method (D. Sinclair, "S-hull: a fast radial sweep-hull routine for Delaunay triangulation", 2016,
// doi:10.48550/arXiv.1604.01428): points are added by their distance from a middle point, each joined to the hull edges it sees,
// and edges are flipped until every circle is empty. Deviations: distances, orientations and circles are exact
// integers, so that every point lies strictly outside the hull of those before it and flipping ends; the points
// before the first that is off their line make a path that that point sees whole.
//
// Triangles are half-edges 3t, 3t+1, 3t+2, each from from_[e] to from_[next(e)], turning left; opposite_[e] is the
// half-edge on the other side, or kNone on the hull.
class SweepHull {
 public:
  // `points` are all different.
  explicit SweepHull(const std::vector<PlanePoint>& points) : points_(points) {}

  std::vector<Link> links() {
    if (points_.size() < 2) return {};
    sort_points();
    const std::size_t line_size = points_on_line();
    if (line_size == order_.size()) return path_links(line_size);
    const std::size_t triangles = 2 * points_.size();
    from_.reserve(3 * triangles);
    opposite_.reserve(3 * triangles);
    start_hull(line_size);
    for (std::size_t i = line_size + 1; i < order_.size(); ++i) add_point(order_[i]);
    return triangle_links();
  }

 private:
  PlanePoint point(std::int32_t i) const { return points_[at(i)]; }
  static std::int32_t next(std::int32_t e) { return e % 3 == 2 ? e - 2 : e + 1; }
  static std::int32_t previous(std::int32_t e) { return e % 3 == 0 ? e + 2 : e - 1; }

  std::int64_t squared_from_middle(PlanePoint p) const {
    const std::int64_t dx = std::int64_t{p.x} - middle_.x;
    const std::int64_t dy = std::int64_t{p.y} - middle_.y;
    return dx * dx + dy * dy;
  }

  // The middle is the point nearest to the origin, which plane_points put in the middle of all.
  void sort_points() {
    middle_ = *std::min_element(points_.begin(), points_.end(), [](PlanePoint a, PlanePoint b) {
      const auto squared = [](PlanePoint p) {
        return std::int64_t{p.x} * p.x + std::int64_t{p.y} * p.y;
      };
      return std::pair(squared(a), a) < std::pair(squared(b), b);
    });
    std::vector<std::pair<std::int64_t, std::int32_t>> keys(points_.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
      keys[i] = {squared_from_middle(points_[i]), static_cast<std::int32_t>(i)};
    }
    std::sort(keys.begin(), keys.end());
    order_.resize(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) order_[i] = keys[i].second;
  }

  // How many points at the head of the order lie on one line; sorts them along it.
  std::size_t points_on_line() {
    std::size_t size = 2;
    while (size < order_.size() &&
           orientation(point(order_[0]), point(order_[1]), point(order_[size])) == 0)
      ++size;
    std::sort(order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(size),
              [this](std::int32_t a, std::int32_t b) { return point(a) < point(b); });
    return size;
  }

  std::vector<Link> path_links(std::size_t size) const {
    std::vector<Link> links;
    for (std::size_t i = 1; i < size; ++i) links.emplace_back(order_[i - 1], order_[i]);
    return links;
  }

  std::size_t bucket_of(PlanePoint p) const {
    const double dx = static_cast<double>(p.x) - middle_.x;
    const double dy = static_cast<double>(p.y) - middle_.y;
    const double size = std::abs(dx) + std::abs(dy);
    if (size == 0.0) return 0;
    // Rises with the angle, from 0 to 1.
    const double turn = (dy > 0.0 ? 3.0 - dx / size : 1.0 + dx / size) / 4.0;
    return std::min(static_cast<std::size_t>(turn * static_cast<double>(buckets_.size())),
                    buckets_.size() - 1);
  }

  // The fan from the first point off the line over the path, and its outline as the hull, turning left.
  void start_hull(std::size_t line_size) {
    hull_next_.assign(points_.size(), kNone);
    hull_previous_.assign(points_.size(), kNone);
    hull_edge_.assign(points_.size(), kNone);
    const auto root = std::sqrt(static_cast<double>(points_.size()));
    buckets_.assign(static_cast<std::size_t>(std::ceil(root)), kNone);

    const std::int32_t apex = order_[line_size];
    std::vector<std::int32_t> path(order_.begin(),
                                   order_.begin() + static_cast<std::ptrdiff_t>(line_size));
    if (orientation(point(path[0]), point(path[1]), point(apex)) < 0)
      std::reverse(path.begin(), path.end());
    std::int32_t shared = kNone;
    for (std::size_t i = 1; i < path.size(); ++i) {
      const std::int32_t t = add_triangle(path[i - 1], path[i], apex, {kNone, kNone, shared});
      shared = t + 1;
      join_hull(path[i - 1], path[i], t);
    }
    join_hull(path.back(), apex, shared);
    join_hull(apex, path.front(), 2);
    for (std::int32_t e = 0; at(e) < from_.size(); ++e) legalise(e);
    for (const std::int32_t p : path) buckets_[bucket_of(point(p))] = p;
    buckets_[bucket_of(point(apex))] = apex;
  }

  void join_hull(std::int32_t a, std::int32_t b, std::int32_t edge) {
    hull_next_[at(a)] = b;
    hull_previous_[at(b)] = a;
    hull_edge_[at(a)] = edge;
  }

  struct Opposites {
    std::int32_t a, b, c;
  };
  std::int32_t add_triangle(std::int32_t a, std::int32_t b, std::int32_t c, Opposites opposites) {
    const auto t = static_cast<std::int32_t>(from_.size());
    from_.insert(from_.end(), {a, b, c});
    opposite_.insert(opposite_.end(), {kNone, kNone, kNone});
    link(t, opposites.a);
    link(t + 1, opposites.b);
    link(t + 2, opposites.c);
    return t;
  }

  void link(std::int32_t a, std::int32_t b) {
    opposite_[at(a)] = b;
    if (b != kNone) opposite_[at(b)] = a;
  }

  bool is_visible(std::int32_t hull_vertex, PlanePoint p) const {
    return orientation(point(hull_vertex), point(hull_next_[at(hull_vertex)]), p) < 0;
  }

  // A hull vertex near the direction of p from the middle. Buckets hold vertices that may have left the hull.
  std::int32_t hull_vertex_near(PlanePoint p) const {
    const std::size_t first = bucket_of(p);
    for (std::size_t i = 0; i < buckets_.size(); ++i) {
      const std::int32_t v = buckets_[(first + i) % buckets_.size()];
      if (v != kNone && hull_next_[at(v)] != kNone) return v;
    }
    assert(false && "the last point added is on the hull and in a bucket");
    return kNone;
  }

  void add_point(std::int32_t i) {
    const PlanePoint p = point(i);
    // Any edge that p sees; there is one, for p lies outside.
    const std::int32_t begin = hull_vertex_near(p);
    std::int32_t forward = begin;
    std::int32_t backward = begin;
    while (!is_visible(forward, p) && !is_visible(backward, p)) {
      forward = hull_next_[at(forward)];
      backward = hull_previous_[at(backward)];
    }
    std::int32_t first = is_visible(forward, p) ? forward : backward;
    while (is_visible(hull_previous_[at(first)], p)) first = hull_previous_[at(first)];

    // A triangle for every edge it sees, from the first to the last.
    std::int32_t v = first;
    std::int32_t shared = kNone;
    std::int32_t first_edge = kNone;
    while (is_visible(v, p)) {
      const std::int32_t w = hull_next_[at(v)];
      const std::int32_t t = add_triangle(w, v, i, {hull_edge_[at(v)], shared, kNone});
      if (shared == kNone) first_edge = t + 1;
      shared = t + 2;
      if (v != first) hull_next_[at(v)] = kNone;
      fresh_.push_back(t);
      v = w;
    }
    join_hull(first, i, first_edge);
    join_hull(i, v, shared);
    for (const std::int32_t t : fresh_) legalise(t);
    fresh_.clear();
    buckets_[bucket_of(p)] = i;
    buckets_[bucket_of(point(first))] = first;
  }

  // Flips edge e where the circle of its triangle holds the vertex across, and then the edges around, until none does.
  void legalise(std::int32_t start) {
    stack_.push_back(start);
    while (!stack_.empty()) {
      const std::int32_t a = stack_.back();
      stack_.pop_back();
      const std::int32_t b = opposite_[at(a)];
      if (b == kNone) continue;
      const std::int32_t a_next = next(a);
      const std::int32_t a_previous = previous(a);
      const std::int32_t b_next = next(b);
      const std::int32_t b_previous = previous(b);
      const std::int32_t p = from_[at(a_previous)];
      const std::int32_t q = from_[at(b_previous)];
      if (!is_in_circle(point(from_[at(a)]), point(from_[at(a_next)]), point(p), point(q)))
        continue;
      // a: u->v with apex p, b: v->u with apex q become q->v (apex p) and p->u (apex q).
      const std::int32_t beyond_p = opposite_[at(a_previous)];
      const std::int32_t beyond_q = opposite_[at(b_previous)];
      from_[at(a)] = q;
      from_[at(b)] = p;
      replace(a, beyond_q, b_previous);
      replace(b, beyond_p, a_previous);
      link(a_previous, b_previous);
      stack_.insert(stack_.end(), {a, a_next, b, b_next});
    }
  }

  // Half-edge `e` takes the place of `old` towards `beyond`, or on the hull.
  void replace(std::int32_t e, std::int32_t beyond, std::int32_t old) {
    if (beyond != kNone) {
      link(e, beyond);
      return;
    }
    opposite_[at(e)] = kNone;
    assert(hull_edge_[at(from_[at(e)])] == old);
    static_cast<void>(old);
    hull_edge_[at(from_[at(e)])] = e;
  }

  std::vector<Link> triangle_links() const {
    std::vector<Link> links;
    links.reserve(3 * points_.size());
    for (std::int32_t e = 0; at(e) < from_.size(); ++e) {
      if (opposite_[at(e)] < e) links.emplace_back(from_[at(e)], from_[at(next(e))]);
    }
    return links;
  }

  const std::vector<PlanePoint>& points_;
  PlanePoint middle_;
  std::vector<std::int32_t> order_;
  std::vector<std::int32_t> from_;
  std::vector<std::int32_t> opposite_;
  std::vector<std::int32_t> hull_next_;  // kNone where the point is not on the hull
  std::vector<std::int32_t> hull_previous_;
  std::vector<std::int32_t> hull_edge_;  // the half-edge from a hull vertex to the next
  std::vector<std::int32_t>
      buckets_;  // by direction from the middle: a vertex that was on the hull
  std::vector<std::int32_t> stack_;
  std::vector<std::int32_t> fresh_;
};

// (low, high), ascending: a counting sort by the low end, then each small row.
std::vector<Link> sorted(const std::vector<Link>& links, std::size_t unit_count) {
  std::vector<std::size_t> begin(unit_count + 1, 0);
  for (const auto& [a, b] : links) ++begin[at(std::min(a, b)) + 1];
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
  std::vector<Link> result(links.size());
  for (const auto& [a, b] : links) result[next[at(std::min(a, b))]++] = std::minmax(a, b);
  for (std::size_t u = 0; u < unit_count; ++u) {
    std::sort(result.begin() + static_cast<std::ptrdiff_t>(begin[u]),
              result.begin() + static_cast<std::ptrdiff_t>(begin[u + 1]));
  }
  return result;
}

}  // namespace

std::vector<Link> delaunay_links(std::span<const Position> points, Surface surface) {
  assert(points.size() <= static_cast<std::size_t>(kPointsLimit));
  const std::vector<PlanePoint> flat = plane_points(points, surface);
  std::vector<std::int32_t> order(flat.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&flat](std::int32_t a, std::int32_t b) {
    return std::pair(flat[at(a)], a) < std::pair(flat[at(b)], b);
  });
  // Places in ascending order of their coordinates; the lowest unit of each stands for it, the others are chained to it.
  std::vector<PlanePoint> places;
  std::vector<std::int32_t> unit_of;
  std::vector<Link> chains;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i > 0 && flat[at(order[i])] == flat[at(order[i - 1])]) {
      chains.emplace_back(order[i - 1], order[i]);
      continue;
    }
    places.push_back(flat[at(order[i])]);
    unit_of.push_back(order[i]);
  }
  std::vector<Link> links = SweepHull(places).links();
  for (auto& [a, b] : links) {
    a = unit_of[at(a)];
    b = unit_of[at(b)];
  }
  links.insert(links.end(), chains.begin(), chains.end());
  return sorted(links, points.size());
}

}  // namespace bailiwick::geo
