#include "formula/advice.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "formula/never.hpp"
#include "formula/printer.hpp"
#include "formula/reasons.hpp"
#include "formula/texts.hpp"

namespace bailiwick::formula {
namespace {

constexpr std::size_t kValuesShownMax = 8;
constexpr std::int64_t kTextShownMax = 60;  // characters of a text that a message shows
constexpr std::size_t kCodeBytesMax = 3;    // of words so short all are near each other

// What a part can be beside null: one of a field's values, or one of the texts that stand in for them.
struct KnownValues {
  const Field* field = nullptr;
  std::vector<std::string> others;

  [[nodiscard]] bool has(const std::string& text) const {
    const auto is_among = [&](const std::vector<std::string>& texts) {
      return std::find(texts.begin(), texts.end(), text) != texts.end();
    };
    return is_among(field->values) || is_among(others);
  }
};

// The value most likely meant: the same in another case, the end of its name ("proposal" for "standard.proposal"), or a near one.
std::optional<std::string> meant(const std::string& text, const std::vector<std::string>& values) {
  for (const std::string& value : values)
    if (is_same_ascii(value, text)) return value;
  for (const std::string& value : values)
    if (!text.empty() && ascii_lower(value).ends_with("." + ascii_lower(text))) return value;
  const auto near = nearest_word(text, values);
  if (!near || near->size() <= kCodeBytesMax) return std::nullopt;
  return near;
}

std::string listed(const std::vector<std::string>& values) {
  std::string text;
  for (std::size_t i = 0; i < std::min(values.size(), kValuesShownMax); ++i)
    text += (i == 0 ? "" : ", ") + quoted(values[i]);
  if (values.size() > kValuesShownMax)
    text += fmt::format(" and {} more", values.size() - kValuesShownMax);
  return text;
}

class Adviser {
 public:
  Adviser(const Program& program, const Formula& formula, Faults& faults)
      : program_(program),
        formula_(formula),
        faults_(faults),
        has_failed_(formula.tree.nodes.size(), false) {}

  void run() {
    for (NodeIndex i = 0; i < formula_.tree.nodes.size(); ++i) {
      const Node& node = formula_.tree.nodes[i];
      if (!look_for_answer(i)) compare(node);
    }
  }

 private:
  void add(const char* rule, std::string message, Span at, std::string replacement = {}) {
    if (faults_.size() < kFaultsLimit)
      faults_.push_back({rule, std::move(message), at, std::move(replacement), formula_.name});
  }

  [[nodiscard]] const Step* step_of(NodeIndex node) const {
    const StepIndex step = formula_.meaning.step_of[node];
    return step == kNoStep ? nullptr : &program_.plan().steps[step];
  }
  // The value of a part that is the same for all rows.
  [[nodiscard]] std::optional<Value> constant(NodeIndex node) const {
    const Step* step = step_of(node);
    if (step == nullptr || step->step != StepKind::kConstant) return std::nullopt;
    return value_at(program_.plan().constants[step->payload].lanes(), step->type.kind, 0);
  }

  // Whether the part, or one below it, can have no answer; the innermost is told, and where it is a formula's name, in that formula.
  bool look_for_answer(NodeIndex index) {
    const Node& node = formula_.tree.nodes[index];
    const auto children = formula_.tree.children_of(node);
    const bool is_below = std::any_of(children.begin(), children.end(),
                                      [&](NodeIndex child) { return has_failed_[child]; });
    if (is_below) return has_failed_[index] = true;
    PartValues part{
        .name = node.kind == NodeKind::kOperator ? symbol_of(node.op) : std::string_view(),
        .own = constant(index),
        .arguments = {}};
    if (node.kind == NodeKind::kFunction || node.kind == NodeKind::kMethod)
      part.name = formula_.tree.names[node.payload];
    for (const NodeIndex child : children) part.arguments.push_back(constant(child));
    if (part.own && part.own->status() > Status::kNull) part.kind = step_of(index)->type.kind;
    const auto reason = no_answer_of(part);
    if (!reason) return false;
    if (node.kind != NodeKind::kName)
      add("Q060", reason->message,
          reason->argument ? formula_.tree.nodes[children[*reason->argument]].at : node.at);
    return has_failed_[index] = true;
  }

