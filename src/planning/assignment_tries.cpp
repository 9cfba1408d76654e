#include "planning/assignment_tries.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>
#include <string_view>

#include "formula/evaluate.hpp"

namespace bailiwick::planning {
namespace {

using formula::Kind;
using formula::Node;
using formula::NodeIndex;
using formula::NodeKind;
using formula::Operator;
using formula::Value;

constexpr std::int64_t kSecondMicros = 1'000'000;
constexpr double kYearDays = 365.0;
// What says where an account is, or which it is: nobody takes that away to move it.
constexpr std::array<std::string_view, 7> kNeverEmptied = {
    "name", "external_id", "territory", "country", "postal_code", "lon", "lat"};

// The step to the next decimal that people would write: a cent, a millionth, or the smallest there is.
Decimal step_at(Decimal value) {
  for (const std::int64_t step : {Decimal::kUnit / 100, Decimal::kUnit / 1'000'000})
    if (value.units() % step == 0) return Decimal::from_units(step);
  return Decimal::from_units(1);
}

class Tries {
 public:
  Tries(const RuleBook& book, std::span<const Value> row)
      : schema_(book.program.schema()), row_(row), by_field_(row.size()), seen_(row.size()) {}

  // What has to be tried for every field that is read.
  void read(std::size_t field) {
    if (schema_.fields[field].type.kind == Kind::kBool)
      for (const bool truth : {true, false}) put(field, Value(truth));
  }

  // A rule asks whether the field has a value: to empty it may be a change that somebody makes.
  void empty(std::size_t field) {
    const formula::Field& asked = schema_.fields[field];
    if (asked.type.is_optional &&
        std::ranges::find(kNeverEmptied, asked.name) == kNeverEmptied.end())
      put(field, Value());
  }

  // The field is compared with that value.
  void compare(std::size_t field, const Value& value) {
    if (!value.is_value()) return;
    const Kind kind = schema_.fields[field].type.kind;
    if (kind == Kind::kInt)
      whole(field, value);
    else if (kind == Kind::kDecimal)
      decimal(field, value);
    else if (value.kind() != kind)
      return;
    else if (const auto* day = std::get_if<LocalDate>(&value.data()))
      for (const int days : {0, -1, 1}) put_if(field, day->plus_days(days));
    else if (const auto* instant = std::get_if<Instant>(&value.data()))
      for (const int seconds : {0, -1, 1})
        put_if(field, Instant(instant->micros() + seconds * kSecondMicros));
    else
      put(field, value);
  }

  std::vector<Try> take() {
    std::vector<Try> all;
    for (std::size_t field = 0; field < by_field_.size(); ++field)
      for (Value& value : by_field_[field])
        if (all.size() < kTriesMax) all.push_back({.field = field, .value = std::move(value)});
    return all;
  }

 private:
  template <class T>
  void put_if(std::size_t field, T value) {
    if (formula::is_in_range(value)) put(field, Value(value));
  }

  void whole(std::size_t field, const Value& value) {
    std::optional<std::int64_t> number;
    if (const auto* own = std::get_if<std::int64_t>(&value.data())) number = *own;
    if (const auto* wide = std::get_if<Decimal>(&value.data())) number = truncated(*wide);
    if (!number || *number == INT64_MIN || *number == INT64_MAX) return;
    for (const int step : {0, -1, 1}) put(field, Value(*number + step));
  }

  void decimal(std::size_t field, const Value& value) {
    std::optional<Decimal> number;
    if (const auto* own = std::get_if<Decimal>(&value.data())) number = *own;
    if (const auto* whole = std::get_if<std::int64_t>(&value.data()))
      number = Decimal::whole(*whole);
    if (!number) return;
    const Decimal step = step_at(*number);
    put(field, Value(*number));
    for (const auto& next : {difference(*number, step), sum(*number, step)})
      if (next) put_if(field, *next);
  }

  void put(std::size_t field, Value value) {
    if (value == row_[field] || !seen_[field].insert(to_literal(value)).second) return;
    by_field_[field].push_back(std::move(value));
  }

  const formula::Schema& schema_;
  std::span<const Value> row_;
  std::vector<std::vector<Value>> by_field_;
  std::vector<std::set<std::string>> seen_;
};

// What one formula compares which field with.
class FormulaReader {
 public:
  FormulaReader(const RuleBook& book, const formula::Formula& formula, std::span<const Value> row,
                Tries& tries)
      : program_(book.program), formula_(formula), row_(row), tries_(tries) {}

