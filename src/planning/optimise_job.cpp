#include "planning/optimise_job.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "engine/territory/solve.hpp"
#include "engine/territory/validate.hpp"
#include "planning/plan_job.hpp"
#include "planning/progress_display.hpp"

namespace bailiwick::planning {
namespace {

namespace db = platform::db;
namespace jobs = platform::jobs;

constexpr double kShownEvery_s = 1.5;
constexpr double kSolveEnds = 0.98;

OfferId offer_of(const jobs::Job& job) {
  const auto payload = nlohmann::json::parse(job.payload, nullptr, false);
  return OfferId::parse(payload.value("offer", "")).value_or(OfferId());
}

// Tells how far the search is, and shows its best plan now and then.
class Search {
 public:
  Search(const OfferService& offers, db::Database& database, jobs::JobContext& context,
         const OfferService::Work& work)
      : offers_(offers), database_(database), context_(context), work_(work) {}

  BoardPatch run(int threads) {
    const Budget budget = context_.budget_of(Seconds(work_.offer.request.seconds));
    const territory::SolveOptions options{
        .seed = work_.offer.request.seed,
        .threads = threads,
        .progress = [&](const territory::Progress& progress) { tell(progress); }};
    const territory::Solution solution = territory::solve(work_.part.problem, budget, options);
    if (solution.plan.territory_of.empty()) return {};
    return patch_of(work_.part, work_.desk->board, solution.plan);
  }

 private:
  void tell(const territory::Progress& progress) {
    context_.progress(progress.fraction * kSolveEnds, best_so_far(work_.part.problem, progress));
    const bool is_new = progress.best != nullptr && !progress.best->territory_of.empty() &&
                        progress.cost != shown_cost_;
    const double now = clock_().value();
    if (!is_new || now - shown_at_ < kShownEvery_s) return;
    shown_at_ = now;
    shown_cost_ = progress.cost;
    const Offer offer = OfferService::found(
        work_, patch_of(work_.part, work_.desk->board, *progress.best), OfferState::kRunning);
    // Only for looking at: where it cannot be written, the last one still will be.
    const auto shown = database_.write([&](db::Connection& connection) {
      return offers_.keep(connection, context_.job().tenant, offer);
    });
    if (!shown) shown_at_ = now + 10 * kShownEvery_s;
  }

  const OfferService& offers_;
  db::Database& database_;
  jobs::JobContext& context_;
  const OfferService::Work& work_;
  Clock clock_ = monotonic_clock();
  double shown_at_ = 0.0;
  double shown_cost_ = -1.0;
};

Result<jobs::JobOutcome> run_optimise(const OfferService& offers, db::Database& database,
                                      int threads, jobs::JobContext& context) {
  const jobs::Job& job = context.job();
  auto ready = offers.work(job.tenant, plan_of(job), offer_of(job));
  if (!ready) return tl::unexpected(joined(ready.error()));
  if (const Errors reasons = territory::validate(ready->part.problem); !reasons.empty())
    return tl::unexpected(joined(reasons));
  const Offer offer = OfferService::found(
      *ready, Search(offers, database, context, *ready).run(threads), OfferState::kOpen);
  const nlohmann::json result = {
      {"plan", offer.plan.text()}, {"offer", offer.id.text()}, {"units_moved", offer.units_moved}};
  return jobs::JobOutcome{.result = result.dump(),
                          .save = [&offers, job, offer](db::Connection& connection) {
                            return offers.keep(connection, job.tenant, offer);
                          }};
}

}  // namespace

jobs::JobKind optimise_kind(const OfferService& offers, db::Database& database, int threads) {
  return {.name = std::string(kOptimiseKind),
          .run = [&offers, &database, threads](jobs::JobContext& context) {
            return run_optimise(offers, database, threads, context);
          }};
}

}  // namespace bailiwick::planning
