#include "planning/paper_plan_map.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "geo/mesh.hpp"
#include "planning/map_cells.hpp"
#include "planning/paper_labels.hpp"
#include "planning/paper_parts.hpp"

namespace bailiwick::planning {
namespace {

namespace files = platform::files;
using files::PdfBox;
using files::PdfDocument;
using files::PdfPoint;
using files::PdfShape;

constexpr std::size_t kNamedMost = 80;     // territories; of more a name never fits
constexpr double kNamedShare = 0.7;        // of the territories that a name must fit into
constexpr double kPartShare = 1.0 / 12.0;  // of the width of the map
constexpr std::size_t kPartLeast = 6;
constexpr std::size_t kPlacesMost = 2'000;
constexpr std::array<double, 3> kNameSizes = {8.0, 7.0, 6.0};
constexpr std::array<double, 4> kNumberSizes = {7.5, 6.0, 5.0, 4.2};

bool holds(const MapBox& box, geo::PlanePoint p) {
  return p.x_m >= box.x_low && p.x_m <= box.x_high && p.y_m >= box.y_low && p.y_m <= box.y_high;
}

MapBox box_at(geo::PlanePoint middle, double width, double height) {
  return {middle.x_m - width / 2.0, middle.y_m - height / 2.0, middle.x_m + width / 2.0,
          middle.y_m + height / 2.0};
}

// How many of the places a box holds, and their middle.
std::pair<std::size_t, geo::PlanePoint> held(const MapBox& box,
                                             std::span<const geo::PlanePoint> places) {
  std::size_t count = 0;
  geo::PlanePoint middle;
  for (const geo::PlanePoint p : places) {
    if (!holds(box, p)) continue;
    ++count;
    middle.x_m += p.x_m;
    middle.y_m += p.y_m;
  }
  const double n = std::max(static_cast<double>(count), 1.0);
  return {count, {middle.x_m / n, middle.y_m / n}};
}

}  // namespace

struct PlanMapDrawing::Layer {
  PaperView view;
  PdfBox box;
  std::vector<PdfShape> shapes;  // one a territory
  std::vector<std::vector<PdfPoint>> borders;
  std::vector<PaperLabel> labels;  // one a territory
};

std::vector<MapBox> dense_parts(std::span<const geo::PlanePoint> places, double width,
                                double height) {
  const std::size_t stride = places.size() / kPlacesMost + 1;
  std::vector<geo::PlanePoint> left;
  for (std::size_t i = 0; i < places.size(); i += stride) left.push_back(places[i]);
  std::vector<MapBox> parts;
  while (parts.size() < kMapPartsMax) {
    std::size_t most = 0;
    MapBox best;
    for (const geo::PlanePoint place : left) {
      const MapBox box = box_at(place, width, height);
      const auto [count, middle] = held(box, left);
      if (count <= most) continue;
      // Around the middle of what it holds, where that loses nothing.
      const MapBox centred = box_at(middle, width, height);
      best = held(centred, left).first >= count ? centred : box;
      most = count;
    }
    if (most < kPartLeast) break;
    parts.push_back(best);
    std::erase_if(left, [&](geo::PlanePoint p) { return holds(best, p); });
  }
  return parts;
}

std::string part_letter(std::size_t index) {
  return std::string(1, static_cast<char>('A' + index));
}

PlanMapDrawing::PlanMapDrawing(const PaperScene& scene) : scene_(scene) {}
PlanMapDrawing::~PlanMapDrawing() = default;

void PlanMapDrawing::put_labels(const PdfDocument& document, Layer& layer) const {
  layer.labels.clear();
  for (std::size_t t = 0; t < layer.shapes.size(); ++t) {
    if (are_numbers_)
      layer.labels.push_back(
          paper_label(document, layer.shapes[t], std::to_string(t + 1), kNumberSizes, layer.box));
    else
      layer.labels.push_back(paper_label(document, layer.shapes[t],
                                         scene_.desk->board.territories[t].name, kNameSizes,
                                         layer.box));
  }
}

const PlanMapDrawing::Layer& PlanMapDrawing::layer(const PdfDocument& document, std::size_t key,
                                                   const MapBox& shown, const PdfBox& box) {
  std::unique_ptr<Layer>& kept = layers_[key];
  if (kept) return *kept;
  const Board& board = scene_.desk->board;
  kept = std::make_unique<Layer>(Layer{PaperView(shown, box), box, {}, {}, {}});
  Layer& made = *kept;
  const geo::Mesh mesh = geo::coarsened(scene_.map->cells, made.view.metres_of(kPaperPrintStep));
  std::vector<std::int32_t> groups;
  for (std::size_t area = 0; area < scene_.map->units.size(); ++area) {
    const bool is_shown = key == 0 || made.view.shows(mesh, area);
    groups.push_back(is_shown ? board.territory_of[at(scene_.map->units[area])] : -1);
  }
  const geo::Mesh shapes = geo::dissolve(mesh, groups, board.territory_count());
  for (std::size_t t = 0; t < shapes.area_count(); ++t)
    made.shapes.push_back(shape_on(made.view, shapes, t));
  made.borders = borders_on(made.view, shapes);
  if (key == 0) are_numbers_ = board.territories.size() > kNamedMost;
  put_labels(document, made);
  const auto fitting = std::ranges::count_if(
      made.labels, [](const PaperLabel& label) { return label.place.has_value(); });
  if (key == 0 && !are_numbers_ &&
      static_cast<double>(fitting) < kNamedShare * static_cast<double>(made.labels.size())) {
    are_numbers_ = true;
    put_labels(document, made);
  }
  return made;
}

void PlanMapDrawing::draw(PdfDocument& document, const PdfBox& box, files::PdfSize part) {
  const bool is_first = layers_.empty();
  const Layer& whole = layer(document, 0, scene_.map->box, box);
  if (is_first && are_numbers_) {
    std::vector<geo::PlanePoint> unlabelled;
    for (std::size_t t = 0; t < whole.labels.size(); ++t) {
      const auto& centre = scene_.desk->judgement.territories[t].centre;
      if (centre && !whole.labels[t].place) unlabelled.push_back(on_map(*scene_.map, *centre));
    }
    const double width = kPartShare * (scene_.map->box.x_high - scene_.map->box.x_low);
    parts_ = dense_parts(unlabelled, width, width * part.height / part.width);
  }
  const bool are_many = whole.shapes.size() > kNamedMost;
  document.begin(files::PdfPart::kFigure,
                 paper_text(paper_words(scene_.language).shows_map,
                            PaperNumbers(scene_.language).count(std::ssize(whole.shapes))));
  for (std::size_t t = 0; t < whole.shapes.size(); ++t)
    document.fill(whole.shapes[t], map_colour(scene_.desk->colours[t]));
  document.paths(whole.borders,
                 {.colour = files::pdf_colour(0xFFFFFF), .width = are_many ? 0.6 : 1.0});
  for (const PaperLabel& label : whole.labels) put_label(document, label);
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const PdfPoint from = whole.view.on_page({parts_[i].x_low, parts_[i].y_high});
    const PdfPoint to = whole.view.on_page({parts_[i].x_high, parts_[i].y_low});
    document.outline({{{from, {to.x, from.y}, to, {from.x, to.y}}}},
                     {.colour = kPaperInk, .width = 0.9});
    document.rectangle({from.x, from.y - 9.0, 9.0, 9.0}, kPaperInk);
    document.text(
        {from.x + 4.5, from.y - 4.5}, part_letter(i),
        {.size = 7.0, .weight = files::PdfWeight::kBold, .colour = files::pdf_colour(0xFFFFFF)},
        {.align = files::PdfAlign::kCentre, .anchor = files::PdfAnchor::kMiddle});
  }
  document.end();
}

void PlanMapDrawing::draw_part(PdfDocument& document, std::size_t part, const PdfBox& box) {
  const Layer& drawn = layer(document, part + 1, parts_[part], box);
  document.begin(files::PdfPart::kFigure,
                 paper_text(paper_words(scene_.language).shows_part, part_letter(part)));
  document.clip(box);
  for (std::size_t t = 0; t < drawn.shapes.size(); ++t)
    document.fill(drawn.shapes[t], map_colour(scene_.desk->colours[t]));
  document.paths(drawn.borders, {.colour = files::pdf_colour(0xFFFFFF), .width = 0.8});
  for (const PaperLabel& label : drawn.labels) put_label(document, label);
  document.unclip();
  document.outline({{{{box.x, box.y},
                      {box.right(), box.y},
                      {box.right(), box.bottom()},
                      {box.x, box.bottom()}}}},
                   {.colour = kPaperRule, .width = 0.6});
  document.end();
}

}  // namespace bailiwick::planning
