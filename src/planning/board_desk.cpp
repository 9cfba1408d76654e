#include "planning/board_desk.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include <fmt/core.h>

#include "planning/board_diff.hpp"
#include "planning/colouring.hpp"
#include "planning/map_geojson.hpp"
#include "planning/plan_json.hpp"
#include "planning/refusals.hpp"
#include "planning/store.hpp"
#include "platform/files/plan.hpp"

namespace bailiwick::planning {
namespace {

namespace db = platform::db;
namespace files = platform::files;

graph::Csr neighbours_of(const BoardGround& ground, const Board& board) {
  return territory_graph(ground.problem.adjacency, board.territory_of, board.territory_count());
}

// Keeps colours but those of `touched` territories that look like a neighbour now, and gives new territories theirs.
std::vector<std::int32_t> recoloured(std::vector<std::int32_t> colours, const BoardGround& ground,
                                     const Board& board, const std::set<std::int32_t>& touched) {
  const graph::Csr graph = neighbours_of(ground, board);
  const std::size_t known = std::min(colours.size(), board.territories.size());
  colours.resize(board.territories.size(), 0);
  const auto choose = [&](std::int32_t t, bool is_new) {
    std::array<std::int32_t, kMapColours> seen{};
    for (const auto neighbour : graph.neighbours(t))
      if (at(neighbour) < known || at(neighbour) < at(t)) ++seen[at(colours[at(neighbour)])];
    if (!is_new && seen[at(colours[at(t)])] == 0) return;
    colours[at(t)] = static_cast<std::int32_t>(std::ranges::min_element(seen) - seen.begin());
  };
  for (const std::int32_t t : touched)
    if (at(t) < known) choose(t, false);
  for (std::size_t t = known; t < colours.size(); ++t) choose(static_cast<std::int32_t>(t), true);
  return colours;
}

// Territories that came with the design step back where one that was adopted has their name.
void make_names_differ(Board& board, const std::set<std::int32_t>& adopted) {
  std::set<std::string> taken;
  for (const std::int32_t t : adopted) taken.insert(board.territories[at(t)].name);
  for (std::int32_t t = 0; t < board.territory_count(); ++t) {
    if (adopted.contains(t)) continue;
    std::string& name = board.territories[at(t)].name;
    while (!taken.insert(name).second) name += "+";
  }
}

}  // namespace

DeskPtr desk_after(const Desk& before, const BoardPatch& patch) {
  auto after = std::make_shared<Desk>(before);
  apply(after->board, patch);
  after->judgement = judged(*after->ground, after->board);
  std::set<std::int32_t> touched;
  for (const UnitMove& move : patch.moves) touched.insert({move.from, move.to});
  after->colours = recoloured(std::move(after->colours), *after->ground, after->board, touched);
  return after;
}

DeskPtr desk_with(const Desk& like, Board board) {
  auto desk = std::make_shared<Desk>(like);
  desk->board = std::move(board);
  desk->judgement = judged(*desk->ground, desk->board);
  desk->colours = coloured(neighbours_of(*desk->ground, desk->board), kMapColours);
  return desk;
}

DeskPtr BoardDesks::kept(TenantId tenant, PlanId plan) const {
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find_if(desks_, [&](const Entry& entry) {
    return entry.tenant == tenant && entry.desk->plan.id == plan;
  });
  if (found == desks_.end()) return nullptr;
  std::rotate(found, found + 1, desks_.end());
  return desks_.back().desk;
}

void BoardDesks::keep(TenantId tenant, DeskPtr desk) const {
  const std::lock_guard lock(mutex_);
  std::erase_if(desks_, [&](const Entry& entry) {
    return entry.tenant == tenant && entry.desk->plan.id == desk->plan.id;
  });
  desks_.push_back({tenant, std::move(desk)});
  if (desks_.size() > kDesksMax) desks_.erase(desks_.begin());
}

Checked<std::shared_ptr<const BoardGround>> BoardDesks::ground(TenantId tenant,
                                                               const Plan& plan) const {
  const std::string key =
      tenant.text() + plan.dataset.text() + to_json(plan.request).at("balance").dump();
  {
    const std::lock_guard lock(mutex_);
    const auto found = std::ranges::find(grounds_, key, &Ground::key);
    if (found != grounds_.end()) {
      std::rotate(found, found + 1, grounds_.end());
      return grounds_.back().ground;
    }
  }
  const auto csv = parts_.database.read([&](db::Connection& connection) {
    return store::dataset_csv(connection, tenant, plan.dataset);
  });
  if (!csv) return fail(as_list(csv.error()));
  auto made = ground_of(csv->value_or(""), plan.request);
  if (!made) return made;
  const std::lock_guard lock(mutex_);
  grounds_.push_back({key, *made});
  if (grounds_.size() > kGroundsMax) grounds_.erase(grounds_.begin());
  return made;
}

// A design takes the identities of the active plan's territories, each that of the one it shares the most units with, so that what is
// kept keeps its people.
Result<Board> BoardDesks::adopted(TenantId tenant, const Plan& plan, Board board) const {
  const auto active = parts_.database.read(
      [&](db::Connection& connection) -> Result<std::optional<board_store::BoardRow>> {
        const auto id = board_store::active_plan(connection, tenant);
        if (!id) return tl::unexpected(id.error());
        if (!*id) return std::optional<board_store::BoardRow>();
        const auto other = store::plan(connection, {tenant, **id});
        if (!other) return tl::unexpected(other.error());
        if ((*other)->dataset != plan.dataset) return std::optional<board_store::BoardRow>();
        return board_store::board(connection, {tenant, **id});
      });
  if (!active) return tl::unexpected(active.error());
  if (!*active) return board;
  std::set<std::int32_t> known;
  for (const TerritoryPair& pair : matched(board, (*active)->board)) {
    if (!pair.ours || !pair.theirs) continue;
    board.territories[at(*pair.ours)] = (*active)->board.territories[at(*pair.theirs)];
    known.insert(*pair.ours);
  }
  make_names_differ(board, known);
  return board;
}

Checked<Board> BoardDesks::first(TenantId tenant, const Plan& plan,
                                 const BoardGround& ground) const {
  const store::PlanKey key{tenant, plan.id};
  struct Designed {
    std::optional<std::string> csv;
    std::vector<PlanTerritory> territories;
  };
  const auto read = parts_.database.read([&](db::Connection& connection) -> Result<Designed> {
    auto csv = store::file(connection, key, store::kUnitsFile);
    if (!csv) return tl::unexpected(csv.error());
    auto territories = store::territories(connection, key);
    if (!territories) return tl::unexpected(territories.error());
    return Designed{std::move(*csv), std::move(*territories)};
  });
  if (!read) return fail(as_list(read.error()));
  if (!read->csv)
    return fail(
        as_list({ErrorCode::kConflict, "P052",
                 fmt::format("The plan \"{}\" has no design yet; its job is still to finish.",
                             plan.name)}));
  auto text = files::text_from_bytes("units.csv", *read->csv);
  if (!text) return fail(as_list(text.error()));
  const auto file = files::parse_plan(std::move(*text), *ground.lookup);
  if (!file) return fail(file.error());
  std::vector<std::string> names;
  for (const PlanTerritory& t : read->territories) names.push_back(t.name);
  std::vector<std::int32_t> place;
  for (const std::string& name : file->territories)
    place.push_back(static_cast<std::int32_t>(std::ranges::find(names, name) - names.begin()));
  std::vector<std::int32_t> territory_of;
  for (const std::int32_t t : file->territory_of) territory_of.push_back(place[at(t)]);
  auto board = adopted(tenant, plan, first_board(names, std::move(territory_of), [&] {
                         return TerritoryId(parts_.ids.next());
                       }));
  if (!board) return fail(as_list(board.error()));
  return std::move(*board);
}

Checked<DeskPtr> BoardDesks::open(TenantId tenant, PlanId id) const {
  const store::PlanKey key{tenant, id};
  DeskPtr known = kept(tenant, id);
  struct Read {
    Plan plan;
    std::optional<board_store::BoardRow> row;
    bool is_known = false;
  };
  const auto look = [&](db::Connection& connection) -> Result<Read> {
    auto plan = store::plan(connection, key);
    if (!plan) return tl::unexpected(plan.error());
    if (!*plan)
      return fail(ErrorCode::kNotFound, "P050", fmt::format("There is no plan {}.", id.text()));
    Read read{.plan = std::move(**plan), .row = {}};
    const auto revision = board_store::revision(connection, key);
    if (!revision) return tl::unexpected(revision.error());
    read.is_known = known && *revision == known->revision;
    if (read.is_known) return read;
    auto row = board_store::board(connection, key);
    if (!row) return tl::unexpected(row.error());
    read.row = std::move(*row);
    return read;
  };
  auto read = parts_.database.read(look);
  if (!read) return fail(as_list(read.error()));
  if (read->plan.unit_count > kBoardUnitsMax)
    return fail(as_list({ErrorCode::kLimit, "P105",
                         fmt::format("The plan divides {} units; up to {} can be changed here. Use "
                                     "`bailiwick design` for larger ones.",
                                     read->plan.unit_count, kBoardUnitsMax)}));
  Desk desk;
  if (read->is_known) {
    if (known->plan.version == read->plan.version) return known;
    desk = *known;
    desk.plan = std::move(read->plan);
    auto renewed = std::make_shared<const Desk>(std::move(desk));
    keep(tenant, renewed);
    return renewed;
  }
  auto ground = this->ground(tenant, read->plan);
  if (!ground) return fail(std::move(ground.error()));
  if (!read->row) {
    const auto board = first(tenant, read->plan, **ground);
    if (!board) return fail(board.error());
    const auto added = parts_.database.write([&](db::Connection& connection) {
      return board_store::insert_board(connection, key, *board);
    });
    if (!added) return fail(as_list(added.error()));
    read = parts_.database.read(look);
    if (!read) return fail(as_list(read.error()));
  }
  desk.plan = std::move(read->plan);
  desk.revision = read->row->revision;
  desk.ground = std::move(*ground);
  const DeskPtr ready = desk_with(desk, std::move(read->row->board));
  keep(tenant, ready);
  return ready;
}

}  // namespace bailiwick::planning
