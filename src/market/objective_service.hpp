// A company's objectives: set, changed, and divided among territories.
//
// market.read reads objectives, and of their shares those of the territories within one's scope today; market.manage changes them. A changed target is divided
// anew by the weights that there are. Every change is told to the audit log and, as objective.updated {id}, to those who may read it. Thread-safe.
// Errors: I001; M031, M042, M043 (objective.hpp); M034 it changed since it was read (kPrecondition), M037 a segment that is too long; M040 there is no such
// objective (kNotFound), M044 the shares: how many, a territory twice or none of the company's, a weight; M047, M097 what it
// is to be divided by (share_basis.hpp); M045 too many objectives (kLimit); those of formulas.
#pragma once

#include <optional>
#include <vector>

#include "alignment/scope.hpp"
#include "market/icp_service.hpp"
#include "market/objective.hpp"
#include "market/share_basis.hpp"

namespace bailiwick::market {

// How an objective is to be divided.
struct ShareAsk {
  std::vector<ObjectiveShare> shares = {};  // their weights count where it is by weights
  ShareBy by = ShareBy::kWeights;
  bool is_rehearsal = false;  // tells what would be, and changes nothing
};
struct SharedObjective {
  Objective objective;
  ShareBasis basis = {};
};

class ObjectiveService {
 public:
  using Principal = platform::identity::Principal;
  using Connection = platform::db::Connection;

  explicit ObjectiveService(ProgressParts parts)
      : progress_(std::move(parts)), parts_(progress_.market) {}

  // The period that begins last first.
  [[nodiscard]] Result<std::vector<Objective>> objectives(const Principal& principal) const;
  // Id, version, shares and when it was made are set here.
  [[nodiscard]] Checked<Objective> add(const Principal& principal, Objective objective) const;
  // All of it but its shares, which keep their weights. version: as it was read; absent: whichever it is.
  [[nodiscard]] Checked<Objective> change(const Principal& principal, Objective objective,
                                          std::optional<std::int64_t> version) const;
  Result<void> remove(const Principal& principal, ObjectiveId id,
                      std::optional<std::int64_t> version) const;
  // Down the tree as it stands today; no shares take all of them away. By potential or the period before it needs crm.read too.
  [[nodiscard]] Checked<SharedObjective> share(const Principal& principal, ObjectiveId id,
                                               const ShareAsk& ask,
                                               std::optional<std::int64_t> version) const;

 private:
  [[nodiscard]] Result<Errors> mistakes(TenantId tenant, const Objective& objective) const;
  [[nodiscard]] Checked<SharedObjective> weighed(const Principal& principal, Objective objective,
                                                 const ShareAsk& ask) const;
  [[nodiscard]] static Result<Objective> existing(Connection& connection, TenantId tenant,
                                                  ObjectiveId id,
                                                  std::optional<std::int64_t> version);
  Result<void> save(Connection& connection, const Principal& principal, Objective& objective,
                    platform::audit::Word action) const;
  Result<void> tell(Connection& connection, const Principal& principal, ObjectiveId id,
                    platform::audit::Word action) const;

  ProgressParts progress_;
  MarketParts parts_;
};

}  // namespace bailiwick::market
