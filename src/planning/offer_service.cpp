#include "planning/offer_service.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include <fmt/core.h>

#include "engine/territory/validate.hpp"
#include "planning/board_json.hpp"
#include "planning/refusals.hpp"
#include "planning/store.hpp"
#include "platform/identity/environment.hpp"

namespace bailiwick::planning {
namespace {

namespace audit = platform::audit;
namespace db = platform::db;
namespace identity = platform::identity;
namespace jobs = platform::jobs;
using identity::Permission;

constexpr std::size_t kNamedMax = 10;

Error no_offer(OfferId id) {
  return {ErrorCode::kNotFound, "P120", fmt::format("There is no offer {}.", id.text())};
}

// Units that a patch moves and that stand elsewhere, or are locked, by now.
std::vector<std::int32_t> changed_since(const Desk& now, const BoardPatch& patch) {
  std::vector<std::int32_t> units = obstacles(now.board, patch).units;
  for (const UnitMove& move : patch.moves)
    if (now.board.is_locked[static_cast<std::size_t>(move.unit)] != 0) units.push_back(move.unit);
  std::ranges::sort(units);
  const auto doubled = std::ranges::unique(units);
  units.erase(doubled.begin(), doubled.end());
  return units;
}

std::string named(const Desk& desk, const std::vector<std::int32_t>& units) {
  std::string text;
  for (std::size_t i = 0; i < units.size() && i < kNamedMax; ++i)
    text += (i > 0 ? ", " : "") + desk.ground->problem.unit_ids[static_cast<std::size_t>(units[i])];
  if (units.size() > kNamedMax) text += fmt::format(" and {} more", units.size() - kNamedMax);
  return text;
}

// The share of the first measure that changes hands.
double moved_share(const Desk& desk, const BoardPatch& patch) {
  const territory::Problem& problem = desk.ground->problem;
  const auto& values = problem.measures[at(problem.weight_measure.value_or(0))].values;
  double total = 0.0;
  for (const std::int64_t value : values) total += static_cast<double>(value);
  double moved = 0.0;
  for (const UnitMove& move : patch.moves) moved += static_cast<double>(values[at(move.unit)]);
  return total > 0.0 ? moved / total : 0.0;
}

}  // namespace

Checked<DeskPtr> OfferService::may_optimise(const Principal& principal, PlanId plan,
                                            const OptimiseRequest& request) const {
  if (const auto may = identity::require(principal, Permission::kPlansManage); !may)
    return fail(as_list(may.error()));
  const auto desk = desks_.open(principal.tenant, plan);
  if (!desk) return fail(desk.error());
  if ((*desk)->plan.state != PlanState::kDraft)
    return fail(Errors{{ErrorCode::kConflict, "P100",
                        fmt::format("The plan \"{}\" is {} and cannot be changed. Make a scenario "
                                    "of it, or bring it back to draft.",
                                    (*desk)->plan.name, name_of((*desk)->plan.state))}});
  const auto part = part_of(*(*desk)->ground, (*desk)->board, request, (*desk)->plan.request);
  if (!part) return fail(part.error());
  // What cannot be met is said before time is spent.
  if (Errors reasons = territory::validate(part->problem); !reasons.empty())
    return fail(std::move(reasons));
  return *desk;
}

Checked<OfferAsked> OfferService::ask(const Principal& principal, PlanId plan,
                                      const OptimiseRequest& request) const {
  const auto desk = may_optimise(principal, plan, request);
  if (!desk) return fail(desk.error());
  Offer offer;
  offer.id = OfferId(parts_.ids.next());
  offer.plan = plan;
  offer.revision = (*desk)->revision;
  offer.request = request;
  offer.at = parts_.clock();
  offer.by = principal.person;
  const auto asked = parts_.database.write([&](Connection& connection) -> Result<OfferAsked> {
    const nlohmann::json payload = {{"plan", plan.text()}, {"offer", offer.id.text()}};
    auto job = parts_.queue.enqueue(connection, {.tenant = principal.tenant,
                                                 .created_by = principal.person,
                                                 .kind = std::string(kOptimiseKind),
                                                 .title = (*desk)->plan.name,
                                                 .payload = payload.dump()});
    if (!job) return tl::unexpected(job.error());
    Offer queued = offer;
    queued.job = job->id;
    const auto kept = offer_store::insert(connection, principal.tenant, queued);
    if (!kept) return tl::unexpected(kept.error());
    const auto logged = parts_.log.append(
        connection, {principal.tenant, identity::actor_of(principal), "plan.optimisation_asked",
                     plan.text(), audit::Details().id("job", job->id)});
    if (!logged) return tl::unexpected(logged.error());
    return OfferAsked{.offer = std::move(queued), .job = std::move(*job)};
  });
  if (!asked) return fail(as_list(asked.error()));
  return *asked;
}

Result<std::vector<Offer>> OfferService::offers(const Principal& principal, PlanId plan) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return tl::unexpected(may.error());
  return parts_.database.read([&](Connection& connection) -> Result<std::vector<Offer>> {
    const store::PlanKey key{principal.tenant, plan};
    const auto there = store::plan(connection, key);
    if (!there) return tl::unexpected(there.error());
    if (!*there)
      return fail(ErrorCode::kNotFound, "P050", fmt::format("There is no plan {}.", plan.text()));
    return offer_store::list(connection, key, kOffersListed);
  });
}

