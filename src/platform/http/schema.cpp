#include "platform/http/schema.hpp"

#include <cassert>
#include <set>
#include <utility>

#include "platform/http/schema_node.hpp"

namespace bailiwick::platform::http {
namespace {

Schema made(SchemaNode node) { return Schema(std::make_shared<const SchemaNode>(std::move(node))); }

Schema of_kind(SchemaKind kind) {
  SchemaNode node;
  node.kind = kind;
  return made(std::move(node));
}

}  // namespace

Schema::Schema() : node_(std::make_shared<const SchemaNode>()) {}

Schema Schema::described(std::string_view text) const {
  SchemaNode node = *node_;
  node.description = text;
  return made(std::move(node));
}

Schema Schema::nullable() const {
  SchemaNode node = *node_;
  node.is_nullable = true;
  return made(std::move(node));
}

Schema text(std::size_t size_min, std::size_t size_max) {
  assert(size_min <= size_max);
  SchemaNode node;
  node.kind = SchemaKind::kText;
  node.size_min = size_min;
  node.size_max = size_max;
  return made(std::move(node));
}

Schema email() { return of_kind(SchemaKind::kEmail); }

Schema id(std::string_view prefix) {
  assert(!prefix.empty());
  SchemaNode node;
  node.kind = SchemaKind::kId;
  node.name = prefix;
  return made(std::move(node));
}

Schema date() { return of_kind(SchemaKind::kDate); }
Schema instant() { return of_kind(SchemaKind::kInstant); }
Schema boolean() { return of_kind(SchemaKind::kBoolean); }

Schema integer(std::int64_t least, std::int64_t most) {
  assert(least <= most);
  SchemaNode node;
  node.kind = SchemaKind::kInteger;
  node.integer_min = least;
  node.integer_max = most;
  return made(std::move(node));
}

Schema number(double least, double most) {
  assert(least <= most);
  SchemaNode node;
  node.kind = SchemaKind::kNumber;
  node.number_min = least;
  node.number_max = most;
  return made(std::move(node));
}

Schema one_of(std::initializer_list<std::string_view> words) {
  return one_of(std::vector<std::string>(words.begin(), words.end()));
}

Schema one_of(const std::vector<std::string>& words) {
  assert(!words.empty());
  SchemaNode node;
  node.kind = SchemaKind::kOneOf;
  node.words = words;
  return made(std::move(node));
}

Schema array(Schema items, std::size_t count_max) {
  SchemaNode node;
  node.kind = SchemaKind::kArray;
  node.size_max = count_max;
  node.items.push_back(std::move(items));
  return made(std::move(node));
}

Schema map_of(Schema values) {
  SchemaNode node;
  node.kind = SchemaKind::kMap;
  node.size_max = kMapEntriesMax;
  node.items.push_back(std::move(values));
  return made(std::move(node));
}

Schema object(std::string_view name, const std::vector<Field>& fields) {
  SchemaNode node;
  node.kind = SchemaKind::kObject;
  node.name = name;
  std::set<std::string_view> names;
  for (const Field& field : fields) {
    const bool is_new = names.insert(field.name).second;
    assert(is_new && "a field is declared once");
    static_cast<void>(is_new);
    node.fields.push_back(
        {std::string(field.name), field.schema, field.presence == Presence::kRequired});
  }
  return made(std::move(node));
}

Schema object(std::string_view name, std::initializer_list<Field> fields) {
  return object(name, std::vector<Field>(fields));
}

Schema page_of(std::string_view name, Schema item) {
  return object(
      name, {{"items", array(std::move(item))},
             {"next", text(1, 1'000).described("The cursor of the next page; absent on the last."),
              kOptional}});
}

}  // namespace bailiwick::platform::http
