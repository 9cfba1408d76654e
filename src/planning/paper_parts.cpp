#include "planning/paper_parts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/core.h>
#include <fmt/format.h>

#include "geo/mesh.hpp"

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

constexpr double kPrintStep = 0.35;      // points: finer than that no map need be
constexpr std::int32_t kNamedMost = 80;  // territories; of more a name never fits
constexpr double kNamedShare = 0.7;      // of the territories that a name must fit into
constexpr double kUnitSideLeast = 2.5;   // points: smaller units have no borders of their own
constexpr double kTerritoryMargin = 0.16;
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

// What a territory is called on a map, and where; nothing where it does not fit.
struct MapLabel {
  std::string text;
  PdfFont font;
  std::optional<PdfPoint> place;
};

MapLabel label_of(const PdfDocument& document, const PdfShape& shape, std::string text,
                  std::span<const double> sizes, const PdfBox& within) {
  MapLabel label{.text = std::move(text), .font = {}, .place = {}};
  for (const double size : sizes) {
    label.font = paper_ink(size, PdfWeight::kMedium);
    files::PdfSize room = document.measured(label.text, label.font);
    room.height *= 0.8;  // letters are lower than their line
    label.place = label_place(shape, room, within);
    if (label.place) break;
  }
  return label;
}

void put(PdfDocument& document, const MapLabel& label) {
  if (label.place)
    document.text(*label.place, label.text, label.font,
                  {.align = files::PdfAlign::kCentre, .anchor = files::PdfAnchor::kMiddle});
}

// How a tick of a strip lies between the lowest and the highest value.
class StripScale {
 public:
  StripScale(const PdfBox& box, std::span<const double> ascending)
      : box_(box), low_(ascending.front()), range_(ascending.back() - ascending.front()) {}
  [[nodiscard]] double x(double value) const {
    const double share = range_ > 0.0 ? (value - low_) / range_ : 0.5;
    return box_.x + std::clamp(share, 0.0, 1.0) * box_.width;
  }

 private:
  PdfBox box_;
  double low_;
  double range_;
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
}

double paper_section(PdfDocument& document, PdfPoint at, double width, std::string_view title) {
  document.line(at, {at.x + width, at.y}, {.colour = kPaperInk, .width = 0.9});
  const auto size = document.heading({at.x, at.y + 5.0}, title, 2,
                                     paper_ink(11.0, PdfWeight::kBold), {.width = width});
  return at.y + 5.0 + size.height + 4.0;
}

void paper_strip(PdfDocument& document, const PdfBox& box, std::span<const double> ascending,
                 const FactsPlace& place) {
  const StripScale scale(box, ascending);
  const double middle = box.y + box.height / 2.0;
  document.line({box.x, middle}, {box.right(), middle}, {.colour = kPaperRule, .width = 0.5});
  const double low = scale.x(place.low);
  document.rectangle({low, middle - 4.5, scale.x(place.high) - low, 9.0},
                     files::pdf_colour(0xDCE2E9), 1.5);
  std::vector<std::vector<PdfPoint>> ticks;
  double last = -1.0;
  for (const double value : ascending) {
    const double x = scale.x(value);
    if (x - last < 0.25) continue;  // one on the other
    last = x;
    ticks.push_back({{x, middle - 2.5}, {x, middle + 2.5}});
  }
  document.paths(ticks, {.colour = files::pdf_colour(0x8A95A3), .width = 0.35});
  const double median = scale.x(place.middle);
  document.line({median, middle - 5.5}, {median, middle + 5.5},
                {.colour = kPaperInk, .width = 0.9});
  document.circle({scale.x(place.amount), middle}, 4.2, kWhite);
  document.circle({scale.x(place.amount), middle}, 3.3, kPaperAccent);
}

