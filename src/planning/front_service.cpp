#include "planning/front_service.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include <fmt/core.h>

#include "engine/territory/validate.hpp"
#include "planning/board_json.hpp"
#include "planning/offer_json.hpp"
#include "planning/plan_job.hpp"
#include "planning/refusals.hpp"
#include "platform/identity/environment.hpp"
#include "platform/jobs/store.hpp"

namespace bailiwick::planning {
namespace {

namespace audit = platform::audit;
namespace identity = platform::identity;
namespace jobs = platform::jobs;
using identity::Permission;

constexpr double kTolerances[] = {1.0, 0.5, 0.25};
constexpr std::optional<double> kCaps[] = {0.02, 0.05, 0.15, std::nullopt};
static_assert(std::size(kTolerances) * std::size(kCaps) == kFrontPoints);

// Of the figures of an offer, before or after it.
Tradeoff gives_of(const nlohmann::json& totals, double moved) {
  Tradeoff gives{.travel_km = totals.value("rms_km", 0.0), .moved = moved};
  const auto worst = totals.value("worst_deviation", nlohmann::json::object());
  for (const auto& share : worst)
    gives.deviation = std::max(gives.deviation, std::abs(share.get<double>()));
  return gives;
}

}  // namespace

std::vector<OptimiseRequest> FrontService::demands(const OptimiseRequest& request,
                                                   const NewPlan& asked) {
  std::vector<OptimiseRequest> all;
  for (const std::optional<double> cap : kCaps)
    for (const double scale : kTolerances) {
      OptimiseRequest one = request;
      one.seconds =
          std::max(kOptimiseSecondsMin, request.seconds / static_cast<double>(kFrontPoints));
      one.disruption_cap = cap;
      if (request.disruption_cap)
        one.disruption_cap = std::min(*request.disruption_cap, cap.value_or(1.0));
      if (one.balance.empty()) one.balance = asked.balance;
      for (PlanBalance& balance : one.balance) balance.tolerance *= scale;
      all.push_back(std::move(one));
    }
  return all;
}

Checked<jobs::Job> FrontService::ask(const Principal& principal, PlanId plan,
                                     const OptimiseRequest& request) const {
  const auto ready = offers_.may_optimise(principal, plan, request);
  if (!ready) return fail(ready.error());
  const auto asked = parts_.database.write([&](Connection& connection) -> Result<jobs::Job> {
    const nlohmann::json payload = {{"plan", plan.text()}, {"request", to_json(request)}};
    auto job = parts_.queue.enqueue(connection, {.tenant = principal.tenant,
                                                 .created_by = principal.person,
                                                 .kind = std::string(kFrontKind),
                                                 .title = (*ready)->plan.name,
                                                 .payload = payload.dump()});
    if (!job) return job;
    const auto kept =
        offer_store::insert_front(connection, {principal.tenant, plan},
                                  {.job = job->id, .at = parts_.clock(), .by = principal.person});
    if (!kept) return tl::unexpected(kept.error());
    const auto logged = parts_.log.append(
        connection, {principal.tenant, identity::actor_of(principal), "plan.front_asked",
                     plan.text(), audit::Details().id("job", job->id)});
    if (!logged) return tl::unexpected(logged.error());
    return job;
  });
  if (!asked) return fail(as_list(asked.error()));
  return *asked;
}

Checked<Front> FrontService::front(const Principal& principal, PlanId plan, jobs::JobId job) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return fail(as_list(may.error()));
  bool is_there = false;
  const store::PlanKey key{principal.tenant, plan};
  const auto offers =
      parts_.database.read([&](Connection& connection) -> Result<std::vector<Offer>> {
        const auto has = offer_store::has_front(connection, key, job);
        if (!has) return tl::unexpected(has.error());
        is_there = *has;
        return offer_store::of_job(connection, key, job);
      });
  if (!offers) return fail(as_list(offers.error()));
  if (!is_there)
    return refuse(ErrorCode::kNotFound, "P124",
                  fmt::format("This plan has no front {}.", job.text()));
  Front front{.job = job, .present = {}, .points = {}};
  if (offers->empty()) {
    const auto desk = desks_.open(principal.tenant, plan);
    if (!desk) return fail(desk.error());
    front.present = gives_of(totals_json((*desk)->judgement.totals), 0.0);
  }
  std::vector<Tradeoff> all;
  for (const Offer& offer : *offers) {
    const auto figures = nlohmann::json::parse(offer.figures);
    front.present = gives_of(figures.at("before"), 0.0);
    const Tradeoff gives = gives_of(figures.at("after"), figures.value("moved", 0.0));
    all.push_back(gives);
    front.points.push_back({.offer = offer, .gives = gives});
  }
  all.insert(all.begin(), front.present);
  const std::vector<bool> is_on = on_front(all);
  front.is_present_on_front = is_on.front();
  for (std::size_t i = 0; i < front.points.size(); ++i) front.points[i].is_on_front = is_on[i + 1];
  return front;
}

Result<std::vector<FrontHead>> FrontService::fronts(const Principal& principal, PlanId plan) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return tl::unexpected(may.error());
  const store::PlanKey key{principal.tenant, plan};
  return parts_.database.read([&](Connection& connection) -> Result<std::vector<FrontHead>> {
    const auto stored = store::plan(connection, key);
    if (!stored) return tl::unexpected(stored.error());
    if (!*stored)
      return fail(ErrorCode::kNotFound, "P050", fmt::format("There is no plan {}.", plan.text()));
    const auto asked = offer_store::fronts(connection, key, kFrontsListed);
    if (!asked) return tl::unexpected(asked.error());
    std::vector<FrontHead> heads;
    for (const AskedFront& front : *asked) {
      const auto job = jobs::find(connection, principal.tenant, front.job);
      if (!job) return tl::unexpected(job.error());
      // Jobs that ended long ago are forgotten; what they found is not.
      heads.push_back({.asked = front, .state = *job ? (*job)->state : jobs::JobState::kSucceeded});
    }
    return heads;
  });
}

Checked<OfferService::Work> FrontService::work(const jobs::Job& job,
                                               const OptimiseRequest& demand) const {
  auto desk = desks_.open(job.tenant, plan_of(job));
  if (!desk) return fail(std::move(desk.error()));
  auto part = part_of(*(*desk)->ground, (*desk)->board, demand, (*desk)->plan.request);
  if (!part) return fail(std::move(part.error()));
  Offer offer;
  offer.id = OfferId(parts_.ids.next());
  offer.plan = plan_of(job);
  offer.job = job.id;
  offer.is_of_front = true;
  offer.revision = (*desk)->revision;
  offer.request = demand;
  offer.at = parts_.clock();
  offer.by = job.created_by;
  return OfferService::Work{
      .offer = std::move(offer), .desk = std::move(*desk), .part = std::move(*part)};
}

Result<void> FrontService::begin(const jobs::Job& job) const {
  return parts_.database.write([&](Connection& connection) {
    return offer_store::remove_of_job(connection, {job.tenant, plan_of(job)}, job.id);
  });
}

Result<void> FrontService::keep(TenantId tenant, const Offer& offer) const {
  return parts_.database.write([&](Connection& connection) -> Result<void> {
    const auto added = offer_store::insert(connection, tenant, offer);
    if (!added) return added;
    return offers_.keep(connection, tenant, offer);
  });
}

}  // namespace bailiwick::planning
