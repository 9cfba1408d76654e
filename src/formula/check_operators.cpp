#include <fmt/core.h>

#include <algorithm>

#include "formula/catalogue.hpp"
#include "formula/checker.hpp"
#include "formula/kernels.hpp"

namespace bailiwick::formula {
namespace {

bool is_number(Kind kind) { return kind == Kind::kInt || kind == Kind::kDecimal; }

bool is_comparison(Operator op) {
  return op >= Operator::kEqual && op <= Operator::kGreaterOrEqual;
}

// A number in quotes, without them; empty where it is none.
std::string number_in(const Value& value) {
  const auto* text = std::get_if<std::string>(&value.data());
  return text != nullptr && parse_decimal(*text) ? *text : std::string();
}

}  // namespace

StepIndex Checker::apply_operator(const Node& node) {
  switch (node.op) {
    case Operator::kConditional:
      return conditional(node);
    case Operator::kOr:
    case Operator::kAnd:
      return logic(node);
    case Operator::kEqual:
    case Operator::kNotEqual:
      return equality(node);
    case Operator::kIn:
      return membership(node);
    default:
      return arithmetic(node);
  }
}

StepIndex Checker::logic(const Node& node) {
  const Steps sides = operands(node);
  if (sides.empty()) return kNoStep;
  const auto children = tree_.children_of(node);
  bool is_sound = true;
  for (std::size_t i = 0; i < sides.size(); ++i) {
    if (kind_of(sides[i]) == Kind::kBool) continue;
    fail("Q014",
         fmt::format("{} joins what is true or false; {} is neither.", symbol_of(node.op),
                     part(children[i])),
         tree_.nodes[children[i]].at);
    is_sound = false;
  }
  if (!is_sound) return kNoStep;
  return call(node.op == Operator::kAnd ? &and_kernel : &or_kernel, {Kind::kBool, false},
              {sides[0], sides[1]});
}

StepIndex Checker::conditional(const Node& node) {
  const Steps found = operands(node);
  if (found.empty()) return kNoStep;
  const auto children = tree_.children_of(node);
  if (kind_of(found[0]) != Kind::kBool) {
    return fail(
        "Q019",
        fmt::format("Before the ? stands what is true or false; {} is neither.", part(children[0])),
        tree_.nodes[children[0]].at);
  }
  const auto kind = common(kind_of(found[1]), kind_of(found[2]));
  if (!kind) {
    return fail("Q019",
                fmt::format("Both sides of : have one type; {} and {} do not.", part(children[1]),
                            part(children[2])),
                node.at);
  }
  const StepIndex chosen = as(found[1], *kind);
  const StepIndex other = as(found[2], *kind);
  return call(conditional_kernel(*kind), {*kind, is_optional(chosen) || is_optional(other)},
              {found[0], chosen, other});
}

StepIndex Checker::equality(const Node& node) {
  const Steps sides = operands(node);
  if (sides.empty()) return kNoStep;
  const bool wants_equal = node.op == Operator::kEqual;
  if (is_null(sides[0]) && is_null(sides[1])) return truth(wants_equal);
  if (is_null(sides[0]) || is_null(sides[1])) {
    const StepIndex asked = is_null(sides[0]) ? sides[1] : sides[0];
    return call(wants_equal ? &is_null_kernel : &has_kernel, {Kind::kBool, false}, {asked});
  }
  const auto kind = common(kind_of(sides[0]), kind_of(sides[1]));
  if (!kind) return fail_operands(node);
  return call(wants_equal ? equal_kernel(*kind) : not_equal_kernel(*kind), {Kind::kBool, false},
              {as(sides[0], *kind), as(sides[1], *kind)});
}

// Everything that the catalogue knows: + - * / % < <= > >= ! and the sign.
StepIndex Checker::arithmetic(const Node& node) {
  const Steps sides = operands(node);
  if (sides.empty()) return kNoStep;
  std::vector<Kind> kinds;
  for (const StepIndex side : sides) kinds.push_back(kind_of(side));
  const Overload* row = find_overload(symbol_of(node.op), Written::kAsOperator, kinds);
  if (row == nullptr) return fail_operands(node);
  Steps taken = sides;
  for (std::size_t i = 0; i < taken.size(); ++i) taken[i] = as(taken[i], row->parameters[i]);
  return builder_.call({.kernel = row->kernel, .type = {row->result, false}, .cost = row->cost},
                       taken);
}

// Operands that do not go together, with the most likely reason.
StepIndex Checker::fail_operands(const Node& node) {
  const auto children = tree_.children_of(node);
  const std::string_view symbol = symbol_of(node.op);
  if (children.size() == 1)
    return fail("Q014", fmt::format("{} does not go before {}.", symbol, part(children[0])),
                node.at);
  const Kind left = kind_of(steps_[children[0]]);
  const Kind right = kind_of(steps_[children[1]]);
  const char* rule = is_comparison(node.op) ? "Q016" : "Q014";
  const Node& first = tree_.nodes[children[0]];
  if (is_comparison(node.op) && left == Kind::kBool && first.kind == NodeKind::kOperator &&
      is_comparison(first.op) && right != Kind::kBool) {
    return fail(rule, "One comparison at a time: write a < b && b < c.", node.word);
  }
  for (std::size_t side = 0; side < 2; ++side) {
    const Node& text = tree_.nodes[children[side]];
    const Kind other = side == 0 ? right : left;
    if (text.kind != NodeKind::kLiteral) continue;
    const std::string number = number_in(tree_.literals[text.payload]);
    if (is_number(other) && !number.empty()) {
      return fail(
          rule,
          fmt::format("{} is a number; write {} without quotes.", part(children[1 - side]), number),
          text.at, number);
    }
    if (other == Kind::kDate && text.kind == NodeKind::kLiteral &&
        !is_null(steps_[children[side]])) {
      const std::string call = fmt::format("date({})", text_at(text.at));
      return fail(
          rule,
          fmt::format("{} is a date; write {}.", text_at(tree_.nodes[children[1 - side]].at), call),
          text.at, call);
    }
  }
  if (is_comparison(node.op))
    return fail(rule,
                fmt::format("{} and {} cannot be compared.", part(children[0]), part(children[1])),
                node.at);
  return fail(rule,
              fmt::format("{} does not go between {} and {}.", symbol, part(children[0]),
                          part(children[1])),
              node.at);
}

StepIndex Checker::membership(const Node& node) {
  const auto children = tree_.children_of(node);
  const Node& list = tree_.nodes[children[1]];
  if (list.kind != NodeKind::kList) {
    if (steps_[children[1]] == kNoStep) return kNoStep;
    const bool is_text = kind_of(steps_[children[1]]) == Kind::kString;
    const std::string written = text_at(list.at);
    return fail(
        "Q017",
        fmt::format("After \"in\" stands a list: x in [{}].{}", written,
                    is_text ? fmt::format(" To look inside a text, write {}.contains(x).", written)
                            : std::string()),
        list.at, fmt::format("[{}]", written));
  }
  if (tree_.nodes[children[0]].kind == NodeKind::kList)
    return fail("Q017", "A list stands after \"in\" only.", tree_.nodes[children[0]].at);
  if (steps_[children[0]] == kNoStep) return kNoStep;
  return member_of(node, tree_.children_of(list));
}

StepIndex Checker::member_of(const Node& node, std::span<const NodeIndex> elements) {
  const NodeIndex asked_node = tree_.children_of(node)[0];
  const StepIndex asked = steps_[asked_node];
  Kind kind = kind_of(asked);
  bool are_constants = true;
  for (const NodeIndex element : elements) {
    if (tree_.nodes[element].kind == NodeKind::kList)
      return fail("Q017", "A list does not stand in a list.", tree_.nodes[element].at);
    if (steps_[element] == kNoStep) return kNoStep;
    const auto both = common(kind, kind_of(steps_[element]));
    if (!both) {
      return fail("Q020",
                  fmt::format("{} is compared with elements of its type; {} is of another.",
                              part(asked_node), part(element)),
                  tree_.nodes[element].at);
    }
    kind = *both;
    const bool is_constant = builder_.at(steps_[element]).step == StepKind::kConstant;
    are_constants = are_constants && is_constant &&
                    builder_.value_of(steps_[element]).status() <= Status::kNull;
  }
  const StepIndex wanted = as(asked, kind);
  Steps found;
  for (const NodeIndex element : elements) found.push_back(steps_[element]);
  if (are_constants) {
    return builder_.call({.kernel = in_set_kernel(kind),
                          .type = {Kind::kBool, false},
                          .cost = 2,
                          .set = builder_.set(kind, found)},
                         std::array{wanted});
  }
  StepIndex any = truth(false);
  for (const StepIndex element : found) {
    const StepIndex equal =
        call(equal_kernel(kind), {Kind::kBool, false}, {wanted, as(element, kind)});
    any = call(&either_kernel, {Kind::kBool, false}, {any, equal});
  }
  return any;
}

}  // namespace bailiwick::formula