  // A field whose values are known, by itself or as `coalesce(field, "a", ...)`.
  [[nodiscard]] std::optional<KnownValues> known(NodeIndex index) const {
    const Node& node = formula_.tree.nodes[index];
    const bool is_coalesce =
        node.kind == NodeKind::kFunction && formula_.tree.names[node.payload] == "coalesce";
    const auto parts = formula_.tree.children_of(node);
    if (!is_coalesce) return known_field(index);
    auto found = known_field(parts.front());
    for (std::size_t i = 1; found && i < parts.size(); ++i) {
      const auto value = constant(parts[i]);
      if (!value) return std::nullopt;
      if (const auto* text = std::get_if<std::string>(&value->data()))
        found->others.push_back(*text);
    }
    return found;
  }
  [[nodiscard]] std::optional<KnownValues> known_field(NodeIndex index) const {
    const Step* step = step_of(index);
    if (step == nullptr || step->step != StepKind::kField) return std::nullopt;
    const Field& field = program_.schema().fields[step->payload];
    if (field.values.empty()) return std::nullopt;
    return KnownValues{.field = &field, .others = {}};
  }

  void compare(const Node& node) {
    if (node.kind != NodeKind::kOperator) return;
    const auto sides = formula_.tree.children_of(node);
    if (node.op == Operator::kEqual || node.op == Operator::kNotEqual) {
      compare(sides[0], sides.subspan(1));
      compare(sides[1], sides.first(1));
    } else if (node.op == Operator::kIn) {
      const auto elements = formula_.tree.children_of(formula_.tree.nodes[sides[1]]);
      compare(sides[0], elements);
      for (const NodeIndex element : elements) compare(element, sides.first(1));
    }
  }
  void compare(NodeIndex asked, std::span<const NodeIndex> others) {
    const auto can_be = known(asked);
    if (!can_be) return;
    for (const NodeIndex other : others) {
      const auto value = constant(other);
      const auto* text = value ? std::get_if<std::string>(&value->data()) : nullptr;
      if (text != nullptr && !can_be->has(*text)) refuse(*can_be->field, *text, other);
    }
  }
  void refuse(const Field& field, const std::string& text, NodeIndex at) {
    if (faults_.size() >= kFaultsLimit) return;
    const std::string name = written_name(field.name);
    std::string message = fmt::format("{} can be {}; {} is none of these.", name,
                                      listed(field.values), quoted(beginning(text, kTextShownMax)));
    const auto value = meant(text, field.values);
    if (value) message += fmt::format(" Did you mean {}?", quoted(*value));
    if (text.empty()) message += fmt::format(" Write {} == null to ask whether it is empty.", name);
    add("Q061", std::move(message), formula_.tree.nodes[at].at,
        value ? quoted(*value) : std::string());
  }

  const Program& program_;
  const Formula& formula_;
  Faults& faults_;
  std::vector<bool> has_failed_;
};

}  // namespace

Faults advice_on(const Program& program) {
  Faults faults;
  for (const Formula& formula : program.formulas()) Adviser(program, formula, faults).run();
  return faults;
}

OrFaults<Program> compile(Schema schema, const std::vector<Definition>& definitions,
                          Advice advice) {
  auto program = compile(std::move(schema), definitions);
  if (!program || advice == Advice::kNotAsked) return program;
  Faults faults = advice_on(*program);
  for (std::size_t f = 0; f < definitions.size(); ++f)
    if (definitions[f].wanted == Kind::kBool &&
        std::ranges::find(faults, definitions[f].name, &Fault::definition) == faults.end())
      for (Fault& never : never_true(*program, f))
        if (faults.size() < kFaultsLimit) faults.push_back(std::move(never));
  if (!faults.empty()) return tl::unexpected<Faults>(std::move(faults));
  return program;
}

}  // namespace bailiwick::formula
