// A large JSON text as one flat list of values, for readers of maps: no allocation a value, nothing to free one by one.
//
// The nodes stand in the order of the text and each knows where the next one behind its own contents is, as on the tape
// of G. Langdale and D. Lemire (2019, doi:10.1007/s00778-019-00578-5); we read byte by byte. Accepts what json.hpp
// accepts, within the same limits and with the same errors (F050, F051). Read-only and thread-safe once made.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "platform/files/text_file.hpp"

namespace bailiwick::platform::files {

class JsonTree;

// One value of a tree, which must outlive it. A view: cheap to copy.
class JsonValue {
 public:
  [[nodiscard]] bool is_null() const;
  [[nodiscard]] bool is_array() const;
  [[nodiscard]] bool is_object() const;
  [[nodiscard]] bool is_string() const;
  [[nodiscard]] bool is_number() const;

  // Elements of an array or members of an object; 0 for all else.
  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] double number() const;  // of a number
  // A number that was written without fraction and exponent, where it fits.
  [[nodiscard]] std::optional<std::int64_t> integer() const;
  [[nodiscard]] std::string_view text() const;  // of a string, its escapes undone

  // The member of that name, the last one where there are several; null where there is none or this is no object.
  [[nodiscard]] JsonValue member(std::string_view name) const;
  // All members by name, ascending; of several with one name the last. Empty where this is no object.
  [[nodiscard]] std::vector<std::pair<std::string_view, JsonValue>> members() const;
  // The value as it stands in the text.
  [[nodiscard]] std::string_view source() const;

  class Iterator {
   public:
    Iterator(const JsonTree* tree, std::uint32_t node) : tree_(tree), node_(node) {}
    JsonValue operator*() const { return {tree_, node_}; }
    Iterator& operator++();
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    const JsonTree* tree_;
    std::uint32_t node_;
  };
  // The elements of an array; of an object, names and values in turn.
  [[nodiscard]] Iterator begin() const { return {tree_, node_ + 1}; }
  [[nodiscard]] Iterator end() const;

 private:
  friend class JsonTree;
  JsonValue(const JsonTree* tree, std::uint32_t node) : tree_(tree), node_(node) {}

  const JsonTree* tree_;
  std::uint32_t node_;
};

class JsonTree {
 public:
  enum class Kind : std::uint32_t {
    kNull,
    kFalse,
    kTrue,
    kInteger,
    kReal,
    kString,
    kEscaped,  // a string with escapes
    kArray,
    kObject
  };
  // 16 bytes, for there are millions.
  struct Node {
    std::uint32_t begin = 0;  // where it stands in the text; of a string the first byte inside
    std::uint32_t link = 0;   // kScalars + kind; of an array or object the node behind all it holds
    union {
      std::int64_t integer = 0;
      double real;
      struct {
        std::uint32_t count;  // elements or members; of an escaped string its place among these
        std::uint32_t end;    // one beyond its last byte in the text
      } span;
    };
  };

  [[nodiscard]] JsonValue root() const { return {this, 1}; }

 private:
  friend class JsonValue;
  friend class JsonTreeParser;
  friend Result<JsonTree> parse_json_tree(const TextFile& file);

  // Links from here on are kinds. A text of kJsonBytesLimit has fewer nodes.
  static constexpr std::uint32_t kScalars = 0xFFFF'FFF0;

  [[nodiscard]] Kind kind_of(std::uint32_t node) const {
    const std::uint32_t link = nodes_[node].link;
    if (link >= kScalars) return static_cast<Kind>(link - kScalars);
    return text_[nodes_[node].begin] == '[' ? Kind::kArray : Kind::kObject;
  }
  [[nodiscard]] std::uint32_t next_of(std::uint32_t node) const {
    const std::uint32_t link = nodes_[node].link;
    return link >= kScalars ? node + 1 : link;
  }

  std::string_view text_;
  std::vector<Node> nodes_{{0, kScalars, {0}}};  // the first is a null for what is not there
  std::deque<std::string> escaped_;
};

// The tree refers to the file's text, which must outlive it.
[[nodiscard]] Result<JsonTree> parse_json_tree(const TextFile& file);

inline JsonValue::Iterator& JsonValue::Iterator::operator++() {
  node_ = tree_->next_of(node_);
  return *this;
}
inline JsonValue::Iterator JsonValue::end() const { return {tree_, tree_->next_of(node_)}; }
inline bool JsonValue::is_null() const { return tree_->kind_of(node_) == JsonTree::Kind::kNull; }
inline bool JsonValue::is_array() const { return tree_->kind_of(node_) == JsonTree::Kind::kArray; }
inline bool JsonValue::is_object() const {
  return tree_->kind_of(node_) == JsonTree::Kind::kObject;
}
inline bool JsonValue::is_string() const {
  const JsonTree::Kind kind = tree_->kind_of(node_);
  return kind == JsonTree::Kind::kString || kind == JsonTree::Kind::kEscaped;
}
inline bool JsonValue::is_number() const {
  const JsonTree::Kind kind = tree_->kind_of(node_);
  return kind == JsonTree::Kind::kInteger || kind == JsonTree::Kind::kReal;
}
inline std::size_t JsonValue::size() const {
  const JsonTree::Node& node = tree_->nodes_[node_];
  return node.link < JsonTree::kScalars ? node.span.count : 0;
}
inline double JsonValue::number() const {
  const JsonTree::Node& node = tree_->nodes_[node_];
  return tree_->kind_of(node_) == JsonTree::Kind::kInteger ? static_cast<double>(node.integer)
                                                           : node.real;
}

}  // namespace bailiwick::platform::files
