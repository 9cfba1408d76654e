// A formula as it was written: its parts and how they hang together. Made by parser.hpp, written by printer.hpp.
//
// The nodes stand in one list, every node after its children and the whole formula last, so that whatever walks over a
// tree is a loop and needs no recursion.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formula/fault.hpp"
#include "formula/value.hpp"

namespace bailiwick::formula {

// Limits of a formula's text; Q030 .. Q033 beyond.
inline constexpr std::size_t kTextLimit = 65'536;  // bytes
inline constexpr std::size_t kDepthLimit = 100;    // brackets, calls and signs within each other
inline constexpr std::size_t kNodesLimit = 10'000;
inline constexpr std::size_t kListLimit = 5'000;

enum class Operator : std::uint8_t {
  kConditional,
  kOr,
  kAnd,
  kEqual,
  kNotEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kIn,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kRemainder,
  kNot,
  kNegate,
};
// "&&", "in", "?:"; "!" and "-" for the signs.
[[nodiscard]] std::string_view symbol_of(Operator op);

enum class NodeKind : std::uint8_t {
  kLiteral,   // literals[payload]
  kName,      // names[payload]
  kList,      // children
  kOperator,  // op, 1 to 3 children
  kFunction,  // names[payload], children
  kMethod,    // names[payload], children: what it is called on, then the arguments
};

using NodeIndex = std::uint32_t;

struct Node {
  NodeKind kind = NodeKind::kLiteral;
  Operator op = Operator::kAnd;
  std::uint32_t payload = 0;
  std::uint32_t first_child = 0;  // into Tree::children
  std::uint32_t child_count = 0;
  Span at;    // all of it, brackets around it left out, those around its parts not
  Span word;  // the operator, or the name of a function
};

struct Tree {
  std::string text;
  std::vector<Node> nodes;
  std::vector<NodeIndex> children;
  std::vector<Value> literals;
  std::vector<std::string> names;

  [[nodiscard]] NodeIndex root() const { return static_cast<NodeIndex>(nodes.size() - 1); }
  [[nodiscard]] std::span<const NodeIndex> children_of(const Node& node) const {
    return std::span(children).subspan(node.first_child, node.child_count);
  }
};

}  // namespace bailiwick::formula
