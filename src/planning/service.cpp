#include "planning/service.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include <fmt/core.h>

#include "base/nearest.hpp"
#include "planning/board_judge.hpp"
#include "planning/board_store.hpp"
#include "planning/model.hpp"
#include "planning/plan_events.hpp"
#include "planning/plan_job.hpp"
#include "planning/refusals.hpp"
#include "planning/store.hpp"
#include "platform/files/units.hpp"
#include "platform/identity/environment.hpp"

namespace bailiwick::planning {
namespace {

namespace audit = platform::audit;
namespace db = platform::db;
namespace files = platform::files;
namespace identity = platform::identity;
namespace jobs = platform::jobs;
using identity::Permission;

constexpr std::int64_t kPageLimit = 200;

Error no_plan(PlanId id) {
  return {ErrorCode::kNotFound, "P050", fmt::format("There is no plan {}.", id.text())};
}

Error no_dataset(DatasetId id) {
  return {ErrorCode::kNotFound, "P051", fmt::format("There is no data set {}.", id.text())};
}

Error no_design(std::string_view name) {
  return {ErrorCode::kConflict, "P052",
          fmt::format("The plan \"{}\" has no design yet; its job is still to finish.", name)};
}

// Cut between characters where it is too long.
std::string title_of(std::string_view what, std::string_view name) {
  std::string title = fmt::format("{} of {}", what, name);
  if (title.size() <= jobs::kTitleBytesMax) return title;
  std::size_t end = jobs::kTitleBytesMax;
  while ((static_cast<unsigned char>(title[end]) & 0xC0U) == 0x80U) --end;
  return title.substr(0, end);
}

}  // namespace

Result<PlanPage> PlanService::plans(const Principal& principal, std::optional<PlanId> before,
                                    std::int64_t limit) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return tl::unexpected(may.error());
  limit = std::clamp<std::int64_t>(limit, 1, kPageLimit);
  auto found = parts_.database.read([&](db::Connection& connection) {
    return store::plans(connection, principal.tenant, before, limit + 1);
  });
  if (!found) return tl::unexpected(found.error());
  PlanPage page;
  if (static_cast<std::int64_t>(found->size()) > limit) {
    found->pop_back();
    page.next = found->back().id;
  }
  page.items = std::move(*found);
  return page;
}

Result<Plan> PlanService::plan(const Principal& principal, PlanId id) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return tl::unexpected(may.error());
  auto found = parts_.database.read([&](db::Connection& connection) {
    return store::plan(connection, {principal.tenant, id});
  });
  if (!found) return tl::unexpected(found.error());
  if (!*found) return tl::unexpected(no_plan(id));
  return std::move(**found);
}

Errors PlanService::mistakes_of(const NewPlan& request,
                                const std::optional<Dataset>& dataset) const {
  Errors errors;
  const auto add = [&](std::string_view rule, std::string message) {
    errors.push_back({ErrorCode::kInvalidInput, std::string(rule), std::move(message)});
  };
  if (const auto mistake = mistake_of_name(request.name)) errors.push_back(*mistake);
  if (request.territories < 1 || request.territories > kTerritoriesMax)
    add("P055", fmt::format("A plan has 1 to {} territories.", kTerritoriesMax));
  if (!(request.seconds >= 1.0 && request.seconds <= kDesignSecondsMax))
    add("P055", fmt::format("A design takes 1 to {} seconds.", kDesignSecondsMax));
  if (request.balance.empty() || request.balance.size() > kPlanBalanceMax)
    add("P055", fmt::format("A plan balances 1 to {} measures.", kPlanBalanceMax));
  for (const PlanBalance& balance : request.balance) {
    if (!(balance.tolerance > 0.0 && balance.tolerance <= 1.0))
      add("P055", fmt::format("The tolerance of \"{}\" lies above 0 and up to 1 (0.02 is 2%).",
                              balance.measure));
  }
  if (!dataset) {
    errors.push_back(no_dataset(request.dataset));
    return errors;
  }
  if (request.territories > dataset->unit_count)
    add("P055", fmt::format("The data set has {} units, so at most as many territories.",
                            dataset->unit_count));
  std::vector<std::string> known = dataset->measures;
  known.emplace_back(kUnitsMeasure);
  for (const PlanBalance& balance : request.balance) {
    if (std::find(known.begin(), known.end(), balance.measure) != known.end()) continue;
    add("P054", fmt::format("The data set has no measure \"{}\".{}", balance.measure,
                            did_you_mean(balance.measure, known)));
  }
  return errors;
}

