// The walk of check.hpp over a tree; its parts stand in check.cpp (names, calls) and check_operators.cpp.
#pragma once

#include <array>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "formula/check.hpp"

namespace bailiwick::formula {

class Checker {
 public:
  Checker(const Tree& tree, const Scope& scope, PlanBuilder& builder)
      : tree_(tree), scope_(scope), builder_(builder), steps_(tree.nodes.size(), kNoStep) {}

  [[nodiscard]] OrFaults<Meaning> run();

 private:
  using Steps = std::vector<StepIndex>;

  // -- faults --
  StepIndex fail(const char* rule, std::string message, Span at, std::string replacement = {});
  [[nodiscard]] std::string text_at(Span at) const;
  // "employees (an int)": how a part is named in messages.
  [[nodiscard]] std::string part(NodeIndex node) const;

  // -- nodes: the step, or kNoStep after a fault --
  StepIndex step_of(NodeIndex index);
  StepIndex name(const Node& node);
  StepIndex fail_name(const Node& node, const std::string& text);
  StepIndex called(const Node& node);
  StepIndex fail_call(const Node& node, const std::string& text, bool is_method);
  StepIndex has(const Node& node);
  StepIndex coalesce(const Node& node);
  StepIndex overloaded(const Node& node, const std::string& text, bool is_method);
  StepIndex apply_operator(const Node& node);
  StepIndex logic(const Node& node);
  StepIndex conditional(const Node& node);
  StepIndex equality(const Node& node);
  StepIndex arithmetic(const Node& node);
  StepIndex fail_operands(const Node& node);
  StepIndex membership(const Node& node);
  StepIndex member_of(const Node& node, std::span<const NodeIndex> elements);

  // -- steps --
  [[nodiscard]] Kind kind_of(StepIndex step) const { return builder_.at(step).type.kind; }
  [[nodiscard]] bool is_optional(StepIndex step) const {
    return builder_.at(step).type.is_optional;
  }
  [[nodiscard]] bool is_null(StepIndex step) const { return kind_of(step) == Kind::kNull; }
  // The steps of a node's children; empty where one has a fault or is a list that may not stand there.
  [[nodiscard]] Steps operands(const Node& node);
  // The step as `kind`: an int becomes a decimal, null a null of that kind.
  StepIndex as(StepIndex step, Kind kind);
  // The kind that values of both may have; nothing where there is none.
  [[nodiscard]] static std::optional<Kind> common(Kind a, Kind b);
  StepIndex call(Kernel kernel, Type type, std::initializer_list<StepIndex> arguments) {
    return builder_.call({.kernel = kernel, .type = type},
                         std::span(arguments.begin(), arguments.size()));
  }
  StepIndex truth(bool value) { return builder_.constant(Value(value), Kind::kBool); }

  const Tree& tree_;
  const Scope& scope_;
  PlanBuilder& builder_;
  Steps steps_;
  Faults faults_;
  std::set<std::uint32_t> fields_;
  std::set<std::uint32_t> definitions_;
  std::set<std::string> functions_;
};

}  // namespace bailiwick::formula
