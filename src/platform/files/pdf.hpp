// Documents on paper: pages of A4 with text, lines and filled shapes, as the bytes of a PDF 1.5.
//
// Lengths are points (1/72 inch) from the top left corner of the page, y downwards. Text is UTF-8 and stays text: it can be selected and searched; its font
// is Inter where that is installed, another where it is not or lacks a character. Figures are as wide as each other, so that columns stand in line.
// It is tagged (ISO 32000-1, 14.8), so that it can be read aloud: texts are paragraphs and headings, tables have rows and cells, pictures say what they show.
// What is drawn is drawn twice: once to lay it out and count the pages, so that "page 2 of 7" is known, and once for good.
// The same drawing gives the same bytes on one machine. Each document has fonts of its own, so several threads may draw at once.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace bailiwick::platform::files {

inline constexpr double kPaperShort = 595.28;
inline constexpr double kPaperLong = 841.89;

struct PdfPoint {
  double x = 0.0;
  double y = 0.0;
};
struct PdfSize {
  double width = 0.0;
  double height = 0.0;
};
struct PdfBox {
  double x = 0.0;
  double y = 0.0;
  double width = 0.0;
  double height = 0.0;

  [[nodiscard]] double right() const { return x + width; }
  [[nodiscard]] double bottom() const { return y + height; }
};

// 0 .. 1 each. Paper is opaque.
struct PdfColour {
  double red = 0.0;
  double green = 0.0;
  double blue = 0.0;
};
[[nodiscard]] constexpr PdfColour pdf_colour(std::uint32_t rgb) {
  return {static_cast<double>(rgb >> 16 & 0xFF) / 255.0,
          static_cast<double>(rgb >> 8 & 0xFF) / 255.0, static_cast<double>(rgb & 0xFF) / 255.0};
}

enum class PdfWeight { kRegular, kMedium, kBold };
struct PdfFont {
  double size = 9.0;
  PdfWeight weight = PdfWeight::kRegular;
  PdfColour colour = {};
};

enum class PdfAlign { kLeft, kCentre, kRight };
enum class PdfAnchor { kTop, kMiddle, kBaseline };
// How a text stands: within `width` from its point on, or (0) as wide as it is, to the right of, around or to the left of it. What does not fit
// into `lines_max` lines ends with an ellipsis; a search finds all of it.
struct PdfFit {
  double width = 0.0;
  int lines_max = 1;
  PdfAlign align = PdfAlign::kLeft;
  PdfAnchor anchor = PdfAnchor::kTop;
};

struct PdfStroke {
  PdfColour colour = {};
  double width = 0.5;
  bool is_dashed = false;
};

// Rings that are filled where an odd number of them lies around a point, so that a ring within another is a hole.
struct PdfShape {
  std::vector<std::vector<PdfPoint>> rings;

  [[nodiscard]] bool is_empty() const { return rings.empty(); }
};

struct PdfAbout {
  std::string title = {};
  std::string subject = {};
  std::string author = {};
  std::string language = {};  // "en", "nl": of the text: how it is shaped, and read aloud
  Instant created = {};
};

// What a part of a page is to those who have it read aloud. Tables hold rows, and rows cells; the others hold no parts. Decoration is passed over: lines, tints, what repeats
// on every page.
enum class PdfPart { kTable, kRow, kHeading, kCell, kFigure, kDecoration };

class PdfDocument {
 public:
  ~PdfDocument();
  PdfDocument(const PdfDocument&) = delete;
  PdfDocument& operator=(const PdfDocument&) = delete;

  // Drawing is on the latest page, so this comes first.
  void add_page(bool is_landscape = false);
  [[nodiscard]] int page() const;        // 1 is the first
  [[nodiscard]] int page_count() const;  // 0 while it is laid out
  [[nodiscard]] PdfBox page_box() const;

  // What it takes up.
  PdfSize text(PdfPoint at, std::string_view text, const PdfFont& font, const PdfFit& fit = {});
  [[nodiscard]] PdfSize measured(std::string_view text, const PdfFont& font,
                                 const PdfFit& fit = {}) const;
  // What is drawn until end() is part of that. `shows` is what is to be seen on a figure. A text outside of all parts is a paragraph.
  void begin(PdfPart part, std::string_view shows = {});
  void end();

  // A text that is also in the outline of the document. Level 1 or 2.
  PdfSize heading(PdfPoint at, std::string_view text, int level, const PdfFont& font,
                  const PdfFit& fit = {});

  void line(PdfPoint from, PdfPoint to, const PdfStroke& stroke);
  void rectangle(const PdfBox& box, PdfColour colour, double radius = 0.0);
  void circle(PdfPoint centre, double radius, PdfColour colour);
  void fill(const PdfShape& shape, PdfColour colour);
  // Rings are closed; paths are not.
  void outline(const PdfShape& shape, const PdfStroke& stroke);
  void paths(const std::vector<std::vector<PdfPoint>>& lines, const PdfStroke& stroke);
  // Until unclip() nothing is drawn outside of the box.
  void clip(const PdfBox& box);
  void unclip();

 private:
  class Surface;
  friend std::string pdf_of(const PdfAbout& about, const std::function<void(PdfDocument&)>& draw);
  explicit PdfDocument(std::unique_ptr<Surface> surface);
  PdfSize tagged_text(const char* tag, PdfPoint at, std::string_view text, const PdfFont& font,
                      const PdfFit& fit);

  std::unique_ptr<Surface> surface_;
};

// `draw` is called twice and draws the same both times, apart from page_count().
[[nodiscard]] std::string pdf_of(const PdfAbout& about,
                                 const std::function<void(PdfDocument&)>& draw);

}  // namespace bailiwick::platform::files
