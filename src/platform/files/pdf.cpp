#include "platform/files/pdf.hpp"

#include <array>
#include <cassert>
#include <numbers>
#include <utility>

#include <cairo/cairo-pdf.h>
#include <cairo/cairo.h>
#include <pango/pangocairo.h>

#include "platform/files/pdf_access.hpp"

namespace bailiwick::platform::files {
namespace {

constexpr const char* kFamilies = "Inter, Noto Sans, DejaVu Sans, sans-serif";
// Figures of one width; no arrows and crosses made of "->" and "2x4": a name stays as it was written.
constexpr const char* kFeatures = "tnum=1, calt=0";

// The tag that all others are in.
constexpr const char* kDocument = "Document";

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};
template <class T>
using Object = std::unique_ptr<T, Freed<&g_object_unref>>;

cairo_status_t append_bytes(void* to, const unsigned char* bytes, unsigned int count) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

PangoWeight pango_weight(PdfWeight weight) {
  switch (weight) {
    case PdfWeight::kRegular:
      return PANGO_WEIGHT_NORMAL;
    case PdfWeight::kMedium:
      return PANGO_WEIGHT_MEDIUM;
    case PdfWeight::kBold:
      break;
  }
  return PANGO_WEIGHT_SEMIBOLD;
}

// The tag of a part; none of decoration.
const char* tag_of(PdfPart part) {
  switch (part) {
    case PdfPart::kTable:
      return "Table";
    case PdfPart::kRow:
      return "TR";
    case PdfPart::kHeading:
      return "TH";
    case PdfPart::kCell:
      return "TD";
    case PdfPart::kFigure:
      return "Figure";
    case PdfPart::kDecoration:
      break;
  }
  return nullptr;
}

PangoAlignment pango_alignment(PdfAlign align) {
  switch (align) {
    case PdfAlign::kLeft:
      return PANGO_ALIGN_LEFT;
    case PdfAlign::kCentre:
      return PANGO_ALIGN_CENTER;
    case PdfAlign::kRight:
      break;
  }
  return PANGO_ALIGN_RIGHT;
}

}  // namespace

