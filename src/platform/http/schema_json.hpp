// Schemas as JSON Schema 2020-12, as OpenAPI 3.1 uses it. Named objects become components and are referred to.
//
// Two different objects of one name are a bug of ours (assert). Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "platform/http/schema.hpp"

namespace bailiwick::platform::http {

// The schema; the named objects in it are added to `components` (an object, name -> schema).
[[nodiscard]] nlohmann::ordered_json json_schema(const Schema& schema,
                                                 nlohmann::ordered_json& components);

}  // namespace bailiwick::platform::http
