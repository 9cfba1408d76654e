#include "planning/design_job.hpp"

#include <nlohmann/json.hpp>

#include "planning/design_service.hpp"
#include "planning/designed_plan.hpp"
#include "planning/progress_display.hpp"

namespace bailiwick::planning {
namespace {

namespace jobs = platform::jobs;

// The share of the progress bar at which the search ends; the map is drawn after it.
constexpr double kSolveEnds = 0.98;

// Budgets of the design end with the job; the solver asks for progress several times a second, which is when they are told.
class DesignProgress {
 public:
  explicit DesignProgress(jobs::JobContext& context) : context_(context) {}

  Listener listener() {
    Listener listener;
    listener.on_phase = [this](std::string_view phase) {
      if (phase == "read") context_.progress(0.0, "Reading the data set");
      if (phase == "check") context_.progress(kSolveEnds, "Checking the plan");
    };
    listener.on_budget = [this](const Budget& budget) { budget_ = budget; };
    listener.on_solve = [this](const territory::Problem& problem,
                               const territory::Progress& progress) {
      pass_on_stop();
      context_.progress(progress.fraction * kSolveEnds, best_so_far(problem, progress));
    };
    listener.is_stopped = [this] { return context_.is_stopping(); };
    return listener;
  }

 private:
  void pass_on_stop() const {
    if (budget_ && context_.is_stopping()) budget_->cancel();
  }

  jobs::JobContext& context_;
  std::optional<Budget> budget_;
};

Result<jobs::JobOutcome> run_design(const PlanService& service, const PlanJobSettings& settings,
                                    jobs::JobContext& context) {
  const jobs::Job& job = context.job();
  const PlanId id = plan_of(job);
  const auto input = service.design_input(job.tenant, id);
  if (!input) return tl::unexpected(input.error());
  const ScratchFile units(settings, job, "units");
  if (const auto written = units.write(input->units_csv); !written)
    return tl::unexpected(written.error());
  DesignProgress progress(context);
  DesignOrder order = order_of(input->plan.request, units.path(), settings.threads);
  order.limits.seconds = input->plan.request.seconds;
  order.limits.has_bound = false;  // a job of its own, once the plan can be seen
  const Checked<Outcome> outcome = design(order, progress.listener());
  if (!outcome) return tl::unexpected(joined(outcome.error()));
  context.progress(kSolveEnds, "Drawing the map");
  const DesignedPlan designed = designed_plan_of(*outcome);
  auto result = nlohmann::json::parse(designed.summary);
  result["plan"] = id.text();
  return jobs::JobOutcome{
      .result = result.dump(),
      .save = [&service, job, plan = id, designed](platform::db::Connection& connection) {
        return service.save_design(connection, job, plan, designed);
      }};
}

}  // namespace

jobs::JobKind design_kind(const PlanService& service, const PlanJobSettings& settings) {
  return {.name = std::string(kDesignKind), .run = [&service, settings](jobs::JobContext& context) {
            return run_design(service, settings, context);
          }};
}

}  // namespace bailiwick::planning
