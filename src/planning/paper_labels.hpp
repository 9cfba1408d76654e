// Names on maps on paper, where they fit.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "planning/paper_map.hpp"

namespace bailiwick::planning {

struct PaperLabel {
  std::string text;
  platform::files::PdfFont font;
  std::optional<platform::files::PdfPoint> place;  // its middle; nothing where it does not fit
};

// In the first of the sizes that fits into the shape, and into the box.
[[nodiscard]] PaperLabel paper_label(const platform::files::PdfDocument& document,
                                     const platform::files::PdfShape& shape, std::string text,
                                     std::span<const double> sizes,
                                     const platform::files::PdfBox& within);
// Draws it where it fits.
void put_label(platform::files::PdfDocument& document, const PaperLabel& label);

}  // namespace bailiwick::planning
