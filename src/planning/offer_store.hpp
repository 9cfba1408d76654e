// Offers as values, and the only SQL of them: plain functions inside a transaction of the caller.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "planning/board.hpp"
#include "planning/optimise.hpp"
#include "planning/store.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::planning {

struct OfferTag {
  static constexpr std::string_view kPrefix = "offer";
};
using OfferId = Uid<OfferTag>;

inline constexpr std::int64_t kOffersListed = 50;
inline constexpr std::int64_t kFrontsListed = 50;

enum class OfferState { kRunning, kOpen, kAccepted, kDismissed };
[[nodiscard]] std::string_view name_of(OfferState state);
[[nodiscard]] std::optional<OfferState> parse_offer_state(std::string_view word);

struct Offer {
  OfferId id;
  PlanId plan;
  platform::jobs::JobId job;
  OfferState state = OfferState::kRunning;
  std::int64_t revision = 0;  // of the board it began with
  OptimiseRequest request;
  Instant at;
  PersonId by;
  std::optional<BoardPatch> patch;  // the best so far; absent before anything was found
  std::string figures =
      "{}";  // JSON: {before: totals, after: totals, moved: share of the first measure} of the whole plan
  std::int64_t units_moved = 0;
  bool is_of_front = false;  // one of several to choose from: front_service.hpp
};

// That several offers to choose from were asked for, by which job.
struct AskedFront {
  platform::jobs::JobId job;
  Instant at;
  PersonId by = {};
  std::int64_t points = 0;  // found so far
};

namespace offer_store {

namespace db = platform::db;

[[nodiscard]] Result<void> insert(db::Connection& connection, TenantId tenant, const Offer& offer);
// State, patch and figures.
[[nodiscard]] Result<void> update(db::Connection& connection, TenantId tenant, const Offer& offer);
[[nodiscard]] Result<std::optional<Offer>> find(db::Connection& connection,
                                                const store::PlanKey& key, OfferId offer);
// Those of a front in the order in which they were found; without their patches.
[[nodiscard]] Result<std::vector<Offer>> of_job(db::Connection& connection,
                                                const store::PlanKey& key,
                                                platform::jobs::JobId job);
[[nodiscard]] Result<void> remove_of_job(db::Connection& connection, const store::PlanKey& key,
                                         platform::jobs::JobId job);

[[nodiscard]] Result<void> insert_front(db::Connection& connection, const store::PlanKey& key,
                                        const AskedFront& front);
[[nodiscard]] Result<bool> has_front(db::Connection& connection, const store::PlanKey& key,
                                     platform::jobs::JobId job);
// Newest first.
[[nodiscard]] Result<std::vector<AskedFront>> fronts(db::Connection& connection,
                                                     const store::PlanKey& key, std::int64_t limit);

// Newest first, without their patches; of a front only what was accepted.
[[nodiscard]] Result<std::vector<Offer>> list(db::Connection& connection, const store::PlanKey& key,
                                              std::int64_t limit);

}  // namespace offer_store

}  // namespace bailiwick::planning
