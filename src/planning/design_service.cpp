#include "planning/design_service.hpp"

#include <algorithm>
#include <future>
#include <numeric>

#include "engine/territory/validate.hpp"
#include "planning/build_problem.hpp"
#include "planning/inputs.hpp"
#include "planning/map_cells.hpp"
#include "platform/files/plan.hpp"

namespace bailiwick::planning {
namespace {

// The share of --seconds that goes to the proof where nothing else is said.
constexpr double kBoundShare = 0.2;

struct Prepared {
  DesignOrder order;  // with what its files said
  DesignInputs inputs;
  BuiltProblem built;
  std::optional<platform::files::PlanFile> plan;
  double read_s = 0.0;
};

void tell(const Listener& listener, std::string_view phase) {
  if (listener.on_phase) listener.on_phase(phase);
}
bool is_stopped(const Listener& listener) { return listener.is_stopped && listener.is_stopped(); }

tl::unexpected<Errors> interrupted() {
  return fail(Errors{{ErrorCode::kCancelled, "P040",
                      "Interrupted before there was a plan; nothing was written."}});
}

Checked<Prepared> prepare(const DesignOrder& order, const std::string& plan_file,
                          const Clock& clock, Seconds start) {
  Prepared prepared{.order = order, .inputs = {}, .built = {}, .plan = {}};
  Checked<DesignInputs> inputs = read_inputs(prepared.order.request);
  if (!inputs) return fail(std::move(inputs.error()));
  prepared.inputs = std::move(*inputs);
  std::vector<std::string> names;
  if (!plan_file.empty()) {
    const platform::files::UnitLookup lookup(prepared.inputs.units.ids);
    auto plan = platform::files::read_plan(plan_file, lookup);
    if (!plan) return fail(std::move(plan.error()));
    names = plan->territories;
    prepared.plan = std::move(*plan);
  }
  Checked<BuiltProblem> built = build_problem(prepared.order.request, prepared.inputs, names);
  if (!built) return fail(std::move(built.error()));
  prepared.built = std::move(*built);
  auto& notes = prepared.inputs.notes;
  notes.insert(notes.end(), prepared.built.notes.begin(), prepared.built.notes.end());
  if (prepared.plan)
    notes.insert(notes.end(), prepared.plan->notes.begin(), prepared.plan->notes.end());
  prepared.read_s = (clock() - start).value();
  return prepared;
}

// The plan of a file in the numbering of the built problem.
territory::Plan plan_for(const Prepared& prepared) {
  const platform::files::PlanFile& file = *prepared.plan;
  std::vector<territory::TerritoryIndex> index;
  for (const std::string& name : file.territories) {
    const auto it = std::find(prepared.built.names.begin(), prepared.built.names.end(), name);
    index.push_back(static_cast<territory::TerritoryIndex>(it - prepared.built.names.begin()));
  }
  territory::Plan plan{.k = prepared.built.problem.k_max, .territory_of = {}, .centres = {}};
  const auto known = static_cast<std::int32_t>(prepared.built.names.size());
  // In a range of territories the plan itself says how many there are.
  if (prepared.built.problem.k_min < plan.k) plan.k = std::max(prepared.built.problem.k_min, known);
  for (const std::int32_t t : file.territory_of)
    plan.territory_of.push_back(index[static_cast<std::size_t>(t)]);
  return plan;
}

Outcome outcome_of(Prepared& prepared, std::string_view command) {
  Outcome outcome;
  outcome.command = command;
  outcome.order = std::move(prepared.order);
  outcome.problem = std::move(prepared.built.problem);
  outcome.names = std::move(prepared.built.names);
  outcome.places = std::move(prepared.inputs.units.places);
  outcome.notes = std::move(prepared.inputs.notes);
  outcome.timings.read_s = prepared.read_s;
  return outcome;
}

// Territories without a name of their own are numbered from west to east, so that neighbours have near numbers.
void number_by_place(Outcome& outcome) {
  const auto k = static_cast<std::size_t>(outcome.plan.k);
  if (!outcome.names.empty()) {
    outcome.names = complete_names(std::move(outcome.names), outcome.plan.k);
    return;
  }
  std::vector<double> x(k, 0.0);
  std::vector<double> count(k, 0.0);
  for (std::size_t u = 0; u < outcome.places.size(); ++u) {
    const auto t = static_cast<std::size_t>(outcome.plan.territory_of[u]);
    x[t] += on_map(outcome.map, outcome.places[u]).x_m;
    count[t] += 1.0;
  }
  for (std::size_t t = 0; t < k; ++t) x[t] /= std::max(count[t], 1.0);
  std::vector<territory::TerritoryIndex> order(k);
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](territory::TerritoryIndex a, territory::TerritoryIndex b) {
                     return x[static_cast<std::size_t>(a)] < x[static_cast<std::size_t>(b)];
                   });
  std::vector<territory::TerritoryIndex> number(k);
  for (std::size_t i = 0; i < k; ++i)
    number[static_cast<std::size_t>(order[i])] = static_cast<std::int32_t>(i);
  for (auto& t : outcome.plan.territory_of) t = number[static_cast<std::size_t>(t)];
  if (!outcome.plan.centres.empty()) {
    std::vector<territory::UnitIndex> centres(k);
    for (std::size_t t = 0; t < k; ++t)
      centres[static_cast<std::size_t>(number[t])] = outcome.plan.centres[t];
    outcome.plan.centres = std::move(centres);
  }
  outcome.names = complete_names({}, outcome.plan.k);
}

