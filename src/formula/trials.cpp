#include "formula/trials.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace bailiwick::formula {
namespace {

constexpr std::int64_t kFewWholes = 1'000;  // of a range that is tried number by number

std::optional<Value> constant_at(const ReadFormula& read, NodeIndex node) {
  const StepIndex index = read.formula.meaning.step_of[node];
  if (index == kNoStep) return std::nullopt;
  const Step& step = read.program.plan().steps[index];
  if (step.step != StepKind::kConstant) return std::nullopt;
  return value_at(read.program.plan().constants[step.payload].lanes(), step.type.kind, 0);
}

// The value as one that a field of that kind can hold; nothing where it can hold none that is equal.
std::optional<Value> as_kind(const Value& value, Kind kind) {
  if (!value.is_value()) return std::nullopt;
  if (value.kind() == kind) return value;
  if (const auto* whole = std::get_if<std::int64_t>(&value.data());
      whole != nullptr && kind == Kind::kDecimal)
    return Value(Decimal::whole(*whole));
  const auto* decimal = std::get_if<Decimal>(&value.data());
  if (decimal == nullptr || kind != Kind::kInt) return std::nullopt;
  const auto whole = truncated(*decimal);
  if (!whole || Decimal::whole(*whole) != *decimal) return std::nullopt;
  return Value(*whole);
}

bool is_within(const Field& field, const Value& value) {
  if (!field.range) return true;
  const auto* whole = std::get_if<std::int64_t>(&value.data());
  const auto* decimal = std::get_if<Decimal>(&value.data());
  if (whole == nullptr && decimal == nullptr) return true;
  const Decimal number = whole != nullptr ? Decimal::whole(*whole) : *decimal;
  return number >= field.range->least && number <= field.range->most;
}

// The constants that a clause fixes its field to; nothing where it does not.
std::optional<std::vector<Value>> fixed_by(const ReadFormula& read, Clause clause) {
  const Tree& tree = read.formula.tree;
  const Node& node = tree.nodes[clause.node];
  const bool is_list = node.kind == NodeKind::kOperator && node.op == Operator::kIn;
  const Operator equal = clause.is_true ? Operator::kEqual : Operator::kNotEqual;
  if (!is_list && (node.kind != NodeKind::kOperator || node.op != equal)) return std::nullopt;
  if (is_list && !clause.is_true) return std::nullopt;
  const auto sides = tree.children_of(node);
  const auto is_field = [&](NodeIndex side) {
    return tree.nodes[side].kind == NodeKind::kName && read.parts[side].form == PartForm::kSubject;
  };
  const std::size_t other = is_field(sides[0]) ? 1 : 0;
  if (!is_field(sides[1 - other]) || read.parts[sides[other]].form != PartForm::kConstant)
    return std::nullopt;
  if (is_list && other == 0) return std::nullopt;
  std::vector<Value> values;
  const auto constants = is_list ? tree.children_of(tree.nodes[sides[1]]) : sides.subspan(other, 1);
  for (const NodeIndex one : constants) {
    const auto value = constant_at(read, one);
    if (!value) return std::nullopt;
    values.push_back(*value);
  }
  return values;
}

std::vector<Value> declared_values(const Field& field) {
  std::vector<Value> values;
  if (field.type.kind == Kind::kBool) values = {Value(false), Value(true)};
  if (field.type.kind == Kind::kInt && field.range) {
    const auto least = truncated(field.range->least);
    const auto most = truncated(field.range->most);
    if (least && most && *most >= *least && *most<kFewWholes&& * least> - kFewWholes)
      for (std::int64_t whole = *least; whole <= *most; ++whole) values.emplace_back(whole);
  }
  return values;
}

// Numbers, days and moments as whole numbers that keep their order; decimals in their units.
std::optional<Int128> key_of(const Value& value, Kind kind) {
  if (const auto* whole = std::get_if<std::int64_t>(&value.data()))
    return kind == Kind::kDecimal ? Decimal::whole(*whole).units() : Int128{*whole};
  if (const auto* decimal = std::get_if<Decimal>(&value.data())) {
    if (kind == Kind::kDecimal) return decimal->units();
    const bool is_below = decimal->is_negative() && decimal->units() % Decimal::kUnit != 0;
    return decimal->units() / Decimal::kUnit - (is_below ? 1 : 0);
  }
  if (const auto* day = std::get_if<LocalDate>(&value.data())) return day->days();
  if (const auto* moment = std::get_if<Instant>(&value.data())) return moment->micros();
  if (const auto* time = std::get_if<Duration>(&value.data())) return time->micros;
  return std::nullopt;
}

std::pair<Int128, Int128> bounds_of(const Field& subject) {
  const Kind kind = subject.type.kind;
  const auto narrowed = [&](Int128 least, Int128 most, Int128 unit) {
    if (!subject.range) return std::pair(least, most);
    // The range itself, to the whole numbers within it.
    const Int128 low = subject.range->least.units();
    const Int128 high = subject.range->most.units();
    const Int128 up = low / unit + (low % unit > 0 ? 1 : 0);
    const Int128 down = high / unit - (high % unit < 0 ? 1 : 0);
    return std::pair(std::max(least, up), std::min(most, down));
  };
  switch (kind) {
    case Kind::kInt:
      return narrowed(INT64_MIN, INT64_MAX, Decimal::kUnit);
    case Kind::kDecimal:
      return narrowed(-Decimal::highest().units(), Decimal::highest().units(), 1);
    case Kind::kDate:
      return {kFirstDay, kLastDay};
    case Kind::kTimestamp:
      return {kFirstMicros, kLastMicros};
    default:
      return {-kDurationMicrosMax, kDurationMicrosMax};
  }
}

Value value_of(Int128 key, Kind kind) {
  switch (kind) {
    case Kind::kInt:
      return Value(static_cast<std::int64_t>(key));
    case Kind::kDecimal:
      return Value(Decimal::from_units(key));
    case Kind::kDate:
      return Value(LocalDate(static_cast<std::int32_t>(key)));
    case Kind::kTimestamp:
      return Value(Instant(static_cast<std::int64_t>(key)));
    default:
      return Value(Duration{static_cast<std::int64_t>(key)});
  }
}

// All constants within the clauses, those within their subject left out. More than are compared does no harm.
std::vector<Value> constants_of(std::span<const Asked> asked) {
  std::vector<Value> constants;
  for (const Asked& some : asked) {
    const Tree& tree = some.of->formula.tree;
    std::vector<NodeIndex> waiting;
    for (const Clause& clause : some.clauses) waiting.push_back(clause.node);
    while (!waiting.empty()) {
      const NodeIndex node = waiting.back();
      waiting.pop_back();
      if (auto value = constant_at(*some.of, node)) {
        constants.push_back(std::move(*value));
        continue;
      }
      const auto children = tree.children_of(tree.nodes[node]);
      waiting.insert(waiting.end(), children.begin(), children.end());
    }
  }
  return constants;
}

std::vector<Value> words_and_another(const std::vector<Value>& constants) {
  std::set<std::string> words;
  std::string another = "-";  // longer than each of them
  for (const Value& constant : constants)
    if (const auto* word = std::get_if<std::string>(&constant.data()))
      if (words.insert(*word).second) another += *word;
  std::vector<Value> values = {Value(another)};
  for (const std::string& word : words) values.emplace_back(word);
  return values;
}

}  // namespace

