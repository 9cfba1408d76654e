#include "planning/board_bytes.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

namespace bailiwick::planning {
namespace {

using Json = nlohmann::json;

constexpr char kForm = 1;
constexpr int kGroupBits = 7;
constexpr int kNumberBitsMax = 28;

void append_number(std::string& out, std::uint32_t value) {
  for (; value >= 0x80U; value >>= kGroupBits) out += static_cast<char>((value & 0x7FU) | 0x80U);
  out += static_cast<char>(value);
}

std::optional<std::uint32_t> take_number(std::string_view& bytes) {
  std::uint32_t value = 0;
  for (int shift = 0; shift <= kNumberBitsMax; shift += kGroupBits) {
    if (bytes.empty()) return std::nullopt;
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    value |= static_cast<std::uint32_t>(byte & 0x7FU) << shift;
    if ((byte & 0x80U) == 0) return value;
  }
  return std::nullopt;
}

Json steps_of(const std::vector<std::int32_t>& units) {
  Json list = Json::array();
  std::int32_t last = 0;
  for (const std::int32_t unit : units) {
    list.push_back(unit - last);
    last = unit;
  }
  return list;
}

std::vector<std::int32_t> units_of(const Json& list) {
  std::vector<std::int32_t> units;
  std::int32_t last = 0;
  for (const Json& step : list) units.push_back(last += step.get<std::int32_t>());
  return units;
}

Json territories_json(const std::vector<BoardTerritory>& territories) {
  Json list = Json::array();
  for (const BoardTerritory& t : territories) list.push_back({t.id.text(), t.name});
  return list;
}

std::vector<BoardTerritory> territories_of(const Json& list) {
  std::vector<BoardTerritory> territories;
  for (const Json& one : list)
    territories.push_back({TerritoryId::parse(one.at(0).get<std::string>()).value_or(TerritoryId()),
                           one.at(1).get<std::string>()});
  return territories;
}

Json moves_json(const std::vector<UnitMove>& moves) {
  std::map<std::pair<std::int32_t, std::int32_t>, std::vector<std::int32_t>> groups;
  for (const UnitMove& move : moves) groups[{move.from, move.to}].push_back(move.unit);
  Json list = Json::array();
  for (const auto& [way, units] : groups) list.push_back({way.first, way.second, steps_of(units)});
  return list;
}

Json demands_json(const Demands& demands) {
  Json list = Json::array();
  for (const Demand& one : demands)
    list.push_back({name_of(one.kind), one.territory, steps_of(one.units)});
  return list;
}

std::optional<Demands> demands_of(const Json& list) {
  Demands demands;
  for (const Json& one : list) {
    const auto kind = parse_demand_kind(one.at(0).get<std::string>());
    Demand demand{.kind = kind.value_or(DemandKind::kPin),
                  .territory = one.at(1).get<std::int32_t>(),
                  .units = units_of(one.at(2))};
    if (!kind || !has_right_count(*kind, demand.units.size())) return std::nullopt;
    demands.push_back(std::move(demand));
  }
  return demands;
}

// Territories and units that the board has.
bool are_there(const Demands& demands, const Board& board) {
  const auto units = static_cast<std::int32_t>(board.territory_of.size());
  return std::ranges::all_of(demands, [&](const Demand& demand) {
    return demand.units.front() >= 0 && demand.units.back() < units &&
           demand.territory < board.territory_count() &&
           (demand.territory >= 0) == names_territory(demand.kind);
  });
}

std::optional<BoardPatch> patch_of_json(const Json& json) {
  const Json none = Json::array();
  const auto part = [&](const char* key) {
    const auto found = json.find(key);
    return found == json.end() ? none : *found;
  };
  BoardPatch patch;
  for (const Json& group : part("moves"))
    for (const std::int32_t unit : units_of(group.at(2)))
      patch.moves.push_back(
          {unit, group.at(0).get<std::int32_t>(), group.at(1).get<std::int32_t>()});
  std::ranges::sort(patch.moves, {}, &UnitMove::unit);
  patch.locked = units_of(part("lock"));
  patch.unlocked = units_of(part("unlock"));
  for (const Json& one : part("rename"))
    patch.renamed.push_back({one.at(0).get<std::int32_t>(), one.at(1).get<std::string>(),
                             one.at(2).get<std::string>()});
  patch.added = territories_of(part("add"));
  patch.removed = territories_of(part("remove"));
  auto demanded = demands_of(part("demand"));
  auto released = demands_of(part("release"));
  if (!demanded || !released) return std::nullopt;
  patch.demanded = std::move(*demanded);
  patch.released = std::move(*released);
  return patch;
}

}  // namespace

std::string units_bytes(const Board& board) {
  std::string bytes(1, kForm);
  for (std::size_t u = 0; u < board.territory_of.size(); ++u)
    append_number(bytes,
                  static_cast<std::uint32_t>(board.territory_of[u]) * 2 + board.is_locked[u]);
  return bytes;
}

std::string territories_text(const Board& board) {
  return territories_json(board.territories).dump();
}

std::string demands_text(const Board& board) { return demands_json(board.demands).dump(); }

std::optional<Board> board_from(std::string_view territories, std::string_view units,
                                std::string_view demands) {
  Board board;
  try {
    board.territories = territories_of(Json::parse(territories));
    auto read = demands_of(Json::parse(demands));
    if (!read) return std::nullopt;
    board.demands = std::move(*read);
  } catch (const Json::exception&) {
    return std::nullopt;
  }
  if (units.empty() || units.front() != kForm) return std::nullopt;
  units.remove_prefix(1);
  while (!units.empty()) {
    const auto number = take_number(units);
    if (!number || *number / 2 >= board.territories.size()) return std::nullopt;
    board.territory_of.push_back(static_cast<std::int32_t>(*number / 2));
    board.is_locked.push_back(*number % 2 != 0 ? 1 : 0);
  }
  if (!are_there(board.demands, board)) return std::nullopt;
  return board;
}

std::string patch_text(const BoardPatch& patch) {
  Json json = Json::object();
  if (!patch.moves.empty()) json["moves"] = moves_json(patch.moves);
  if (!patch.locked.empty()) json["lock"] = steps_of(patch.locked);
  if (!patch.unlocked.empty()) json["unlock"] = steps_of(patch.unlocked);
  for (const TerritoryRename& one : patch.renamed)
    json["rename"].push_back({one.index, one.from, one.to});
  if (!patch.added.empty()) json["add"] = territories_json(patch.added);
  if (!patch.removed.empty()) json["remove"] = territories_json(patch.removed);
  if (!patch.demanded.empty()) json["demand"] = demands_json(patch.demanded);
  if (!patch.released.empty()) json["release"] = demands_json(patch.released);
  return json.dump();
}

std::optional<BoardPatch> patch_from(std::string_view text) {
  try {
    return patch_of_json(Json::parse(text));
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

}  // namespace bailiwick::planning
