// When the CRM's accounts were met and what is open with them, as the market reads it.
#pragma once

#include "crm/account_contacts.hpp"
#include "main/account_source.hpp"
#include "market/contact_source.hpp"

namespace bailiwick {

// Errors: the database's.
class CrmContactSource final : public market::ContactSource {
 public:
  // It outlives this.
  explicit CrmContactSource(const CrmAccountSource& accounts) : accounts_(accounts) {}

  [[nodiscard]] Result<market::Contacts> contacts(const market::AccountReach& reach,
                                                  PersonId person, Instant now) const override;
  [[nodiscard]] Result<std::int64_t> count(const market::AccountReach& reach,
                                           std::int64_t most) const override;

 private:
  const CrmAccountSource& accounts_;
};

}  // namespace bailiwick
