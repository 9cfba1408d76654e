#include "planning/paper_report.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include <fmt/core.h>

#include "base/text.hpp"
#include "planning/board_diff.hpp"
#include "planning/paper_balance.hpp"
#include "planning/paper_parts.hpp"
#include "planning/paper_plan_map.hpp"
#include "planning/paper_proof.hpp"

namespace bailiwick::planning {
namespace {

namespace files = platform::files;
using files::PdfAlign;
using files::PdfCell;
using files::PdfColumn;
using files::PdfDocument;
using files::PdfTable;
using files::PdfWeight;

constexpr std::size_t kFlowsMost = 60;
constexpr std::size_t kUnmetMost = 60;
// Of more measures than that a table has the deviations alone, and lies on its side.
constexpr std::size_t kUprightMeasures = 3;
constexpr std::size_t kWholeMeasures = 5;
constexpr double kPartGap = 12.0;
constexpr double kPartHeight = 212.0;
constexpr double kPartCaption = 12.0;
constexpr std::size_t kPartsOnAPage = 4;
constexpr std::int64_t kUnmetFirst = 12;  // so few stand at the beginning
constexpr double kChartLow = 92.0;
constexpr double kChartHigh = 170.0;  // where there are few

class ReportPages {
 public:
  ReportPages(PdfDocument& document, const PaperScene& scene, PlanMapDrawing& map)
      : document_(document),
        scene_(scene),
        map_(map),
        plan_(scene.desk->plan),
        board_(scene.desk->board),
        judgement_(scene.desk->judgement),
        words_(paper_words(scene.language)),
        numbers_(scene.language) {}

  void draw() {
    new_page(false);
    title();
    verdict();
    asked_and_reached();
    const bool is_unmet_first = judgement_.totals.violation_count <= kUnmetFirst;
    if (is_unmet_first) unmet();
    certificate();
    balance();
    map();
    territories();
    hands();
    if (!is_unmet_first) unmet();
  }

 private:
  void new_page(bool is_landscape) {
    document_.add_page(is_landscape);
    is_landscape_ = is_landscape;
    width_ = document_.page_box().width - 2.0 * kPaperMargin;
    bottom_ = document_.page_box().height - kPaperMargin - 14.0;
    y_ = kPaperMargin;
    paper_footer(document_, scene_);
  }
  void need(double height) {
    if (y_ + height > bottom_) new_page(is_landscape_);
  }
  void section(std::string_view title, double height_least) {
    y_ += 12.0;
    need(height_least + 30.0);
    y_ = paper_section(document_, {kPaperMargin, y_}, width_, title);
  }
  void paragraph(std::string_view text, const files::PdfFont& font = paper_ink(9.0)) {
    const files::PdfFit fit{.width = width_, .lines_max = 12};
    need(document_.measured(text, font, fit).height);
    y_ += document_.text({kPaperMargin, y_}, text, font, fit).height + 3.0;
  }
  PdfTable table(std::vector<PdfColumn> columns) {
    return {document_,
            std::move(columns),
            paper_table_style(),
            {.at = {kPaperMargin, y_}, .bottom = bottom_},
            [this]() -> PdfTable::Place {
              new_page(is_landscape_);
              return {.at = {kPaperMargin, y_}, .bottom = bottom_};
            }};
  }
  [[nodiscard]] std::string counted(std::size_t count) const {
    return numbers_.count(static_cast<std::int64_t>(count));
  }

  void title() {
    document_.text({kPaperMargin, y_}, words_.report,
                   {.size = 8.5, .weight = PdfWeight::kBold, .colour = kPaperAccent});
    y_ += 12.0;
    y_ += document_
              .heading({kPaperMargin, y_}, plan_.name, 1, paper_ink(22.0, PdfWeight::kBold),
                       {.width = width_, .lines_max = 2})
              .height;
    y_ += document_
              .text({kPaperMargin, y_ + 1.0},
                    fmt::format("{} · {} · {}: {} · {}: {}", state_word(words_, plan_.state),
                                numbers_.date(utc_date(scene_.now)), words_.territories,
                                counted(board_.territories.size()), words_.units,
                                counted(board_.territory_of.size())),
                    paper_soft(9.5), {.width = width_})
              .height +
          12.0;
  }

