#include "planning/paper_parts.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/core.h>
#include <fmt/format.h>

#include "geo/mesh.hpp"
#include "planning/map_cells.hpp"
#include "planning/paper_labels.hpp"

namespace bailiwick::planning {
namespace {

namespace files = platform::files;
using files::PdfBox;
using files::PdfColour;
using files::PdfDocument;
using files::PdfFont;
using files::PdfPoint;
using files::PdfShape;
using files::PdfWeight;

constexpr double kUnitSideLeast = 2.5;  // points: smaller units have no borders of their own
constexpr double kTerritoryMargin = 0.16;
constexpr double kLocatorLeast = 5.0;  // points
constexpr double kStripReach = 2.0;    // times the width of the middle half
constexpr PdfColour kWhite = files::pdf_colour(0xFFFFFF);

// The territory of each area of a map, or -1 where `is_left_out`.
template <class LeftOut>
std::vector<std::int32_t> groups_of(const PaperScene& scene, LeftOut is_left_out) {
  std::vector<std::int32_t> groups;
  for (std::size_t area = 0; area < scene.map->units.size(); ++area) {
    const std::int32_t t = scene.desk->board.territory_of[at(scene.map->units[area])];
    groups.push_back(is_left_out(area, t) ? -1 : t);
  }
  return groups;
}

// The longer side of what a shape covers; 0 of nothing.
double extent_of(const PdfShape& shape) {
  if (shape.is_empty()) return 0.0;
  PdfPoint low = shape.rings[0][0];
  PdfPoint high = low;
  for (const auto& ring : shape.rings)
    for (const PdfPoint p : ring) {
      low = {std::min(low.x, p.x), std::min(low.y, p.y)};
      high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
  return std::max(high.x - low.x, high.y - low.y);
}

// How a tick of a strip lies between the lowest and the highest value that are shown: all but those far outside the middle half.
class StripScale {
 public:
  StripScale(const PdfBox& box, std::span<const double> ascending, const FactsPlace& place)
      : box_(box) {
    const double far = kStripReach * (place.high - place.low);
    low_ = std::min(std::max(ascending.front(), place.low - far), place.amount);
    high_ = std::max(std::min(ascending.back(), place.high + far), place.amount);
  }
  [[nodiscard]] bool shows(double value) const { return value >= low_ && value <= high_; }
  [[nodiscard]] double x(double value) const {
    const double share = high_ > low_ ? (value - low_) / (high_ - low_) : 0.5;
    return box_.x + std::clamp(share, 0.0, 1.0) * box_.width;
  }

 private:
  PdfBox box_;
  double low_ = 0.0;
  double high_ = 0.0;
};

}  // namespace

PdfFont paper_ink(double size, PdfWeight weight) {
  return {.size = size, .weight = weight, .colour = kPaperInk};
}
PdfFont paper_soft(double size) { return {.size = size, .colour = kPaperSoft}; }

files::PdfTableStyle paper_table_style() {
  return {.font = paper_ink(8.0),
          .heading = {.size = 7.5, .weight = PdfWeight::kBold, .colour = kPaperInk},
          .rule = kPaperRule,
          .tint = files::pdf_colour(0xF6DFCF),
          .row_height = 14.0};
}

std::string paper_text(std::string_view pattern, std::string_view first, std::string_view second,
                       std::string_view third, std::string_view fourth) {
  return fmt::format(fmt::runtime(pattern), first, second, third, fourth);
}

void paper_footer(PdfDocument& document, const PaperScene& scene) {
  const PaperWords& words = paper_words(scene.language);
  const PaperNumbers numbers(scene.language);
  const PdfBox page = document.page_box();
  const double y = page.height - kPaperMargin;
  const double width = page.width - 2.0 * kPaperMargin;
  document.begin(files::PdfPart::kDecoration);
  document.line({kPaperMargin, y - 4.0}, {kPaperMargin + width, y - 4.0},
                {.colour = kPaperRule, .width = 0.5});
  const Plan& plan = scene.desk->plan;
  document.text({kPaperMargin, y},
                fmt::format("{} ({}) · {}", plan.name, state_word(words, plan.state),
                            paper_text(words.made_on, numbers.date(utc_date(scene.now)))),
                paper_soft(7.0), {.width = width - 100.0});
  document.text({kPaperMargin, y},
                paper_text(words.page_of, std::to_string(document.page()),
                           std::to_string(document.page_count())),
                paper_soft(7.0), {.width = width, .align = files::PdfAlign::kRight});
  document.end();
}

double paper_section(PdfDocument& document, PdfPoint at, double width, std::string_view title) {
  document.line(at, {at.x + width, at.y}, {.colour = kPaperInk, .width = 0.9});
  const auto size = document.heading({at.x, at.y + 5.0}, title, 2,
                                     paper_ink(11.0, PdfWeight::kBold), {.width = width});
  return at.y + 5.0 + size.height + 4.0;
}

void paper_strip(PdfDocument& document, const PdfBox& box, std::span<const double> ascending,
                 const FactsPlace& place) {
  const StripScale scale(box, ascending, place);
  const double middle = box.y + box.height / 2.0;
  document.line({box.x, middle}, {box.right(), middle}, {.colour = kPaperRule, .width = 0.5});
  std::vector<std::vector<PdfPoint>> ticks;
  double last = -1.0;
  for (const double value : ascending) {
    const double x = scale.x(value);
    if (!scale.shows(value) || x - last < 0.3) continue;  // one on the other
    last = x;
    ticks.push_back({{x, middle - 2.2}, {x, middle + 2.2}});
  }
  document.paths(ticks, {.colour = files::pdf_colour(0x9AA5B2), .width = 0.25});
  const double low = scale.x(place.low);
  const double high = scale.x(place.high);
  document.outline(
      {{{{low, middle - 5.5}, {high, middle - 5.5}, {high, middle + 5.5}, {low, middle + 5.5}}}},
      {.colour = kPaperSoft, .width = 0.6});
  const double median = scale.x(place.middle);
  document.line({median, middle - 7.0}, {median, middle + 7.0},
                {.colour = kPaperInk, .width = 0.9});
  document.circle({scale.x(place.amount), middle}, 4.2, kWhite);
  document.circle({scale.x(place.amount), middle}, 3.3, kPaperAccent);
}

void draw_territory_map(PdfDocument& document, const PaperScene& scene, std::int32_t territory,
                        const PdfBox& box) {
  const Board& board = scene.desk->board;
  std::vector<std::uint8_t> is_own;
  for (const std::int32_t t : board.territory_of) is_own.push_back(t == territory ? 1 : 0);
  const PaperView view(box_around(*scene.map, is_own, kTerritoryMargin), box);
  const geo::Mesh mesh = geo::coarsened(scene.map->cells, view.metres_of(kPaperPrintStep / 2.0));
  document.begin(files::PdfPart::kFigure, paper_text(paper_words(scene.language).shows_territory,
                                                     board.territories[at(territory)].name));
  document.rectangle(box, files::pdf_colour(0xF7F8FA));
  document.clip(box);
  const std::vector<std::int32_t> groups =
      groups_of(scene, [&](std::size_t area, std::int32_t) { return !view.shows(mesh, area); });
  const geo::Mesh shapes = geo::dissolve(mesh, groups, board.territory_count());
  constexpr std::array<std::uint32_t, 6> kGreys = {0xEDF0F3, 0xE1E6EC, 0xF3F1EB,
                                                   0xE6ECE8, 0xEFE9ED, 0xF6F7F9};
  for (std::int32_t t = 0; t < board.territory_count(); ++t)
    if (t != territory)
      document.fill(shape_on(view, shapes, at(t)),
                    files::pdf_colour(kGreys[at(scene.desk->colours[at(t)]) % kGreys.size()]));
  document.paths(borders_on(view, shapes), {.colour = files::pdf_colour(0xA7B0BB), .width = 0.6});
  const PdfShape own = shape_on(view, shapes, at(territory));
  document.fill(own, files::pdf_colour(0xA9CCE8));
  std::vector<std::int32_t> own_units(scene.map->units.size(), -1);
  std::int32_t count = 0;
  double area_m2 = 0.0;
  for (std::size_t area = 0; area < own_units.size(); ++area)
    if (groups[area] == territory) own_units[area] = count++;
  const geo::Mesh units = geo::dissolve(mesh, own_units, count);
  for (std::size_t r = 0; r < units.ring_count(); ++r)
    area_m2 += geo::twice_area_m2(units, units.ring(r)) / 2.0;
  const double side = std::sqrt(area_m2 / std::max(count, 1)) / view.metres_of(1.0);
  if (side >= kUnitSideLeast)
    document.paths(borders_on(view, units), {.colour = kWhite, .width = side > 8.0 ? 0.5 : 0.3});
  document.outline(own, {.colour = kPaperAccent, .width = 1.3});
  constexpr std::array<double, 3> kSizes = {8.0, 7.0, 6.0};
  for (std::int32_t t = 0; t < board.territory_count(); ++t) {
    const PdfShape shape = shape_on(view, shapes, at(t));
    if (shape.is_empty()) continue;
    PaperLabel label = paper_label(document, shape, board.territories[at(t)].name, kSizes, box);
    if (t == territory)
      label.font.weight = PdfWeight::kBold;
    else
      label.font.colour = kPaperSoft;
    put_label(document, label);
  }
  document.unclip();
  document.outline({{{{box.x, box.y},
                      {box.right(), box.y},
                      {box.right(), box.bottom()},
                      {box.x, box.bottom()}}}},
                   {.colour = kPaperRule, .width = 0.6});
  document.end();
}

void draw_locator(PdfDocument& document, const PaperScene& scene, std::int32_t territory,
                  const PdfBox& box) {
  const PaperView view(scene.map->box, box);
  const geo::Mesh mesh = geo::coarsened(scene.map->cells, view.metres_of(kPaperPrintStep));
  std::vector<std::int32_t> groups =
      groups_of(scene, [](std::size_t, std::int32_t) { return false; });
  for (std::int32_t& group : groups) group = group == territory ? 1 : 0;
  const geo::Mesh shapes = geo::dissolve(mesh, groups, 2);
  document.begin(files::PdfPart::kFigure,
                 paper_text(paper_words(scene.language).shows_locator,
                            scene.desk->board.territories[at(territory)].name));
  document.fill(shape_on(view, shapes, 0), files::pdf_colour(0xDCE1E7));
  document.fill(shape_on(view, shapes, 1), kPaperAccent);
  const PdfShape own = shape_on(view, shapes, 1);
  document.outline(own, {.colour = kPaperAccent, .width = 0.8});
  // What is too small to be seen has a ring around it.
  const auto& centre = scene.desk->judgement.territories[at(territory)].centre;
  if (centre && extent_of(own) <= kLocatorLeast) {
    const PdfPoint place = view.on_page(on_map(*scene.map, *centre));
    document.circle(place, 5.0, kPaperAccent);
    document.circle(place, 3.9, kWhite);
    document.circle(place, 1.8, kPaperAccent);
  }
  document.end();
}

}  // namespace bailiwick::planning
