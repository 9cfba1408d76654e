// How many opportunities of each account were won and lost: the history that an ideal customer profile is compared with.
//
// Needs crm.read, and counts what the asker sees. An opportunity is closed when its stage is a won or a lost one of the company's
// pipelines. Errors: I001.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "base/uuid.hpp"
#include "crm/record_service.hpp"

namespace bailiwick::crm {

struct ClosedOpportunities {
  Uuid account;
  std::int64_t won = 0;
  std::int64_t lost = 0;
};

class ClosedOpportunityService {
 public:
  explicit ClosedOpportunityService(const CrmParts& parts) : parts_(parts) {}

  // Accounts that have some, ascending by id. One statement; O(opportunities).
  [[nodiscard]] Result<std::vector<ClosedOpportunities>> of_accounts(
      const platform::identity::Principal& principal) const;

 private:
  CrmParts parts_;
};

}  // namespace bailiwick::crm
