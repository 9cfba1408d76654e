// Derived measures: formulas over the other measures of a layer and the size of its units, checked together and reckoned unit by unit. Pure.
//
// A field a measure that is not derived, decimals that may be missing, and `area_km2`; derived measures may name each other, not in a circle.
// Where an operand is missing, or a number has no end (division by zero, too large), the unit has no value. O(units * steps).
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "formula/advice.hpp"
#include "formula/program.hpp"
#include "market/measure.hpp"

namespace bailiwick::market {

struct DerivedProgram {
  std::vector<std::string> keys;  // of the derived measures, in the order of `program`'s formulas
  formula::Program program;
};

// `measures`: all of the layer, live ones too. Every mistake in a formula (Q..., Q044 a circle with the way round, Q034 one that costs too much), each
// naming its measure, with the pointer /formula.
// `saved`: the key of the measure that is about to be stored, of which advice (formula/advice.hpp) counts as a mistake; empty: of none.
[[nodiscard]] Checked<DerivedProgram> compile_derived(std::span<const Measure> measures,
                                                      std::string_view saved = {});

// The keys of the measures that are not derived which that one depends on, and whether the units' size is among it.
[[nodiscard]] std::vector<std::string> operands_of(const DerivedProgram& program,
                                                   std::string_view key);
// The derived measures, beside itself, whose formulas read that key.
[[nodiscard]] std::vector<std::string> readers_of(const DerivedProgram& program,
                                                  std::string_view key);

// Of one derived measure: `operands` has the values of operands_of(), `kAreaField` among them where it is asked for; what is not there is missing
// everywhere. Errors of formula::check_rows.
using Operands = std::map<std::string, std::span<const std::optional<Decimal>>, std::less<>>;
[[nodiscard]] Result<MeasureValues> derived_values(const DerivedProgram& program,
                                                   std::string_view key, const Operands& operands,
                                                   std::size_t unit_count);

}  // namespace bailiwick::market
