#include "platform/http/route.hpp"

#include <cassert>
#include <charconv>

namespace bailiwick::platform::http {

Access anyone() { return {AccessKind::kPublic, std::nullopt}; }
Access signed_in() { return {AccessKind::kSignedIn, std::nullopt}; }
Access allow(identity::Permission permission) { return {AccessKind::kPermission, permission}; }

std::int64_t Call::whole_number(std::string_view name, std::int64_t otherwise) const {
  const auto text = request.query_value(name);
  if (!text) return otherwise;
  std::int64_t number = otherwise;
  const auto read = std::from_chars(text->data(), text->data() + text->size(), number);
  assert(read.ec == std::errc() && "the route declares the parameter an integer()");
  static_cast<void>(read);
  return number;
}

std::string Call::text(std::string_view name, std::string_view otherwise) const {
  return std::string(request.query_value(name).value_or(otherwise));
}

}  // namespace bailiwick::platform::http
