#include "market/progress_service.hpp"

#include <algorithm>

#include "alignment/scope.hpp"
#include "market/icp_score.hpp"
#include "market/objective_store.hpp"
#include "market/reported_rows.hpp"
#include "platform/identity/environment.hpp"
#include "platform/identity/rate_store.hpp"

namespace bailiwick::market {
namespace {

namespace db = platform::db;
namespace identity = platform::identity;
using identity::Permission;

// What is read in one transaction before the sales are.
struct ProgressScene {
  Objective objective;
  alignment::Scope scope;
  std::vector<alignment::TerritoryPlace> places;
  RateTable rates;
  std::optional<WorkDays> work_days;
};

Result<ProgressScene> read_scene(const ProgressParts& parts, db::Connection& connection,
                                 const identity::Principal& principal, ObjectiveId id) {
  const LocalDate today = utc_date(parts.market.now());
  auto objective = objective_store::find_objective(connection, principal.tenant, id);
  if (!objective) return tl::unexpected(objective.error());
  if (!*objective) return fail(ErrorCode::kNotFound, "M040", "There is no such objective.");
  auto scope = alignment::read_scope(connection, principal, today);
  if (!scope) return tl::unexpected(scope.error());
  auto places = alignment::territory_places(connection, principal.tenant, today);
  if (!places) return tl::unexpected(places.error());
  auto exchange = identity::read_exchange(connection, principal.tenant, (*objective)->first_day,
                                          (*objective)->last_day);
  if (!exchange) return tl::unexpected(exchange.error());
  auto work_days = parts.work_days(connection, principal.tenant);
  if (!work_days) return tl::unexpected(work_days.error());
  return ProgressScene{.objective = std::move(**objective),
                       .scope = std::move(*scope),
                       .places = std::move(*places),
                       .rates = std::move(exchange->rates),
                       .work_days = std::move(*work_days)};
}

struct SegmentAccounts {
  std::vector<AccountId> held;  // today, ascending
  std::vector<std::optional<TerritoryId>> without_rate;
};

Checked<SegmentAccounts> segment_accounts(const MarketParts& parts, TenantId tenant,
                                          const std::string& segment) {
  const auto schema = parts.accounts.schema(tenant);
  if (!schema) return fail(Errors{schema.error()});
  const std::vector<Criterion> condition = {{.name = "segment", .formula = segment}};
  const auto program = compile_criteria(*schema, condition);
  if (!program) return fail(program.error());
  const LocalDate today = utc_date(parts.now());
  const auto exchange = parts.database.read([&](db::Connection& connection) {
    return identity::read_exchange(connection, tenant, today, today);
  });
  if (!exchange) return fail(Errors{exchange.error()});
  const auto money = money_fields(program->program.schema(), {&program->program});
  const Reporting reporting{
      .currency = exchange->reporting, .rates = exchange->rates, .day = today};
  SegmentAccounts accounts;
  const auto read =
      parts.accounts.each_batch(tenant, *schema, [&](const AccountBatch& batch) -> Result<void> {
        const ReportedRows reported(batch.rows, money, reporting);
        const auto marks = marks_of(*program, reported.rows());
        if (!marks) return tl::unexpected(marks.error());
        for (std::size_t row = 0; row < batch.ids.size(); ++row) {
          if ((*marks)[row].held != 0) accounts.held.push_back(batch.ids[row]);
          if (reported.is_without_rate(row))
            accounts.without_rate.push_back(batch.territories[row]);
        }
        return {};
      });
  if (!read) return fail(Errors{read.error()});
  std::ranges::sort(accounts.held);
  return accounts;
}

std::int64_t count_seen(const std::vector<std::optional<TerritoryId>>& territories,
                        const alignment::Scope& scope) {
  return std::ranges::count_if(territories, [&](const std::optional<TerritoryId>& territory) {
    return scope.is_everything || (territory && scope.has(*territory));
  });
}

Result<void> put_figures(ObjectiveProgress& answer, const ProgressScene& scene,
                         const SalesTally& tally) {
  if (scene.scope.is_everything) {
    auto whole = tally.whole();
    if (!whole) return tl::unexpected(whole.error());
    answer.whole = progress_of(answer.objective.target, std::move(*whole), answer.days);
    if (!answer.objective.shares.empty()) {
      auto elsewhere = tally.elsewhere();
      if (!elsewhere) return tl::unexpected(elsewhere.error());
      answer.elsewhere = std::move(*elsewhere);
    }
  }
  for (std::size_t i = 0; i < scene.objective.shares.size(); ++i) {
    const ObjectiveShare& share = scene.objective.shares[i];
    if (!scene.scope.has(share.territory)) continue;
    auto reached = tally.share(i);
    if (!reached) return tl::unexpected(reached.error());
    answer.shares.push_back(
        {share.territory, progress_of(share.amount, std::move(*reached), answer.days)});
  }
  return {};
}

}  // namespace

Checked<TalliedSales> tally_sales(const ProgressParts& parts, const TallyAsk& ask,
                                  SalesTally& tally) {
  std::optional<SegmentAccounts> only;
  if (!ask.objective.segment.empty()) {
    auto held = segment_accounts(parts.market, ask.tenant, ask.objective.segment);
    if (!held) return fail(held.error());
    only = std::move(*held);
  }
  const auto from =
      parts.sales.each_sale({.tenant = ask.tenant,
                             .first_day = ask.objective.first_day,
                             .last_day = ask.last_day,
                             .territories_on = ask.territories_on},
                            [&](const Sale& sale) {
                              if (!only || std::ranges::binary_search(only->held, sale.account))
                                tally.add(sale);
                            });
  if (!from) return fail(Errors{from.error()});
  TalliedSales tallied{.from = *from};
  if (only) tallied.without_rate = std::move(only->without_rate);
  return tallied;
}

Checked<ObjectiveProgress> ProgressService::progress(const Principal& principal,
                                                     ObjectiveId id) const {
  for (const Permission needed : {Permission::kMarketRead, Permission::kCrmRead})
    if (const auto may = identity::require(principal, needed); !may)
      return fail(Errors{may.error()});
  const auto scene = parts_.market.database.read(
      [&](db::Connection& connection) { return read_scene(parts_, connection, principal, id); });
  if (!scene) return fail(Errors{scene.error()});
  const Objective& objective = scene->objective;
  ObjectiveProgress answer{.objective = objective, .today = utc_date(parts_.market.now())};
  answer.days = period_days(objective, answer.today, scene->work_days);
  const TerritoryLine line(scene->places);
  SalesTally tally(objective, line, scene->rates);
  const auto tallied = tally_sales(parts_,
                                   {.tenant = principal.tenant,
                                    .objective = objective,
                                    .last_day = std::min(objective.last_day, answer.today)},
                                   tally);
  if (!tallied) return fail(tallied.error());
  answer.from = tallied->from;
  answer.without_rate = count_seen(tallied->without_rate, scene->scope);
  if (const auto put = put_figures(answer, *scene, tally); !put) return fail(Errors{put.error()});
  return answer;
}

}  // namespace bailiwick::market
