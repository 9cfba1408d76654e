// What the routes of records have in common.
#pragma once

#include <string>
#include <string_view>

#include "crm/record.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::crm {

[[nodiscard]] inline std::string capitalised(std::string_view name) {
  std::string text(name);
  text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

// The id of a record of that object, in the path.
[[nodiscard]] inline platform::http::Param id_param(const ObjectSpec& object) {
  return {.name = object.name,
          .place = platform::http::ParamPlace::kPath,
          .schema = platform::http::id(object.name),
          .description = "The id"};
}
[[nodiscard]] inline RecordId id_of(const platform::http::Call& call, const ObjectSpec& object) {
  return RecordId::parse(object.kind, call.request.path_value(object.name))
      .value_or(RecordId{.kind = object.kind, .uuid = {}});
}

}  // namespace bailiwick::crm