ReadFormula read_formula(const Program& program, std::size_t formula) {
  const Formula& one = program.formulas()[formula];
  return {.program = program, .formula = one, .parts = parts_of(program, one)};
}

std::optional<FieldValues> all_values(const Field& field, const Asked& asked) {
  std::vector<Value> values;
  for (const Clause& clause : asked.clauses) {
    const auto fixed = fixed_by(*asked.of, clause);
    if (!fixed) continue;
    for (const Value& one : *fixed) {
      if (one.status() == Status::kNull && field.type.is_optional) values.emplace_back();
      const auto value = as_kind(one, field.type.kind);
      if (value && is_within(field, *value)) values.push_back(*value);
    }
    return FieldValues{std::move(values), clause};
  }
  values = declared_values(field);
  if (values.empty()) return std::nullopt;
  if (field.type.is_optional) values.emplace_back();
  return FieldValues{std::move(values)};
}

std::optional<std::vector<Value>> values_of_stretches(const Field& subject,
                                                      std::span<const Asked> asked) {
  const Kind kind = subject.type.kind;
  const std::vector<Value> constants = constants_of(asked);
  std::vector<Value> values;
  if (kind == Kind::kBool) {
    values = {Value(false), Value(true)};
  } else if (kind == Kind::kString) {
    values = words_and_another(constants);
  } else {
    const auto [least, most] = bounds_of(subject);
    std::set<Int128> keys = {least, most};
    for (const Value& constant : constants)
      if (const auto key = key_of(constant, kind); key && *key >= least && *key <= most) {
        keys.insert(*key);
        if (*key > least) keys.insert(*key - 1);
        if (*key < most) keys.insert(*key + 1);
      }
    for (const Int128 key : keys)
      if (key >= least && key <= most) values.push_back(value_of(key, kind));
  }
  if (subject.type.is_optional) values.emplace_back();
  if (values.size() > kTrialsMax) return std::nullopt;
  return values;
}

}  // namespace bailiwick::formula
