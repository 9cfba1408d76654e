#include "planning/proof_job.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "planning/design_service.hpp"
#include "planning/report_json.hpp"

namespace bailiwick::planning {
namespace {

namespace jobs = platform::jobs;

constexpr double kSecondsLeast = 60.0;
constexpr double kSecondsMost = 600.0;
constexpr double kUnitsASecond = 100.0;

Listener listener_of(jobs::JobContext& context, std::optional<Budget>& budget) {
  Listener listener;
  listener.on_budget = [&budget](const Budget& begun) { budget = begun; };
  listener.on_bound = [&context, &budget](const territory::BoundProgress& progress) {
    if (budget && context.is_stopping()) budget->cancel();
    context.progress(progress.fraction, "Proving how good the plan is");
  };
  listener.is_stopped = [&context] { return context.is_stopping(); };
  return listener;
}

std::string covers_json(const territory::BoundScope& covers) {
  const auto names = [](const std::vector<territory::BoundPart>& parts) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const territory::BoundPart part : parts) list.push_back(territory::name_of(part));
    return list;
  };
  return nlohmann::ordered_json{{"included", names(covers.included)},
                                {"left_out", names(covers.left_out)},
                                {"measure", covers.measure}}
      .dump();
}

PlanProof proof_of(const Outcome& outcome) {
  PlanProof proof{.bound_km = {}, .gap = {}, .scope = outcome.bound.scope};
  if (outcome.bound.value) proof.covers = covers_json(outcome.bound.covers);
  // A bound of nothing is true of every plan, and says nothing.
  if (outcome.bound.value && *outcome.bound.value > 0)
    proof.bound_km = as_km(outcome.problem, *outcome.bound.value);
  if (proof.bound_km) proof.gap = outcome.gap;
  return proof;
}

Result<jobs::JobOutcome> run_proof(const PlanService& service, const PlanJobSettings& settings,
                                   jobs::JobContext& context) {
  const jobs::Job& job = context.job();
  const PlanId id = plan_of(job);
  const auto input = service.proof_input(job.tenant, id);
  if (!input) return tl::unexpected(input.error());
  const ScratchFile units(settings, job, "units");
  const ScratchFile plan(settings, job, "plan");
  if (const auto written = units.write(input->design.units_csv); !written)
    return tl::unexpected(written.error());
  if (const auto written = plan.write(input->plan_csv); !written)
    return tl::unexpected(written.error());
  DesignOrder order = order_of(input->design.plan.request, units.path(), settings.threads);
  order.limits.seconds =
      proof_seconds_of(input->design.plan.request.seconds, input->design.plan.unit_count);
  std::optional<Budget> budget;
  const auto outcome = bound_problem(order, plan.path(), listener_of(context, budget));
  if (!outcome) return tl::unexpected(joined(outcome.error()));
  const PlanProof proof = proof_of(*outcome);
  nlohmann::json result = {{"plan", id.text()}};
  if (proof.gap) result["gap"] = *proof.gap;
  return jobs::JobOutcome{.result = result.dump(),
                          .save = [&service, job, id, proof](platform::db::Connection& connection) {
                            return service.save_proof(connection, job.tenant, id, proof);
                          }};
}

}  // namespace

double proof_seconds_of(double design_seconds, std::int64_t units) {
  const double wanted = std::clamp(3.0 * design_seconds, kSecondsLeast, kSecondsMost);
  return std::min(wanted, std::max(1.0, static_cast<double>(units) / kUnitsASecond));
}

jobs::JobKind proof_kind(const PlanService& service, const PlanJobSettings& settings) {
  return {.name = std::string(kProofKind), .run = [&service, settings](jobs::JobContext& context) {
            return run_proof(service, settings, context);
          }};
}

}  // namespace bailiwick::planning
