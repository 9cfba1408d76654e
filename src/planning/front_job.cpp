#include "planning/front_job.hpp"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "engine/territory/solve.hpp"
#include "engine/territory/validate.hpp"
#include "planning/offer_json.hpp"
#include "planning/plan_job.hpp"

namespace bailiwick::planning {
namespace {

namespace jobs = platform::jobs;

// One point: what the search finds for a demand, kept. Whether there was one.
Result<bool> add_point(const FrontService& fronts, const OptimiseRequest& demand, int threads,
                       jobs::JobContext& context) {
  auto work = fronts.work(context.job(), demand);
  if (!work) return tl::unexpected(joined(work.error()));
  if (!territory::validate(work->part.problem).empty()) return false;
  const territory::Solution solution =
      territory::solve(work->part.problem, context.budget_of(Seconds(demand.seconds)),
                       {.seed = demand.seed, .threads = threads, .progress = {}});
  if (solution.plan.territory_of.empty()) return false;
  const BoardPatch patch = patch_of(work->part, work->desk->board, solution.plan);
  const auto kept =
      fronts.keep(context.job().tenant, OfferService::found(*work, patch, OfferState::kOpen));
  if (!kept) return tl::unexpected(kept.error());
  return true;
}

Result<jobs::JobOutcome> run_front(const FrontService& fronts, int threads,
                                   jobs::JobContext& context) {
  const jobs::Job& job = context.job();
  const auto payload = nlohmann::json::parse(job.payload, nullptr, false);
  const auto desk = fronts.desk(job.tenant, plan_of(job));
  if (!desk) return tl::unexpected(joined(desk.error()));
  if (const auto begun = fronts.begin(job); !begun) return tl::unexpected(begun.error());
  const std::vector<OptimiseRequest> demands =
      FrontService::demands(optimise_request_of(payload.at("request")), (*desk)->plan.request);
  std::size_t points = 0;
  for (std::size_t i = 0; i < demands.size() && !context.is_stopping(); ++i) {
    context.progress(static_cast<double>(i) / static_cast<double>(demands.size()),
                     fmt::format("{} of {}", i + 1, demands.size()));
    const auto added = add_point(fronts, demands[i], threads, context);
    if (!added) return tl::unexpected(added.error());
    if (*added) ++points;
  }
  const nlohmann::json result = {
      {"plan", plan_of(job).text()}, {"points", points}, {"skipped", demands.size() - points}};
  return jobs::JobOutcome{.result = result.dump(),
                          .save = [](platform::db::Connection&) { return Result<void>(); }};
}

}  // namespace

jobs::JobKind front_kind(const FrontService& fronts, int threads) {
  return {.name = std::string(kFrontKind), .run = [&fronts, threads](jobs::JobContext& context) {
            return run_front(fronts, threads, context);
          }};
}

}  // namespace bailiwick::planning
