#include "planning/paper_sheet.hpp"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "planning/paper_parts.hpp"

namespace bailiwick::planning {
namespace {

namespace files = platform::files;
using files::PdfAlign;
using files::PdfAnchor;
using files::PdfBox;
using files::PdfDocument;
using files::PdfPart;
using files::PdfWeight;

constexpr double kMapHeightMost = 430.0;
constexpr double kMapHeightLeast = 150.0;
constexpr double kSideWidth = 128.0;
constexpr std::size_t kManyMeasures = 6;
constexpr std::size_t kExchangesMost = 7;
constexpr double kChangeRow = 13.0;

class SheetPage {
 public:
  SheetPage(PdfDocument& document, const PaperScene& scene, std::int32_t territory)
      : document_(document),
        scene_(scene),
        territory_(territory),
        facts_(scene.facts[at(territory)]),
        words_(paper_words(scene.language)),
        numbers_(scene.language) {}

  void draw() {
    document_.add_page();
    width_ = document_.page_box().width - 2.0 * kPaperMargin;
    title();
    const double below = places_height() + changes_height();
    const double room = document_.page_box().height - kPaperMargin - kPaperFoot - y_ - below;
    map(std::clamp(room, kMapHeightLeast, kMapHeightMost));
    places();
    changes();
    paper_footer(document_, scene_);
  }

 private:
  [[nodiscard]] double row_height() const {
    return facts_.measures.size() > kManyMeasures ? 17.0 : 21.0;
  }
  [[nodiscard]] double places_height() const {
    return 76.0 + row_height() * static_cast<double>(facts_.measures.size() + 1);
  }
  [[nodiscard]] double changes_height() const {
    if (!facts_.since) return 56.0;
    const std::size_t rows = std::max(facts_.measures.size() + 1,
                                      std::min(facts_.since->exchanges.size(), kExchangesMost + 1));
    return 66.0 + kChangeRow * static_cast<double>(rows);
  }

  void title() {
    document_.text({kPaperMargin, kPaperMargin}, words_.sheet,
                   {.size = 8.5, .weight = PdfWeight::kBold, .colour = kPaperAccent});
    y_ = kPaperMargin + 12.0;
    y_ += document_
              .heading({kPaperMargin, y_}, scene_.desk->board.territories[at(territory_)].name, 1,
                       paper_ink(22.0, PdfWeight::kBold), {.width = width_})
              .height;
    const Plan& plan = scene_.desk->plan;
    y_ +=
        document_
            .text({kPaperMargin, y_ + 1.0},
                  fmt::format("{} “{}” ({}) · {}", words_.plan, plan.name,
                              state_word(words_, plan.state), numbers_.date(utc_date(scene_.now))),
                  paper_soft(9.5), {.width = width_})
            .height +
        12.0;
  }

  void map(double height) {
    const PdfBox box{kPaperMargin, y_, width_ - kSideWidth - 14.0, height};
    draw_territory_map(document_, scene_, territory_, box);
    const double x = box.right() + 14.0;
    draw_locator(document_, scene_, territory_, {x, y_, kSideWidth, 78.0});
    double y = y_ + 92.0;
    fact(x, y, words_.units, numbers_.count(facts_.units), pieces_text());
    for (std::size_t m = 0; m < std::min<std::size_t>(facts_.measures.size(), 2); ++m) {
      const MeasureFacts& measure = facts_.measures[m];
      if (y + 46.0 > y_ + height - 40.0) break;
      fact(x, y, measure.name, numbers_.amount(measure.place.amount),
           measure.deviation ? deviation_text(measure) : std::string());
    }
    if (y + 40.0 <= y_ + height)
      fact(x, y, words_.travel, distance_text(facts_.travel.amount), "RMS");
    y_ += height + 16.0;
  }

  [[nodiscard]] std::string pieces_text() const {
    if (facts_.units == 0) return std::string(words_.no_units);
    if (facts_.pieces <= 1) return std::string(words_.one_piece);
    return paper_text(words_.many_pieces, numbers_.count(facts_.pieces));
  }
  [[nodiscard]] std::string distance_text(double km) const {
    return numbers_.number(km, km < 10.0 ? 2 : 1) + " km";
  }
  [[nodiscard]] std::string deviation_text(const MeasureFacts& measure) const {
    std::string text = numbers_.signed_share(*measure.deviation);
    if (measure.tolerance)
      text += " (" + paper_text(words_.allowed, numbers_.share(*measure.tolerance)) + ")";
    return text;
  }