  void verdict() {
    const std::int64_t count = judgement_.totals.violation_count;
    const bool is_met = count == 0;
    document_.rectangle({kPaperMargin, y_, width_, 28.0}, kPaperTint, 3.0);
    document_.rectangle({kPaperMargin, y_, 4.0, 28.0}, is_met ? kPaperAccent : kPaperWarn);
    document_.text(
        {kPaperMargin + 14.0, y_ + 14.0},
        is_met ? std::string(words_.all_met) : paper_text(words_.some_unmet, numbers_.count(count)),
        paper_ink(11.0, PdfWeight::kBold),
        {.width = width_ - 24.0, .anchor = files::PdfAnchor::kMiddle});
    y_ += 28.0;
  }

  void asked_and_reached() {
    section(words_.asked_and_reached, 80.0);
    PdfTable rows = table({{std::string(words_.measure), width_ - 340.0},
                           {std::string(words_.mean), 90.0, PdfAlign::kRight},
                           {std::string(words_.tolerance), 70.0, PdfAlign::kRight},
                           {std::string(words_.worst), 100.0, PdfAlign::kRight},
                           {std::string(words_.outside), 80.0, PdfAlign::kRight}});
    const BoardTotals& totals = judgement_.totals;
    for (const PlanBalance& balance : plan_.request.balance) {
      const auto worst = totals.worst_deviation.find(balance.measure);
      const auto outside = totals.outside.find(balance.measure);
      if (worst == totals.worst_deviation.end() || outside == totals.outside.end()) continue;
      const std::array<PdfCell, 5> cells = {
          {{balance.measure},
           {numbers_.amount(mean_of(balance.measure))},
           {"±" + numbers_.share(balance.tolerance, balance.tolerance < 0.01 ? 2 : 1)},
           {numbers_.share(worst->second, 2), outside->second > 0},
           {numbers_.count(outside->second), outside->second > 0}}};
      rows.row(cells);
    }
    y_ = rows.end() + 8.0;
    paragraph(fmt::format("{}: {} {}, {} {}.", words_.territories,
                          numbers_.count(plan_.request.territories), lower(words_.asked),
                          counted(board_.territories.size()), lower(words_.reached)));
    paragraph(totals.fragments == 0
                  ? std::string(words_.connected_all)
                  : paper_text(words_.connected_not, numbers_.count(totals.fragments)));
    paragraph(paper_text(words_.farthest, numbers_.number(totals.rms_km, 2),
                         numbers_.number(totals.mean_km, 2), numbers_.number(totals.radius_km, 1)));
    paragraph(words_.figures_note, paper_soft(8.0));
  }

  static std::string lower(std::string_view word) { return ascii_lower(word); }
  [[nodiscard]] double mean_of(const std::string& measure) const {
    for (const MeasureFacts& facts : scene_.facts.front().measures)
      if (facts.name == measure) return facts.place.mean;
    return 0.0;
  }

  void certificate() {
    section(words_.certificate, 40.0);
    const auto summary = nlohmann::json::parse(plan_.summary.value_or("{}"));
    const double bound_km = summary.value("bound_km", 0.0);
    if (bound_km <= 0.0) return paragraph(words_.no_bound);
    paragraph(paper_text(words_.bound, numbers_.number(bound_km, 2),
                         numbers_.number(judgement_.totals.rms_km, 2)));
    if (summary.contains("gap"))
      paragraph(paper_text(words_.gap_best, numbers_.share(summary["gap"].get<double>(), 2)));
    else
      paragraph(words_.no_gap);
    if (const std::string proof = proof_told(words_, summary); !proof.empty())
      paragraph(proof, paper_soft(8.0));
  }

  void balance() {
    if (plan_.request.balance.empty()) return;
    const double height = plan_.request.balance.size() <= 2 ? kChartHigh : kChartLow;
    section(words_.balance, height + 24.0);
    paragraph(words_.balance_key, paper_soft(8.0));
    bool is_clipped = false;
    for (const PlanBalance& balance : plan_.request.balance) {
      std::vector<double> deviations;
      for (const BoardFigures& t : judgement_.territories)
        if (const auto found = t.deviations.find(balance.measure); found != t.deviations.end())
          deviations.push_back(found->second);
      if (deviations.empty()) continue;
      need(height + 8.0);
      is_clipped |= draw_balance(document_, {kPaperMargin, y_ + 4.0, width_, height}, balance,
                                 std::move(deviations), numbers_);
      y_ += height + 12.0;
    }
    if (is_clipped) paragraph(words_.balance_clipped, paper_soft(8.0));
  }

