#include "market/derived_measure.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "formula/evaluate.hpp"

namespace bailiwick::market {
namespace {

using formula::Kind;

// A column of decimals that may be missing. Columns are views: this owns what they show.
struct Lane {
  std::vector<Decimal> values;
  std::vector<std::uint8_t> is_null;

  Lane(std::span<const std::optional<Decimal>> given, std::size_t count)
      : values(count), is_null(count, 1) {
    for (std::size_t i = 0; i < std::min(given.size(), count); ++i) {
      if (!given[i]) continue;
      values[i] = *given[i];
      is_null[i] = 0;
    }
  }
  [[nodiscard]] formula::Column column() const {
    return {.values = std::span<const Decimal>(values), .is_null = is_null};
  }
};

std::optional<Decimal> number_at(const formula::Answers& answers, std::size_t row) {
  if (answers.status_at(row) != formula::Status::kValue) return std::nullopt;
  if (const auto* decimals = std::get_if<std::vector<Decimal>>(&answers.values))
    return (*decimals)[row];
  if (const auto* whole = std::get_if<std::vector<std::int64_t>>(&answers.values))
    return Decimal::whole((*whole)[row]);
  return std::nullopt;  // a formula that is always null
}

}  // namespace

Checked<DerivedProgram> compile_derived(std::span<const Measure> measures, std::string_view saved) {
  formula::Schema schema;
  std::vector<formula::Definition> definitions;
  std::vector<std::string> keys;
  schema.fields.push_back({std::string(kAreaField), {Kind::kDecimal, true}});
  for (const Measure& measure : measures) {
    if (!measure.formula) {
      schema.fields.push_back({measure.key, {Kind::kDecimal, true}});
      continue;
    }
    definitions.push_back(
        {.name = measure.key, .text = *measure.formula, .wanted = Kind::kDecimal});
    keys.push_back(measure.key);
  }
  auto program = formula::compile(std::move(schema), definitions);
  if (program && !saved.empty()) {
    formula::Faults advice = formula::advice_on(*program);
    std::erase_if(advice, [&](const formula::Fault& fault) { return fault.definition != saved; });
    if (!advice.empty()) program = tl::unexpected<formula::Faults>(std::move(advice));
  }
  if (program) return DerivedProgram{std::move(keys), std::move(*program)};
  Errors errors = formula::to_errors(program.error(), definitions);
  for (std::size_t e = 0; e < errors.size(); ++e) {
    if (!program.error()[e].definition.empty())
      errors[e].message = fmt::format("In the measure {}", errors[e].message);
    errors[e].pointer = "/formula";
  }
  return fail(std::move(errors));
}

std::vector<std::string> operands_of(const DerivedProgram& program, std::string_view key) {
  std::vector<std::string> operands;
  const auto formula = program.program.index_of(key);
  if (!formula) return operands;
  for (const std::uint32_t field : program.program.fields_of(*formula))
    operands.push_back(program.program.schema().fields[field].name);
  return operands;
}

std::vector<std::string> readers_of(const DerivedProgram& program, std::string_view key) {
  std::vector<std::string> readers;
  for (const std::string& reader : program.keys) {
    if (reader == key) continue;
    const formula::Tree& tree = program.program.formulas()[*program.program.index_of(reader)].tree;
    const bool reads = std::ranges::any_of(tree.nodes, [&](const formula::Node& node) {
      return node.kind == formula::NodeKind::kName && tree.names[node.payload] == key;
    });
    if (reads) readers.push_back(reader);
  }
  return readers;
}

Result<MeasureValues> derived_values(const DerivedProgram& program, std::string_view key,
                                     const Operands& operands, std::size_t unit_count) {
  MeasureValues values(unit_count);
  const auto formula = program.program.index_of(key);
  if (!formula || unit_count == 0) return values;
  const auto& fields = program.program.schema().fields;
  std::vector<Lane> lanes;
  lanes.reserve(fields.size());
  const Lane nothing({}, unit_count);
  std::vector<formula::Column> columns(fields.size(), nothing.column());
  for (const std::uint32_t field : program.program.fields_of(*formula)) {
    const auto found = operands.find(fields[field].name);
    if (found == operands.end()) continue;
    lanes.emplace_back(found->second, unit_count);
    columns[field] = lanes.back().column();
  }
  const auto answers =
      formula::evaluate(program.program, *formula, {.columns = columns, .count = unit_count});
  if (!answers) return tl::unexpected(answers.error());
  for (std::size_t unit = 0; unit < unit_count; ++unit) values[unit] = number_at(*answers, unit);
  return values;
}

}  // namespace bailiwick::market
