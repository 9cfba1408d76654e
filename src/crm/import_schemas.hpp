// What a company's files can be read with: its objects with the fields that it defined itself, and the stages of its pipelines.
#pragma once

#include "base/result.hpp"
#include "crm/import_field.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::crm {

// An ImportSchemaSource. Hidden fields are left out.
[[nodiscard]] Result<ImportSchema> company_import_schema(platform::db::Connection& connection,
                                                         TenantId tenant, ObjectKind object);

}  // namespace bailiwick::crm
