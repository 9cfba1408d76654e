#include "formula/explain.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <utility>

#include "formula/evaluate.hpp"

namespace bailiwick::formula {
namespace {

// `text` with blanks for what is not visible, cut where a character ends.
std::string shortened(std::string_view text) {
  std::string out(text.substr(0, kPartTextMax));
  if (out.size() < text.size()) {
    while (!out.empty() && (static_cast<unsigned char>(text[out.size()]) & 0xC0) == 0x80)
      out.pop_back();
    out += "...";
  }
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return out;
}

class Explainer {
 public:
  Explainer(const Program& program, std::size_t formula, std::span<const Value> row)
      : program_(program), formula_(program.formulas()[formula]), values_(value_of_steps(row)) {}

  Explanation run() {
    Explanation explanation;
    explanation.value = value_of(formula_.tree.root());
    // The whole first, then its children from left to right: a list of what is still to be shown.
    std::vector<std::pair<NodeIndex, std::size_t>> waiting = {{formula_.tree.root(), 0}};
    while (!waiting.empty()) {
      const auto [index, depth] = waiting.back();
      waiting.pop_back();
      const Node& node = formula_.tree.nodes[index];
      const auto children = formula_.tree.children_of(node);
      std::size_t below = depth;
      if (is_shown(index, depth)) {
        place_of_[index] = explanation.parts.size();
        explanation.parts.push_back({.node = index,
                                     .depth = depth,
                                     .at = node.at,
                                     .text = text_of(node),
                                     .value = value_of(index),
                                     .definition = definition_of(node)});
        ++below;
      }
      for (std::size_t i = children.size(); i-- > 0;) waiting.emplace_back(children[i], below);
    }
    for (const NodeIndex index : deciding()) explanation.deciding.push_back(place_of_.at(index));
    return explanation;
  }

 private:
  std::map<StepIndex, Value> value_of_steps(std::span<const Value> row) const {
    // Parts that were folded are steps of no formula's root, so each part's own steps are asked for.
    std::vector<StepIndex> wanted;
    std::vector<std::uint8_t> is_wanted(program_.plan().steps.size(), 0);
    for (const StepIndex step : formula_.meaning.step_of) {
      if (step != kNoStep) is_wanted[step] = 1;
    }
    for (std::size_t i = is_wanted.size(); i-- > 0;) {
      if (is_wanted[i] == 0) continue;
      for (const StepIndex argument : program_.plan().steps[i].argument_span())
        is_wanted[argument] = 1;
    }
    for (std::size_t i = 0; i < is_wanted.size(); ++i) {
      if (is_wanted[i] != 0) wanted.push_back(static_cast<StepIndex>(i));
    }
    const auto values = values_of(program_, wanted, row);
    std::map<StepIndex, Value> found;
    for (std::size_t i = 0; i < wanted.size(); ++i) found.emplace(wanted[i], values[i]);
    return found;
  }

  [[nodiscard]] Value value_of(NodeIndex node) const {
    const StepIndex step = formula_.meaning.step_of[node];
    return step == kNoStep ? Value() : values_.at(step);
  }

  [[nodiscard]] std::string text_of(const Node& node) const {
    return shortened(std::string_view(formula_.tree.text).substr(node.at.offset, node.at.size));
  }

  [[nodiscard]] bool is_shown(NodeIndex index, std::size_t depth) const {
    const Node& node = formula_.tree.nodes[index];
    if (depth == 0 || node.kind == NodeKind::kName) return true;
    // A side of && or || may be a literal too, and then it may be what decides.
    if (node.kind == NodeKind::kLiteral)
      return formula_.tree.literals[node.payload].kind() == Kind::kBool;
    return node.kind != NodeKind::kList;
  }

  [[nodiscard]] std::optional<std::size_t> definition_of(const Node& node) const {
    if (node.kind != NodeKind::kName) return std::nullopt;
    const std::string& name = formula_.tree.names[node.payload];
    for (const std::uint32_t definition : formula_.meaning.definitions) {
      if (program_.formulas()[definition].name == name) return definition;
    }
    return std::nullopt;
  }

  // Goes down from the whole as long as a part was decided by its own parts.
  [[nodiscard]] std::vector<NodeIndex> deciding() const {
    std::vector<NodeIndex> found;
    std::vector<NodeIndex> waiting = {formula_.tree.root()};
    while (!waiting.empty()) {
      const NodeIndex index = waiting.back();
      waiting.pop_back();
      const auto below = reasons(index);
      if (below.empty()) found.push_back(index);
      waiting.insert(waiting.end(), below.rbegin(), below.rend());
    }
    return found;
  }

  // The children that made a node of && || ! come out so; nothing for other nodes.
  [[nodiscard]] std::vector<NodeIndex> reasons(NodeIndex index) const {
    const Node& node = formula_.tree.nodes[index];
    if (node.kind != NodeKind::kOperator) return {};
    const auto children = formula_.tree.children_of(node);
    if (node.op == Operator::kNot) return {children[0]};
    if (node.op != Operator::kAnd && node.op != Operator::kOr) return {};
    std::vector<NodeIndex> found;
    const Value whole = value_of(index);
    for (const NodeIndex child : children) {
      const Value value = value_of(child);
      // A whole without an answer is due to the sides that have none; a decided one to those of the same value, and to those
      // without an answer where the whole is what such a side alone would not have given: they failed too.
      const bool is_reason =
          whole.is_value() ? value == whole || (!value.is_value() && is_failed(node.op, whole))
                           : !value.is_value();
      if (is_reason) found.push_back(child);
    }
    return found;
  }
  // A false && with a side that has no answer: had the other side held, the whole would still not.
  static bool is_failed(Operator op, const Value& whole) {
    return op == Operator::kAnd && whole == Value(false);
  }

  const Program& program_;
  const Formula& formula_;
  std::map<StepIndex, Value> values_;
  std::map<NodeIndex, std::size_t> place_of_;
};

}  // namespace

Explanation explain(const Program& program, std::size_t formula, std::span<const Value> row) {
  return Explainer(program, formula, row).run();
}

std::string to_text(const Explanation& explanation) {
  std::string text;
  for (std::size_t i = 0; i < explanation.parts.size(); ++i) {
    const Explained& part = explanation.parts[i];
    const bool is_deciding = std::find(explanation.deciding.begin(), explanation.deciding.end(),
                                       i) != explanation.deciding.end();
    text +=
        fmt::format("{} {}{} -> {}\n", is_deciding ? "*" : " ", std::string(2 * part.depth, ' '),
                    part.text, shortened(to_literal(part.value)));
  }
  return text;
}

}  // namespace bailiwick::formula
