#include "market/measure_reader.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include <fmt/core.h>

#include "market/derived_measure.hpp"

namespace bailiwick::market {
namespace {

using layer_store::LayerKey;
using platform::db::Connection;

// All that formulas of the layer may read, compiled.
Result<DerivedProgram> program_of(Connection& connection, const LayerKey& key) {
  auto measures = measure_store::measures(connection, key);
  if (!measures) return tl::unexpected(measures.error());
  for (Measure& live : live_measures("")) measures->push_back(std::move(live));
  auto program = compile_derived(*measures);
  if (!program) return tl::unexpected(program.error().front());
  return std::move(*program);
}

bool is_derived(const DerivedProgram& program, std::string_view key) {
  return std::ranges::find(program.keys, key) != program.keys.end();
}

MeasureValues areas_of(const LoadedLayer& layer) {
  MeasureValues areas;
  for (const LayerUnit& unit : layer.units) {
    auto& area = areas.emplace_back();
    // To a square metre, which is finer than borders are drawn.
    if (unit.area_km2) area = parse_decimal(fmt::format("{:.6f}", *unit.area_km2));
  }
  return areas;
}

// The values of what is not derived.
class Plain {
 public:
  Plain(Connection& connection, const LayerKey& key, const LoadedLayer& layer,
        const LiveSource& live)
      : connection_(connection), key_(key), layer_(layer), live_(live) {}

  // Null: there is no such measure.
  Result<const MeasureValues*> values(const std::string& measure) {
    const auto known = known_.find(measure);
    if (known != known_.end()) return &known->second;
    if (measure == kAreaField) return &known_.emplace(measure, areas_of(layer_)).first->second;
    if (const auto live = live_measure_of(measure)) {
      const auto counted = live_(*live);
      if (!counted || *counted != nullptr) return counted;
      return &known_.emplace(measure, MeasureValues(layer_.units.size())).first->second;
    }
    auto kept = measure_store::values(connection_, key_, measure);
    if (!kept) return tl::unexpected(kept.error());
    if (!*kept) return nullptr;
    (*kept)->resize(layer_.units.size());
    return &known_.emplace(measure, std::move(**kept)).first->second;
  }

 private:
  Connection& connection_;
  const LayerKey& key_;
  const LoadedLayer& layer_;
  const LiveSource& live_;
  ValuesByKey known_;
};

Error no_measure(std::string_view key) {
  return {ErrorCode::kNotFound, "M085", fmt::format("The layer has no measure \"{}\".", key)};
}

}  // namespace

Result<ValuesByKey> measure_values(Connection& connection, const LayerKey& key,
                                   const LoadedLayer& layer, std::span<const std::string> keys,
                                   const LiveSource& live) {
  const auto program = program_of(connection, key);
  if (!program) return tl::unexpected(program.error());
  Plain plain(connection, key, layer, live);
  ValuesByKey all;
  for (const std::string& wanted : keys) {
    if (!is_derived(*program, wanted)) {
      const auto values = plain.values(wanted);
      if (!values) return tl::unexpected(values.error());
      if (*values == nullptr) return tl::unexpected(no_measure(wanted));
      all.emplace(wanted, **values);
      continue;
    }
    Operands operands;
    for (const std::string& operand : operands_of(*program, wanted)) {
      const auto values = plain.values(operand);
      if (!values) return tl::unexpected(values.error());
      if (*values != nullptr) operands.emplace(operand, **values);
    }
    auto derived = derived_values(*program, wanted, operands, layer.units.size());
    if (!derived) return tl::unexpected(derived.error());
    all.emplace(wanted, std::move(*derived));
  }
  return all;
}

std::vector<UnitColumn> columns_of(const ValuesByKey& values) {
  std::vector<UnitColumn> columns;
  for (const auto& [name, decimals] : values) {
    UnitColumn& column = columns.emplace_back();
    column.key = name;
    for (const auto& decimal : decimals) {
      auto& number = column.values.emplace_back();
      if (!decimal) continue;
      const std::string digits = to_text(*decimal);
      double value = 0;
      std::from_chars(digits.data(), digits.data() + digits.size(), value);
      number = value;
    }
  }
  return columns;
}

Result<std::optional<MeasureValues>> kept_values(Connection& connection, const LayerKey& key,
                                                 const LoadedLayer& layer,
                                                 const std::string& measure) {
  const auto found = measure_store::find_measure(connection, key, measure);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return std::optional<MeasureValues>();
  const std::vector<std::string> keys = {measure};
  auto values = measure_values(connection, key, layer, keys,
                               [](LiveMeasure) -> Result<const MeasureValues*> { return nullptr; });
  if (!values) return tl::unexpected(values.error());
  return std::optional(std::move(values->begin()->second));
}

Result<std::vector<LiveMeasure>> live_needed(Connection& connection, const LayerKey& key,
                                             std::span<const std::string> keys) {
  const auto program = program_of(connection, key);
  if (!program) return tl::unexpected(program.error());
  std::set<LiveMeasure> needed;
  for (const std::string& wanted : keys) {
    if (const auto live = live_measure_of(wanted)) needed.insert(*live);
    for (const std::string& operand : operands_of(*program, wanted))
      if (const auto live = live_measure_of(operand)) needed.insert(*live);
  }
  return std::vector<LiveMeasure>(needed.begin(), needed.end());
}

Result<std::vector<UnitColumn>> KeptMeasures::columns(Connection& connection, TenantId tenant,
                                                      LayerId layer,
                                                      std::span<const std::string> keys) const {
  const LayerKey key{tenant, layer};
  const auto loaded = layers_.load(connection, key);
  if (!loaded) return tl::unexpected(loaded.error());
  std::vector<std::string> wanted(keys.begin(), keys.end());
  if (wanted.empty()) {
    const auto measures = measure_store::measures(connection, key);
    if (!measures) return tl::unexpected(measures.error());
    for (const Measure& measure : *measures) wanted.push_back(measure.key);
  }
  std::ranges::sort(wanted);
  const auto values =
      measure_values(connection, key, **loaded, wanted,
                     [](LiveMeasure) -> Result<const MeasureValues*> { return nullptr; });
  if (!values) return tl::unexpected(values.error());
  return columns_of(*values);
}

}  // namespace bailiwick::market
