// The map of a whole plan on paper: territories in colours that tell neighbours apart, with their names where most fit, or else their numbers; and parts of it
// that are too dense for that, enlarged.
//
// Not thread-safe: what is worked out when a map is first drawn is kept for when it is drawn for good.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <vector>

#include "planning/paper_scene.hpp"
#include "platform/files/pdf.hpp"

namespace bailiwick::planning {

inline constexpr std::size_t kMapPartsMax = 8;

// Boxes of that size, at most kMapPartsMax, that between them hold many of the places: the one that holds most first, and none that
// holds fewer than six that no other does. O(n^2); of more than 2,000 places an even sample counts.
[[nodiscard]] std::vector<MapBox> dense_parts(std::span<const geo::PlanePoint> places, double width,
                                              double height);

class PlanMapDrawing {
 public:
  // The scene outlives it.
  explicit PlanMapDrawing(const PaperScene& scene);
  ~PlanMapDrawing();
  PlanMapDrawing(const PlanMapDrawing&) = delete;
  PlanMapDrawing& operator=(const PlanMapDrawing&) = delete;

  // Parts that will be enlarged to boxes of the shape of `part` are framed, with a letter each: A, B, ...
  void draw(platform::files::PdfDocument& document, const platform::files::PdfBox& box,
            platform::files::PdfSize part);
  // Known once it was drawn.
  [[nodiscard]] bool are_numbers() const { return are_numbers_; }
  [[nodiscard]] std::size_t part_count() const { return parts_.size(); }
  void draw_part(platform::files::PdfDocument& document, std::size_t part,
                 const platform::files::PdfBox& box);

 private:
  struct Layer;
  const Layer& layer(const platform::files::PdfDocument& document, std::size_t key,
                     const MapBox& shown, const platform::files::PdfBox& box);
  void put_labels(const platform::files::PdfDocument& document, Layer& layer) const;

  const PaperScene& scene_;
  bool are_numbers_ = false;
  std::vector<MapBox> parts_;
  std::map<std::size_t, std::unique_ptr<Layer>> layers_;  // 0 the whole, then the parts
};

// `index` 0 is "A".
[[nodiscard]] std::string part_letter(std::size_t index);

}  // namespace bailiwick::planning
