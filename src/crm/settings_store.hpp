// The SQL of what a company defines for its CRM: its own fields, and its pipelines.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/uuid.hpp"
#include "crm/custom_field.hpp"
#include "crm/pipeline.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::crm {

// Of one object, hidden ones too, in their order.
[[nodiscard]] Result<std::vector<CustomField>> custom_fields(db::Connection& connection,
                                                             TenantId tenant, ObjectKind object);
Result<void> insert_custom_field(db::Connection& connection, TenantId tenant,
                                 const CustomField& field);
// False where the version is another.
Result<bool> update_custom_field(db::Connection& connection, TenantId tenant,
                                 const CustomField& field);
// The distinct values of a field as they are kept, as JSON texts, and how many records have each; the most frequent first.
struct KeptValue {
  std::string json;
  std::int64_t count = 0;
};
inline constexpr std::int64_t kKeptValuesMax =
    100'000;  // records are read up to that many different values
[[nodiscard]] Result<std::vector<KeptValue>> kept_values(db::Connection& connection,
                                                         TenantId tenant, const CustomField& field);

// By key; the standard one where the company has none.
[[nodiscard]] Result<std::vector<Pipeline>> pipelines(db::Connection& connection, TenantId tenant);
// Adds it, or replaces the one of that version (nothing: of any); false where the version is another.
Result<bool> put_pipeline(db::Connection& connection, TenantId tenant, const Pipeline& pipeline,
                          std::optional<std::int64_t> version);
// How many opportunities are in a stage, hidden ones too.
[[nodiscard]] Result<std::int64_t> opportunities_in(db::Connection& connection, TenantId tenant,
                                                    std::string_view stage);

}  // namespace bailiwick::crm
