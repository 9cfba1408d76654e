// A table in a PDF: a line a row, cells cut to the width of their column, headings that repeat on every page it runs over.
//
// O(cells).
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "platform/files/pdf.hpp"

namespace bailiwick::platform::files {

struct PdfColumn {
  std::string title;
  double width = 60.0;
  PdfAlign align = PdfAlign::kLeft;
};

struct PdfCell {
  std::string text;
  bool is_marked = false;  // stands out: bold, on a tint
};

struct PdfTableStyle {
  PdfFont font = {.size = 8.0};
  PdfFont heading = {.size = 7.5, .weight = PdfWeight::kBold};
  PdfColour rule = pdf_colour(0xD5DAE0);
  PdfColour tint = pdf_colour(0xECEFF3);
  double row_height = 14.0;
};

class PdfTable {
 public:
  // Where the table goes on once a page is full: its upper left corner, and how far down it may reach.
  struct Place {
    PdfPoint at;
    double bottom = 0.0;
  };
  using NextPlace = std::function<Place()>;

  // Draws the headings; those that repeat are decoration. `next` makes a page; the document outlives the table.
  PdfTable(PdfDocument& document, std::vector<PdfColumn> columns, PdfTableStyle style, Place place,
           NextPlace next);

  // One cell a column.
  void row(std::span<const PdfCell> cells);
  // After the last row; how far down it reaches. Nothing else is drawn before it.
  double end();
  [[nodiscard]] double width() const;

 private:
  void headings(bool is_first);
  void cell(const PdfColumn& column, const PdfBox& box, const std::string& text,
            const PdfFont& font);

  PdfDocument& document_;
  std::vector<PdfColumn> columns_;
  PdfTableStyle style_;
  Place place_;
  NextPlace next_;
  double y_ = 0.0;
};

}  // namespace bailiwick::platform::files