  // A figure with its name above and something to say below.
  void fact(double x, double& y, std::string_view name, std::string_view figure,
            std::string_view below) {
    document_.text({x, y}, name, paper_soft(7.5), {.width = kSideWidth});
    document_.text({x, y + 9.0}, figure, paper_ink(15.0, PdfWeight::kBold), {.width = kSideWidth});
    document_.text({x, y + 27.5}, below, paper_soft(7.5), {.width = kSideWidth});
    y += 46.0;
  }

  // Columns of the table of places: name, amount, share, deviation, rank, and the strip.
  struct Columns {
    double name, amount, share, deviation, rank, strip, end;
  };
  [[nodiscard]] Columns columns() const {
    const double x = kPaperMargin;
    return {x, x + 96.0, x + 164.0, x + 222.0, x + 274.0, x + 342.0, x + width_};
  }

  void places() {
    const auto count = static_cast<std::int64_t>(scene_.facts.size());
    y_ = paper_section(document_, {kPaperMargin, y_}, width_,
                       paper_text(words_.place_among, numbers_.count(count)));
    const Columns c = columns();
    const auto font = files::PdfFont{.size = 7.0, .colour = kPaperSoft};
    const auto heading = [&](double x, std::string_view text, const files::PdfFit& fit) {
      document_.begin(PdfPart::kHeading);
      document_.text({x, y_}, text, font, fit);
      document_.end();
    };
    const auto right = [&](double from, double to, std::string_view text) {
      heading(from, text, {.width = to - from - 8.0, .align = PdfAlign::kRight});
    };
    document_.begin(PdfPart::kTable);
    document_.begin(PdfPart::kRow);
    heading(c.name, words_.measure, {});
    right(c.amount, c.share, words_.amount);
    right(c.share - 8.0, c.deviation, words_.share);
    right(c.deviation, c.rank, words_.deviation);
    right(c.rank, c.strip, words_.rank);
    document_.end();
    document_.begin(PdfPart::kDecoration);
    document_.text({c.strip + 4.0, y_}, words_.strip_label, font);
    document_.end();
    y_ += 11.0;
    for (const MeasureFacts& measure : facts_.measures) {
      std::vector<double> all;
      for (const TerritoryFacts& other : scene_.facts)
        all.push_back(other.measures[static_cast<std::size_t>(&measure - facts_.measures.data())]
                          .place.amount);
      place_row(measure.name, measure.place, numbers_.amount(measure.place.amount),
                numbers_.share(measure.share, measure.share < 0.01 ? 2 : 1),
                measure.deviation ? numbers_.signed_share(*measure.deviation) : std::string(),
                std::move(all));
    }
    std::vector<double> distances;
    for (const TerritoryFacts& other : scene_.facts)
      if (other.units > 0) distances.push_back(other.travel.amount);
    place_row(std::string(words_.travel), facts_.travel, distance_text(facts_.travel.amount), {},
              {}, std::move(distances));
    document_.end();
    y_ += 14.0 + document_
                     .text({kPaperMargin, y_ + 3.0}, words_.strip_key, paper_soft(6.5),
                           {.width = width_, .lines_max = 2})
                     .height;
  }

  void place_row(std::string_view name, const FactsPlace& place, std::string_view amount,
                 std::string_view share, std::string_view deviation, std::vector<double> all) {
    const Columns c = columns();
    const double middle = y_ + row_height() / 2.0;
    const auto cell = [&](double from, double to, std::string_view text, PdfWeight weight) {
      document_.begin(PdfPart::kCell);
      document_.text(
          {from, middle}, text, paper_ink(8.5, weight),
          {.width = to - from - 8.0, .align = PdfAlign::kRight, .anchor = PdfAnchor::kMiddle});
      document_.end();
    };
    document_.line({kPaperMargin, y_}, {kPaperMargin + width_, y_},
                   {.colour = kPaperRule, .width = 0.4});
    document_.begin(PdfPart::kRow);
    document_.begin(PdfPart::kCell);
    document_.text({c.name, middle}, name, paper_ink(8.5),
                   {.width = c.amount - c.name - 4.0, .anchor = PdfAnchor::kMiddle});
    document_.end();
    cell(c.amount, c.share, amount, PdfWeight::kBold);
    cell(c.share, c.deviation, share, PdfWeight::kRegular);
    cell(c.deviation, c.rank, deviation, PdfWeight::kRegular);
    const auto count = static_cast<std::int64_t>(all.size());
    cell(c.rank, c.strip,
         all.empty()
             ? std::string()
             : paper_text(words_.rank_of, numbers_.count(place.rank), numbers_.count(count)),
         PdfWeight::kRegular);
    document_.end();
    if (!all.empty()) {
      std::ranges::sort(all);
      paper_strip(document_, {c.strip + 8.0, y_, c.end - c.strip - 14.0, row_height()}, all, place);
    }
    y_ += row_height();
  }

