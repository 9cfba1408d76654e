#include "planning/json_object.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include <fmt/core.h>

#include "base/nearest.hpp"

namespace bailiwick::planning {

JsonObject::JsonObject(const nlohmann::json& json, std::string path, Errors& errors)
    : object_(json.is_object() ? &json : nullptr), path_(std::move(path)), errors_(errors) {
  if (object_ == nullptr) {
    errors_.push_back({ErrorCode::kInvalidInput, "P011",
                       fmt::format("{} must be an object, {{...}}.",
                                   path_.empty() ? "The problem file" : path_)});
  }
}

std::string JsonObject::path_of(std::string_view key) const {
  return path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key);
}

void JsonObject::refuse(std::string_view key, std::string_view expected) {
  errors_.push_back({ErrorCode::kInvalidInput, "P011",
                     fmt::format("\"{}\" must be {}.", path_of(key), expected)});
}

const nlohmann::json* JsonObject::take(std::string_view key) {
  known_.emplace_back(key);
  if (object_ == nullptr) return nullptr;
  const auto it = object_->find(std::string(key));
  return it == object_->end() || it->is_null() ? nullptr : &*it;
}

std::optional<std::string> JsonObject::take_text(std::string_view key) {
  const nlohmann::json* json = take(key);
  if (json == nullptr) return std::nullopt;
  if (json->is_string() && !json->get_ref<const std::string&>().empty())
    return json->get<std::string>();
  refuse(key, "a text that is not empty");
  return std::nullopt;
}

std::optional<bool> JsonObject::take_flag(std::string_view key) {
  const nlohmann::json* json = take(key);
  if (json == nullptr) return std::nullopt;
  if (json->is_boolean()) return json->get<bool>();
  refuse(key, "true or false");
  return std::nullopt;
}

std::optional<double> JsonObject::take_number(std::string_view key) {
  return take_quantity(key, nullptr, "a number of at least 0");
}

std::optional<std::int64_t> JsonObject::take_count(std::string_view key) {
  const nlohmann::json* json = take(key);
  if (json == nullptr) return std::nullopt;
  if (json->is_number_unsigned() &&
      json->get<std::uint64_t>() <= static_cast<std::uint64_t>(INT64_MAX)) {
    return json->get<std::int64_t>();
  }
  refuse(key, "a whole number of at least 0");
  return std::nullopt;
}

std::optional<double> JsonObject::take_quantity(std::string_view key, const Parse& parse,
                                                std::string_view expected) {
  const nlohmann::json* json = take(key);
  if (json == nullptr) return std::nullopt;
  if (json->is_number()) {
    const double value = json->get<double>();
    if (std::isfinite(value) && value >= 0.0) return value;
  } else if (json->is_string() && parse) {
    if (const auto value = parse(json->get_ref<const std::string&>())) return value;
  }
  refuse(key, expected);
  return std::nullopt;
}

std::vector<std::string> JsonObject::take_texts(std::string_view key) {
  std::vector<std::string> result;
  take_list(key, [&](const nlohmann::json& element, const std::string& path) {
    if (auto id = id_of(element)) {
      result.push_back(std::move(*id));
    } else {
      errors_.push_back(
          {ErrorCode::kInvalidInput, "P011", fmt::format("\"{}\" must be a text.", path)});
    }
  });
  return result;
}

void JsonObject::take_list(
    std::string_view key,
    const std::function<void(const nlohmann::json&, const std::string&)>& visit) {
  const nlohmann::json* json = take(key);
  if (json == nullptr) return;
  if (!json->is_array()) return refuse(key, "a list, [...]");
  for (std::size_t i = 0; i < json->size(); ++i)
    visit((*json)[i], fmt::format("{}[{}]", path_of(key), i));
}

void JsonObject::finish() {
  if (object_ == nullptr) return;
  for (const auto& [key, value] : object_->items()) {
    if (std::find(known_.begin(), known_.end(), key) != known_.end()) continue;
    errors_.push_back({ErrorCode::kInvalidInput, "P010",
                       fmt::format("\"{}\" is not known here.{} Known: {}.", path_of(key),
                                   did_you_mean(key, known_), [&] {
                                     std::string list;
                                     for (const std::string& name : known_)
                                       list += (list.empty() ? "" : ", ") + name;
                                     return list;
                                   }())});
  }
}

std::optional<std::string> id_of(const nlohmann::json& json) {
  if (json.is_string()) return json.get<std::string>();
  if (json.is_number_unsigned()) return std::to_string(json.get<std::uint64_t>());
  return std::nullopt;
}

}  // namespace bailiwick::planning
