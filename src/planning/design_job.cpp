#include "planning/design_job.hpp"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include <fmt/core.h>

#include "planning/design_service.hpp"
#include "planning/designed_plan.hpp"
#include "planning/progress_display.hpp"
#include "planning/report_json.hpp"
#include "planning/value_text.hpp"

namespace bailiwick::planning {
namespace {

namespace jobs = platform::jobs;

// The shares of the progress bar: the search ends here, the proof follows.
constexpr double kSolveEnds = 0.85;
constexpr double kBoundEnds = 0.98;
constexpr std::size_t kReasonsShown = 3;

// A file that is gone at the end.
class ScratchFile {
 public:
  explicit ScratchFile(std::string path) : path_(std::move(path)) {}
  ~ScratchFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  [[nodiscard]] Result<void> write(std::string_view text) const {
    std::ofstream out(path_, std::ios::binary | std::ios::trunc);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.close();
    if (out) return {};
    return fail(ErrorCode::kIo, "P057",
                fmt::format("{} cannot be written; is the disk full?", path_));
  }

 private:
  std::string path_;
};

DesignOrder order_of(const NewPlan& request, const std::string& units_file, int threads) {
  DesignOrder order;
  order.request.files.units = units_file;
  order.request.territories_min = request.territories;
  order.request.territories_max = request.territories;
  for (const PlanBalance& balance : request.balance) {
    BalanceDemand& demand = order.request.balance.emplace_back();
    demand.measure = balance.measure;
    demand.tolerance = balance.tolerance;
  }
  order.limits.seconds = request.seconds;
  order.limits.seed = request.seed;
  order.limits.threads = threads;
  return order;
}

// What people read while they wait: the best plan so far.
std::string message_of(const territory::Problem& problem, const territory::Progress& progress) {
  if (progress.best == nullptr || progress.best->territory_of.empty()) return "First plan";
  std::string text = fmt::format("Best so far: {} km", grouped(as_km(problem, progress.cost), 1));
  const double worst = worst_deviation(problem, *progress.best);
  if (worst >= 0) text += fmt::format(", worst deviation {}", percent(worst, 2));
  if (progress.violations.balance > 0)
    text += fmt::format(", {} outside their tolerance", progress.violations.balance);
  return text;
}

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
      context_.progress(progress.fraction * kSolveEnds, message_of(problem, progress));
    };
    listener.on_bound = [this](const territory::BoundProgress& progress) {
      pass_on_stop();
      context_.progress(kSolveEnds + progress.fraction * (kBoundEnds - kSolveEnds),
                        "Proving how good the plan is");
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

// Jobs end with one error: the first reasons, together.
Error joined(const Errors& errors) {
  Error all = errors.front();
  for (std::size_t i = 1; i < errors.size() && i < kReasonsShown; ++i)
    all.message += " " + errors[i].message;
  if (errors.size() > kReasonsShown)
    all.message += fmt::format(" And {} more.", errors.size() - kReasonsShown);
  return all;
}

Result<jobs::JobOutcome> run_design(const PlanService& service, const DesignJobSettings& settings,
                                    jobs::JobContext& context) {
  const jobs::Job& job = context.job();
  const auto id = PlanId::parse(nlohmann::json::parse(job.payload).at("plan").get<std::string>());
  const auto input = service.design_input(job.tenant, id.value_or(PlanId()));
  if (!input) return tl::unexpected(input.error());
  const std::string file =
      fmt::format("{}/{}-{}.csv", settings.scratch_folder, job.id.text(), job.attempts);
  const ScratchFile scratch(file);
  if (const auto written = scratch.write(input->units_csv); !written)
    return tl::unexpected(written.error());
  DesignProgress progress(context);
  const Checked<Outcome> outcome =
      design(order_of(input->plan.request, file, settings.threads), progress.listener());
  if (!outcome) return tl::unexpected(joined(outcome.error()));
  context.progress(kBoundEnds, "Drawing the map");
  const DesignedPlan designed = designed_plan_of(*outcome);
  auto result = nlohmann::json::parse(designed.summary);
  result["plan"] = id->text();
  return jobs::JobOutcome{
      .result = result.dump(),
      .save = [&service, job, plan = *id, designed](platform::db::Connection& connection) {
        return service.save_design(connection, job, plan, designed);
      }};
}

}  // namespace

jobs::JobKind design_kind(const PlanService& service, const DesignJobSettings& settings) {
  return {.name = std::string(kDesignKind), .run = [&service, settings](jobs::JobContext& context) {
            return run_design(service, settings, context);
          }};
}

}  // namespace bailiwick::planning
