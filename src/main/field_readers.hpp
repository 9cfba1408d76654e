// Which formulas of the company read a custom field: those of its assignment rules, lead routing, ideal customer profile, market models and objectives, in
// use or in a draft.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "crm/service.hpp"

namespace bailiwick {

// Formulas read accounts alone: no other object's field has readers. A formula that cannot be parsed reads nothing. Errors: the database's.
class CompanyFieldReaders final : public crm::FieldReaders {
 public:
  [[nodiscard]] Result<std::vector<std::string>> readers_of(platform::db::Connection& connection,
                                                            TenantId tenant, crm::ObjectKind object,
                                                            std::string_view key) const override;
};

// Whether a formula's text names the field.
[[nodiscard]] bool is_read_by(const std::string& formula, std::string_view field);

}  // namespace bailiwick
