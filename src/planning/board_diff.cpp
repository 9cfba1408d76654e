#include "planning/board_diff.hpp"

#include <algorithm>
#include <cassert>
#include <tuple>

namespace bailiwick::planning {
namespace {

constexpr std::int32_t kNone = -1;

using PlaceOf = std::map<TerritoryId, std::int32_t>;

PlaceOf places_of(const Board& board) {
  PlaceOf places;
  for (std::int32_t t = 0; t < board.territory_count(); ++t)
    places[board.territories[at(t)].id] = t;
  return places;
}

std::int32_t place_of(const PlaceOf& places, const TerritoryId& id) {
  const auto found = places.find(id);
  return found == places.end() ? kNone : found->second;
}

// The place in `theirs` of each territory of `ours`, or kNone.
std::vector<std::int32_t> counterparts_by_id(const Board& ours, const Board& theirs) {
  const PlaceOf places = places_of(theirs);
  std::vector<std::int32_t> to;
  for (const BoardTerritory& t : ours.territories) to.push_back(place_of(places, t.id));
  return to;
}

std::vector<std::int32_t> counterparts_by_overlap(const Board& ours, const Board& theirs) {
  std::map<std::pair<std::int32_t, std::int32_t>, std::int64_t> overlap;
  for (std::size_t u = 0; u < ours.territory_of.size(); ++u)
    ++overlap[{ours.territory_of[u], theirs.territory_of[u]}];
  std::vector<std::tuple<std::int64_t, std::int32_t, std::int32_t>> order;
  for (const auto& [pair, units] : overlap) order.emplace_back(-units, pair.first, pair.second);
  std::ranges::sort(order);
  std::vector<std::int32_t> to(ours.territories.size(), kNone);
  std::vector<bool> is_taken(theirs.territories.size(), false);
  for (const auto& [units, a, b] : order) {
    if (to[at(a)] != kNone || is_taken[at(b)]) continue;
    to[at(a)] = b;
    is_taken[at(b)] = true;
  }
  return to;
}

std::vector<std::int32_t> counterparts(const Board& ours, const Board& theirs) {
  std::vector<std::int32_t> to = counterparts_by_id(ours, theirs);
  const bool are_shared = std::ranges::any_of(to, [](std::int32_t t) { return t != kNone; });
  return are_shared ? to : counterparts_by_overlap(ours, theirs);
}

std::vector<TerritoryPair> pairs_of(const std::vector<std::int32_t>& to, std::size_t theirs_count) {
  std::vector<TerritoryPair> pairs;
  std::vector<bool> is_taken(theirs_count, false);
  for (std::size_t t = 0; t < to.size(); ++t) {
    TerritoryPair pair{.ours = static_cast<std::int32_t>(t), .theirs = {}};
    if (to[t] != kNone) {
      pair.theirs = to[t];
      is_taken[at(to[t])] = true;
    }
    pairs.push_back(pair);
  }
  for (std::size_t t = 0; t < theirs_count; ++t)
    if (!is_taken[t]) pairs.push_back({.ours = {}, .theirs = static_cast<std::int32_t>(t)});
  return pairs;
}

// Three boards in one numbering of territories: that of ours, with those of theirs and of the base behind.
class Merger {
 public:
  Merger(const Board& base, const Board& ours, const Board& theirs, const MergeChoices& choices)
      : base_(base), ours_(ours), theirs_(theirs), choices_(choices), places_(places_of(ours)) {
    assert(base.territory_of.size() == ours.territory_of.size() &&
           ours.territory_of.size() == theirs.territory_of.size());
    result_.merged = ours;
  }

  BoardMerge merge() {
    const std::vector<std::int32_t> of_theirs = numbered(theirs_, true);
    const std::vector<std::int32_t> of_base = numbered(base_, false);
    merge_names();
    merge_demands(of_base, of_theirs);
    for (std::size_t u = 0; u < ours_.territory_of.size(); ++u)
      merge_unit(static_cast<std::int32_t>(u), of_base[at(base_.territory_of[u])],
                 of_theirs[at(theirs_.territory_of[u])]);
    return std::move(result_);
  }

 private:
  // Where each territory of a board stands in the merged one. A territory that only the base has is nobody's: it differs from all.
  std::vector<std::int32_t> numbered(const Board& board, bool may_append) {
    std::vector<std::int32_t> numbers;
    for (const BoardTerritory& t : board.territories) {
      std::int32_t place = place_of(places_, t.id);
      if (place == kNone && may_append) {
        place = result_.merged.territory_count();
        places_[t.id] = place;
        result_.merged.territories.push_back(t);
      }
      numbers.push_back(place);
    }
    return numbers;
  }

  std::optional<MergeSide> side_of(std::optional<MergeSide> chosen) const {
    return chosen ? chosen : choices_.all;
  }

