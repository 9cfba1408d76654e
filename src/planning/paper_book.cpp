#include "planning/paper_book.hpp"

#include <utility>

#include "planning/board_diff.hpp"

namespace bailiwick::planning {
namespace {

namespace files = platform::files;
using files::XlsxCell;
using files::XlsxColumn;
using files::XlsxForm;
using files::XlsxSheet;
using Row = std::vector<XlsxCell>;

XlsxCell cell_of(std::int64_t count) { return static_cast<double>(count); }
XlsxCell cell_of(const std::optional<double>& value) {
  return value ? XlsxCell(*value) : XlsxCell();
}

class PaperBook {
 public:
  explicit PaperBook(const PaperScene& scene)
      : scene_(scene),
        board_(scene.desk->board),
        problem_(scene.desk->ground->problem),
        words_(paper_words(scene.language)) {}

  [[nodiscard]] files::XlsxWorkbook of_territory(std::int32_t territory) const {
    return {.title = board_.territories[at(territory)].name + " – " + scene_.desk->plan.name,
            .author = "Bailiwick",
            .created = scene_.now,
            .sheets = {facts(territory), units(territory), changes(territory)}};
  }
  [[nodiscard]] files::XlsxWorkbook of_plan() const {
    return {.title = scene_.desk->plan.name,
            .author = "Bailiwick",
            .created = scene_.now,
            .sheets = {all_facts(), units({}), changes({})}};
  }

 private:
  [[nodiscard]] XlsxForm form_of(const territory::Measure& measure) const {
    return measure.decimals == 0 ? XlsxForm::kWhole : XlsxForm::kNumber;
  }

  // One territory beside all: a row a measure.
  [[nodiscard]] XlsxSheet facts(std::int32_t territory) const {
    const TerritoryFacts& facts = scene_.facts[at(territory)];
    XlsxSheet sheet{.name = std::string(words_.facts_sheet),
                    .columns = {{std::string(words_.measure), 24.0},
                                {std::string(words_.amount), 14.0, XlsxForm::kNumber},
                                {std::string(words_.share), 14.0, XlsxForm::kPercent},
                                {std::string(words_.deviation), 12.0, XlsxForm::kPercent},
                                {std::string(words_.tolerance), 12.0, XlsxForm::kPercent},
                                {std::string(words_.rank), 9.0, XlsxForm::kWhole},
                                {std::string(words_.mean), 14.0, XlsxForm::kNumber},
                                {std::string(words_.lowest_quarter), 16.0, XlsxForm::kNumber},
                                {std::string(words_.median), 14.0, XlsxForm::kNumber},
                                {std::string(words_.highest_quarter), 16.0, XlsxForm::kNumber}}};
    const auto add = [&](const std::string& name, const FactsPlace& place, XlsxCell share,
                         XlsxCell deviation, XlsxCell tolerance) {
      sheet.rows.push_back({name, place.amount, std::move(share), std::move(deviation),
                            std::move(tolerance), cell_of(place.rank), place.mean, place.low,
                            place.middle, place.high});
    };
    for (const MeasureFacts& one : facts.measures)
      add(one.name, one.place, one.share, cell_of(one.deviation), cell_of(one.tolerance));
    add(std::string(words_.travel) + " (" + std::string(words_.rms_km) + ")", facts.travel, {}, {},
        {});
    const auto count = [&](std::string_view name, std::int64_t value) {
      sheet.rows.push_back({std::string(name), static_cast<double>(value)});
    };
    count(words_.units, facts.units);
    count(words_.pieces, facts.pieces);
    if (facts.since) {
      count(words_.units_gained, facts.since->units_gained);
      count(words_.units_lost, facts.since->units_lost);
    }
    return sheet;
  }

