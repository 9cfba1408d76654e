#include "crm/performance_service.hpp"

#include <algorithm>

#include "crm/labels.hpp"
#include "crm/performance_revenue.hpp"
#include "crm/performance_scene.hpp"

namespace bailiwick::crm {
namespace {

using platform::identity::Permission;
using platform::identity::Principal;

std::size_t group_of(Scene& scene, const Deal& deal, LocalDate day) {
  switch (scene.by) {
    case GroupBy::kNone:
      return GroupTable::kNoValue;
    case GroupBy::kOwner:
      return scene.groups.of_word(deal.owner ? PersonId(*deal.owner).text() : std::string());
    case GroupBy::kPipeline:
      return scene.groups.of_word(deal.stage.substr(0, deal.stage.find('.')));
    case GroupBy::kPeriod:
      return scene.groups.of_word(scene.periods[period_at(scene.periods, day)].name);
    default:
      return scene.groups.of_account(deal.account, day);
  }
}

// Authorises, checks, and hands the scene to `work` inside one reading transaction.
template <class T, class Work>
Checked<T> viewed(const CrmParts& parts, const Principal& principal, const PerformanceAsk& ask,
                  View view, Work&& work) {
  if (const auto allowed = require(principal, Permission::kCrmRead); !allowed)
    return fail(Errors{allowed.error()});
  Errors mistakes = mistakes_of(ask, view);
  if (!mistakes.empty()) return fail(std::move(mistakes));
  const Viewer viewer{.principal = principal, .day = utc_date(parts.now())};
  auto outcome = parts.database.read([&](db::Connection& connection) -> Result<T> {
    auto scene = read_scene(connection, viewer, ask, view);
    if (!scene) return tl::unexpected(scene.error());
    return work(connection, viewer, *scene);
  });
  if (!outcome) return fail(Errors{outcome.error()});
  return std::move(*outcome);
}

void count(PipelineFigures& figures, const Deal& deal, Converter& converter, const Viewer& viewer,
           const Stage* stage) {
  ++figures.count;
  const std::int64_t since = (deal.stage_since ? *deal.stage_since : deal.created_at).micros();
  const std::int64_t begun = utc_date(Instant(since)).days();
  ++figures.ages[age_class_of(viewer.day.days() - begun)];
  if (!deal.minor) {
    ++figures.without_amount;
    return;
  }
  const Conversion& conversion = converter.of(deal.currency, viewer.day);
  const std::int64_t percent = deal.probability.value_or(stage != nullptr ? stage->probability : 0);
  figures.amount.add(*deal.minor, conversion);
  figures.weighted.add(static_cast<Int128>(*deal.minor) * percent, conversion);
}

void count(WinFigures& figures, const Deal& deal, Converter& converter, bool is_won) {
  ++(is_won ? figures.won : figures.lost);
  if (!deal.minor) {
    ++figures.without_amount;
    return;
  }
  const Conversion& conversion = converter.of(deal.currency, *deal.close);
  (is_won ? figures.won_amount : figures.lost_amount).add(*deal.minor, conversion);
}

void count(CycleFigures& figures, const Deal& deal) {
  const LocalDate begun = deal.opened ? *deal.opened : utc_date(deal.created_at);
  const std::int32_t days = deal.close->days() - begun.days();
  if (days < 0) {
    ++figures.unmeasured;
    return;
  }
  ++figures.count;
  ++figures.days[days];
}

Where pipeline_where(const Scene& scene) {
  Where where;
  if (scene.span) where.within("close_date", *scene.span);
  return where;
}

// A line a stage that something is in, in the pipelines' order.
std::vector<StageLine> stage_lines(const Scene& scene,
                                   std::map<std::string, PipelineFigures> stages) {
  std::vector<StageLine> lines;
  for (const Pipeline& pipeline : scene.pipelines)
    for (const Stage& stage : pipeline.stages) {
      if (stage.outcome != Outcome::kOpen) continue;
      const std::string name = stage_name(pipeline, stage);
      lines.push_back({.stage = name,
                       .label = stage_label(scene.pipelines, name),
                       .probability = stage.probability,
                       .figures = std::move(stages[name]),
                       .where = pipeline_where(scene).is("stage", "eq", name).text()});
    }
  return lines;
}

}  // namespace

Checked<PipelineReport> PerformanceService::pipeline(const Principal& principal,
                                                     const PerformanceAsk& ask) const {
  return viewed<PipelineReport>(
      parts_, principal, ask, View::kPipeline,
      [&](db::Connection& connection, const Viewer& viewer,
          Scene& scene) -> Result<PipelineReport> {
        const auto open = stages_with(scene.pipelines, "", {Outcome::kOpen});
        Cells<PipelineFigures> cells;
        std::map<std::string, PipelineFigures> stages;
        PipelineReport report;
        const auto read = each_deal(connection, viewer, {.stages = open, .span = ask.span},
                                    [&](const Deal& deal) {
                                      const Stage* stage = find_stage(scene.pipelines, deal.stage);
                                      for (PipelineFigures* figures :
                                           {&cells.at(group_of(scene, deal, viewer.day)),
                                            &stages[std::string(deal.stage)], &report.table.total})
                                        count(*figures, deal, scene.converter, viewer, stage);
                                    });
        if (!read) return tl::unexpected(read.error());
        Where where = pipeline_where(scene);
        // A group of a pipeline names its own stages.
        if (scene.by != GroupBy::kPipeline) where.is_in("stage", open);
        const Naming naming{.viewer = viewer, .where = where, .view = View::kPipeline};
        const auto done = tabulate(connection, scene, naming, cells, report.table);
        if (!done) return tl::unexpected(done.error());
        report.table.where = pipeline_where(scene).is_in("stage", open).text();
        report.stages = stage_lines(scene, std::move(stages));
        for (const StageLine& line : report.stages)
          if (!is_told(line.figures, report.table.reporting)) return refuse_sum();
        return report;
      });
}

namespace {

// What wins and cycle have in common: closed opportunities of the span, counted by group.
template <class Figures, class Count>
Result<PerformanceTable<Figures>> closed(db::Connection& connection, const Viewer& viewer,
                                         Scene& scene, View view, Count&& count_deal) {
  std::vector<Outcome> outcomes = {Outcome::kWon};
  if (view == View::kWins) outcomes.push_back(Outcome::kLost);
  const auto stages = stages_with(scene.pipelines, "", outcomes);
  Cells<Figures> cells;
  PerformanceTable<Figures> table;
  const auto read =
      each_deal(connection, viewer, {.stages = stages, .span = scene.span}, [&](const Deal& deal) {
        const std::size_t group = group_of(scene, deal, *deal.close);
        count_deal(cells.at(group), deal);
        count_deal(table.total, deal);
      });
  if (!read) return tl::unexpected(read.error());
  const auto undated = count_undated(connection, viewer, stages);
  if (!undated) return tl::unexpected(undated.error());
  table.undated = *undated;
  Where where;
  if (scene.by != GroupBy::kPeriod) where.within("close_date", *scene.span);
  if (scene.by != GroupBy::kPipeline) where.is_in("stage", stages);
  const auto done = tabulate(connection, scene, {viewer, where, view}, cells, table);
  if (!done) return tl::unexpected(done.error());
  table.where = Where().within("close_date", *scene.span).is_in("stage", stages).text();
  return table;
}

}  // namespace

Checked<PerformanceTable<WinFigures>> PerformanceService::wins(const Principal& principal,
                                                               const PerformanceAsk& ask) const {
  using Table = PerformanceTable<WinFigures>;
  return viewed<Table>(parts_, principal, ask, View::kWins,
                       [](db::Connection& connection, const Viewer& viewer, Scene& scene) {
                         return closed<WinFigures>(
                             connection, viewer, scene, View::kWins,
                             [&](WinFigures& figures, const Deal& deal) {
                               const Stage* stage = find_stage(scene.pipelines, deal.stage);
                               count(figures, deal, scene.converter,
                                     stage != nullptr && stage->outcome == Outcome::kWon);
                             });
                       });
}

Checked<PerformanceTable<CycleFigures>> PerformanceService::cycle(const Principal& principal,
                                                                  const PerformanceAsk& ask) const {
  using Table = PerformanceTable<CycleFigures>;
  return viewed<Table>(parts_, principal, ask, View::kCycle,
                       [](db::Connection& connection, const Viewer& viewer, Scene& scene) {
                         return closed<CycleFigures>(
                             connection, viewer, scene, View::kCycle,
                             [](CycleFigures& figures, const Deal& deal) { count(figures, deal); });
                       });
}

Checked<RevenueReport> PerformanceService::revenue(const Principal& principal,
                                                   const PerformanceAsk& ask) const {
  return viewed<RevenueReport>(parts_, principal, ask, View::kRevenue,
                               [&](db::Connection& connection, const Viewer& viewer, Scene& scene) {
                                 return count_revenue(connection, viewer, scene, ask.kind);
                               });
}

}  // namespace bailiwick::crm