  void run() {
    for (const std::uint32_t field : formula_.meaning.fields) tries_.read(field);
    for (const Node& node : formula_.tree.nodes) {
      const auto children = formula_.tree.children_of(node);
      if (node.kind == NodeKind::kMethod && children.size() == 2) pair(children[0], children[1]);
      if (node.kind == NodeKind::kFunction && formula_.tree.names[node.payload] == "has")
        for (const std::size_t field : fields_within(children[0])) tries_.empty(field);
      if (node.kind != NodeKind::kOperator) continue;
      if (node.op == Operator::kIn) {
        for (const NodeIndex element : formula_.tree.children_of(formula_.tree.nodes[children[1]]))
          pair(children[0], element);
      } else if (node.op >= Operator::kEqual && node.op <= Operator::kGreaterOrEqual) {
        pair(children[0], children[1]);
        pair(children[1], children[0]);
      }
    }
  }

 private:
  // The fields within one part are compared with the value of another.
  void pair(NodeIndex part, NodeIndex other) {
    const auto fields = fields_within(part);
    if (fields.empty()) return;
    const Value value = value_of(other);
    const bool is_null = formula_.tree.nodes[other].kind == NodeKind::kLiteral && !value.is_value();
    for (const std::size_t field : fields) {
      if (is_null) tries_.empty(field);
      tries_.compare(field, value);
    }
  }

  [[nodiscard]] std::set<std::size_t> fields_within(NodeIndex part) const {
    std::set<std::size_t> fields;
    std::vector<NodeIndex> waiting = {part};
    while (!waiting.empty()) {
      const Node& node = formula_.tree.nodes[waiting.back()];
      waiting.pop_back();
      const auto children = formula_.tree.children_of(node);
      waiting.insert(waiting.end(), children.begin(), children.end());
      if (node.kind != NodeKind::kName) continue;
      for (const std::uint32_t field : formula_.meaning.fields)
        if (program_.schema().fields[field].name == formula_.tree.names[node.payload])
          fields.insert(field);
    }
    return fields;
  }

  [[nodiscard]] Value value_of(NodeIndex index) const {
    const Node& node = formula_.tree.nodes[index];
    if (node.kind == NodeKind::kLiteral) return formula_.tree.literals[node.payload];
    const formula::StepIndex step = formula_.meaning.step_of[index];
    if (step == formula::kNoStep) return {};
    return values_of(program_, formula::steps_below(program_.plan(), step), row_).back();
  }

  const formula::Program& program_;
  const formula::Formula& formula_;
  std::span<const Value> row_;
  Tries& tries_;
};

void read_units(const RuleBook& book, const UnitsCondition& condition, Tries& tries) {
  if (!condition.country.empty()) tries.compare(*book.country_field, Value(condition.country));
  for (const std::string& unit : condition.units) {
    const std::string code = unit.ends_with('*') ? unit.substr(0, unit.size() - 1) : unit;
    if (!code.empty()) tries.compare(*book.postal_code_field, Value(code));
  }
}

}  // namespace

std::vector<Try> tries_of(const RuleBook& book, std::span<const Value> row) {
  Tries tries(book, row);
  for (const BookRule& rule : book.rules) {
    if (rule.formula) FormulaReader(book, book.program.formulas()[*rule.formula], row, tries).run();
    if (const auto* units = std::get_if<UnitsCondition>(&rule.rule.condition))
      read_units(book, *units, tries);
  }
  return tries.take();
}

std::optional<double> relative_change(const Value& from, const Value& to) {
  const auto of = [](double a, double b, double least) {
    return std::abs(b - a) / std::max(std::abs(a), least);
  };
  const auto number = [](Decimal value) {
    return static_cast<double>(value.units()) / static_cast<double>(Decimal::kUnit);
  };
  if (!from.is_value() || !to.is_value() || from.kind() != to.kind()) return std::nullopt;
  if (const auto* whole = std::get_if<std::int64_t>(&from.data()))
    return of(static_cast<double>(*whole), static_cast<double>(std::get<std::int64_t>(to.data())),
              1.0);
  if (const auto* decimal = std::get_if<Decimal>(&from.data()))
    return of(number(*decimal), number(std::get<Decimal>(to.data())), 1.0);
  if (const auto* day = std::get_if<LocalDate>(&from.data()))
    return std::abs(std::get<LocalDate>(to.data()).days() - day->days()) / kYearDays;
  if (const auto* instant = std::get_if<Instant>(&from.data())) {
    const auto micros = std::get<Instant>(to.data()).micros() - instant->micros();
    return std::abs(static_cast<double>(micros)) / (kYearDays * 86'400.0 * kSecondMicros);
  }
  return std::nullopt;
}

}  // namespace bailiwick::planning
