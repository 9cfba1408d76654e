// The inside of a Schema: what the checker and the document read. Not for callers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "platform/http/schema.hpp"

namespace bailiwick::platform::http {

enum class SchemaKind {
  kAny,
  kText,
  kEmail,
  kId,
  kDate,
  kInstant,
  kBoolean,
  kInteger,
  kNumber,
  kOneOf,
  kArray,
  kMap,
  kObject,
};

struct NodeField {
  std::string name;
  Schema schema;
  bool is_required = true;
};

struct SchemaNode {
  SchemaKind kind = SchemaKind::kAny;
  std::string name;  // of an object: the component's; of an id: its prefix
  std::string description;
  bool is_nullable = false;
  std::size_t size_min = 0;  // code points of a text, items of an array, entries of a map
  std::size_t size_max = 0;
  std::int64_t integer_min = 0;
  std::int64_t integer_max = 0;
  double number_min = 0;
  double number_max = 0;
  std::vector<std::string> words;  // of one_of
  std::vector<NodeField> fields;   // of an object, in the order declared
  std::vector<Schema> items;       // of an array or a map: exactly one
};

}  // namespace bailiwick::platform::http