  void map() {
    const MapBox& shown = scene_.map->box;
    new_page(shown.x_high - shown.x_low > shown.y_high - shown.y_low);
    y_ = paper_section(document_, {kPaperMargin, y_}, width_, words_.map);
    const files::PdfSize part{(width_ - kPartGap) / 2.0, kPartHeight};
    map_.draw(document_, {kPaperMargin, y_, width_, bottom_ - y_ - 20.0}, part);
    std::string key(map_.are_numbers() ? words_.map_numbers : words_.map_key);
    if (map_.part_count() > 0) key += " " + std::string(words_.map_framed);
    document_.text({kPaperMargin, bottom_ - 12.0}, key, paper_soft(8.0), {.width = width_});
    if (map_.part_count() == 0) return;
    for (std::size_t i = 0; i < map_.part_count(); ++i) {
      if (i % kPartsOnAPage == 0) {
        new_page(is_landscape_);
        y_ = paper_section(document_, {kPaperMargin, y_}, width_, words_.map_parts);
      }
      const double x = kPaperMargin + (i % 2 == 0 ? 0.0 : part.width + kPartGap);
      document_.text({x, y_}, part_letter(i), paper_ink(9.0, PdfWeight::kBold));
      map_.draw_part(document_, i, {x, y_ + kPartCaption, part.width, part.height});
      if (i % 2 == 1) y_ += part.height + kPartCaption + kPartGap;
    }
  }

  void territories() {
    const std::size_t measures = scene_.facts.front().measures.size();
    new_page(measures > kUprightMeasures);
    y_ = paper_section(document_, {kPaperMargin, y_}, width_, words_.territories);
    const bool has_amounts = measures <= kWholeMeasures;
    const double each = has_amounts ? 116.0 : 56.0;
    const double fixed = 28.0 + 46.0 + 50.0 + 36.0;
    const double name =
        std::max(60.0, std::min(width_ - fixed - each * static_cast<double>(measures), 240.0));
    std::vector<PdfColumn> columns = {{std::string(words_.number), 28.0, PdfAlign::kRight},
                                      {std::string(words_.territory), name},
                                      {std::string(words_.units), 46.0, PdfAlign::kRight}};
    for (const MeasureFacts& measure : scene_.facts.front().measures) {
      if (has_amounts) columns.push_back({measure.name, 62.0, PdfAlign::kRight});
      columns.push_back({has_amounts ? std::string(words_.deviation) : measure.name,
                         has_amounts ? 54.0 : 56.0, PdfAlign::kRight});
    }
    columns.push_back({std::string(words_.rms_km), 50.0, PdfAlign::kRight});
    columns.push_back({std::string(words_.pieces), 36.0, PdfAlign::kRight});
    PdfTable rows = table(std::move(columns));
    std::vector<PdfCell> cells;
    for (const TerritoryFacts& facts : scene_.facts) {
      cells = {{std::to_string(facts.index + 1)},
               {board_.territories[at(facts.index)].name},
               {numbers_.count(facts.units), facts.units == 0}};
      for (const MeasureFacts& measure : facts.measures) {
        if (has_amounts) cells.push_back({numbers_.amount(measure.place.amount)});
        cells.push_back({measure.deviation ? numbers_.signed_share(*measure.deviation) : "",
                         is_outside(measure)});
      }
      cells.push_back({numbers_.number(facts.travel.amount, 1)});
      cells.push_back({numbers_.count(facts.pieces), facts.pieces > 1});
      rows.row(cells);
    }
    y_ = rows.end();
  }

  static bool is_outside(const MeasureFacts& measure) {
    return measure.deviation && measure.tolerance &&
           std::abs(*measure.deviation) > *measure.tolerance * (1.0 + 1e-9);
  }

  // Units that go from one territory to another.
  struct Flow {
    std::string from;
    std::string to;
    std::int64_t units = 0;
    std::vector<double> amounts;
  };
  [[nodiscard]] std::vector<Flow> flows(const Board& before) const {
    const auto& measures = scene_.desk->ground->problem.measures;
    std::map<std::pair<std::int32_t, std::int32_t>, Flow> by_pair;
    for (const UnitMove& move : diff(before, board_).moves) {
      Flow& flow = by_pair[{move.from, move.to}];
      flow.from = before.territories[at(move.from)].name;
      flow.to = board_.territories[at(move.to)].name;
      ++flow.units;
      flow.amounts.resize(measures.size());
      for (std::size_t m = 0; m < measures.size(); ++m)
        flow.amounts[m] += unit_amount(measures[m], move.unit);
    }
    std::vector<Flow> sorted;
    for (auto& [pair, flow] : by_pair) sorted.push_back(std::move(flow));
    std::ranges::stable_sort(sorted, std::greater{}, &Flow::units);
    return sorted;
  }

