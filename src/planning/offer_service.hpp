// Offers of the optimiser: a better board for a plan, or a part of it, found by a job beside the people who change it, and accepted whole or by territory.
// docs/spec/plan-studio.md.
//
// plans.manage asks and accepts, plans.read looks. While the job runs the best so far can be looked at; each is told as plan.offer {id, plan}.
// Thread-safe.
// Errors: those of BoardDesks::open(), part_of() and BoardService::make(); what cannot be met by the engine's rules (T...), before time is spent; P120 there
// is no such offer (kNotFound), P121 nothing was found yet (kConflict), P103 units it moves were changed since.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "planning/board_service.hpp"
#include "planning/offer_store.hpp"
#include "planning/optimise.hpp"

namespace bailiwick::planning {

// The kind of job; its payload is {"plan", "offer"}.
inline constexpr std::string_view kOptimiseKind = "planning.optimise";

struct OfferAsked {
  Offer offer;
  platform::jobs::Job job;
};

// An offer with what it would make of the board as it is now.
struct OfferView {
  Offer offer;
  std::optional<BoardOutcome>
      outcome;  // absent before anything was found, or where units it moves were changed since
  std::vector<std::int32_t> changed_since;
};

class OfferService {
 public:
  using Principal = platform::identity::Principal;
  using Connection = platform::db::Connection;

  // What it works with outlives it.
  OfferService(const PlanningParts& parts, const BoardDesks& desks, const BoardService& boards)
      : parts_(parts), desks_(desks), boards_(boards) {}

  [[nodiscard]] Checked<OfferAsked> ask(const Principal& principal, PlanId plan,
                                        const OptimiseRequest& request) const;
  // The plan, where this may be asked of it: what cannot be met is said before time is spent.
  [[nodiscard]] Checked<DeskPtr> may_optimise(const Principal& principal, PlanId plan,
                                              const OptimiseRequest& request) const;
  // Newest first, at most kOffersListed.
  [[nodiscard]] Result<std::vector<Offer>> offers(const Principal& principal, PlanId plan) const;
  [[nodiscard]] Checked<OfferView> offer(const Principal& principal, PlanId plan,
                                         OfferId offer) const;
  // The moves into or out of these territories; none named: all.
  [[nodiscard]] Checked<BoardOutcome> accept(const Principal& principal, PlanId plan, OfferId offer,
                                             const std::vector<std::int32_t>& territories,
                                             const std::optional<std::string>& reason) const;
  [[nodiscard]] Result<void> dismiss(const Principal& principal, PlanId plan, OfferId offer) const;

  // For the job.
  struct Work {
    Offer offer;
    DeskPtr desk;
    BoardPart part;
  };
  [[nodiscard]] Checked<Work> work(TenantId tenant, PlanId plan, OfferId offer) const;
  // The offer with what was found, judged; and kept, in a transaction of the caller.
  [[nodiscard]] static Offer found(const Work& work, const BoardPatch& patch, OfferState state);
  Result<void> keep(Connection& connection, TenantId tenant, const Offer& offer) const;

 private:
  [[nodiscard]] Checked<Offer> read(TenantId tenant, PlanId plan, OfferId offer) const;

  PlanningParts parts_;
  const BoardDesks& desks_;
  const BoardService& boards_;
};

}  // namespace bailiwick::planning
