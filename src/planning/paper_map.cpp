#include "planning/paper_map.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "geo/arcs.hpp"
#include "planning/map_cells.hpp"

namespace bailiwick::planning {
namespace {

namespace files = platform::files;
using files::PdfPoint;
using files::PdfShape;

constexpr int kLabelRows = 25;
constexpr double kLabelClearance = 1.2;  // points

// Where a horizontal line is within a shape, as intervals from left to right.
using Intervals = std::vector<std::pair<double, double>>;
Intervals inside_at(const PdfShape& shape, double y, const files::PdfBox& within) {
  std::vector<double> crossings;
  for (const auto& ring : shape.rings)
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const PdfPoint a = ring[i];
      const PdfPoint b = ring[(i + 1) % ring.size()];
      if ((a.y <= y) == (b.y <= y)) continue;
      crossings.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
    }
  std::ranges::sort(crossings);
  Intervals inside;
  for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
    inside.emplace_back(std::max(crossings[i], within.x),
                        std::min(crossings[i + 1], within.right()));
  return inside;
}

// What is in both.
Intervals common(const Intervals& a, const Intervals& b) {
  Intervals both;
  for (const auto& [from_a, to_a] : a)
    for (const auto& [from_b, to_b] : b) {
      const double from = std::max(from_a, from_b);
      const double to = std::min(to_a, to_b);
      if (from < to) both.emplace_back(from, to);
    }
  return both;
}

}  // namespace

PaperMapPtr paper_map(const BoardGround& ground) {
  return std::make_shared<const MapCells>(map_cells(ground.problem, ground.places, {}));
}

PaperView::PaperView(const MapBox& shown, const files::PdfBox& box) : box_(box) {
  const double width = std::max(shown.x_high - shown.x_low, 1.0);
  const double height = std::max(shown.y_high - shown.y_low, 1.0);
  scale_ = std::min(box.width / width, box.height / height);
  middle_ = {(shown.x_low + shown.x_high) / 2.0, (shown.y_low + shown.y_high) / 2.0};
}

PdfPoint PaperView::on_page(geo::PlanePoint point) const {
  return {box_.x + box_.width / 2.0 + (point.x_m - middle_.x_m) * scale_,
          box_.y + box_.height / 2.0 - (point.y_m - middle_.y_m) * scale_};
}

bool PaperView::shows(const geo::Mesh& mesh, std::size_t area) const {
  double left = box_.right();
  double right = box_.x;
  double top = box_.bottom();
  double bottom = box_.y;
  for (std::size_t r = mesh.area_begin[area]; r < mesh.area_begin[area + 1]; ++r)
    for (const std::int32_t corner : mesh.ring(r)) {
      const PdfPoint p = on_page(mesh.vertices[at(corner)]);
      left = std::min(left, p.x);
      right = std::max(right, p.x);
      top = std::min(top, p.y);
      bottom = std::max(bottom, p.y);
    }
  return left < box_.right() && right > box_.x && top < box_.bottom() && bottom > box_.y;
}

MapBox box_around(const MapCells& map, std::span<const std::uint8_t> is_shown, double margin) {
  MapBox box = map.box;
  bool is_first = true;
  for (std::size_t area = 0; area < map.cells.area_count(); ++area) {
    if (is_shown[at(map.units[area])] == 0) continue;
    for (std::size_t r = map.cells.area_begin[area]; r < map.cells.area_begin[area + 1]; ++r)
      for (const std::int32_t corner : map.cells.ring(r)) {
        const geo::PlanePoint p = map.cells.vertices[at(corner)];
        if (std::exchange(is_first, false)) box = {p.x_m, p.y_m, p.x_m, p.y_m};
        box.add(p);
      }
  }
  const double more = margin * box.size();
  return {box.x_low - more, box.y_low - more, box.x_high + more, box.y_high + more};
}

PdfShape shape_on(const PaperView& view, const geo::Mesh& mesh, std::size_t area) {
  PdfShape shape;
  for (std::size_t r = mesh.area_begin[area]; r < mesh.area_begin[area + 1]; ++r) {
    std::vector<PdfPoint>& ring = shape.rings.emplace_back();
    for (const std::int32_t corner : mesh.ring(r))
      ring.push_back(view.on_page(mesh.vertices[at(corner)]));
  }
  return shape;
}

std::vector<std::vector<PdfPoint>> borders_on(const PaperView& view, const geo::Mesh& mesh) {
  const geo::Arcs arcs = geo::arcs_of(mesh);
  std::vector<std::vector<PdfPoint>> lines;
  for (std::size_t a = 0; a < arcs.arc_count(); ++a) {
    std::vector<PdfPoint>& line = lines.emplace_back();
    for (const std::int32_t corner : arcs.arc(a))
      line.push_back(view.on_page(mesh.vertices[at(corner)]));
  }
  return lines;
}

std::optional<PdfPoint> label_place(const PdfShape& shape, files::PdfSize label,
                                    const files::PdfBox& within) {
  double top = 1e9;
  double bottom = -1e9;
  for (const auto& ring : shape.rings)
    for (const PdfPoint p : ring) {
      top = std::min(top, p.y);
      bottom = std::max(bottom, p.y);
    }
  top = std::max(top, within.y);
  bottom = std::min(bottom, within.bottom());
  const double half = label.height / 2.0 + kLabelClearance;
  const double needed = label.width + 2.0 * kLabelClearance;
  std::optional<PdfPoint> best;
  double best_room = 0.0;
  for (int row = 0; row < kLabelRows && bottom - top > 2.0 * half; ++row) {
    const double y = top + half + (bottom - top - 2.0 * half) * row / (kLabelRows - 1);
    const Intervals room =
        common(common(inside_at(shape, y - half, within), inside_at(shape, y, within)),
               inside_at(shape, y + half, within));
    // Of places as wide, the one nearest to the middle.
    const double off_middle = std::abs(y - (top + bottom) / 2.0);
    for (const auto& [from, to] : room) {
      const double worth = std::min(to - from, 3.0 * needed) - 0.3 * off_middle + 1e6;
      if (to - from < needed || worth <= best_room) continue;
      best_room = worth;
      best = PdfPoint{(from + to) / 2.0, y};
    }
  }
  return best;
}

files::PdfColour map_colour(std::int32_t colour) {
  // After M. Okabe and K. Ito, "Color Universal Design", 2008, lightened for paper; in grey they range from light to middle.
  constexpr std::array<std::uint32_t, 6> kFills = {0x8DBBE2, 0xF3D08A, 0x6DAF90,
                                                   0xE3B8D3, 0xD2EAF5, 0xD18566};
  return files::pdf_colour(kFills[at(colour) % kFills.size()]);
}

}  // namespace bailiwick::planning
