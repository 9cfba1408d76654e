// Maps of plans on paper: units' areas on a page, outlines of territories, and where a name fits into one.
//
// Areas are those of map_cells.hpp. They are made as coarse as print can show before they are drawn, so that a map of 32,640 units is a file of some hundred
// kilobytes. Pure. O(corners log corners) a map.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "planning/board_judge.hpp"
#include "planning/outcome.hpp"
#include "platform/files/pdf.hpp"

namespace bailiwick::planning {

// The map of a ground, which all its plans share. Immutable.
using PaperMapPtr = std::shared_ptr<const MapCells>;
[[nodiscard]] PaperMapPtr paper_map(const BoardGround& ground);

// A part of a map on a part of a page, all of it and in the middle.
class PaperView {
 public:
  PaperView(const MapBox& shown, const platform::files::PdfBox& box);

  [[nodiscard]] platform::files::PdfPoint on_page(geo::PlanePoint point) const;
  [[nodiscard]] double metres_of(double points) const { return points / scale_; }
  [[nodiscard]] const platform::files::PdfBox& box() const { return box_; }
  // Whether something of an area is within the box.
  [[nodiscard]] bool shows(const geo::Mesh& mesh, std::size_t area) const;

 private:
  platform::files::PdfBox box_;
  double scale_ = 1.0;  // points a metre
  geo::PlanePoint middle_;
};

// The box around some units, and a margin of that share of its longer side; all of the map where there are none.
[[nodiscard]] MapBox box_around(const MapCells& map, std::span<const std::uint8_t> is_shown,
                                double margin);

// An area of a mesh on the page.
[[nodiscard]] platform::files::PdfShape shape_on(const PaperView& view, const geo::Mesh& mesh,
                                                 std::size_t area);
// The borders of a mesh on the page, each once.
[[nodiscard]] std::vector<std::vector<platform::files::PdfPoint>> borders_on(const PaperView& view,
                                                                             const geo::Mesh& mesh);

// The middle of the roomiest place within a shape, and within a box, for a label of that size, clear of borders; nothing where it does not fit.
[[nodiscard]] std::optional<platform::files::PdfPoint> label_place(
    const platform::files::PdfShape& shape, platform::files::PdfSize label,
    const platform::files::PdfBox& within);

// A fill for each of kMapColours: apart for all eyes, and light enough for black text.
[[nodiscard]] platform::files::PdfColour map_colour(std::int32_t colour);

}  // namespace bailiwick::planning
