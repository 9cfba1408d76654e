#include "platform/files/pdf_table.hpp"

#include <cassert>
#include <utility>

namespace bailiwick::platform::files {
namespace {

constexpr double kCellPadding = 3.0;

}  // namespace

PdfTable::PdfTable(PdfDocument& document, std::vector<PdfColumn> columns, PdfTableStyle style,
                   Place place, NextPlace next)
    : document_(document),
      columns_(std::move(columns)),
      style_(std::move(style)),
      place_(place),
      next_(std::move(next)),
      y_(place.at.y) {
  document_.begin(PdfPart::kTable);
  headings(true);
}

double PdfTable::end() {
  document_.end();
  return y_;
}

double PdfTable::width() const {
  double width = 0.0;
  for (const PdfColumn& column : columns_) width += column.width;
  return width;
}

void PdfTable::cell(const PdfColumn& column, const PdfBox& box, const std::string& text,
                    const PdfFont& font) {
  if (text.empty()) return;
  document_.text({box.x + kCellPadding, box.y + box.height / 2.0}, text, font,
                 {.width = box.width - 2.0 * kCellPadding,
                  .align = column.align,
                  .anchor = PdfAnchor::kMiddle});
}

void PdfTable::headings(bool is_first) {
  double x = place_.at.x;
  document_.begin(is_first ? PdfPart::kRow : PdfPart::kDecoration);
  for (const PdfColumn& column : columns_) {
    document_.begin(is_first ? PdfPart::kHeading : PdfPart::kDecoration);
    cell(column, {x, y_, column.width, style_.row_height}, column.title, style_.heading);
    document_.end();
    x += column.width;
  }
  document_.end();
  y_ += style_.row_height;
  document_.line({place_.at.x, y_}, {x, y_}, {.colour = style_.heading.colour, .width = 0.8});
}

void PdfTable::row(std::span<const PdfCell> cells) {
  assert(cells.size() == columns_.size());
  if (y_ + style_.row_height > place_.bottom) {
    place_ = next_();
    y_ = place_.at.y;
    headings(false);
  }
  document_.begin(PdfPart::kRow);
  double x = place_.at.x;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    const PdfBox box{x, y_, columns_[c].width, style_.row_height};
    PdfFont font = style_.font;
    if (cells[c].is_marked) {
      document_.rectangle({box.x, box.y + 1.0, box.width, box.height - 1.5}, style_.tint, 2.0);
      font.weight = PdfWeight::kBold;
    }
    document_.begin(PdfPart::kCell);
    cell(columns_[c], box, cells[c].text, font);
    document_.end();
    x += columns_[c].width;
  }
  document_.end();
  y_ += style_.row_height;
  document_.line({place_.at.x, y_}, {x, y_}, {.colour = style_.rule, .width = 0.35});
}

}  // namespace bailiwick::platform::files
