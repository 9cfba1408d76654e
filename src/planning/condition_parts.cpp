#include "planning/condition_parts.hpp"

#include <optional>

#include "formula/evaluate.hpp"

namespace bailiwick::planning {
namespace {

using formula::Kind;
using formula::Node;
using formula::NodeIndex;
using formula::NodeKind;
using formula::Operator;

class PartReader {
 public:
  PartReader(const formula::Program& program, const formula::Formula& formula)
      : program_(program), formula_(formula), nothing_(program.schema().fields.size()) {}

  ConditionParts read() {
    ConditionParts parts;
    std::vector<NodeIndex> waiting = {formula_.tree.root()};
    while (!waiting.empty()) {
      const NodeIndex index = waiting.back();
      waiting.pop_back();
      const Node& node = formula_.tree.nodes[index];
      if (node.kind == NodeKind::kOperator && node.op == Operator::kAnd) {
        const auto children = formula_.tree.children_of(node);
        waiting.insert(waiting.end(), children.rbegin(), children.rend());
        continue;
      }
      if (auto part = part_at(index))
        parts.plain.push_back(std::move(*part));
      else
        parts.rest.push_back(text_at(node));
    }
    return parts;
  }

 private:
  [[nodiscard]] std::string text_at(const Node& node) const {
    return formula_.tree.text.substr(node.at.offset, node.at.size);
  }

  std::optional<ConditionPart> part_at(NodeIndex index) {
    const Node& node = formula_.tree.nodes[index];
    const std::int32_t field = field_of(index);
    if (field < 0) return std::nullopt;
    ConditionPart part{
        .field = static_cast<std::uint32_t>(field), .text = text_at(node), .compared = {}};
    if (!is_plain(index, part)) return std::nullopt;
    return part;
  }

  // The only field that a node depends on; kNoField of constants, kManyFields of others, lists among them.
  [[nodiscard]] std::int32_t field_of(NodeIndex index) const {
    const formula::StepIndex step = formula_.meaning.step_of[index];
    return step == formula::kNoStep ? formula::kManyFields : program_.plan().steps[step].field;
  }

  // The field itself, or with another value in place of null.
  [[nodiscard]] bool is_field(NodeIndex index) const {
    const Node& node = formula_.tree.nodes[index];
    if (node.kind == NodeKind::kName)
      return formula_.meaning.step_of[index] != formula::kNoStep &&
             program_.plan().steps[formula_.meaning.step_of[index]].step ==
                 formula::StepKind::kField;
    if (node.kind != NodeKind::kFunction || formula_.tree.names[node.payload] != "coalesce")
      return false;
    const auto children = formula_.tree.children_of(node);
    if (children.empty() || !is_field(children.front())) return false;
    for (const NodeIndex other : children.subspan(1))
      if (field_of(other) != formula::kNoField) return false;
    return true;
  }

  // Whether all that it does with the field is to compare it; adds what with.
  bool is_plain(NodeIndex index, ConditionPart& part) const {
    const Node& node = formula_.tree.nodes[index];
    if (field_of(index) == formula::kNoField) return true;
    if (is_field(index)) return program_.schema().fields[part.field].type.kind == Kind::kBool;
    if (node.kind != NodeKind::kOperator) return false;
    const auto children = formula_.tree.children_of(node);
    switch (node.op) {
      case Operator::kOr:
      case Operator::kAnd:
        return is_plain(children[0], part) && is_plain(children[1], part);
      case Operator::kNot:
        return is_plain(children[0], part);
      case Operator::kEqual:
      case Operator::kNotEqual:
      case Operator::kLess:
      case Operator::kLessOrEqual:
      case Operator::kGreater:
      case Operator::kGreaterOrEqual:
        return is_compared(children[0], children[1], node.op, part) ||
               is_compared(children[1], children[0], node.op, part);
      case Operator::kIn:
        return is_field(children[0]) && add_list(children[1], part);
      default:
        return false;
    }
  }

  bool is_compared(NodeIndex field, NodeIndex constant, Operator op, ConditionPart& part) const {
    if (!is_field(field) || field_of(constant) != formula::kNoField) return false;
    // Of texts only equality is asked: their order has no neighbours.
    const bool is_text = program_.schema().fields[part.field].type.kind == Kind::kString;
    if (is_text && op != Operator::kEqual && op != Operator::kNotEqual) return false;
    add_constant(constant, part);
    return true;
  }

  bool add_list(NodeIndex list, ConditionPart& part) const {
    const Node& node = formula_.tree.nodes[list];
    if (node.kind != NodeKind::kList) return false;
    for (const NodeIndex element : formula_.tree.children_of(node)) {
      if (field_of(element) != formula::kNoField) return false;
      add_constant(element, part);
    }
    return true;
  }

  void add_constant(NodeIndex index, ConditionPart& part) const {
    const std::vector<formula::StepIndex> steps =
        formula::steps_below(program_.plan(), formula_.meaning.step_of[index]);
    part.compared.push_back(formula::values_of(program_, steps, nothing_).back());
  }

  const formula::Program& program_;
  const formula::Formula& formula_;
  std::vector<formula::Value> nothing_;  // a row without values, which constants do not read
};

}  // namespace

ConditionParts parts_of(const formula::Program& program, std::size_t formula) {
  return PartReader(program, program.formulas()[formula]).read();
}

}  // namespace bailiwick::planning
