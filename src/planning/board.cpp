#include "planning/board.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <set>

#include <fmt/core.h>

#include "base/text.hpp"
#include "planning/plan.hpp"

namespace bailiwick::planning {
namespace {

constexpr std::size_t kNamedMax = 10;  // units in one message

std::vector<UnitMove> reversed(const std::vector<UnitMove>& moves) {
  std::vector<UnitMove> back;
  back.reserve(moves.size());
  for (const UnitMove& move : moves) back.push_back({move.unit, move.to, move.from});
  return back;
}

// Reads a change that was asked for against the board it is about.
class PatchMaker {
 public:
  PatchMaker(const NewBoardChange& change, const Board& board,
             const platform::files::UnitLookup& units, const graph::Csr& adjacency)
      : change_(change),
        board_(board),
        units_(units),
        adjacency_(adjacency),
        is_named_(board.territory_of.size(), 0),
        locks_(board.is_locked) {}

  Checked<BoardPatch> make(const NextTerritoryId& next_id) {
    add_territories(next_id);
    add_renames();
    add_locks();
    for (std::size_t i = 0; i < change_.moves.size(); ++i) add_moves(i);
    refuse_locked();
    add_demands();
    if (!errors_.empty()) return fail(std::move(errors_));
    std::ranges::sort(patch_.moves, {}, &UnitMove::unit);
    std::ranges::sort(patch_.renamed, {}, &TerritoryRename::index);
    return std::move(patch_);
  }

 private:
  void refuse(std::string_view rule, std::string pointer, std::string message) {
    errors_.push_back({rule == "P105" ? ErrorCode::kLimit : ErrorCode::kInvalidInput,
                       std::string(rule), std::move(message), std::move(pointer)});
  }

  void check_name(const std::string& name, const std::string& pointer) {
    if (name.find_first_not_of(" \t\r\n") == std::string::npos ||
        code_points(name) > kNameLengthMax)
      refuse("P104", pointer,
             fmt::format("A territory's name has 1 to {} characters.", kNameLengthMax));
    else if (!names_.insert(name).second)
      refuse("P104", pointer,
             fmt::format("Another territory of the plan is called \"{}\"; choose another name.",
                         name));
  }

  void add_territories(const NextTerritoryId& next_id) {
    std::set<std::int32_t> renamed;
    for (const auto& rename : change_.rename) renamed.insert(rename.index);
    for (std::int32_t t = 0; t < board_.territory_count(); ++t)
      if (!renamed.contains(t)) names_.insert(board_.territories[at(t)].name);
    if (board_.territories.size() + change_.add.size() > static_cast<std::size_t>(kTerritoriesMax))
      return refuse("P105", "/add",
                    fmt::format("A plan has at most {} territories.", kTerritoriesMax));
    for (std::size_t i = 0; i < change_.add.size(); ++i) {
      check_name(change_.add[i], fmt::format("/add/{}/name", i));
      patch_.added.push_back({next_id(), change_.add[i]});
    }
  }

  void add_renames() {
    std::set<std::int32_t> seen;
    for (std::size_t i = 0; i < change_.rename.size(); ++i) {
      const auto& [index, name] = change_.rename[i];
      const std::string pointer = fmt::format("/rename/{}", i);
      if (index < 0 || index >= board_.territory_count() || !seen.insert(index).second) {
        refuse("P101", pointer + "/index", no_territory(index));
        continue;
      }
      check_name(name, pointer + "/name");
      const std::string& now = board_.territories[at(index)].name;
      if (now != name) patch_.renamed.push_back({index, now, name});
    }
  }

  [[nodiscard]] std::string no_territory(std::int32_t index) const {
    return fmt::format(
        "The plan has no territory {}, or it is named twice; it has 0 to {}.", index,
        board_.territory_count() + static_cast<std::int32_t>(patch_.added.size()) - 1);
  }

  std::optional<std::int32_t> unit_of(const std::string& id, const std::string& pointer) {
    if (const auto found = units_.find_exact(id)) return *found;
    refuse("P101", pointer, fmt::format("The data set has no unit \"{}\".", id));
    return std::nullopt;
  }

