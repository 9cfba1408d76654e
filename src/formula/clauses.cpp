#include "formula/clauses.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace bailiwick::formula {
namespace {

struct Measure {
  std::string_view function;
  Range range;
};
constexpr Decimal kCountMost = Decimal::whole(INT64_MAX);
constexpr Range whole_range(std::int64_t least, std::int64_t most) {
  return {Decimal::whole(least), Decimal::whole(most)};
}
// Functions whose answer is a whole number between two bounds.
constexpr std::array<Measure, 12> kMeasures = {{{"size", {Decimal(), kCountMost}},
                                                {"indexOf", {Decimal::whole(-1), kCountMost}},
                                                {"year", whole_range(1, 9'999)},
                                                {"quarter", whole_range(1, 4)},
                                                {"month", whole_range(1, 12)},
                                                {"day", whole_range(1, 31)},
                                                {"weekday", whole_range(1, 7)},
                                                {"getFullYear", whole_range(1, 9'999)},
                                                {"getMonth", whole_range(0, 11)},
                                                {"getDate", whole_range(1, 31)},
                                                {"getDayOfMonth", whole_range(0, 30)},
                                                {"getDayOfWeek", whole_range(0, 6)}}};

bool is_operator(const Node& node, Operator op) {
  return node.kind == NodeKind::kOperator && node.op == op;
}

// Which of the two operators puts together, and which offers a choice, depends on what the clause must be.
Operator joining(bool is_true) { return is_true ? Operator::kAnd : Operator::kOr; }

// The parts that stand side by side below `whole`, joined by && (or what is that where it must be false), or by || .
Clauses flattened(const Tree& tree, Clause whole, bool is_choice) {
  Clauses found;
  Clauses waiting = {whole};
  while (!waiting.empty()) {
    const Clause clause = waiting.back();
    waiting.pop_back();
    const Node& node = tree.nodes[clause.node];
    const auto children = tree.children_of(node);
    if (is_operator(node, Operator::kNot)) {
      waiting.push_back({children[0], !clause.is_true, clause.is_true ? clause.node : children[0]});
    } else if (is_operator(node, joining(clause.is_true != is_choice))) {
      for (auto child = children.rbegin(); child != children.rend(); ++child)
        waiting.push_back({*child, clause.is_true, *child});
    } else {
      found.push_back(clause);
    }
  }
  return found;
}

class PartsReader {
 public:
  PartsReader(const Program& program, const Formula& formula)
      : program_(program), formula_(formula) {}

  std::vector<Part> read() {
    // Children stand before their parents.
    for (const Node& node : formula_.tree.nodes) parts_.push_back(part_of(node));
    return std::move(parts_);
  }

 private:
  [[nodiscard]] const Step* step_of(NodeIndex node) const {
    const StepIndex step = formula_.meaning.step_of[node];
    return step == kNoStep ? nullptr : &program_.plan().steps[step];
  }

  [[nodiscard]] Part part_of(const Node& node) const {
    const auto index = static_cast<NodeIndex>(parts_.size());
    const auto children = formula_.tree.children_of(node);
    const auto is_constant = [&](NodeIndex child) {
      return parts_[child].form == PartForm::kConstant;
    };
    if (node.kind == NodeKind::kList)
      return {std::ranges::all_of(children, is_constant) ? PartForm::kConstant : PartForm::kOther};
    const Step* step = step_of(index);
    if (step == nullptr) return {};
    if (step->field == kNoField) return {PartForm::kConstant};
    if (node.kind == NodeKind::kName)
      return step->step == StepKind::kField
                 ? Part{PartForm::kSubject, formula_.meaning.step_of[index]}
                 : Part{};
    if (node.kind == NodeKind::kOperator) return of_operator(node.op, children);
    return of_call(formula_.tree.names[node.payload], index);
  }

  [[nodiscard]] Part of_call(std::string_view function, NodeIndex index) const {
    const auto children = formula_.tree.children_of(formula_.tree.nodes[index]);
    if (children.empty()) return {};
    const Part first = parts_[children.front()];
    if (function == "has" && first.form == PartForm::kSubject)
      return {PartForm::kTruth, first.subject};
    if (function == "coalesce" && first.form == PartForm::kSubject &&
        std::ranges::all_of(children.subspan(1), [&](NodeIndex child) {
          return parts_[child].form == PartForm::kConstant;
        }))
      return first;
    const Step* step = step_of(index);
    if (range_of_measure(function) == nullptr || step->field < 0) return {};
    return {PartForm::kSubject, formula_.meaning.step_of[index]};
  }

  [[nodiscard]] Kind kind_of(NodeIndex node) const {
    const Step* step = step_of(node);
    return step == nullptr ? Kind::kNull : step->type.kind;
  }

  [[nodiscard]] bool is_truth(NodeIndex node) const {
    return parts_[node].form == PartForm::kTruth ||
           (parts_[node].form == PartForm::kSubject && kind_of(node) == Kind::kBool);
  }

  // Truths of one subject, or constants.
  [[nodiscard]] Part of_truths(std::span<const NodeIndex> children) const {
    Part whole{PartForm::kTruth};
    for (const NodeIndex child : children) {
      if (parts_[child].form == PartForm::kConstant) continue;
      if (!is_truth(child)) return {};
      if (whole.subject != kNoStep && whole.subject != parts_[child].subject) return {};
      whole.subject = parts_[child].subject;
    }
    return whole;
  }

  [[nodiscard]] Part of_operator(Operator op, std::span<const NodeIndex> children) const {
    switch (op) {
      case Operator::kAnd:
      case Operator::kOr:
      case Operator::kNot:
      case Operator::kConditional:
        return of_truths(children);
      case Operator::kEqual:
      case Operator::kNotEqual:
        if (const Part truths = of_truths(children); truths.form != PartForm::kOther) return truths;
        [[fallthrough]];
      case Operator::kLess:
      case Operator::kLessOrEqual:
      case Operator::kGreater:
      case Operator::kGreaterOrEqual:
      case Operator::kIn:
        return of_comparison(op, children);
      default:
        return {};
    }
  }

  [[nodiscard]] Part of_comparison(Operator op, std::span<const NodeIndex> sides) const {
    const bool is_equality =
        op == Operator::kEqual || op == Operator::kNotEqual || op == Operator::kIn;
    for (const bool is_first : {true, false}) {
      const NodeIndex asked = sides[is_first ? 0 : 1];
      const NodeIndex other = sides[is_first ? 1 : 0];
      if (parts_[asked].form != PartForm::kSubject || parts_[other].form != PartForm::kConstant)
        continue;
      if (op == Operator::kIn && !is_first) continue;
      // Of texts only equality is asked: their order has no neighbours.
      if (kind_of(asked) == Kind::kString && !is_equality) continue;
      return {PartForm::kTruth, parts_[asked].subject};
    }
    return {};
  }

  const Program& program_;
  const Formula& formula_;
  std::vector<Part> parts_;
};

}  // namespace

const Range* range_of_measure(std::string_view function) {
  const auto* const found = std::ranges::find(kMeasures, function, &Measure::function);
  return found == kMeasures.end() ? nullptr : &found->range;
}

Clauses clauses_of(const Tree& tree, Clause whole) { return flattened(tree, whole, false); }

Clauses alternatives_of(const Tree& tree, Clause clause) {
  Clauses found = flattened(tree, clause, true);
  if (found.size() < 2) found.clear();
  return found;
}

std::string text_of(const Tree& tree, Clause clause) {
  const auto written = [&](NodeIndex node) {
    return tree.text.substr(tree.nodes[node].at.offset, tree.nodes[node].at.size);
  };
  if (clause.shown != clause.node) return written(clause.shown);
  return clause.is_true ? written(clause.node) : "!(" + written(clause.node) + ")";
}

std::vector<Part> parts_of(const Program& program, const Formula& formula) {
  return PartsReader(program, formula).read();
}

}  // namespace bailiwick::formula
