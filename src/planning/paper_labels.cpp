#include "planning/paper_labels.hpp"

#include <utility>

#include "planning/paper_parts.hpp"

namespace bailiwick::planning {

namespace files = platform::files;

PaperLabel paper_label(const files::PdfDocument& document, const files::PdfShape& shape,
                       std::string text, std::span<const double> sizes,
                       const files::PdfBox& within) {
  PaperLabel label{.text = std::move(text), .font = {}, .place = {}};
  if (shape.is_empty()) return label;
  for (const double size : sizes) {
    label.font = paper_ink(size, files::PdfWeight::kMedium);
    files::PdfSize room = document.measured(label.text, label.font);
    room.height *= 0.8;  // letters are lower than their line
    label.place = label_place(shape, room, within);
    if (label.place) break;
  }
  return label;
}

void put_label(files::PdfDocument& document, const PaperLabel& label) {
  if (label.place)
    document.text(*label.place, label.text, label.font,
                  {.align = files::PdfAlign::kCentre, .anchor = files::PdfAnchor::kMiddle});
}

}  // namespace bailiwick::planning