  void add_locks() {
    const auto take = [&](const std::vector<std::string>& ids, std::uint8_t wanted,
                          std::string_view what, std::vector<std::int32_t>& into) {
      for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto unit = unit_of(ids[i], fmt::format("/{}/{}", what, i));
        if (!unit || locks_[at(*unit)] == wanted) continue;
        locks_[at(*unit)] = wanted;
        into.push_back(*unit);
      }
      std::ranges::sort(into);
    };
    take(change_.unlock, 0, "unlock", patch_.unlocked);
    take(change_.lock, 1, "lock", patch_.locked);
    std::vector<std::int32_t> both;
    std::ranges::set_intersection(patch_.locked, patch_.unlocked, std::back_inserter(both));
    for (const std::int32_t unit : both)
      refuse("P101", "/lock",
             fmt::format("Unit \"{}\" is to be locked and unlocked: choose one.",
                         units_.id_of(at(unit))));
  }

  void add_moves(std::size_t i) {
    const NewBoardChange::Move& move = change_.moves[i];
    const auto count = board_.territory_count() + static_cast<std::int32_t>(patch_.added.size());
    if (move.to < 0 || move.to >= count)
      return refuse("P101", fmt::format("/moves/{}/to", i), no_territory(move.to));
    for (std::size_t j = 0; j < move.units.size(); ++j) {
      const std::string pointer = fmt::format("/moves/{}/units/{}", i, j);
      const auto unit = unit_of(move.units[j], pointer);
      if (!unit) continue;
      if (is_named_[at(*unit)] != 0) {
        refuse("P101", pointer, fmt::format("Unit \"{}\" is named twice.", move.units[j]));
        continue;
      }
      is_named_[at(*unit)] = 1;
      const std::int32_t from = board_.territory_of[at(*unit)];
      if (from != move.to) patch_.moves.push_back({*unit, from, move.to});
    }
  }

  // Those that are wrong are told; nothing stands in their place.
  std::vector<std::optional<Demand>> read_demands(const std::vector<NewDemand>& list,
                                                  std::string_view what) {
    std::vector<std::optional<Demand>> read;
    const auto count = board_.territory_count() + static_cast<std::int32_t>(patch_.added.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
      const NewDemand& asked = list[i];
      const std::string pointer = fmt::format("/{}/{}", what, i);
      const std::size_t before = errors_.size();
      Demand demand{.kind = asked.kind};
      for (std::size_t j = 0; j < asked.units.size(); ++j)
        if (const auto unit = unit_of(asked.units[j], fmt::format("{}/units/{}", pointer, j)))
          demand.units.push_back(*unit);
      std::ranges::sort(demand.units);
      const auto doubled = std::ranges::unique(demand.units);
      demand.units.erase(doubled.begin(), doubled.end());
      if (names_territory(asked.kind)) {
        demand.territory = asked.territory.value_or(kAnyTerritory);
        if (demand.territory < 0 || demand.territory >= count)
          refuse("P101", pointer + "/territory", no_territory(demand.territory));
      }
      if (errors_.size() == before && !has_right_count(asked.kind, demand.units.size()))
        refuse("P143", pointer,
               fmt::format("A demand of the kind \"{}\" is of {}; this one names {}.",
                           name_of(asked.kind), count_wanted(asked.kind), demand.units.size()));
      read.push_back(errors_.size() == before ? std::optional(std::move(demand)) : std::nullopt);
    }
    return read;
  }

  // Those that are given up go first. What is given up and made anew in one change stays.
  void add_demands() {
    Demands released;
    for (const auto& demand : read_demands(change_.release, "release"))
      if (demand && std::ranges::binary_search(board_.demands, *demand))
        released.push_back(*demand);
    put_in_order(released);
    Demands now = changed(board_.demands, {}, released);
    const auto demanded = read_demands(change_.demand, "demand");
    const auto unit_id = [&](std::int32_t unit) -> const std::string& {
      return units_.id_of(at(unit));
    };
    for (std::size_t i = 0; i < demanded.size(); ++i) {
      if (!demanded[i] || std::ranges::binary_search(now, *demanded[i])) continue;
      if (auto why = why_not(*demanded[i], now, adjacency_, unit_id))
        refuse("P143", fmt::format("/demand/{}", i), std::move(*why));
      else
        now.insert(std::ranges::upper_bound(now, *demanded[i]), *demanded[i]);
    }
    if (now.size() > kDemandsMax && now.size() > board_.demands.size())
      refuse("P105", "/demand",
             fmt::format("A plan has at most {} demands; with these it would have {}.", kDemandsMax,
                         now.size()));
    patch_.demanded = changed(now, {}, board_.demands);
    patch_.released = changed(board_.demands, {}, now);
  }

