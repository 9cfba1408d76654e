// Which fields formulas of one place may read, and the formulas that may name each other. Plain values. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "formula/fault.hpp"
#include "formula/value.hpp"

namespace bailiwick::formula {

inline constexpr std::size_t kFieldsLimit = 5'000;
inline constexpr std::size_t kDefinitionsLimit = 10'000;
inline constexpr std::size_t kNameLimit = 200;  // bytes

// What a number can be, both ends included.
struct Range {
  Decimal least;
  Decimal most;

  friend bool operator==(const Range&, const Range&) = default;
};

struct Field {
  std::string name;  // "industry", "account.industry", "Annual revenue"
  Type type;         // any kind but kNull
  // Of a string: what it can be, beside null; empty: any text. Asked by advice.hpp alone, so that a formula stays one when this changes.
  std::vector<std::string> values = {};
  // Of an int or a decimal: what it can be, beside null; absent: any number. Likewise asked by advice alone.
  std::optional<Range> range = {};
};

struct Schema {
  std::vector<Field> fields;
};

// A formula with a name, by which others of the same list may use it.
struct Definition {
  std::string name;
  std::string text;
  std::optional<Kind> wanted =
      {};  // the type that its value must have; an int is good for a decimal
};

// What is wrong with the names: Q040 one field twice, Q041 a name that cannot be written, or a field without a type, Q042 too
// many fields or formulas, Q043 a formula's name that a field or another formula has already.
[[nodiscard]] Faults faults_of_names(const Schema& schema,
                                     const std::vector<Definition>& definitions);

// Where a name leads.
class NameIndex {
 public:
  // Refers to both, which must outlive it. Names must be free of faults.
  NameIndex(const Schema& schema, const std::vector<Definition>& definitions);

  [[nodiscard]] std::optional<std::uint32_t> field(std::string_view name) const;
  [[nodiscard]] std::optional<std::uint32_t> definition(std::string_view name) const;
  // Names that end with "." and `name`: what a short name may mean.
  [[nodiscard]] std::vector<std::string> longer_names(std::string_view name) const;
  // The name most likely meant by a slip of the finger.
  [[nodiscard]] std::optional<std::string> nearest(std::string_view name) const;

 private:
  std::map<std::string_view, std::uint32_t> fields_;
  std::map<std::string_view, std::uint32_t> definitions_;
};

}  // namespace bailiwick::formula