  void merge_unit(std::int32_t unit, std::int32_t base, std::int32_t theirs) {
    const std::int32_t ours = ours_.territory_of[at(unit)];
    merge_lock(unit);
    if (theirs == ours || theirs == base) return;
    if (ours != base) {
      const auto chosen = choices_.units.find(unit);
      const auto side =
          side_of(chosen == choices_.units.end() ? std::nullopt : std::optional(chosen->second));
      if (!side) result_.conflicts.push_back({unit, base, ours, theirs});
      if (side != MergeSide::kTheirs) return;
    }
    result_.merged.territory_of[at(unit)] = theirs;
  }

  // Two values alone, so both cannot change it otherwise: whoever changed it is right.
  void merge_lock(std::int32_t unit) {
    const std::uint8_t theirs = theirs_.is_locked[at(unit)];
    if (theirs != base_.is_locked[at(unit)]) result_.merged.is_locked[at(unit)] = theirs;
  }

  // What theirs made and gave up since the base. Where what it made cannot stand beside what ours demands, ours stays.
  void merge_demands(const std::vector<std::int32_t>& of_base,
                     const std::vector<std::int32_t>& of_theirs) {
    const Demands base = in_merged(base_.demands, of_base);
    const Demands theirs = in_merged(theirs_.demands, of_theirs);
    Demands& merged = result_.merged.demands;
    merged = changed(merged, {}, changed(base, {}, theirs));
    merged = changed(merged, beside(changed(theirs, {}, base), merged), {});
  }

  static Demands in_merged(Demands demands, const std::vector<std::int32_t>& numbers) {
    for (Demand& demand : demands)
      if (demand.territory != kAnyTerritory) demand.territory = numbers[at(demand.territory)];
    std::erase_if(demands, [](const Demand& demand) {
      return names_territory(demand.kind) && demand.territory == kNone;
    });
    put_in_order(demands);
    return demands;
  }

  void merge_names() {
    const PlaceOf in_base = places_of(base_);
    for (const BoardTerritory& t : theirs_.territories) {
      std::string& name = result_.merged.territories[at(places_.at(t.id))].name;
      const std::int32_t place = place_of(in_base, t.id);
      const std::string& before = place == kNone ? t.name : base_.territories[at(place)].name;
      if (t.name == name || t.name == before) continue;
      if (name != before) {
        const auto chosen = choices_.names.find(t.id);
        const auto side =
            side_of(chosen == choices_.names.end() ? std::nullopt : std::optional(chosen->second));
        if (!side) result_.name_conflicts.push_back({t.id, before, name, t.name});
        if (side != MergeSide::kTheirs) continue;
      }
      name = t.name;
    }
  }

  const Board& base_;
  const Board& ours_;
  const Board& theirs_;
  const MergeChoices& choices_;
  PlaceOf places_;  // in the merged board
  BoardMerge result_;
};

// Those of `demands` that are not among `others`, each with its territory where the other board has it.
Demands alone(const Demands& demands, const Demands& others, const std::vector<std::int32_t>& to) {
  Demands left;
  for (const Demand& demand : demands) {
    Demand there = demand;
    if (names_territory(demand.kind)) there.territory = to[at(demand.territory)];
    const bool has_place = !names_territory(demand.kind) || there.territory != kNone;
    if (!has_place || !std::ranges::binary_search(others, there)) left.push_back(demand);
  }
  return left;
}

// The other way about.
std::vector<std::int32_t> inverse(const std::vector<std::int32_t>& to, std::size_t count) {
  std::vector<std::int32_t> from(count, kNone);
  for (std::size_t t = 0; t < to.size(); ++t)
    if (to[t] != kNone) from[at(to[t])] = static_cast<std::int32_t>(t);
  return from;
}

}  // namespace

std::vector<TerritoryPair> matched(const Board& ours, const Board& theirs) {
  return pairs_of(counterparts(ours, theirs), theirs.territories.size());
}

BoardDiff diff(const Board& ours, const Board& theirs) {
  assert(ours.territory_of.size() == theirs.territory_of.size());
  const std::vector<std::int32_t> to = counterparts(ours, theirs);
  BoardDiff result{.territories = pairs_of(to, theirs.territories.size()), .moves = {}};
  for (std::size_t u = 0; u < ours.territory_of.size(); ++u)
    if (to[at(ours.territory_of[u])] != theirs.territory_of[u])
      result.moves.push_back(
          {static_cast<std::int32_t>(u), ours.territory_of[u], theirs.territory_of[u]});
  result.demanded = alone(theirs.demands, ours.demands, inverse(to, theirs.territories.size()));
  result.released = alone(ours.demands, theirs.demands, to);
  return result;
}

std::optional<MergeSide> parse_merge_side(std::string_view word) {
  if (word == "ours") return MergeSide::kOurs;
  if (word == "theirs") return MergeSide::kTheirs;
  return std::nullopt;
}

BoardMerge merge(const Board& base, const Board& ours, const Board& theirs,
                 const MergeChoices& choices) {
  return Merger(base, ours, theirs, choices).merge();
}

}  // namespace bailiwick::planning