  // A unit may move in the change that unlocks it, and be locked where it goes.
  void refuse_locked() {
    std::size_t count = 0;
    std::string named;
    for (const UnitMove& move : patch_.moves) {
      if (board_.is_locked[at(move.unit)] == 0 ||
          std::ranges::binary_search(patch_.unlocked, move.unit))
        continue;
      if (count++ < kNamedMax) named += (named.empty() ? "" : ", ") + units_.id_of(at(move.unit));
    }
    if (count == 0) return;
    if (count > kNamedMax) named += fmt::format(" and {} more", count - kNamedMax);
    refuse("P102", "/moves",
           fmt::format("{} unit(s) are locked where they are: {}. Unlock them first, or leave them "
                       "out.",
                       count, named));
  }

  const NewBoardChange& change_;
  const Board& board_;
  const platform::files::UnitLookup& units_;
  const graph::Csr& adjacency_;
  std::vector<std::uint8_t> is_named_;
  std::vector<std::uint8_t> locks_;
  std::set<std::string> names_;
  BoardPatch patch_;
  Errors errors_;
};

void append_moved(const Board& from, const Board& to, std::size_t same, BoardPatch& patch) {
  for (std::size_t u = 0; u < from.territory_of.size(); ++u) {
    const std::int32_t before = from.territory_of[u];
    const std::int32_t after = to.territory_of[u];
    // Beyond `same` an equal number is another territory.
    if (before != after || at(before) >= same)
      patch.moves.push_back({static_cast<std::int32_t>(u), before, after});
    if (from.is_locked[u] == to.is_locked[u]) continue;
    (to.is_locked[u] != 0 ? patch.locked : patch.unlocked).push_back(static_cast<std::int32_t>(u));
  }
}

// Demands that are not as the patch says, and those of territories that it takes away.
void add_obstacles_of_demands(const Board& board, const BoardPatch& patch, BoardObstacles& found) {
  const Demands left = changed(board.demands, {}, patch.released);
  Demands in_the_way;
  std::ranges::set_difference(patch.released, board.demands, std::back_inserter(in_the_way));
  std::ranges::set_intersection(patch.demanded, left, std::back_inserter(in_the_way));
  for (const Demand& demand : in_the_way)
    found.units.insert(found.units.end(), demand.units.begin(), demand.units.end());
  const auto first = board.territory_count() - static_cast<std::int32_t>(patch.removed.size());
  for (const Demand& demand : left)
    if (demand.territory >= first) found.territories.push_back(demand.territory);
}

}  // namespace

std::vector<std::int32_t> BoardPatch::units() const {
  std::vector<std::int32_t> all;
  for (const UnitMove& move : moves) all.push_back(move.unit);
  all.insert(all.end(), locked.begin(), locked.end());
  all.insert(all.end(), unlocked.begin(), unlocked.end());
  for (const Demands* demands : {&demanded, &released})
    for (const Demand& demand : *demands)
      all.insert(all.end(), demand.units.begin(), demand.units.end());
  std::ranges::sort(all);
  const auto doubled = std::ranges::unique(all);
  all.erase(doubled.begin(), doubled.end());
  return all;
}

BoardPatch inverse(const BoardPatch& patch) {
  BoardPatch back{.moves = reversed(patch.moves),
                  .locked = patch.unlocked,
                  .unlocked = patch.locked,
                  .renamed = {},
                  .added = patch.removed,
                  .removed = patch.added,
                  .demanded = patch.released,
                  .released = patch.demanded};
  for (const TerritoryRename& rename : patch.renamed)
    back.renamed.push_back({rename.index, rename.to, rename.from});
  return back;
}

