#include "platform/http/schema_json.hpp"

#include <cassert>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "platform/http/schema_node.hpp"

namespace bailiwick::platform::http {
namespace {

using nlohmann::ordered_json;

ordered_json text_schema(const SchemaNode& node) {
  ordered_json json = {{"type", "string"}};
  if (node.size_min > 0) json["minLength"] = node.size_min;
  json["maxLength"] = node.size_max;
  return json;
}

// Bounds at the ends of the type say nothing, and many readers of JSON cannot hold them.
template <class Number>
ordered_json number_schema(std::string_view type, Number least, Number most) {
  ordered_json json = {{"type", type}};
  if (least > std::numeric_limits<Number>::lowest()) json["minimum"] = least;
  if (most < std::numeric_limits<Number>::max()) json["maximum"] = most;
  return json;
}

ordered_json object_schema(const SchemaNode& node, ordered_json& components) {
  ordered_json json = {{"type", "object"}};
  if (!node.description.empty()) json["description"] = node.description;
  ordered_json required = ordered_json::array();
  json["properties"] = ordered_json::object();
  for (const NodeField& field : node.fields) {
    json["properties"][field.name] = json_schema(field.schema, components);
    if (field.is_required) required.push_back(field.name);
  }
  if (!required.empty()) json["required"] = std::move(required);
  json["additionalProperties"] = false;
  return json;
}

// An object with a name stands among the components; here only what refers to it.
ordered_json reference(const SchemaNode& node, ordered_json& components) {
  ordered_json json = object_schema(node, components);
  const auto found = components.find(node.name);
  if (found == components.end()) {
    components[node.name] = std::move(json);
  } else {
    // The first description stands: described() may say another thing at each use.
    ordered_json known = *found;
    known.erase("description");
    json.erase("description");
    assert(known == json && "two schemas must not share a name");
  }
  return {{"$ref", "#/components/schemas/" + node.name}};
}

ordered_json plain(const SchemaNode& node, ordered_json& components) {
  switch (node.kind) {
    case SchemaKind::kAny:
      return ordered_json::object();
    case SchemaKind::kText:
      return text_schema(node);
    case SchemaKind::kEmail:
      return {{"type", "string"}, {"format", "email"}, {"maxLength", 254}};
    case SchemaKind::kId:
      return {{"type", "string"}, {"pattern", "^" + node.name + "_[0-7][0-9a-hjkmnp-tv-z]{25}$"}};
    case SchemaKind::kDate:
      return {{"type", "string"}, {"format", "date"}};
    case SchemaKind::kInstant:
      return {{"type", "string"}, {"format", "date-time"}};
    case SchemaKind::kBoolean:
      return {{"type", "boolean"}};
    case SchemaKind::kInteger: {
      ordered_json json = number_schema("integer", node.integer_min, node.integer_max);
      json["format"] = "int64";
      return json;
    }
    case SchemaKind::kNumber:
      return number_schema("number", node.number_min, node.number_max);
    case SchemaKind::kOneOf:
      return {{"type", "string"}, {"enum", node.words}};
    case SchemaKind::kArray:
      return {{"type", "array"},
              {"items", json_schema(node.items[0], components)},
              {"maxItems", node.size_max}};
    case SchemaKind::kMap:
      return {{"type", "object"}, {"additionalProperties", json_schema(node.items[0], components)}};
    case SchemaKind::kObject:
      return node.name.empty() ? object_schema(node, components) : reference(node, components);
  }
  return ordered_json::object();
}

}  // namespace

ordered_json json_schema(const Schema& schema, ordered_json& components) {
  const SchemaNode& node = schema.node();
  ordered_json json = plain(node, components);
  if (node.is_nullable) {
    if (json.contains("enum")) json["enum"].push_back(nullptr);
    if (json.contains("type"))
      json["type"] = ordered_json::array({json["type"], "null"});
    else if (json.contains("$ref"))
      json = {{"anyOf", ordered_json::array({json, {{"type", "null"}}})}};
  }
  if (!node.description.empty()) json["description"] = node.description;
  return json;
}

}  // namespace bailiwick::platform::http
