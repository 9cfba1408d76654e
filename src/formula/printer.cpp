#include "formula/printer.hpp"

#include <fmt/core.h>

#include <utility>

#include "formula/parser.hpp"

namespace bailiwick::formula {
namespace {

constexpr int kStrengthValue = 7;
constexpr int kStrengthSign = 6;

int strength_of(const Node& node) {
  if (node.kind != NodeKind::kOperator) return kStrengthValue;
  switch (node.op) {
    case Operator::kConditional:
      return 0;
    case Operator::kOr:
      return 1;
    case Operator::kAnd:
      return 2;
    case Operator::kAdd:
    case Operator::kSubtract:
      return 4;
    case Operator::kMultiply:
    case Operator::kDivide:
    case Operator::kRemainder:
      return 5;
    case Operator::kNot:
    case Operator::kNegate:
      return kStrengthSign;
    default:
      return 3;  // comparisons and in
  }
}

// The text of a node of which the texts of its children are known.
class Printer {
 public:
  explicit Printer(const Tree& tree) : tree_(tree), texts_(tree.nodes.size()) {}

  std::string run() {
    for (NodeIndex i = 0; i < tree_.nodes.size(); ++i) texts_[i] = text_of(tree_.nodes[i]);
    return std::move(texts_.back());
  }

 private:
  // A child's text, in brackets where it binds less than `strength`.
  std::string child(NodeIndex index, int strength) {
    std::string text = std::move(texts_[index]);
    return strength_of(tree_.nodes[index]) < strength ? "(" + text + ")" : text;
  }

  std::string operator_text(const Node& node) {
    const auto children = tree_.children_of(node);
    const int strength = strength_of(node);
    if (node.op == Operator::kConditional) {
      return fmt::format("{} ? {} : {}", child(children[0], 1), child(children[1], 1),
                         child(children[2], 0));
    }
    if (children.size() == 1) {
      // The minus of -(5) would become part of the number.
      const Node& operand = tree_.nodes[children[0]];
      const bool is_number = operand.kind == NodeKind::kLiteral && node.op == Operator::kNegate;
      return fmt::format("{}{}", symbol_of(node.op),
                         child(children[0], is_number ? kStrengthValue + 1 : kStrengthSign));
    }
    return fmt::format("{} {} {}", child(children[0], strength), symbol_of(node.op),
                       child(children[1], strength + 1));
  }

  std::string list_text(std::span<const NodeIndex> items) {
    std::string text;
    for (const NodeIndex item : items) {
      if (!text.empty()) text += ", ";
      text += child(item, 0);
    }
    return text;
  }

  std::string text_of(const Node& node) {
    const auto children = tree_.children_of(node);
    switch (node.kind) {
      case NodeKind::kLiteral:
        return to_literal(tree_.literals[node.payload]);
      case NodeKind::kName:
        return written_name(tree_.names[node.payload]);
      case NodeKind::kList:
        return "[" + list_text(children) + "]";
      case NodeKind::kOperator:
        return operator_text(node);
      case NodeKind::kFunction:
        return fmt::format("{}({})", tree_.names[node.payload], list_text(children));
      case NodeKind::kMethod:
        return fmt::format("{}.{}({})", child(children[0], kStrengthValue),
                           written_name(tree_.names[node.payload]), list_text(children.subspan(1)));
    }
    return {};
  }

  const Tree& tree_;
  std::vector<std::string> texts_;
};

}  // namespace

std::string format(const Tree& tree) { return Printer(tree).run(); }

std::string written_name(std::string_view name) {
  return is_plain_name(name) ? std::string(name) : fmt::format("`{}`", name);
}

}  // namespace bailiwick::formula
