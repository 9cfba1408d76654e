// Which unit of a layer an account is in, by the layer's rule. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "geo/coverage.hpp"
#include "market/layer_model.hpp"

namespace bailiwick::market {

// What of an account the rules look at. Views.
struct AccountPlace {
  std::string_view country = {};      // two letters, ISO 3166; empty: unknown
  std::string_view postal_code = {};  // as it was written
  std::optional<geo::LonLat> point = {};
};

// A code as a postal code gives it, without blanks, letters as capitals: "1011 ab" is "1011AB".
[[nodiscard]] std::string plain_code(std::string_view code);
// The code of a unit that a postal code stands for: its first characters without blanks, letters as capitals. Empty where it has fewer.
[[nodiscard]] std::string code_of_postal_code(std::string_view postal_code,
                                              std::int64_t characters);

class UnitFinder {
 public:
  // Keeps what it needs of the units and refers to the shapes, which outlive it; an area a unit, in the order of places.
  UnitFinder(const Layer& layer, std::span<const LayerUnit> units, const geo::Coverage& shapes);

  // The unit's place; nothing where the account is in none, or lacks what the rule looks at. O(log units).
  [[nodiscard]] std::optional<std::int32_t> unit_of(const AccountPlace& account) const;

 private:
  MatchRule rule_;
  std::string country_;  // empty: of any
  std::map<std::string, std::int32_t, std::less<>> by_code_ = {};
  std::optional<geo::AreaFinder> areas_ = {};
};

}  // namespace bailiwick::market
