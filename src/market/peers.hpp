// A territory beside its peers: what its figures say as measures, where it stands among them, and what is remarkable about it. Pure.
//
//   peers      the other territories of the same parent that have accounts; where those are fewer than kPeersMin, all others with accounts that, as
//              this one, have territories below them or none; fewer than kPeersMin of those: nothing is ranked
//   rank       1 + how many peers are better (greater, where neither is better)
//   strength   among the best quarter, and better than the median of the peers, of a measure of which more (or less) is better
//   challenge  among the worst quarter, and worse than the median: workload a rep above the hours of a rep, five customers above half of the
//              revenue, customers visited, penetration
//   gap        industries in which at least half of the peers have a customer and this territory has none
//
// O(territories * measures * log).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "alignment/model.hpp"
#include "market/figures.hpp"

namespace bailiwick::market {

using alignment::TerritoryId;

inline constexpr std::size_t kPeersMin = 4;
inline constexpr std::size_t kGapIndustriesMax = 10;

enum class Better { kNeither, kMore, kLess };

struct TerritoryMeasure {
  std::string_view key;   // "revenue"
  std::string_view unit;  // "accounts", "money", "share", "hours", "score", "km"
  Better better = Better::kNeither;
};
inline constexpr std::size_t kTerritoryMeasures = 15;
[[nodiscard]] const std::array<TerritoryMeasure, kTerritoryMeasures>& territory_measures();

// Of a territory with those below it.
struct TerritoryFigures {
  Figures figures;
  std::int64_t people = 0;  // who hold positions there
  std::optional<TerritoryId> parent = {};
  bool has_children = false;
};
// In the order of territory_measures(); nothing where there is nothing to divide by.
using TerritoryValues = std::array<std::optional<Decimal>, kTerritoryMeasures>;
[[nodiscard]] TerritoryValues values_of(const TerritoryFigures& territory);

enum class PeersOf { kNone, kParent, kAll };
[[nodiscard]] std::string_view name_of(PeersOf of);  // "none", "parent", "all"

struct Standing {
  std::optional<Decimal> value;
  // Of those peers that have a value; nothing where they are fewer than kPeersMin, or the territory has none.
  std::optional<Decimal> median = {};
  std::int64_t rank = 0;
  std::int64_t count = 0;  // peers with a value, and this one
};

enum class FindingKind { kStrength, kChallenge };
struct RankFinding {
  FindingKind kind = FindingKind::kStrength;
  std::size_t measure = 0;  // of territory_measures()
};
struct GapIndustry {
  std::string name;
  std::int64_t peers = 0;     // that have a customer in it
  std::int64_t accounts = 0;  // of this territory in it
};

struct TerritoryStanding {
  PeersOf peers_of = PeersOf::kNone;
  std::int64_t peers = 0;
  std::array<Standing, kTerritoryMeasures> measures;
  std::vector<RankFinding> findings;    // strengths first, in the order of the measures
  std::vector<GapIndustry> industries;  // most peers first; at most kGapIndustriesMax
};

// `own`: of the territory as it is now; `all`: of every territory as counted, in which its own entry does not count. hours_a_year: of a rep.
using AllFigures = std::map<TerritoryId, TerritoryFigures>;
[[nodiscard]] TerritoryStanding standing_of(TerritoryId territory, const TerritoryFigures& own,
                                            const AllFigures& all, Decimal hours_a_year);

// Adds what is below to each territory, and says which have something below them. `own`: figures of each territory's own accounts, with its
// parent and people. Circles (there are none) would be left as they are. O(territories * depth).
[[nodiscard]] AllFigures with_those_below(const AllFigures& own);

}  // namespace bailiwick::market
