#include "geo/coverage.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "geo/borders.hpp"

namespace bailiwick::geo {
namespace {

__extension__ typedef __int128 Wide;  // products of two differences of 33 bits

std::vector<Box> boxes_of(const Coverage& coverage) {
  std::vector<Box> boxes(coverage.area_count());
  for (std::size_t i = 0; i < boxes.size(); ++i) boxes[i] = box_of(coverage, i);
  return boxes;
}

// Whether the ray from p to the east crosses the edge. An edge holds its lower end and not its upper one, so that a ray through a vertex counts once.
bool is_crossed(PlanePoint a, PlanePoint b, PlanePoint p) {
  if ((a.y_m > p.y_m) == (b.y_m > p.y_m)) return false;
  if (a.y_m > b.y_m) std::swap(a, b);
  const auto whole = [](double difference) { return static_cast<std::int64_t>(difference); };
  // Positive where p lies left of the way up from a to b.
  const Wide turn = static_cast<Wide>(whole(b.x_m - a.x_m)) * whole(p.y_m - a.y_m) -
                    static_cast<Wide>(whole(b.y_m - a.y_m)) * whole(p.x_m - a.x_m);
  return turn > 0;
}

void put(std::string& out, std::uint32_t number) {
  for (int shift = 0; shift < 32; shift += 8)
    out.push_back(static_cast<char>((number >> shift) & 0xFFU));
}

class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}
  [[nodiscard]] std::optional<std::uint32_t> next() {
    if (bytes_.size() - at_ < 4) return std::nullopt;
    std::uint32_t number = 0;
    for (int i = 3; i >= 0; --i)
      number = number << 8 | static_cast<unsigned char>(bytes_[at_ + static_cast<std::size_t>(i)]);
    at_ += 4;
    return number;
  }
  // A count of things of so many bytes each that are still to come.
  [[nodiscard]] std::optional<std::size_t> count(std::size_t bytes_each) {
    const auto number = next();
    if (!number || *number > (bytes_.size() - at_) / bytes_each) return std::nullopt;
    return *number;
  }
  [[nodiscard]] bool is_at_end() const { return at_ == bytes_.size(); }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

constexpr std::uint32_t kMagic = 0x31564F43;  // "COV1"

// Sizes of runs whose sum is `total`, as where each begins.
bool read_runs(Bytes& bytes, std::size_t total, std::vector<std::size_t>& begin) {
  const auto count = bytes.count(4);
  if (!count) return false;
  begin.assign(1, 0);
  for (std::size_t i = 0; i < *count; ++i) begin.push_back(begin.back() + bytes.next().value_or(0));
  return begin.back() == total;
}

void put_runs(std::string& out, const std::vector<std::size_t>& begin) {
  put(out, static_cast<std::uint32_t>(begin.size() - 1));
  for (std::size_t i = 1; i < begin.size(); ++i)
    put(out, static_cast<std::uint32_t>(begin[i] - begin[i - 1]));
}

}  // namespace

Coverage coverage_of(std::span<const Area> areas) { return {mesh_in_steps(areas)}; }

LonLat place_of(PlanePoint steps) {
  return {std::clamp(steps.x_m * kVertexStep_deg, -180.0, 180.0),
          std::clamp(steps.y_m * kVertexStep_deg, -90.0, 90.0)};
}

PlanePoint steps_of(LonLat place) {
  return {std::round(place.lon_deg / kVertexStep_deg), std::round(place.lat_deg / kVertexStep_deg)};
}

Area area_of(const Coverage& coverage, std::size_t area) {
  const Mesh& mesh = coverage.steps;
  Area result;
  for (std::size_t r = mesh.area_begin[area]; r < mesh.area_begin[area + 1]; ++r) {
    Ring ring;
    for (const std::int32_t corner : mesh.ring(r))
      ring.push_back(place_of(mesh.vertices[static_cast<std::size_t>(corner)]));
    if (result.empty() || twice_area_m2(mesh, mesh.ring(r)) > 0.0)
      result.push_back({std::move(ring), {}});
    else
      result.back().holes.push_back(std::move(ring));
  }
  return result;
}

