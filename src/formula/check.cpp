#include "formula/check.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "base/nearest.hpp"
#include "formula/catalogue.hpp"
#include "formula/checker.hpp"
#include "formula/functions.hpp"
#include "formula/kernels.hpp"
#include "formula/lift.hpp"
#include "formula/printer.hpp"

namespace bailiwick::formula {
namespace {

constexpr std::size_t kShownMax = 60;  // bytes of a part that a message shows
constexpr std::size_t kListedMax = 5;  // names or overloads that a message lists

std::string list_of(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < std::min(words.size(), kListedMax); ++i)
    text += (i == 0 ? "" : ", ") + words[i];
  if (words.size() > kListedMax) text += fmt::format(" and {} more", words.size() - kListedMax);
  return text;
}

}  // namespace

// -- faults --

StepIndex Checker::fail(const char* rule, std::string message, Span at, std::string replacement) {
  if (faults_.size() < kFaultsLimit)
    faults_.push_back({rule, std::move(message), at, std::move(replacement)});
  return kNoStep;
}

std::string Checker::text_at(Span at) const {
  std::string text = tree_.text.substr(at.offset, std::min<std::size_t>(at.size, kShownMax));
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
  if (text.size() < at.size) text += "...";
  return text;
}

std::string Checker::part(NodeIndex node) const {
  const Kind kind = kind_of(steps_[node]);
  if (kind == Kind::kNull) return "null";
  return fmt::format("{} ({})", text_at(tree_.nodes[node].at), noun_of(kind));
}

// -- steps --

StepIndex Checker::as(StepIndex step, Kind kind) {
  const Kind from = kind_of(step);
  if (from == kind) return step;
  if (from == Kind::kNull) return builder_.constant(Value(Null{}), kind);
  if (builder_.at(step).step == StepKind::kConstant)
    return builder_.constant(builder_.value_of(step), kind);
  // Keeps null as null, where decimal(x) would say that a value is missing; equality and coalesce look at that.
  return call(&widen_kernel, {kind, is_optional(step)}, {step});
}

std::optional<Kind> Checker::common(Kind a, Kind b) {
  if (a == b || b == Kind::kNull) return a;
  if (a == Kind::kNull) return b;
  const bool are_numbers =
      (a == Kind::kInt || a == Kind::kDecimal) && (b == Kind::kInt || b == Kind::kDecimal);
  if (are_numbers) return Kind::kDecimal;
  return std::nullopt;
}

Checker::Steps Checker::operands(const Node& node) {
  Steps found;
  bool is_sound = true;
  for (const NodeIndex child : tree_.children_of(node)) {
    if (tree_.nodes[child].kind == NodeKind::kList) {
      fail("Q017", "A list stands after \"in\" only: industry in [\"62\", \"31\"].",
           tree_.nodes[child].at);
      is_sound = false;
    }
    is_sound = is_sound && steps_[child] != kNoStep;
    found.push_back(steps_[child]);
  }
  if (!is_sound) found.clear();
  return found;
}

// -- names --

StepIndex Checker::name(const Node& node) {
  const std::string& text = tree_.names[node.payload];
  if (const auto field = scope_.names.field(text)) {
    fields_.insert(*field);
    return builder_.field(*field, scope_.schema.fields[*field].type);
  }
  if (const auto definition = scope_.names.definition(text)) {
    definitions_.insert(*definition);
    return scope_.definitions[*definition]
        .step;  // kNoStep where that has faults, which are told there
  }
  return fail_name(node, text);
}

// Looking for what was meant is dear, and is not done for mistakes that are not told.
StepIndex Checker::fail_name(const Node& node, const std::string& text) {
  if (faults_.size() >= kFaultsLimit) return kNoStep;
  const auto longer = scope_.names.longer_names(text);
  if (longer.size() > 1) {
    return fail("Q012",
                fmt::format("{} is ambiguous: it may be {}. Write the whole name.", quoted(text),
                            list_of(longer)),
                node.at);
  }
  const std::optional<std::string> nearest =
      longer.empty() ? scope_.names.nearest(text) : std::optional(longer.front());
  std::string message = fmt::format("{} is not a field here.", quoted(text.substr(0, kShownMax)));
  if (nearest) {
    message += fmt::format(" Did you mean {}?", quoted(*nearest));
    return fail("Q011", std::move(message), node.at,
                longer.empty() ? written_name(*nearest) : *nearest);
  }
  // true and false in another case.
  for (const char* word : {"true", "false", "null"}) {
    if (nearest_word(text, std::vector<std::string>{word}))
      return fail("Q011", message + fmt::format(" Did you mean {}?", word), node.at, word);
  }
  return fail("Q011", fmt::format("{} If it is meant as a text, put it in quotes.", message),
              node.at, quoted(text));
}

// -- calls --

StepIndex Checker::called(const Node& node) {
  const std::string& text = tree_.names[node.payload];
  const bool is_method = node.kind == NodeKind::kMethod;
  const auto& names = function_names();
  if (!std::binary_search(names.begin(), names.end(), text))
    return fail_call(node, text, is_method);
  functions_.insert(text);
  if (!is_method && text == "has") return has(node);
  if (!is_method && text == "coalesce") return coalesce(node);
  return overloaded(node, text, is_method);
}

StepIndex Checker::fail_call(const Node& node, const std::string& text, bool is_method) {
  if (faults_.size() >= kFaultsLimit) return kNoStep;
  const auto nearest = nearest_word(text, function_names());
  std::string message = fmt::format("There is no {} {}.", is_method ? "method" : "function",
                                    quoted(text.substr(0, kShownMax)));
  if (nearest) message += fmt::format(" Did you mean {}?", quoted(*nearest));
  return fail("Q013", std::move(message), node.word, nearest.value_or(""));
}