Errors judge_plan(Outcome& outcome, const Listener& listener) {
  tell(listener, "check");
  // The checker speaks of territories by the names of hints; where the problem has none it borrows those of the plan.
  std::vector<territory::TerritoryHint>& hints = outcome.problem.hints;
  const bool are_borrowed = hints.empty();
  if (are_borrowed) hints.resize(outcome.names.size());
  for (std::size_t t = 0; t < hints.size() && t < outcome.names.size(); ++t)
    hints[t].name = outcome.names[t];
  Result<territory::Report> report = territory::check(outcome.problem, outcome.plan);
  if (are_borrowed) hints.clear();
  if (!report) return {report.error()};
  outcome.report = std::move(*report);
  return {};
}

void add_bound(Outcome& outcome, const Budget& budget, const Listener& listener, bool has_plan) {
  tell(listener, "bound");
  if (listener.on_budget) listener.on_budget(budget);
  territory::BoundOptions options;
  options.threads = outcome.order.limits.threads;
  const bool is_usable = has_plan && outcome.report.is_feasible();
  if (is_usable) {
    options.upper = outcome.report.cost.total();
    options.plan = &outcome.plan;
  }
  options.progress = listener.on_bound;
  const Clock clock = monotonic_clock();
  const Seconds start = clock();
  outcome.bound = territory::bound(outcome.problem, budget, options);
  outcome.timings.bound_s = (clock() - start).value();
  if (is_usable) outcome.gap = territory::gap_of(outcome.report.cost.total(), outcome.bound);
}

void no_bound(Outcome& outcome, std::string reason) {
  outcome.bound = {
      .value = std::nullopt, .method = "none", .scope = std::move(reason), .iterations = 0};
}

void bound_design(Outcome& outcome, const Listener& listener, Seconds elapsed) {
  const SearchLimits& limits = outcome.order.limits;
  if (!limits.has_bound) return no_bound(outcome, "No proof was asked for.");
  if (outcome.is_partial) return no_bound(outcome, "Interrupted before the proof.");
  if (!outcome.report.is_feasible()) {
    return no_bound(outcome, "The plan does not meet every demand, so it has no gap.");
  }
  if (limits.bound_seconds)
    return add_bound(outcome, Budget::deadline(Seconds(*limits.bound_seconds)), listener, true);
  if (limits.iterations)
    return add_bound(outcome, Budget::iterations(kBoundIterationsDefault), listener, true);
  const double total_s = limits.seconds.value_or(kSecondsDefault);
  const double left_s = std::max(total_s - elapsed.value(), total_s * kBoundShare / 2);
  add_bound(outcome, Budget::deadline(Seconds(left_s)), listener, true);
}

Budget solve_budget(const SearchLimits& limits, Seconds elapsed) {
  if (limits.iterations) return Budget::iterations(*limits.iterations);
  double seconds = limits.seconds.value_or(kSecondsDefault);
  if (limits.has_bound && !limits.bound_seconds) seconds *= 1.0 - kBoundShare;
  return Budget::deadline(Seconds(std::max(seconds - elapsed.value(), seconds / 10)));
}

}  // namespace