  // All territories: a row each.
  [[nodiscard]] XlsxSheet all_facts() const {
    XlsxSheet sheet{.name = std::string(words_.territories),
                    .columns = {{std::string(words_.number), 6.0, XlsxForm::kWhole},
                                {std::string(words_.territory), 28.0},
                                {std::string(words_.units), 10.0, XlsxForm::kWhole},
                                {std::string(words_.pieces), 8.0, XlsxForm::kWhole}}};
    for (const territory::Measure& measure : problem_.measures) {
      sheet.columns.push_back({measure.name, 14.0, form_of(measure)});
      sheet.columns.push_back(
          {measure.name + " – " + std::string(words_.share), 14.0, XlsxForm::kPercent});
      sheet.columns.push_back(
          {measure.name + " – " + std::string(words_.deviation), 14.0, XlsxForm::kPercent});
      sheet.columns.push_back(
          {measure.name + " – " + std::string(words_.rank), 10.0, XlsxForm::kWhole});
    }
    sheet.columns.push_back({std::string(words_.rms_km), 10.0, XlsxForm::kNumber});
    sheet.columns.push_back({std::string(words_.units_gained), 12.0, XlsxForm::kWhole});
    sheet.columns.push_back({std::string(words_.units_lost), 12.0, XlsxForm::kWhole});
    for (const TerritoryFacts& facts : scene_.facts) {
      Row row = {cell_of(std::int64_t{facts.index} + 1), board_.territories[at(facts.index)].name,
                 cell_of(facts.units), cell_of(std::int64_t{facts.pieces})};
      for (const MeasureFacts& one : facts.measures) {
        row.emplace_back(one.place.amount);
        row.emplace_back(one.share);
        row.push_back(cell_of(one.deviation));
        row.push_back(cell_of(one.place.rank));
      }
      row.emplace_back(facts.travel.amount);
      row.push_back(facts.since ? cell_of(facts.since->units_gained) : XlsxCell());
      row.push_back(facts.since ? cell_of(facts.since->units_lost) : XlsxCell());
      sheet.rows.push_back(std::move(row));
    }
    return sheet;
  }

  void add_measures(XlsxSheet& sheet) const {
    for (const territory::Measure& measure : problem_.measures)
      sheet.columns.push_back({measure.name, 14.0, form_of(measure)});
  }
  void add_amounts(Row& row, std::int32_t unit) const {
    for (const territory::Measure& measure : problem_.measures)
      row.emplace_back(unit_amount(measure, unit));
  }

  // Those of a territory, or all.
  [[nodiscard]] XlsxSheet units(std::optional<std::int32_t> territory) const {
    XlsxSheet sheet{.name = std::string(words_.units_sheet),
                    .columns = {{std::string(words_.unit), 16.0},
                                {std::string(words_.territory), 28.0},
                                {std::string(words_.locked), 10.0}}};
    add_measures(sheet);
    const std::string yes(words_.yes);
    for (std::size_t u = 0; u < board_.territory_of.size(); ++u) {
      const std::int32_t t = board_.territory_of[u];
      if (territory && t != *territory) continue;
      Row row = {problem_.unit_ids[u], board_.territories[at(t)].name,
                 board_.is_locked[u] != 0 ? XlsxCell(yes) : XlsxCell()};
      add_amounts(row, static_cast<std::int32_t>(u));
      sheet.rows.push_back(std::move(row));
    }
    return sheet;
  }

  // Units that changed hands: into or out of a territory, or all.
  [[nodiscard]] XlsxSheet changes(std::optional<std::int32_t> territory) const {
    XlsxSheet sheet{.name = std::string(words_.changes_sheet),
                    .columns = {{std::string(words_.unit), 16.0},
                                {std::string(words_.territory_before), 28.0},
                                {std::string(words_.territory_now), 28.0}}};
    if (territory) sheet.columns.push_back({std::string(words_.change), 12.0});
    add_measures(sheet);
    if (!scene_.before) return sheet;
    const Board& before = scene_.before->board;
    const BoardDiff difference = diff(before, board_);
    std::vector<std::int32_t> now_of(before.territories.size(), -1);
    for (const TerritoryPair& pair : difference.territories)
      if (pair.ours && pair.theirs) now_of[at(*pair.ours)] = *pair.theirs;
    for (const UnitMove& move : difference.moves) {
      const bool is_gained = move.to == territory;
      if (territory && !is_gained && now_of[at(move.from)] != *territory) continue;
      Row row = {problem_.unit_ids[at(move.unit)], before.territories[at(move.from)].name,
                 board_.territories[at(move.to)].name};
      if (territory) row.emplace_back(std::string(is_gained ? words_.came : words_.went));
      add_amounts(row, move.unit);
      sheet.rows.push_back(std::move(row));
    }
    return sheet;
  }

  const PaperScene& scene_;
  const Board& board_;
  const territory::Problem& problem_;
  const PaperWords& words_;
};

}  // namespace

files::XlsxWorkbook territory_workbook(const PaperScene& scene, std::int32_t territory) {
  return PaperBook(scene).of_territory(territory);
}

files::XlsxWorkbook plan_workbook(const PaperScene& scene) { return PaperBook(scene).of_plan(); }

}  // namespace bailiwick::planning
