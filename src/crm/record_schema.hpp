// The API's schemas of records and their values, made of the objects' descriptions. Each is made once.
#pragma once

#include "crm/object.hpp"
#include "platform/http/schema.hpp"

namespace bailiwick::crm {

// "Account", "Sales order" as in OpenAPI: "Account", "Order".
[[nodiscard]] const platform::http::Schema& record_schema(const ObjectSpec& object);
// The body that adds one, "NewAccount"; and the one that changes some fields of one, "AccountPatch", where null empties.
[[nodiscard]] const platform::http::Schema& new_record_schema(const ObjectSpec& object);
[[nodiscard]] const platform::http::Schema& record_patch_schema(const ObjectSpec& object);
[[nodiscard]] const platform::http::Schema& money_schema();
[[nodiscard]] const platform::http::Schema& object_schema();
[[nodiscard]] const platform::http::Schema& custom_field_schema();
[[nodiscard]] const platform::http::Schema& pipeline_schema();

}  // namespace bailiwick::crm