std::vector<Area> areas_of(const Coverage& coverage) {
  std::vector<Area> areas;
  areas.reserve(coverage.area_count());
  for (std::size_t i = 0; i < coverage.area_count(); ++i) areas.push_back(area_of(coverage, i));
  return areas;
}

Box box_of(const Coverage& coverage, std::size_t area) {
  const Mesh& mesh = coverage.steps;
  Box box;
  for (std::size_t r = mesh.area_begin[area]; r < mesh.area_begin[area + 1]; ++r) {
    for (const std::int32_t corner : mesh.ring(r)) {
      const PlanePoint p = mesh.vertices[static_cast<std::size_t>(corner)];
      box.add(p.x_m, p.y_m);
    }
  }
  return box;
}

std::string to_bytes(const Coverage& coverage) {
  const Mesh& mesh = coverage.steps;
  std::string out;
  out.reserve(16 + 8 * mesh.vertices.size() + 4 * mesh.corners.size());
  put(out, kMagic);
  put(out, static_cast<std::uint32_t>(mesh.vertices.size()));
  for (const PlanePoint& p : mesh.vertices) {
    put(out, static_cast<std::uint32_t>(static_cast<std::int32_t>(p.x_m)));
    put(out, static_cast<std::uint32_t>(static_cast<std::int32_t>(p.y_m)));
  }
  put(out, static_cast<std::uint32_t>(mesh.corners.size()));
  for (const std::int32_t corner : mesh.corners) put(out, static_cast<std::uint32_t>(corner));
  put_runs(out, mesh.ring_begin);
  put_runs(out, mesh.area_begin);
  return out;
}

std::optional<Coverage> coverage_from(std::string_view text) {
  Bytes bytes(text);
  if (bytes.next() != kMagic) return std::nullopt;
  Coverage coverage;
  Mesh& mesh = coverage.steps;
  const auto vertices = bytes.count(8);
  if (!vertices) return std::nullopt;
  mesh.vertices.reserve(*vertices);
  const auto step = [&bytes] {
    return static_cast<double>(static_cast<std::int32_t>(bytes.next().value_or(0)));
  };
  for (std::size_t i = 0; i < *vertices; ++i) {
    const double x = step();
    mesh.vertices.push_back({x, step()});
  }
  const auto corners = bytes.count(4);
  if (!corners) return std::nullopt;
  mesh.corners.reserve(*corners);
  for (std::size_t i = 0; i < *corners; ++i) {
    const std::uint32_t corner = bytes.next().value_or(0);
    if (corner >= *vertices) return std::nullopt;
    mesh.corners.push_back(static_cast<std::int32_t>(corner));
  }
  if (!read_runs(bytes, mesh.corners.size(), mesh.ring_begin)) return std::nullopt;
  if (!read_runs(bytes, mesh.ring_count(), mesh.area_begin) || !bytes.is_at_end())
    return std::nullopt;
  return coverage;
}

AreaFinder::AreaFinder(const Coverage& coverage) : coverage_(coverage), tree_(boxes_of(coverage)) {}

bool AreaFinder::is_inside(std::size_t area, PlanePoint steps) const {
  const Mesh& mesh = coverage_.steps;
  bool is_in = false;
  for (std::size_t r = mesh.area_begin[area]; r < mesh.area_begin[area + 1]; ++r) {
    const auto ring = mesh.ring(r);
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const std::size_t next = i + 1 == ring.size() ? 0 : i + 1;
      if (is_crossed(mesh.vertices[static_cast<std::size_t>(ring[i])],
                     mesh.vertices[static_cast<std::size_t>(ring[next])], steps))
        is_in = !is_in;
    }
  }
  return is_in;
}

std::optional<std::int32_t> AreaFinder::area_at(LonLat place) const {
  const PlanePoint steps = steps_of(place);
  std::int32_t lowest = std::numeric_limits<std::int32_t>::max();
  tree_.each_touching({steps.x_m, steps.y_m, steps.x_m, steps.y_m}, [&](std::int32_t area) {
    if (area < lowest && is_inside(static_cast<std::size_t>(area), steps)) lowest = area;
  });
  if (lowest == std::numeric_limits<std::int32_t>::max()) return std::nullopt;
  return lowest;
}

}  // namespace bailiwick::geo