BoardPatch between(const Board& from, const Board& to) {
  assert(from.territory_of.size() == to.territory_of.size());
  std::size_t same = 0;  // territories that both have, at their places
  while (same < from.territories.size() && same < to.territories.size() &&
         from.territories[same].id == to.territories[same].id)
    ++same;
  BoardPatch patch;
  for (std::size_t t = 0; t < same; ++t)
    if (from.territories[t].name != to.territories[t].name)
      patch.renamed.push_back(
          {static_cast<std::int32_t>(t), from.territories[t].name, to.territories[t].name});
  patch.removed.assign(from.territories.begin() + static_cast<std::ptrdiff_t>(same),
                       from.territories.end());
  patch.added.assign(to.territories.begin() + static_cast<std::ptrdiff_t>(same),
                     to.territories.end());
  append_moved(from, to, same, patch);
  // Likewise of a demand.
  const auto is_other = [&](const Demand& demand) {
    return demand.territory >= static_cast<std::int32_t>(same);
  };
  Demands kept;
  std::ranges::set_intersection(from.demands, to.demands, std::back_inserter(kept));
  std::erase_if(kept, is_other);
  patch.released = changed(from.demands, {}, kept);
  patch.demanded = changed(to.demands, {}, kept);
  return patch;
}

BoardObstacles obstacles(const Board& board, const BoardPatch& patch) {
  BoardObstacles found;
  for (const UnitMove& move : patch.moves)
    if (board.territory_of[at(move.unit)] != move.from) found.units.push_back(move.unit);
  const auto in_the_way = [&](const std::vector<std::int32_t>& units, std::uint8_t now) {
    for (const std::int32_t unit : units)
      if (board.is_locked[at(unit)] != now) found.units.push_back(unit);
  };
  in_the_way(patch.locked, 0);
  in_the_way(patch.unlocked, 1);
  for (const TerritoryRename& rename : patch.renamed)
    if (rename.index >= board.territory_count() ||
        board.territories[at(rename.index)].name != rename.from)
      found.territories.push_back(rename.index);
  const std::size_t count = board.territories.size();
  const bool are_last =
      patch.removed.size() <= count &&
      std::ranges::equal(
          patch.removed,
          std::span(board.territories).subspan(count - std::min(count, patch.removed.size())));
  if (!are_last) {
    found.territories.push_back(board.territory_count() - 1);
  } else if (!patch.removed.empty()) {
    const auto first = static_cast<std::int32_t>(count - patch.removed.size());
    std::vector<std::uint8_t> is_moved(board.territory_of.size(), 0);
    for (const UnitMove& move : patch.moves) is_moved[at(move.unit)] = 1;
    for (std::size_t u = 0; u < board.territory_of.size(); ++u)
      if (board.territory_of[u] >= first && is_moved[u] == 0)
        found.units.push_back(static_cast<std::int32_t>(u));
  }
  add_obstacles_of_demands(board, patch, found);
  std::ranges::sort(found.units);
  const auto doubled = std::ranges::unique(found.units);
  found.units.erase(doubled.begin(), doubled.end());
  return found;
}

void apply(Board& board, const BoardPatch& patch) {
  assert(obstacles(board, patch).none());
  for (const TerritoryRename& rename : patch.renamed)
    board.territories[at(rename.index)].name = rename.to;
  board.territories.resize(board.territories.size() - patch.removed.size());
  board.territories.insert(board.territories.end(), patch.added.begin(), patch.added.end());
  for (const UnitMove& move : patch.moves) {
    assert(move.to >= 0 && move.to < board.territory_count());
    board.territory_of[at(move.unit)] = move.to;
  }
  for (const std::int32_t unit : patch.locked) board.is_locked[at(unit)] = 1;
  for (const std::int32_t unit : patch.unlocked) board.is_locked[at(unit)] = 0;
  board.demands = changed(board.demands, patch.demanded, patch.released);
}

Checked<BoardPatch> patch_of(const NewBoardChange& change, const Board& board,
                             const platform::files::UnitLookup& units, const graph::Csr& adjacency,
                             const NextTerritoryId& next_id) {
  return PatchMaker(change, board, units, adjacency).make(next_id);
}

Board first_board(std::span<const std::string> names, std::vector<std::int32_t> territory_of,
                  const NextTerritoryId& next_id) {
  Board board;
  board.is_locked.assign(territory_of.size(), 0);
  board.territory_of = std::move(territory_of);
  for (const std::string& name : names) board.territories.push_back({next_id(), name});
  return board;
}

}  // namespace bailiwick::planning
