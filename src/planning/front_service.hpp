// A front of plans to choose from: what more balance costs in travel, and what each costs in accounts that change hands. docs/spec/plan-studio.md, "Fronts".
//
// plans.manage asks, plans.read looks. One job searches from the plan as it is, once for each of twelve demands (tolerances as asked, halved and
// quartered; at most 2%, 5%, 15% or all of the measure changing hands), and what each finds is an offer like any other, there as soon as it is found and told as plan.offer. Thread-safe.
// Errors: those of OfferService::ask(); P050; P124 the plan has no such front (kNotFound).
#pragma once

#include <optional>
#include <vector>

#include "base/result.hpp"
#include "planning/offer_service.hpp"
#include "planning/pareto.hpp"

namespace bailiwick::planning {

// The kind of job; its payload is {"plan", "request"}.
inline constexpr std::string_view kFrontKind = "planning.front";
inline constexpr std::size_t kFrontPoints = 12;

struct FrontPoint {
  Offer offer;
  Tradeoff gives;
  bool is_on_front = false;
};

// A front that was asked for, with how its job is.
struct FrontHead {
  AskedFront asked;
  platform::jobs::JobState state = platform::jobs::JobState::kSucceeded;
};

struct Front {
  platform::jobs::JobId job;
  Tradeoff present;  // the plan that it began with; where nothing was found, as it is now
  bool is_present_on_front = false;
  std::vector<FrontPoint> points;  // in the order in which they were found
};

class FrontService {
 public:
  using Principal = platform::identity::Principal;
  using Connection = platform::db::Connection;

  // What it works with outlives it.
  FrontService(const PlanningParts& parts, const BoardDesks& desks, const OfferService& offers)
      : parts_(parts), desks_(desks), offers_(offers) {}

  // `request.seconds` are for all of it.
  [[nodiscard]] Checked<platform::jobs::Job> ask(const Principal& principal, PlanId plan,
                                                 const OptimiseRequest& request) const;
  // No points where nothing was found yet.
  [[nodiscard]] Checked<Front> front(const Principal& principal, PlanId plan,
                                     platform::jobs::JobId job) const;
  // Newest first, at most kFrontsListed.
  [[nodiscard]] Result<std::vector<FrontHead>> fronts(const Principal& principal,
                                                      PlanId plan) const;

  // The demands of the points, the cheapest to live with first.
  [[nodiscard]] static std::vector<OptimiseRequest> demands(const OptimiseRequest& request,
                                                            const NewPlan& asked);

  // For the job: what a point begins with, and keeping what was found.
  [[nodiscard]] Checked<OfferService::Work> work(const platform::jobs::Job& job,
                                                 const OptimiseRequest& demand) const;
  [[nodiscard]] Checked<DeskPtr> desk(TenantId tenant, PlanId plan) const {
    return desks_.open(tenant, plan);
  }
  // Points of an earlier attempt of the job are gone.
  [[nodiscard]] Result<void> begin(const platform::jobs::Job& job) const;
  [[nodiscard]] Result<void> keep(TenantId tenant, const Offer& offer) const;

 private:
  PlanningParts parts_;
  const BoardDesks& desks_;
  const OfferService& offers_;
};

}  // namespace bailiwick::planning