Checked<PlanCreated> PlanService::create(const Principal& principal, const NewPlan& request) const {
  if (const auto may = identity::require(principal, Permission::kPlansManage); !may)
    return fail(as_list(may.error()));
  const auto dataset = parts_.database.read([&](db::Connection& connection) {
    return store::dataset(connection, principal.tenant, request.dataset);
  });
  if (!dataset) return fail(as_list(dataset.error()));
  if (Errors errors = mistakes_of(request, *dataset); !errors.empty())
    return fail(std::move(errors));

  const PlanId id(parts_.ids.next());
  const auto made = parts_.database.write([&](db::Connection& connection) -> Result<PlanCreated> {
    auto job = parts_.queue.enqueue(connection, {.tenant = principal.tenant,
                                                 .created_by = principal.person,
                                                 .kind = std::string(kDesignKind),
                                                 .title = title_of("Territories", request.name),
                                                 .payload = payload_of(id)});
    if (!job) return tl::unexpected(job.error());
    Plan plan;
    plan.id = id;
    plan.name = request.name;
    plan.dataset = request.dataset;
    plan.request = request;
    plan.unit_count = (*dataset)->unit_count;
    plan.job = job->id;
    plan.created_at = parts_.clock();
    plan.created_by = principal.person;
    if (const auto kept = store::insert_plan(connection, principal.tenant, plan); !kept)
      return tl::unexpected(kept.error());
    const auto logged = parts_.log.append(
        connection, {principal.tenant, actor_of(principal), "plan.created", id.text(),
                     audit::Details()
                         .id("dataset", request.dataset)
                         .number("territories", request.territories)
                         .id("job", job->id)});
    if (!logged) return tl::unexpected(logged.error());
    if (const auto told = tell_plan(connection, parts_.outbox, principal.tenant, plan); !told)
      return tl::unexpected(told.error());
    return PlanCreated{std::move(plan), std::move(*job)};
  });
  if (!made) return fail(as_list(made.error()));
  return *made;
}

Result<std::vector<PlanTerritory>> PlanService::territories(const Principal& principal,
                                                            PlanId id) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return tl::unexpected(may.error());
  return parts_.database.read(
      [&](db::Connection& connection) -> Result<std::vector<PlanTerritory>> {
        const store::PlanKey key{principal.tenant, id};
        const auto plan = store::plan(connection, key);
        if (!plan) return tl::unexpected(plan.error());
        if (!*plan) return tl::unexpected(no_plan(id));
        return store::territories(connection, key);
      });
}

Result<std::vector<Dataset>> PlanService::datasets(const Principal& principal) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return tl::unexpected(may.error());
  return parts_.database.read(
      [&](db::Connection& connection) { return store::datasets(connection, principal.tenant); });
}

Checked<Dataset> PlanService::add_dataset(const Principal& principal, const std::string& name,
                                          std::string csv) const {
  if (const auto may = identity::require(principal, Permission::kPlansManage); !may)
    return fail(as_list(may.error()));
  Errors errors;
  if (const auto mistake = mistake_of_name(name)) errors.push_back(*mistake);
  if (csv.size() > kDatasetBytesMax) {
    errors.push_back({ErrorCode::kLimit, "P056",
                      fmt::format("A data set has at most {} MiB.", kDatasetBytesMax >> 20)});
    return fail(std::move(errors));
  }
  auto text = files::text_from_bytes(name, csv);
  if (!text) {
    errors.push_back(text.error());
    return fail(std::move(errors));
  }
  const auto units = files::parse_units(std::move(*text));
  if (!units) errors.insert(errors.end(), units.error().begin(), units.error().end());
  if (!errors.empty()) return fail(std::move(errors));

  Dataset dataset{.id = DatasetId(parts_.ids.next()),
                  .name = name,
                  .unit_count = units->unit_count(),
                  .measures = {},
                  .created_at = parts_.clock()};
  for (const files::MeasureColumn& measure : units->measures)
    dataset.measures.push_back(measure.name);
  const store::DatasetRow row{dataset, std::move(csv), principal.person};
  const auto kept = parts_.database.write([&](db::Connection& connection) -> Result<void> {
    if (const auto added = store::insert_dataset(connection, principal.tenant, row); !added)
      return added;
    const auto logged = parts_.log.append(
        connection, {principal.tenant, actor_of(principal), "dataset.added", dataset.id.text(),
                     audit::Details().number("units", dataset.unit_count)});
    if (!logged) return tl::unexpected(logged.error());
    return {};
  });
  if (!kept) return fail(as_list(kept.error()));
  return dataset;
}