Checked<Outcome> design(const DesignOrder& order, const Listener& listener) {
  const Clock clock = monotonic_clock();
  const Seconds start = clock();
  tell(listener, "read");
  // Beside the reading, which keeps one thread busy.
  auto digests = std::async(std::launch::async, digests_of, order.request.files);
  Checked<Prepared> prepared = prepare(order, "", clock, start);
  if (!prepared) return fail(std::move(prepared.error()));
  tell(listener, "validate");
  const Seconds read_end = clock();
  Errors reasons = territory::validate(prepared->built.problem);
  if (!reasons.empty()) return fail(std::move(reasons));
  if (is_stopped(listener)) return interrupted();
  const double validate_s = (clock() - read_end).value();

  const std::vector<geo::Area> areas = std::move(prepared->inputs.areas);
  Outcome outcome = outcome_of(*prepared, "design");
  outcome.timings.validate_s = validate_s;
  // The map does not depend on the plan, so it is made while the search runs.
  auto map = std::async(std::launch::async,
                        [&] { return map_cells(outcome.problem, outcome.places, areas); });
  tell(listener, "solve");
  const Budget budget = solve_budget(order.limits, clock() - start);
  if (listener.on_budget) listener.on_budget(budget);
  territory::SolveOptions options{
      .seed = order.limits.seed, .threads = order.limits.threads, .progress = {}};
  if (listener.on_solve) {
    options.progress = [&](const territory::Progress& progress) {
      listener.on_solve(outcome.problem, progress);
    };
  }
  const Seconds solve_start = clock();
  territory::Solution solution = territory::solve(outcome.problem, budget, options);
  outcome.timings.solve_s = (clock() - solve_start).value();
  outcome.inputs = digests.get();
  if (solution.plan.territory_of.empty()) return interrupted();
  outcome.plan = std::move(solution.plan);
  outcome.iterations = solution.iterations;
  outcome.is_partial = solution.was_cancelled || is_stopped(listener);
  // Only numbering by place needs the map; else nothing waits for it yet.
  if (outcome.names.empty()) outcome.map = map.get();
  number_by_place(outcome);

  Errors errors = judge_plan(outcome, listener);
  if (!errors.empty()) return fail(std::move(errors));
  bound_design(outcome, listener, clock() - start);
  if (map.valid()) outcome.map = map.get();
  outcome.timings.total_s = (clock() - start).value();
  return outcome;
}

Checked<Outcome> judge(const DesignOrder& order, const std::string& plan_file,
                       const Listener& listener) {
  const Clock clock = monotonic_clock();
  const Seconds start = clock();
  tell(listener, "read");
  Checked<Prepared> prepared = prepare(order, plan_file, clock, start);
  if (!prepared) return fail(std::move(prepared.error()));
  // That no plan can meet the demands is no reason not to judge this one; a malformed problem is.
  Errors malformed = territory::validate(prepared->built.problem);
  std::erase_if(malformed, [](const Error& error) { return error.code == ErrorCode::kInfeasible; });
  if (!malformed.empty()) return fail(std::move(malformed));
  const territory::Plan plan = plan_for(*prepared);
  const std::vector<geo::Area> areas = std::move(prepared->inputs.areas);
  Outcome outcome = outcome_of(*prepared, "check");
  outcome.plan = plan;
  outcome.names = complete_names(std::move(outcome.names), plan.k);
  Errors errors = judge_plan(outcome, listener);
  if (!errors.empty()) return fail(std::move(errors));
  no_bound(outcome, "No proof was asked for.");
  if (!order.output.folder.empty()) {
    outcome.inputs = digests_of(outcome.order.request.files);
    outcome.map = map_cells(outcome.problem, outcome.places, areas);
  }
  outcome.timings.total_s = (clock() - start).value();
  return outcome;
}

Checked<Outcome> bound_problem(const DesignOrder& order, const std::string& plan_file,
                               const Listener& listener) {
  const Clock clock = monotonic_clock();
  const Seconds start = clock();
  tell(listener, "read");
  Checked<Prepared> prepared = prepare(order, plan_file, clock, start);
  if (!prepared) return fail(std::move(prepared.error()));
  tell(listener, "validate");
  Errors reasons = territory::validate(prepared->built.problem);
  if (!reasons.empty()) return fail(std::move(reasons));
  const bool has_plan = prepared->plan.has_value();
  territory::Plan plan = has_plan ? plan_for(*prepared) : territory::Plan{};
  Outcome outcome = outcome_of(*prepared, "bound");
  if (has_plan) {
    outcome.plan = std::move(plan);
    outcome.names = complete_names(std::move(outcome.names), outcome.plan.k);
    Errors errors = judge_plan(outcome, listener);
    if (!errors.empty()) return fail(std::move(errors));
  }
  outcome.inputs = digests_of(outcome.order.request.files);
  const SearchLimits& limits = order.limits;
  const Budget budget = limits.iterations
                            ? Budget::iterations(*limits.iterations)
                            : Budget::deadline(Seconds(limits.seconds.value_or(kSecondsDefault)));
  add_bound(outcome, budget, listener, has_plan);
  outcome.is_partial = is_stopped(listener);
  outcome.timings.total_s = (clock() - start).value();
  return outcome;
}

}  // namespace bailiwick::planning