Checked<Offer> OfferService::read(TenantId tenant, PlanId plan, OfferId id) const {
  const auto found = parts_.database.read([&](Connection& connection) {
    return offer_store::find(connection, {tenant, plan}, id);
  });
  if (!found) return fail(as_list(found.error()));
  if (!*found) return fail(as_list(no_offer(id)));
  return **found;
}

Checked<OfferView> OfferService::offer(const Principal& principal, PlanId plan, OfferId id) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return fail(as_list(may.error()));
  auto found = read(principal.tenant, plan, id);
  if (!found) return fail(std::move(found.error()));
  OfferView view{.offer = std::move(*found), .outcome = {}, .changed_since = {}};
  if (!view.offer.patch) return view;
  const auto desk = desks_.open(principal.tenant, plan);
  if (!desk) return fail(desk.error());
  view.changed_since = changed_since(**desk, *view.offer.patch);
  if (!view.changed_since.empty()) return view;
  BoardOutcome outcome{.before = *desk,
                       .after = desk_after(**desk, *view.offer.patch),
                       .patch = *view.offer.patch,
                       .effect = {},
                       .change = {},
                       .undo_redo = {}};
  outcome.effect = effect_of((*desk)->judgement, outcome.after->judgement, (*desk)->plan.request);
  view.outcome = std::move(outcome);
  return view;
}

Checked<BoardOutcome> OfferService::accept(const Principal& principal, PlanId plan, OfferId id,
                                           const std::vector<std::int32_t>& territories,
                                           const std::optional<std::string>& reason) const {
  if (const auto may = identity::require(principal, Permission::kPlansManage); !may)
    return fail(as_list(may.error()));
  auto offer = read(principal.tenant, plan, id);
  if (!offer) return fail(std::move(offer.error()));
  if (!offer->patch || offer->state == OfferState::kRunning)
    return fail(Errors{{ErrorCode::kConflict, "P121",
                        "The search goes on, or has found nothing: wait for it, or stop it to keep "
                        "the best so far."}});
  const BoardPatch wanted = about(*offer->patch, territories);
  return boards_.make(
      principal, plan,
      [&](const Desk& desk) -> Checked<BoardService::Wanted> {
        const std::vector<std::int32_t> units = changed_since(desk, wanted);
        if (!units.empty())
          return fail(Errors{{ErrorCode::kConflict, "P103",
                              fmt::format("Unit(s) {} were moved or locked since the search began. "
                                          "Accept other territories, or optimise again.",
                                          named(desk, units))}});
        return BoardService::Wanted{.kind = BoardChangeKind::kOffer,
                                    .patch = wanted,
                                    .reason = reason,
                                    .beside = [&](Connection& connection) {
                                      Offer accepted = *offer;
                                      accepted.state = OfferState::kAccepted;
                                      return offer_store::update(connection, principal.tenant,
                                                                 accepted);
                                    }};
      },
      false);
}

Result<void> OfferService::dismiss(const Principal& principal, PlanId plan, OfferId id) const {
  if (const auto may = identity::require(principal, Permission::kPlansManage); !may)
    return tl::unexpected(may.error());
  return parts_.database.write([&](Connection& connection) -> Result<void> {
    auto offer = offer_store::find(connection, {principal.tenant, plan}, id);
    if (!offer) return tl::unexpected(offer.error());
    if (!*offer) return tl::unexpected(no_offer(id));
    (*offer)->state = OfferState::kDismissed;
    return offer_store::update(connection, principal.tenant, **offer);
  });
}

Checked<OfferService::Work> OfferService::work(TenantId tenant, PlanId plan, OfferId id) const {
  auto offer = read(tenant, plan, id);
  if (!offer) return fail(std::move(offer.error()));
  auto desk = desks_.open(tenant, plan);
  if (!desk) return fail(std::move(desk.error()));
  auto part = part_of(*(*desk)->ground, (*desk)->board, offer->request, (*desk)->plan.request);
  if (!part) return fail(std::move(part.error()));
  Work work{.offer = std::move(*offer), .desk = std::move(*desk), .part = std::move(*part)};
  work.offer.revision = work.desk->revision;
  return work;
}

Offer OfferService::found(const Work& work, const BoardPatch& patch, OfferState state) {
  Offer offer = work.offer;
  offer.state = state;
  offer.patch = patch;
  offer.units_moved = static_cast<std::int64_t>(patch.moves.size());
  offer.figures =
      nlohmann::json{{"before", totals_json(work.desk->judgement.totals)},
                     {"after", totals_json(desk_after(*work.desk, patch)->judgement.totals)},
                     {"moved", moved_share(*work.desk, patch)}}
          .dump();
  return offer;
}

Result<void> OfferService::keep(Connection& connection, TenantId tenant, const Offer& offer) const {
  if (const auto kept = offer_store::update(connection, tenant, offer); !kept) return kept;
  const nlohmann::json data = {{"id", offer.id.text()}, {"plan", offer.plan.text()}};
  return parts_.outbox.emit(connection, {.tenant = tenant,
                                         .name = "plan.offer",
                                         .audience = {.permission = Permission::kPlansRead},
                                         .data = data.dump()});
}

}  // namespace bailiwick::planning