// The canvas, the fonts, and where the drawing is. While laying out, texts are measured and nothing is drawn.
class PdfDocument::Surface {
 public:
  Surface(const PdfAbout& about, int page_count) : page_count(page_count) {
    access_.language = about.language;
    surface_.reset(
        cairo_pdf_surface_create_for_stream(&append_bytes, &bytes_, kPaperShort, kPaperLong));
    cairo_pdf_surface_restrict_to_version(surface_.get(), CAIRO_PDF_VERSION_1_5);
    describe(about);
    cairo.reset(cairo_create(surface_.get()));
    map_.reset(pango_cairo_font_map_new());
    context_.reset(pango_font_map_create_context(map_.get()));
    pango_cairo_context_set_resolution(context_.get(), 72.0);
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context_.get(), options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context_.get(), FALSE);
    pango_context_set_language(context_.get(), pango_language_from_string(about.language.c_str()));
    layout_.reset(pango_layout_new(context_.get()));
    pango_layout_set_ellipsize(layout_.get(), PANGO_ELLIPSIZE_END);
    pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
    PangoAttrList* attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_font_features_new(kFeatures));
    pango_layout_set_attributes(layout_.get(), attributes);
    pango_attr_list_unref(attributes);
  }

  // What is left to be written needs the bytes.
  ~Surface() { cairo.reset(); }
  Surface(const Surface&) = delete;
  Surface& operator=(const Surface&) = delete;

  [[nodiscard]] bool is_drawn() const { return page_count > 0; }

  // The layout of a text, valid until the next one.
  PangoLayout* laid_out(std::string_view text, const PdfFont& font, const PdfFit& fit) const {
    PangoFontDescription* description = pango_font_description_new();
    pango_font_description_set_family_static(description, kFamilies);
    pango_font_description_set_absolute_size(description, font.size * PANGO_SCALE);
    pango_font_description_set_weight(description, pango_weight(font.weight));
    PangoLayout* layout = layout_.get();
    pango_layout_set_font_description(layout, description);
    pango_font_description_free(description);
    pango_layout_set_width(layout, fit.width > 0.0 ? pango_units_from_double(fit.width) : -1);
    pango_layout_set_height(layout, -fit.lines_max);
    pango_layout_set_alignment(layout,
                               pango_alignment(fit.width > 0.0 ? fit.align : PdfAlign::kLeft));
    pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
    return layout;
  }

  void set_colour(PdfColour colour) const {
    cairo_set_source_rgb(cairo.get(), colour.red, colour.green, colour.blue);
  }
  void set_stroke(const PdfStroke& stroke) const {
    set_colour(stroke.colour);
    cairo_set_line_width(cairo.get(), stroke.width);
    cairo_set_line_join(cairo.get(), CAIRO_LINE_JOIN_ROUND);
    const std::array<double, 2> dashes{2.0, 2.0};
    cairo_set_dash(cairo.get(), dashes.data(), stroke.is_dashed ? 2 : 0, 0.0);
  }
  void trace(const std::vector<std::vector<PdfPoint>>& lines, bool is_closed) const {
    cairo_new_path(cairo.get());
    for (const std::vector<PdfPoint>& line : lines) {
      for (std::size_t i = 0; i < line.size(); ++i)
        (i == 0 ? cairo_move_to : cairo_line_to)(cairo.get(), line[i].x, line[i].y);
      if (is_closed) cairo_close_path(cairo.get());
    }
  }

  void add_page(PdfSize size) {
    if (page > 0) cairo_show_page(cairo.get());
    ++page;
    page_size = size;
    cairo_pdf_surface_set_size(surface_.get(), size.width, size.height);
    if (is_drawn() && page == 1) cairo_tag_begin(cairo.get(), kDocument, nullptr);
  }

  void add_to_outline(std::string_view text, int level, double y) {
    const std::string title(text);
    const std::string place =
        "page=" + std::to_string(page) + " pos=[0 " + std::to_string(static_cast<int>(y)) + "]";
    const int parent = level > 1 ? chapter_ : CAIRO_PDF_OUTLINE_ROOT;
    const int id = cairo_pdf_surface_add_outline(surface_.get(), parent, title.c_str(),
                                                 place.c_str(), CAIRO_PDF_OUTLINE_FLAG_OPEN);
    if (level <= 1) chapter_ = id;
  }

  void begin(PdfPart part, std::string_view shows) {
    parts_.push_back(part);
    if (!is_drawn() || tag_of(part) == nullptr) return;
    if (part == PdfPart::kFigure) access_.figures.emplace_back(shows);
    cairo_tag_begin(cairo.get(), tag_of(part), nullptr);
  }
  void end() {
    assert(!parts_.empty());
    const char* tag = tag_of(parts_.back());
    parts_.pop_back();
    if (is_drawn() && tag != nullptr) cairo_tag_end(cairo.get(), tag);
  }
  // Draws what is a part by itself, unless it is within another.
  template <class Draw>
  void tagged(const char* tag, Draw draw) {
    const bool is_own = parts_.empty();
    if (is_own) cairo_tag_begin(cairo.get(), tag, nullptr);
    draw();
    if (is_own) cairo_tag_end(cairo.get(), tag);
  }

  std::string finished() {
    assert(parts_.empty());
    if (is_drawn()) cairo_tag_end(cairo.get(), kDocument);
    if (page > 0) cairo_show_page(cairo.get());
    cairo.reset();
    cairo_surface_finish(surface_.get());
    assert(cairo_surface_status(surface_.get()) == CAIRO_STATUS_SUCCESS);
    surface_.reset();
    return with_access(std::move(bytes_), access_);
  }

  std::unique_ptr<cairo_t, Freed<&cairo_destroy>> cairo;
  int page_count = 0;
  int page = 0;
  PdfSize page_size = {};

 private:
  void describe(const PdfAbout& about) const {
    const auto set = [&](cairo_pdf_metadata_t which, const std::string& text) {
      if (!text.empty()) cairo_pdf_surface_set_metadata(surface_.get(), which, text.c_str());
    };
    const std::string created = to_text(about.created).substr(0, 19) + "Z";
    set(CAIRO_PDF_METADATA_TITLE, about.title);
    set(CAIRO_PDF_METADATA_SUBJECT, about.subject);
    set(CAIRO_PDF_METADATA_AUTHOR, about.author);
    set(CAIRO_PDF_METADATA_CREATOR, "Bailiwick");
    set(CAIRO_PDF_METADATA_CREATE_DATE, created);
    set(CAIRO_PDF_METADATA_MOD_DATE, created);
  }

  std::string bytes_;
  std::unique_ptr<cairo_surface_t, Freed<&cairo_surface_destroy>> surface_;
  Object<PangoFontMap> map_;
  Object<PangoContext> context_;
  Object<PangoLayout> layout_;
  int chapter_ = CAIRO_PDF_OUTLINE_ROOT;
  std::vector<PdfPart> parts_;  // that are open, the innermost last
  PdfAccess access_;
};