  void changes() {
    const std::string heading = scene_.before
                                    ? paper_text(words_.since_plan, scene_.before->plan.name)
                                    : std::string(words_.change);
    y_ = paper_section(document_, {kPaperMargin, y_}, width_, heading);
    if (!facts_.since) {
      document_.text({kPaperMargin, y_}, words_.no_plan_before, paper_ink(8.5), {.width = width_});
      return;
    }
    const FactsChange& change = *facts_.since;
    if (change.is_new || (change.units_gained == 0 && change.units_lost == 0)) {
      document_.text({kPaperMargin, y_}, change.is_new ? words_.is_new : words_.unchanged,
                     paper_ink(8.5), {.width = width_});
      y_ += 14.0;
    }
    if (change.units_gained == 0 && change.units_lost == 0) return;
    const double half = (width_ - 20.0) / 2.0;
    amounts_table({kPaperMargin, y_, half, 0.0}, change);
    exchanges_table({kPaperMargin + half + 20.0, y_, half, 0.0}, change);
  }

  files::PdfTable table(const PdfBox& box, std::vector<files::PdfColumn> columns) {
    files::PdfTableStyle style = paper_table_style();
    style.row_height = kChangeRow;
    return {document_, std::move(columns), style, {.at = {box.x, box.y}, .bottom = 1e6}, {}};
  }

  void amounts_table(const PdfBox& box, const FactsChange& change) {
    const double number = (box.width - 90.0) / 3.0;
    files::PdfTable rows = table(box, {{std::string(words_.measure), 90.0},
                                       {std::string(words_.gained), number, PdfAlign::kRight},
                                       {std::string(words_.lost), number, PdfAlign::kRight},
                                       {std::string(words_.net), number, PdfAlign::kRight}});
    const auto row = [&](std::string name, double gained, double lost) {
      const std::array<files::PdfCell, 4> cells = {{{std::move(name)},
                                                    {numbers_.amount(gained)},
                                                    {numbers_.amount(lost)},
                                                    {numbers_.signed_amount(gained - lost)}}};
      rows.row(cells);
    };
    row(std::string(words_.units), static_cast<double>(change.units_gained),
        static_cast<double>(change.units_lost));
    for (const FactsChange::Amounts& amounts : change.amounts)
      row(amounts.measure, amounts.gained, amounts.lost);
    rows.end();
  }

  void exchanges_table(const PdfBox& box, const FactsChange& change) {
    files::PdfTable rows = table(box, {{std::string(words_.with_territory), box.width - 150.0},
                                       {std::string(words_.units_gained), 75.0, PdfAlign::kRight},
                                       {std::string(words_.units_lost), 75.0, PdfAlign::kRight}});
    const std::size_t shown = std::min(change.exchanges.size(), kExchangesMost);
    for (std::size_t i = 0; i < shown; ++i) {
      const FactsChange::Exchange& one = change.exchanges[i];
      const std::array<files::PdfCell, 3> cells = {
          {{one.territory}, {numbers_.count(one.units_gained)}, {numbers_.count(one.units_lost)}}};
      rows.row(cells);
    }
    const double end = rows.end();
    if (shown < change.exchanges.size())
      document_.text(
          {box.x + 3.0, end + 3.0},
          paper_text(words_.and_more,
                     numbers_.count(static_cast<std::int64_t>(change.exchanges.size() - shown))),
          paper_soft(8.0));
  }

  PdfDocument& document_;
  const PaperScene& scene_;
  std::int32_t territory_;
  const TerritoryFacts& facts_;
  const PaperWords& words_;
  PaperNumbers numbers_;
  double width_ = 0.0;
  double y_ = 0.0;
};

}  // namespace

std::string territory_sheet(const PaperScene& scene, std::int32_t territory) {
  const std::string& name = scene.desk->board.territories[at(territory)].name;
  const files::PdfAbout about{.title = name + " – " + scene.desk->plan.name,
                              .subject = std::string(paper_words(scene.language).sheet),
                              .author = "Bailiwick",
                              .language = std::string(name_of(scene.language)),
                              .created = scene.now};
  return files::pdf_of(
      about, [&](PdfDocument& document) { SheetPage(document, scene, territory).draw(); });
}

}  // namespace bailiwick::planning