  void hands() {
    if (is_landscape_) new_page(false);
    if (!scene_.before) {
      section(words_.change, 30.0);
      return paragraph(words_.hands_none);
    }
    section(paper_text(words_.hands, scene_.before->plan.name), 60.0);
    const std::vector<Flow> all = flows(scene_.before->board);
    if (all.empty()) return paragraph(words_.hands_nothing);
    std::int64_t units = 0;
    for (const Flow& flow : all) units += flow.units;
    paragraph(paper_text(words_.hands_summary, numbers_.count(units),
                         counted(board_.territory_of.size())));
    const auto& measures = scene_.desk->ground->problem.measures;
    const std::size_t shown = std::min<std::size_t>(measures.size(), 3);
    const double number = 68.0;
    const double name = (width_ - number * static_cast<double>(shown + 1)) / 2.0;
    std::vector<PdfColumn> columns = {{std::string(words_.from), name},
                                      {std::string(words_.to), name},
                                      {std::string(words_.units), number, PdfAlign::kRight}};
    for (std::size_t m = 0; m < shown; ++m)
      columns.push_back({measures[m].name, number, PdfAlign::kRight});
    PdfTable rows = table(std::move(columns));
    for (std::size_t i = 0; i < std::min(all.size(), kFlowsMost); ++i) {
      std::vector<PdfCell> cells = {{all[i].from}, {all[i].to}, {numbers_.count(all[i].units)}};
      for (std::size_t m = 0; m < shown; ++m) cells.push_back({numbers_.amount(all[i].amounts[m])});
      rows.row(cells);
    }
    y_ = rows.end() + 5.0;
    if (all.size() > kFlowsMost)
      paragraph(paper_text(words_.and_unlisted, counted(all.size() - kFlowsMost)) + ". " +
                    std::string(words_.in_workbook),
                paper_soft(8.0));
  }

  [[nodiscard]] std::string text_of(const BoardBreach& breach) const {
    const std::string& name = board_.territories[at(breach.territory)].name;
    if (breach.kind == BoardBreach::Kind::kBalance)
      return paper_text(words_.unmet_balance, name, numbers_.signed_share(breach.deviation, 2),
                        breach.measure, "±" + numbers_.share(breach.tolerance, 2));
    if (breach.kind == BoardBreach::Kind::kPieces)
      return paper_text(words_.unmet_pieces, name, numbers_.count(breach.pieces));
    if (breach.kind == BoardBreach::Kind::kEmpty) return paper_text(words_.unmet_empty, name);
    const std::string& unit =
        scene_.desk->ground->problem.unit_ids[at(breach.demand->units.front())];
    if (breach.kind == BoardBreach::Kind::kPin) return paper_text(words_.unmet_pin, name, unit);
    if (breach.kind == BoardBreach::Kind::kForbid)
      return paper_text(words_.unmet_forbid, name, unit);
    return paper_text(words_.unmet_together, unit, numbers_.count(std::ssize(breach.demand->units)),
                      name);
  }

  void unmet() {
    const std::vector<BoardBreach> all = effect_of({}, judgement_, plan_.request).breaks;
    if (all.empty()) return;
    section(words_.unmet, 40.0);
    for (std::size_t i = 0; i < std::min(all.size(), kUnmetMost); ++i) paragraph(text_of(all[i]));
    if (all.size() > kUnmetMost)
      paragraph(paper_text(words_.and_unlisted, counted(all.size() - kUnmetMost)), paper_soft(8.0));
  }

  PdfDocument& document_;
  const PaperScene& scene_;
  PlanMapDrawing& map_;
  const Plan& plan_;
  const Board& board_;
  const Judgement& judgement_;
  const PaperWords& words_;
  PaperNumbers numbers_;
  double width_ = 0.0;
  double bottom_ = 0.0;
  double y_ = 0.0;
  bool is_landscape_ = false;
};

}  // namespace

std::string plan_report(const PaperScene& scene) {
  const files::PdfAbout about{.title = scene.desk->plan.name,
                              .subject = std::string(paper_words(scene.language).report),
                              .author = "Bailiwick",
                              .language = std::string(name_of(scene.language)),
                              .created = scene.now};
  PlanMapDrawing map(scene);
  return files::pdf_of(about,
                       [&](PdfDocument& document) { ReportPages(document, scene, map).draw(); });
}

}  // namespace bailiwick::planning