Result<PlanService::DesignInput> PlanService::design_input(TenantId tenant, PlanId id) const {
  return parts_.database.read([&](db::Connection& connection) -> Result<DesignInput> {
    auto plan = store::plan(connection, {tenant, id});
    if (!plan) return tl::unexpected(plan.error());
    if (!*plan) return tl::unexpected(no_plan(id));
    auto csv = store::dataset_csv(connection, tenant, (*plan)->dataset);
    if (!csv) return tl::unexpected(csv.error());
    if (!*csv) return tl::unexpected(no_dataset((*plan)->dataset));
    return DesignInput{std::move(**plan), std::move(**csv)};
  });
}

Result<void> PlanService::save_design(db::Connection& connection, const jobs::Job& job, PlanId id,
                                      const DesignedPlan& designed) const {
  const store::PlanKey key{job.tenant, id};
  if (const auto saved = store::save_design(connection, key, designed); !saved) return saved;
  const auto plan = store::plan(connection, key);
  if (!plan) return tl::unexpected(plan.error());
  if (!*plan) return tl::unexpected(no_plan(id));
  const auto logged = parts_.log.append(
      connection,
      {job.tenant,
       {job.created_by, audit::Via::kSystem, {}},
       "plan.designed",
       id.text(),
       audit::Details()
           .id("job", job.id)
           .number("territories", static_cast<std::int64_t>(designed.territories.size()))});
  if (!logged) return tl::unexpected(logged.error());
  if (designed.is_feasible) {
    if (const auto queued = queue_proof(connection, job, **plan); !queued) return queued;
  }
  return tell_plan(connection, parts_.outbox, job.tenant, **plan);
}

Result<void> PlanService::queue_proof(db::Connection& connection, const jobs::Job& design,
                                      const Plan& plan) const {
  const auto queued = parts_.queue.enqueue(connection, {.tenant = design.tenant,
                                                        .created_by = design.created_by,
                                                        .kind = std::string(kProofKind),
                                                        .title = title_of("Proof", plan.name),
                                                        .payload = payload_of(plan.id)});
  if (!queued) return tl::unexpected(queued.error());
  return {};
}

Result<PlanService::ProofInput> PlanService::proof_input(TenantId tenant, PlanId id) const {
  auto design = design_input(tenant, id);
  if (!design) return tl::unexpected(design.error());
  auto plan_csv = parts_.database.read([&](db::Connection& connection) {
    return store::file(connection, {tenant, id}, store::kUnitsFile);
  });
  if (!plan_csv) return tl::unexpected(plan_csv.error());
  if (!*plan_csv) return tl::unexpected(no_design(design->plan.name));
  return ProofInput{std::move(*design), std::move(**plan_csv)};
}

Result<void> PlanService::save_proof(db::Connection& connection, TenantId tenant, PlanId id,
                                     const PlanProof& proof) const {
  const store::PlanKey key{tenant, id};
  const auto plan = store::plan(connection, key);
  if (!plan) return tl::unexpected(plan.error());
  if (!*plan) return tl::unexpected(no_plan(id));
  if (!(*plan)->summary) return tl::unexpected(no_design((*plan)->name));
  auto summary = nlohmann::ordered_json::parse(*(*plan)->summary);
  summary["bound_scope"] = proof.scope;
  if (!proof.covers.empty()) summary["bound_covers"] = nlohmann::ordered_json::parse(proof.covers);
  if (proof.bound_km) summary["bound_km"] = *proof.bound_km;
  const auto revision = board_store::revision(connection, key);
  if (!revision) return tl::unexpected(revision.error());
  // A plan that was changed since is as far from the bound as it is now.
  if (revision->value_or(0) > 0)
    put_gap(summary);
  else if (proof.gap)
    summary["gap"] = *proof.gap;
  if (const auto kept = store::save_summary(connection, key, summary.dump()); !kept) return kept;
  return tell_plan(connection, parts_.outbox, tenant, **plan);
}

}  // namespace bailiwick::planning