PdfDocument::PdfDocument(std::unique_ptr<Surface> surface) : surface_(std::move(surface)) {}
PdfDocument::~PdfDocument() = default;

void PdfDocument::add_page(bool is_landscape) {
  surface_->add_page(is_landscape ? PdfSize{kPaperLong, kPaperShort}
                                  : PdfSize{kPaperShort, kPaperLong});
}

int PdfDocument::page() const { return surface_->page; }
int PdfDocument::page_count() const { return surface_->page_count; }
PdfBox PdfDocument::page_box() const {
  return {0.0, 0.0, surface_->page_size.width, surface_->page_size.height};
}

PdfSize PdfDocument::measured(std::string_view text, const PdfFont& font, const PdfFit& fit) const {
  int width = 0;
  int height = 0;
  pango_layout_get_size(surface_->laid_out(text, font, fit), &width, &height);
  return {pango_units_to_double(width), pango_units_to_double(height)};
}

PdfSize PdfDocument::text(PdfPoint at, std::string_view text, const PdfFont& font,
                          const PdfFit& fit) {
  return tagged_text("P", at, text, font, fit);
}

PdfSize PdfDocument::tagged_text(const char* tag, PdfPoint at, std::string_view text,
                                 const PdfFont& font, const PdfFit& fit) {
  PangoLayout* layout = surface_->laid_out(text, font, fit);
  int units_wide = 0;
  int units_high = 0;
  pango_layout_get_size(layout, &units_wide, &units_high);
  const PdfSize size{pango_units_to_double(units_wide), pango_units_to_double(units_high)};
  if (!surface_->is_drawn()) return size;
  if (fit.width <= 0.0 && fit.align == PdfAlign::kCentre) at.x -= size.width / 2.0;
  if (fit.width <= 0.0 && fit.align == PdfAlign::kRight) at.x -= size.width;
  if (fit.anchor == PdfAnchor::kMiddle) at.y -= size.height / 2.0;
  if (fit.anchor == PdfAnchor::kBaseline)
    at.y -= pango_units_to_double(pango_layout_get_baseline(layout));
  if (text.empty()) return size;
  surface_->tagged(tag, [&] {
    surface_->set_colour(font.colour);
    cairo_move_to(surface_->cairo.get(), at.x, at.y);
    pango_cairo_show_layout(surface_->cairo.get(), layout);
  });
  return size;
}

