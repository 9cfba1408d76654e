// Measures of a layer's units as values: what a measure is, which keys it may have, what its values are as a whole. Pure.
//
// Values stand in the order of the layer's units (places), each an exact decimal or absent. docs/spec/unit-layers.md has the meaning.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

namespace bailiwick::market {

inline constexpr std::size_t kMeasuresMax = 200;       // of a layer
inline constexpr std::size_t kMeasureKeyMax = 50;      // characters
inline constexpr std::size_t kMeasureTextMax = 200;    // of a name and of a unit
inline constexpr std::size_t kMeasureSourceMax = 500;  // of a source
inline constexpr std::string_view kAreaField = "area_km2";
inline constexpr std::string_view kMarketPotentialKey = "market_potential";

enum class MeasureKind { kJoined, kDerived, kLive };
enum class MeasureAdds { kSum, kMean };
[[nodiscard]] std::string_view name_of(MeasureKind kind);  // "joined", "derived", "live"
[[nodiscard]] std::optional<MeasureKind> parse_measure_kind(std::string_view word);
[[nodiscard]] std::string_view name_of(MeasureAdds adds);  // "sum", "mean"
[[nodiscard]] std::optional<MeasureAdds> parse_measure_adds(std::string_view word);

struct Measure {
  std::string key;
  std::string name;
  std::string unit = {};  // what it counts; may be empty
  MeasureKind kind = MeasureKind::kJoined;
  MeasureAdds adds = MeasureAdds::kSum;
  std::optional<std::string> weighed_by = {};  // a measure's key, of kMean
  std::optional<std::string> formula = {};     // of kDerived
  std::string source = {};
  std::optional<LocalDate> as_of = {};
  std::int64_t version = 1;
};

// A value a unit, in the order of places.
using MeasureValues = std::vector<std::optional<Decimal>>;

// Live measures, in this order.
enum class LiveMeasure : std::uint8_t {
  kAccounts,
  kCustomers,
  kRevenue,
  kOpenPipeline,
  kWorkloadHours,
  kPotential,
  kWhiteSpace,
};
inline constexpr std::size_t kLiveMeasures = 7;
// With their keys, names and units; money counts in `currency`.
[[nodiscard]] std::vector<Measure> live_measures(std::string_view currency);
[[nodiscard]] std::optional<LiveMeasure> live_measure_of(std::string_view key);

// Lower-case letters, digits and _, a letter first, at most kMeasureKeyMax; no word of the formula language.
[[nodiscard]] bool is_measure_key(std::string_view key);
// A live measure's, or that of a unit's own size.
[[nodiscard]] bool is_taken_key(std::string_view key);
// The key that a file's column gets: "Median income ($)" -> "median_income"; "column" where nothing is left of it. Always a good key that
// is not taken.
[[nodiscard]] std::string key_of_column(std::string_view column);

inline constexpr std::size_t kQuantiles = 21;  // 0%, 5%, ... 100%

// Of the values that are there. Quantiles are the values of nearest rank: the smallest that at least that share of all does not exceed
// (R. J. Hyndman, Y. Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50 (1996), doi:10.2307/2684934, definition 1).
struct MeasureSummary {
  std::int64_t count = 0;
  Decimal sum;
  // Nothing where count is 0.
  std::optional<Decimal> least = {};
  std::optional<Decimal> most = {};
  std::vector<Decimal> quantiles = {};  // kQuantiles or none
};
// O(values log values).
[[nodiscard]] MeasureSummary summary_of(std::span<const std::optional<Decimal>> values);

// The rank of a unit among all that have a value, the greatest first, from 1; equals share the better rank. Nothing where it has none.
struct MeasureRank {
  std::int64_t rank = 0;
  std::int64_t count = 0;
};
[[nodiscard]] std::optional<MeasureRank> rank_of(std::span<const std::optional<Decimal>> values,
                                                 std::size_t place);

// a + b; the greatest or the least number where that is beyond all numbers.
[[nodiscard]] Decimal added(Decimal a, Decimal b);

// Values as they are kept: a line a unit, empty where there is none. And back; nothing where a line is no number.
[[nodiscard]] std::string text_of(std::span<const std::optional<Decimal>> values);
[[nodiscard]] std::optional<MeasureValues> parse_values(std::string_view text);

}  // namespace bailiwick::market
