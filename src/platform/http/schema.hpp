// What a JSON value looks like, said once: validates bodies (every mistake, by its JSON pointer), and becomes
// JSON Schema 2020-12 in the OpenAPI document.
//
//   const Schema kPerson = object("Person", {
//       {"id", id("person")}, {"name", text(1, 200)}, {"roles", array(one_of({"admin", "rep"}))},
//       {"email", email(), kOptional}});
//
// Immutable values; copying is cheap. A named object becomes a component of the document, and a type of the web app.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/result.hpp"

namespace bailiwick::platform::http {

struct SchemaNode;

class Schema {
 public:
  Schema();  // any value
  explicit Schema(std::shared_ptr<const SchemaNode> node) : node_(std::move(node)) {}
  [[nodiscard]] const SchemaNode& node() const { return *node_; }

  // The same, described in a sentence for the document.
  [[nodiscard]] Schema described(std::string_view text) const;
  // The same, or null.
  [[nodiscard]] Schema nullable() const;

 private:
  std::shared_ptr<const SchemaNode> node_;
};

enum class Presence { kRequired, kOptional };
inline constexpr Presence kOptional = Presence::kOptional;

struct Field {
  std::string_view name;
  Schema schema;
  Presence presence = Presence::kRequired;
};

[[nodiscard]] Schema text(std::size_t size_min = 0, std::size_t size_max = 10'000);  // code points
[[nodiscard]] Schema email();
[[nodiscard]] Schema id(std::string_view prefix);
[[nodiscard]] Schema date();
[[nodiscard]] Schema instant();
[[nodiscard]] Schema boolean();
[[nodiscard]] Schema integer(std::int64_t least, std::int64_t most);
[[nodiscard]] Schema number(double least, double most);
[[nodiscard]] Schema one_of(std::initializer_list<std::string_view> words);
[[nodiscard]] Schema one_of(const std::vector<std::string>& words);
[[nodiscard]] Schema array(Schema items, std::size_t count_max = 10'000);
inline constexpr std::size_t kMapEntriesMax = 10'000;
[[nodiscard]] Schema map_of(Schema values);  // an object with any keys
[[nodiscard]] Schema object(std::string_view name, const std::vector<Field>& fields);
[[nodiscard]] Schema object(std::string_view name, std::initializer_list<Field> fields);
// {"items": [...], "next": "cursor" or absent}: what every list answers.
[[nodiscard]] Schema page_of(std::string_view name, Schema item);

// Every mistake (H010 .. H018, see schema_check.hpp), each with its JSON pointer in Error::pointer. Unknown fields are
// mistakes, with the nearest right one named. At most kMistakesMax of them.
[[nodiscard]] Errors mistakes_of(const Schema& schema, const nlohmann::json& value);

}  // namespace bailiwick::platform::http
