// A tree's value as the library's, for comparison. Tests only.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "platform/files/json_tree.hpp"

namespace bailiwick::platform::files::testing {

// A number, text or word.
inline nlohmann::json library_scalar(JsonValue value) {
  if (value.is_string()) return std::string(value.text());
  if (const auto whole = value.integer()) return *whole;
  if (value.is_number()) return value.number();
  return value.is_null() ? nlohmann::json(nullptr) : nlohmann::json(value.source() == "true");
}

// As deep as kJsonDepthLimit at most.
inline nlohmann::json library_value(JsonValue value) {
  if (value.is_array()) {
    nlohmann::json list = nlohmann::json::array();
    for (const JsonValue element : value) list.push_back(library_value(element));
    return list;
  }
  if (!value.is_object()) return library_scalar(value);
  nlohmann::json object = nlohmann::json::object();
  for (const auto& [name, member] : value.members())
    object[std::string(name)] = library_value(member);
  return object;
}

}  // namespace bailiwick::platform::files::testing
