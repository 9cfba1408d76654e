#include "crm/closed_opportunities.hpp"

#include <algorithm>

#include "crm/settings_store.hpp"

namespace bailiwick::crm {
namespace {

// " AND a.stage IN (...)": the closed ones. A valid pipeline has a won and a lost one.
void add_closed(db::ListQuery& query, const std::vector<Pipeline>& pipelines) {
  query.add(" AND a.stage IN (");
  bool is_first = true;
  for (const Pipeline& pipeline : pipelines)
    for (const Stage& stage : pipeline.stages) {
      if (stage.outcome == Outcome::kOpen) continue;
      query.add(is_first ? db::Sql("") : db::Sql(", "), stage_name(pipeline, stage));
      is_first = false;
    }
  query.add(")");
}

// Rows come by account: each is added to the last.
void count(std::vector<ClosedOpportunities>& all, const std::vector<Pipeline>& pipelines,
           const db::Row& row) {
  const Uuid account = row.uuid(0);
  if (all.empty() || all.back().account != account) all.push_back({.account = account});
  const Stage* stage = find_stage(pipelines, row.text(1));
  const bool is_won = stage != nullptr && stage->outcome == Outcome::kWon;
  (is_won ? all.back().won : all.back().lost) += row.int64(2);
}

}  // namespace

Result<std::vector<ClosedOpportunities>> ClosedOpportunityService::of_accounts(
    const platform::identity::Principal& principal) const {
  const auto allowed = require(principal, platform::identity::Permission::kCrmRead);
  if (!allowed) return tl::unexpected(allowed.error());
  const Viewer viewer{.principal = principal, .day = utc_date(parts_.now())};
  using All = std::vector<ClosedOpportunities>;
  auto read = parts_.database.read([&](db::Connection& connection) -> Result<All> {
    const auto stages = pipelines(connection, principal.tenant);
    if (!stages) return tl::unexpected(stages.error());
    db::ListQuery query("SELECT a.account, a.stage, COUNT(*)");
    add_visible_from(query, object_of(ObjectKind::kOpportunity), viewer, {});
    add_closed(query, *stages);
    query.add(" GROUP BY a.account, a.stage ORDER BY a.account");
    All all;
    const auto done = query.run(connection, [&](const db::Row& row) { count(all, *stages, row); });
    if (!done) return tl::unexpected(done.error());
    return all;
  });
  if (read) std::ranges::sort(*read, {}, &ClosedOpportunities::account);
  return read;
}

}  // namespace bailiwick::crm