PdfSize PdfDocument::heading(PdfPoint at, std::string_view text, int level, const PdfFont& font,
                             const PdfFit& fit) {
  if (surface_->is_drawn()) surface_->add_to_outline(text, level, at.y);
  return tagged_text(level > 1 ? "H2" : "H1", at, text, font, fit);
}

void PdfDocument::begin(PdfPart part, std::string_view shows) { surface_->begin(part, shows); }
void PdfDocument::end() { surface_->end(); }

void PdfDocument::line(PdfPoint from, PdfPoint to, const PdfStroke& stroke) {
  paths({{from, to}}, stroke);
}

void PdfDocument::rectangle(const PdfBox& box, PdfColour colour, double radius) {
  if (!surface_->is_drawn() || box.width <= 0.0 || box.height <= 0.0) return;
  cairo_t* cairo = surface_->cairo.get();
  surface_->set_colour(colour);
  cairo_new_path(cairo);
  if (radius <= 0.0) {
    cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
  } else {
    constexpr double kQuarter = std::numbers::pi / 2.0;
    cairo_arc(cairo, box.right() - radius, box.y + radius, radius, -kQuarter, 0.0);
    cairo_arc(cairo, box.right() - radius, box.bottom() - radius, radius, 0.0, kQuarter);
    cairo_arc(cairo, box.x + radius, box.bottom() - radius, radius, kQuarter, 2.0 * kQuarter);
    cairo_arc(cairo, box.x + radius, box.y + radius, radius, 2.0 * kQuarter, 3.0 * kQuarter);
    cairo_close_path(cairo);
  }
  cairo_fill(cairo);
}

void PdfDocument::circle(PdfPoint centre, double radius, PdfColour colour) {
  if (!surface_->is_drawn()) return;
  surface_->set_colour(colour);
  cairo_new_path(surface_->cairo.get());
  cairo_arc(surface_->cairo.get(), centre.x, centre.y, radius, 0.0, 2.0 * std::numbers::pi);
  cairo_fill(surface_->cairo.get());
}

void PdfDocument::fill(const PdfShape& shape, PdfColour colour) {
  if (!surface_->is_drawn() || shape.is_empty()) return;
  surface_->set_colour(colour);
  surface_->trace(shape.rings, true);
  cairo_set_fill_rule(surface_->cairo.get(), CAIRO_FILL_RULE_EVEN_ODD);
  cairo_fill(surface_->cairo.get());
}

void PdfDocument::outline(const PdfShape& shape, const PdfStroke& stroke) {
  if (!surface_->is_drawn() || shape.is_empty()) return;
  surface_->set_stroke(stroke);
  surface_->trace(shape.rings, true);
  cairo_stroke(surface_->cairo.get());
}

void PdfDocument::paths(const std::vector<std::vector<PdfPoint>>& lines, const PdfStroke& stroke) {
  if (!surface_->is_drawn() || lines.empty()) return;
  surface_->set_stroke(stroke);
  surface_->trace(lines, false);
  cairo_stroke(surface_->cairo.get());
}

void PdfDocument::clip(const PdfBox& box) {
  if (!surface_->is_drawn()) return;
  cairo_save(surface_->cairo.get());
  cairo_new_path(surface_->cairo.get());
  cairo_rectangle(surface_->cairo.get(), box.x, box.y, box.width, box.height);
  cairo_clip(surface_->cairo.get());
}

void PdfDocument::unclip() {
  if (surface_->is_drawn()) cairo_restore(surface_->cairo.get());
}

std::string pdf_of(const PdfAbout& about, const std::function<void(PdfDocument&)>& draw) {
  int pages = 0;
  {
    PdfDocument layout(std::make_unique<PdfDocument::Surface>(about, 0));
    draw(layout);
    pages = layout.page();
  }
  assert(pages > 0);
  PdfDocument document(std::make_unique<PdfDocument::Surface>(about, pages));
  draw(document);
  return document.surface_->finished();
}

}  // namespace bailiwick::platform::files
