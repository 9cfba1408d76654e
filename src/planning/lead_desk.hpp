// The desk that leads arrive at: crm's port (crm/lead_desk.hpp), with what the service does to a routing besides.
//
// Everything runs in the transaction of the connection. A company's leads come one after the other (lead_store::take_turns), so turns are taken and
// capacities filled exactly. Thread-safe.
#pragma once

#include <memory>
#include <span>

#include "base/result.hpp"
#include "crm/service.hpp"
#include "planning/lead_decide.hpp"
#include "planning/lead_model.hpp"
#include "planning/lead_scene.hpp"

namespace bailiwick::planning {

// The job that looks after a company's waiting and late leads.
inline constexpr std::string_view kLeadSweepKind = "planning.lead_sweep";
inline constexpr std::int64_t kWaitingLookSeconds =
    300;  // after that waiting leads are tried again

class PlanningLeadDesk final : public crm::LeadDesk {
 public:
  explicit PlanningLeadDesk(const LeadParts& parts) : parts_(parts), scenes_(parts) {}

  [[nodiscard]] Result<bool> arrive(Connection& connection, const Principal& principal,
                                    std::span<crm::Record> leads) const override;
  [[nodiscard]] Result<void> changed(Connection& connection, const Principal& principal,
                                     const crm::Record& before,
                                     const crm::Record& after) const override;
  [[nodiscard]] Result<void> contacted(Connection& connection, const Principal& principal,
                                       std::span<const crm::Record> activities) const override;

  [[nodiscard]] Result<std::shared_ptr<const LeadScene>> scene(Connection& connection,
                                                               TenantId tenant) const {
    return scenes_.scene(connection, tenant);
  }
  // Has the company's leads looked after, at the latest then.
  Result<void> look_after(Connection& connection, TenantId tenant, Instant at) const;

 private:
  Result<void> own_anew(Connection& connection, TenantId tenant, const crm::Record& after,
                        LeadRouting& routing) const;

  LeadParts parts_;
  LeadScenes scenes_;
};

// A lead as it would arrive again: what the policy gave it is taken back, what people gave it is not.
[[nodiscard]] crm::Record as_arrived(crm::Record lead, const std::optional<LeadRouting>& routing);

// Of a field that refers to somebody or something; nothing where it is empty.
[[nodiscard]] std::optional<Uuid> reference_of(const crm::Record& record, std::string_view field);

}  // namespace bailiwick::planning
