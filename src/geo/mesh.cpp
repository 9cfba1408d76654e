#include "geo/mesh.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <tuple>
#include <utility>

#include "geo/borders.hpp"

namespace bailiwick::geo {
namespace {

// Gives equal keys equal numbers, counted in the order in which they first stand.
std::vector<std::int32_t> numbered(std::span<const std::pair<std::int64_t, std::int64_t>> keys) {
  using Entry = std::pair<std::pair<std::int64_t, std::int64_t>, std::int32_t>;
  std::vector<Entry> order;
  order.reserve(keys.size());
  for (const auto& key : keys) order.emplace_back(key, static_cast<std::int32_t>(order.size()));
  std::sort(order.begin(), order.end());
  std::vector<std::int32_t> first(keys.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool is_same = i > 0 && order[i].first == order[i - 1].first;
    first[static_cast<std::size_t>(order[i].second)] =
        is_same ? first[static_cast<std::size_t>(order[i - 1].second)] : order[i].second;
  }
  std::vector<std::int32_t> number(keys.size());
  std::int32_t next = 0;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto root = static_cast<std::size_t>(first[i]);
    number[i] = root == i ? next++ : number[root];
  }
  return number;
}

// Removes corners that repeat their forerunner and spikes (a, b, a), around the whole ring.
void tidy_ring(std::vector<std::int32_t>& ring) {
  std::vector<std::int32_t> kept;
  for (const std::int32_t corner : ring) {
    if (!kept.empty() && kept.back() == corner) continue;
    kept.push_back(corner);
    while (kept.size() >= 3 && kept[kept.size() - 1] == kept[kept.size() - 3]) {
      kept.pop_back();
      kept.pop_back();
    }
  }
  std::size_t begin = 0;
  while (kept.size() - begin >= 2) {
    if (kept[begin] == kept.back()) {
      kept.pop_back();
    } else if (kept.size() - begin >= 3 && kept[begin + 1] == kept.back()) {
      ++begin;
      kept.pop_back();
    } else if (kept.size() - begin >= 3 && kept[begin] == kept[kept.size() - 2]) {
      kept.pop_back();
      kept.pop_back();
    } else {
      break;
    }
  }
  ring.assign(kept.begin() + static_cast<std::ptrdiff_t>(begin), kept.end());
  if (ring.size() < 3) ring.clear();
}

void add_oriented(Mesh& mesh, std::vector<std::int32_t> ring, bool is_hole) {
  tidy_ring(ring);
  if (ring.empty()) return;
  const double area = twice_area_m2(mesh, ring);
  if (area == 0.0) return;
  if ((area > 0.0) == is_hole) std::reverse(ring.begin(), ring.end());
  mesh.add_ring(ring);
}

// `project` makes a vertex of the first place that has its key.
template <class Project>
Mesh joined(std::span<const Area> areas, Project project) {
  std::vector<std::pair<std::int64_t, std::int64_t>> keys;
  std::vector<LonLat> places;
  const auto collect = [&](const Ring& ring) {
    for (const LonLat& place : ring) {
      keys.emplace_back(std::llround(place.lon_deg / kVertexStep_deg),
                        std::llround(place.lat_deg / kVertexStep_deg));
      places.push_back(place);
    }
  };
  for (const Area& area : areas) {
    for (const Polygon& polygon : area) {
      collect(polygon.outer);
      for (const Ring& hole : polygon.holes) collect(hole);
    }
  }
  const std::vector<std::int32_t> number = numbered(keys);
  Mesh mesh;
  for (std::size_t i = 0; i < number.size(); ++i) {
    if (static_cast<std::size_t>(number[i]) == mesh.vertices.size())
      mesh.vertices.push_back(project(places[i]));
  }
  std::size_t next = 0;
  const auto add = [&](const Ring& ring, bool is_hole) {
    const auto begin = number.begin() + static_cast<std::ptrdiff_t>(next);
    add_oriented(mesh, {begin, begin + static_cast<std::ptrdiff_t>(ring.size())}, is_hole);
    next += ring.size();
  };
  for (const Area& area : areas) {
    for (const Polygon& polygon : area) {
      add(polygon.outer, false);
      for (const Ring& hole : polygon.holes) add(hole, true);
    }
    mesh.end_area();
  }
  return mesh;
}

}  // namespace

void Mesh::add_ring(std::span<const std::int32_t> ring_corners) {
  corners.insert(corners.end(), ring_corners.begin(), ring_corners.end());
  ring_begin.push_back(corners.size());
}

double twice_area_m2(const Mesh& mesh, std::span<const std::int32_t> ring) {
  if (ring.empty()) return 0.0;
  const PlanePoint origin = mesh.vertices[static_cast<std::size_t>(ring.front())];
  double sum = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const PlanePoint a = mesh.vertices[static_cast<std::size_t>(ring[i])];
    const PlanePoint b =
        mesh.vertices[static_cast<std::size_t>(ring[i + 1 == ring.size() ? 0 : i + 1])];
    sum +=
        (a.x_m - origin.x_m) * (b.y_m - origin.y_m) - (b.x_m - origin.x_m) * (a.y_m - origin.y_m);
  }
  return sum;
}

Mesh mesh_of_areas(std::span<const Area> areas, const EqualAreaMap& map) {
  return joined(areas, [&map](LonLat place) { return map.project(place); });
}

Mesh mesh_in_steps(std::span<const Area> areas) {
  return joined(areas, [](LonLat place) {
    return PlanePoint{std::round(place.lon_deg / kVertexStep_deg),
                      std::round(place.lat_deg / kVertexStep_deg)};
  });
}

Mesh coarsened(const Mesh& mesh, double step_m) {
  assert(step_m > 0.0);
  std::vector<std::pair<std::int64_t, std::int64_t>> keys;
  keys.reserve(mesh.vertices.size());
  for (const PlanePoint& p : mesh.vertices) {
    keys.emplace_back(std::llround(p.x_m / step_m), std::llround(p.y_m / step_m));
  }
  const std::vector<std::int32_t> number = numbered(keys);
  Mesh result;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (static_cast<std::size_t>(number[i]) < result.vertices.size()) continue;
    result.vertices.push_back({static_cast<double>(keys[i].first) * step_m,
                               static_cast<double>(keys[i].second) * step_m});
  }
  for (std::size_t area = 0; area < mesh.area_count(); ++area) {
    for (std::size_t r = mesh.area_begin[area]; r < mesh.area_begin[area + 1]; ++r) {
      std::vector<std::int32_t> ring;
      for (const std::int32_t corner : mesh.ring(r))
        ring.push_back(number[static_cast<std::size_t>(corner)]);
      tidy_ring(ring);
      if (!ring.empty()) result.add_ring(ring);
    }
    result.end_area();
  }
  return result;
}

}  // namespace bailiwick::geo