StepIndex Checker::has(const Node& node) {
  const auto children = tree_.children_of(node);
  const bool is_name = children.size() == 1 && tree_.nodes[children[0]].kind == NodeKind::kName;
  if (!is_name)
    return fail("Q018", "has() takes the name of one field, and says whether it has a value.",
                node.at);
  if (steps_[children[0]] == kNoStep) return kNoStep;
  return call(&has_kernel, {Kind::kBool, false}, {steps_[children[0]]});
}

StepIndex Checker::coalesce(const Node& node) {
  const Steps found = operands(node);
  const auto children = tree_.children_of(node);
  if (children.empty()) return fail("Q015", "coalesce takes one value or more.", node.at);
  if (found.empty()) return kNoStep;
  Kind kind = Kind::kNull;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto both = common(kind, kind_of(found[i]));
    if (!both) {
      return fail("Q019",
                  fmt::format("coalesce chooses among values of one type; {} is not {}.",
                              part(children[i]), noun_of(kind)),
                  tree_.nodes[children[i]].at);
    }
    kind = *both;
  }
  // From the end: coalesce(a, coalesce(b, c)).
  StepIndex rest = as(found.back(), kind);
  for (std::size_t i = found.size() - 1; i-- > 0;) {
    const StepIndex first = as(found[i], kind);
    rest =
        call(coalesce_kernel(kind), {kind, is_optional(first) && is_optional(rest)}, {first, rest});
  }
  return rest;
}

// min and max take any number of values: min(a, b, c) is min(min(a, b), c).
StepIndex Checker::overloaded(const Node& node, const std::string& text, bool is_method) {
  const Written written = is_method ? Written::kAsMethod : Written::kAsFunction;
  const Steps found = operands(node);
  if (found.empty() && node.child_count > 0) return kNoStep;
  const bool is_chain = text == "min" || text == "max";
  const auto apply = [&](std::span<const StepIndex> arguments) -> StepIndex {
    std::vector<Kind> kinds;
    for (const StepIndex argument : arguments) kinds.push_back(kind_of(argument));
    const Overload* row = find_overload(text, written, kinds);
    if (row == nullptr) return kNoStep;
    Steps taken(arguments.begin(), arguments.end());
    for (std::size_t i = 0; i < taken.size(); ++i) taken[i] = as(taken[i], row->parameters[i]);
    return builder_.call({.kernel = row->kernel, .type = {row->result, false}, .cost = row->cost},
                         taken);
  };
  StepIndex result = kNoStep;
  if (is_chain && found.size() >= 2) {
    result = found[0];
    for (std::size_t i = 1; i < found.size() && result != kNoStep; ++i)
      result = apply(std::array{result, found[i]});
  } else if (!is_chain) {
    result = apply(found);
  }
  if (result != kNoStep) return result;
  std::vector<std::string> offers;
  for (const Overload* row : overloads_of(text, written)) offers.push_back(shown(*row));
  if (offers.empty()) {
    const std::string form = is_method ? fmt::format("{}(x)", text) : fmt::format("x.{}()", text);
    return fail("Q015", fmt::format("{} is written {}.", text, form), node.word);
  }
  std::vector<std::string> given;
  for (const NodeIndex child : tree_.children_of(node)) given.push_back(part(child));
  return fail("Q015",
              fmt::format("{} does not take {}; it is {}.", text,
                          given.empty() ? "nothing" : list_of(given), list_of(offers)),
              node.at);
}

// -- the walk --

StepIndex Checker::step_of(NodeIndex index) {
  const Node& node = tree_.nodes[index];
  switch (node.kind) {
    case NodeKind::kLiteral: {
      const Value& value = tree_.literals[node.payload];
      return builder_.constant(value, value.kind());
    }
    case NodeKind::kName:
      return name(node);
    case NodeKind::kList:
      return kNoStep;
    case NodeKind::kOperator:
      return apply_operator(node);
    case NodeKind::kFunction:
    case NodeKind::kMethod:
      return called(node);
  }
  return kNoStep;
}

OrFaults<Meaning> Checker::run() {
  for (NodeIndex i = 0; i < tree_.nodes.size(); ++i) steps_[i] = step_of(i);
  const Node& root = tree_.nodes[tree_.root()];
  if (root.kind == NodeKind::kList)
    fail("Q017", "A list stands after \"in\" only; a formula has one value.", root.at);
  if (!faults_.empty()) return tl::unexpected<Faults>(std::move(faults_));
  Meaning meaning;
  meaning.root = steps_.back();
  if (meaning.root != kNoStep) meaning.type = builder_.at(meaning.root).type;
  meaning.step_of = std::move(steps_);
  meaning.fields.assign(fields_.begin(), fields_.end());
  meaning.definitions.assign(definitions_.begin(), definitions_.end());
  meaning.functions.assign(functions_.begin(), functions_.end());
  return meaning;
}

std::vector<std::uint32_t> definitions_named(const Tree& tree, const NameIndex& names) {
  std::set<std::uint32_t> found;
  for (const Node& node : tree.nodes) {
    if (node.kind != NodeKind::kName || names.field(tree.names[node.payload])) continue;
    if (const auto definition = names.definition(tree.names[node.payload]))
      found.insert(*definition);
  }
  return {found.begin(), found.end()};
}

OrFaults<Meaning> check(const Tree& tree, const Scope& scope, PlanBuilder& builder) {
  return Checker(tree, scope, builder).run();
}

}  // namespace bailiwick::formula