bool draw_plan_map(PdfDocument& document, const PaperScene& scene, const PdfBox& box) {
  const Desk& desk = *scene.desk;
  const PaperView view(scene.map->box, box);
  const geo::Mesh mesh = geo::coarsened(scene.map->cells, view.metres_of(kPrintStep));
  const std::vector<std::int32_t> groups =
      groups_of(scene, [](std::size_t, std::int32_t) { return false; });
  const geo::Mesh shapes = geo::dissolve(mesh, groups, desk.board.territory_count());
  std::vector<PdfShape> drawn;
  for (std::size_t t = 0; t < shapes.area_count(); ++t) {
    drawn.push_back(shape_on(view, shapes, t));
    document.fill(drawn.back(), map_colour(desk.colours[t]));
  }
  const bool are_many = desk.board.territory_count() > kNamedMost;
  document.paths(borders_on(view, shapes), {.colour = kWhite, .width = are_many ? 0.6 : 1.0});
  const auto labels = [&](bool are_numbers) {
    constexpr std::array<double, 3> kNames = {8.0, 7.0, 6.0};
    constexpr std::array<double, 4> kNumbers = {7.5, 6.0, 5.0, 4.2};
    std::vector<MapLabel> made;
    for (std::size_t t = 0; t < drawn.size(); ++t)
      made.push_back(
          are_numbers ? label_of(document, drawn[t], std::to_string(t + 1), kNumbers, box)
                      : label_of(document, drawn[t], desk.board.territories[t].name, kNames, box));
    return made;
  };
  bool are_numbers = are_many;
  std::vector<MapLabel> chosen = labels(are_numbers);
  const auto fitting =
      std::ranges::count_if(chosen, [](const MapLabel& label) { return label.place.has_value(); });
  if (!are_numbers &&
      static_cast<double>(fitting) < kNamedShare * static_cast<double>(drawn.size())) {
    are_numbers = true;
    chosen = labels(true);
  }
  for (const MapLabel& label : chosen) put(document, label);
  return are_numbers;
}

void draw_territory_map(PdfDocument& document, const PaperScene& scene, std::int32_t territory,
                        const PdfBox& box) {
  const Board& board = scene.desk->board;
  std::vector<std::uint8_t> is_own;
  for (const std::int32_t t : board.territory_of) is_own.push_back(t == territory ? 1 : 0);
  const PaperView view(box_around(*scene.map, is_own, kTerritoryMargin), box);
  const geo::Mesh mesh = geo::coarsened(scene.map->cells, view.metres_of(kPrintStep / 2.0));
  document.rectangle(box, files::pdf_colour(0xF7F8FA));
  document.clip(box);
  const std::vector<std::int32_t> groups =
      groups_of(scene, [&](std::size_t area, std::int32_t) { return !view.shows(mesh, area); });
  const geo::Mesh shapes = geo::dissolve(mesh, groups, board.territory_count());
  constexpr std::array<std::uint32_t, 3> kGreys = {0xEDF0F3, 0xE3E7EC, 0xF3F1EC};
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
    MapLabel label = label_of(document, shape, board.territories[at(t)].name, kSizes, box);
    if (t == territory)
      label.font.weight = PdfWeight::kBold;
    else
      label.font.colour = kPaperSoft;
    put(document, label);
  }
  document.unclip();
  document.outline({{{{box.x, box.y},
                      {box.right(), box.y},
                      {box.right(), box.bottom()},
                      {box.x, box.bottom()}}}},
                   {.colour = kPaperRule, .width = 0.6});
}

void draw_locator(PdfDocument& document, const PaperScene& scene, std::int32_t territory,
                  const PdfBox& box) {
  const PaperView view(scene.map->box, box);
  const geo::Mesh mesh = geo::coarsened(scene.map->cells, view.metres_of(kPrintStep));
  std::vector<std::int32_t> groups =
      groups_of(scene, [](std::size_t, std::int32_t) { return false; });
  for (std::int32_t& group : groups) group = group == territory ? 1 : 0;
  const geo::Mesh shapes = geo::dissolve(mesh, groups, 2);
  document.fill(shape_on(view, shapes, 0), files::pdf_colour(0xDCE1E7));
  document.fill(shape_on(view, shapes, 1), kPaperAccent);
  document.outline(shape_on(view, shapes, 1), {.colour = kPaperAccent, .width = 0.8});
}

}  // namespace bailiwick::planning
