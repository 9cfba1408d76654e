#include "alignment/service.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "alignment/checks.hpp"
#include "alignment/scope.hpp"
#include "alignment/store.hpp"
#include "alignment/tree.hpp"
#include "platform/identity/environment.hpp"
#include "platform/identity/people_store.hpp"
#include "platform/identity/validate.hpp"

namespace bailiwick::alignment {
namespace {

namespace audit = platform::audit;
namespace identity = platform::identity;
using identity::Permission;
using identity::Principal;

auto refuse_stale() {
  return fail(
      ErrorCode::kPrecondition, "L008",
      "It was changed by someone else since you read it: read it again and repeat your change.");
}

Result<void> check_name(std::string_view name, std::string_view pointer) {
  if (identity::is_name(name)) return {};
  Error error{
      ErrorCode::kInvalidInput, "L001",
      fmt::format("It needs a name of 1 to {} bytes without control characters.", kNameBytesMax)};
  error.pointer = pointer;
  return tl::unexpected(std::move(error));
}

auto refuse_unknown_territory() { return tl::unexpected(unknown_territory()); }

Result<void> check_territory(db::Connection& connection, TenantId tenant, TerritoryId territory) {
  const auto found = find_territory(connection, tenant, territory);
  if (!found) return tl::unexpected(found.error());
  if (*found) return {};
  return refuse_unknown_territory();
}

Result<void> check_position(db::Connection& connection, TenantId tenant, PositionId position) {
  const auto found = find_position(connection, tenant, position);
  if (!found) return tl::unexpected(found.error());
  if (*found) return {};
  return fail(ErrorCode::kNotFound, "L004", "There is no such position in your company.");
}

Result<void> check_person(db::Connection& connection, TenantId tenant, PersonId person) {
  const auto found = identity::find_person(connection, {tenant, person});
  if (!found) return tl::unexpected(found.error());
  if (*found && (*found)->status != identity::PersonStatus::kErased) return {};
  return fail(ErrorCode::kNotFound, "L005", "There is no such person in your company.");
}

audit::Details details_of(const Period& period) {
  audit::Details details;
  details.date("valid_from", period.from);
  if (period.to) details.date("valid_to", *period.to);
  return details;
}

struct Loaded {
  std::vector<Placement> placements;
  std::vector<Holding> holdings;
  std::vector<Assignment> assignments;

  [[nodiscard]] History view() const { return {placements, holdings, assignments}; }
};

Result<Loaded> load(db::Connection& connection, TenantId tenant) {
  auto placed = placements(connection, tenant);
  if (!placed) return tl::unexpected(placed.error());
  auto held = holdings(connection, tenant);
  if (!held) return tl::unexpected(held.error());
  auto assigned = assignments(connection, tenant);
  if (!assigned) return tl::unexpected(assigned.error());
  return Loaded{std::move(*placed), std::move(*held), std::move(*assigned)};
}

}  // namespace

Result<Recording> AlignmentService::record(db::Connection& connection,
                                           const Principal& principal) const {
  const auto revision = next_revision(connection, principal.tenant);
  if (!revision) return tl::unexpected(revision.error());
  return Recording{.revision = *revision, .at = now_(), .by = principal.person};
}

Result<void> AlignmentService::tell(db::Connection& connection, const Principal& principal,
                                    audit::Entry entry) const {
  entry.tenant = principal.tenant;
  entry.actor = identity::actor_of(principal);
  const auto told = audit_.append(connection, entry);
  if (!told) return tl::unexpected(told.error());
  return {};
}

Result<std::vector<TerritoryNode>> AlignmentService::tree(const Principal& principal,
                                                          const AsOf& as_of) const {
  const auto allowed = require(principal, Permission::kTerritoriesRead);
  if (!allowed) return tl::unexpected(allowed.error());
  return database_.read([&](db::Connection& connection) -> Result<std::vector<TerritoryNode>> {
    const auto territories = all_territories(connection, principal.tenant);
    if (!territories) return tl::unexpected(territories.error());
    const auto loaded = load(connection, principal.tenant);
    if (!loaded) return tl::unexpected(loaded.error());
    const Scope scope = scope_in(loaded->view(), principal, as_of.day);
    return tree_on(*territories, loaded->view(), scope, as_of);
  });
}

Result<std::vector<PositionOnDay>> AlignmentService::positions(const Principal& principal,
                                                               const AsOf& as_of) const {
  const auto allowed = require(principal, Permission::kTerritoriesRead);
  if (!allowed) return tl::unexpected(allowed.error());
  return database_.read([&](db::Connection& connection) -> Result<std::vector<PositionOnDay>> {
    const auto all = all_positions(connection, principal.tenant);
    if (!all) return tl::unexpected(all.error());
    const auto loaded = load(connection, principal.tenant);
    if (!loaded) return tl::unexpected(loaded.error());
    const Scope scope = scope_in(loaded->view(), principal, as_of.day);
    const auto held = held_on(loaded->holdings, as_of);
    std::map<PositionId, std::vector<TerritoryId>> served;
    for (const Assignment& assignment : assigned_on(loaded->assignments, as_of))
      if (scope.has(assignment.territory))
        served[assignment.position].push_back(assignment.territory);
    std::vector<PositionOnDay> seen;
    for (const Position& position : *all) {
      PositionOnDay row{.position = position, .person = {}, .territories = served[position.id]};
      if (const auto at = held.find(position.id); at != held.end()) row.person = at->second.person;
      if (scope.is_everything || !row.territories.empty() || row.person == principal.person)
        seen.push_back(std::move(row));
    }
    return seen;
  });
}

Result<AssignmentHistory> AlignmentService::history(const Principal& principal) const {
  const auto allowed = require(principal, Permission::kTerritoriesRead);
  if (!allowed) return tl::unexpected(allowed.error());
  return database_.read([&](db::Connection& connection) -> Result<AssignmentHistory> {
    auto loaded = load(connection, principal.tenant);
    if (!loaded) return tl::unexpected(loaded.error());
    const Scope scope = scope_in(loaded->view(), principal, today());
    AssignmentHistory seen;
    std::set<PositionId> positions;
    for (const Assignment& row : loaded->assignments)
      if (scope.has(row.territory)) {
        seen.assignments.push_back(row);
        positions.insert(row.position);
      }
    for (const Holding& row : loaded->holdings)
      if (scope.is_everything || positions.contains(row.position) || row.person == principal.person)
        seen.holdings.push_back(row);
    return seen;
  });
}

Result<std::vector<Placement>> AlignmentService::placement_history(const Principal& principal,
                                                                   TerritoryId territory) const {
  const auto allowed = require(principal, Permission::kTerritoriesRead);
  if (!allowed) return tl::unexpected(allowed.error());
  return database_.read([&](db::Connection& connection) -> Result<std::vector<Placement>> {
    const auto known = check_territory(connection, principal.tenant, territory);
    if (!known) return tl::unexpected(known.error());
    const auto scope = read_scope(connection, principal, today());
    if (!scope) return tl::unexpected(scope.error());
    if (!scope->has(territory)) return refuse_unknown_territory();
    return placements_of(connection, principal.tenant, territory);
  });
}

Result<Territory> AlignmentService::add_territory(const Principal& principal,
                                                  const std::string& name,
                                                  std::optional<TerritoryId> parent, LocalDate from,
                                                  std::optional<TerritoryId> id) const {
  const auto allowed = require(principal, Permission::kTerritoriesManage);
  if (!allowed) return tl::unexpected(allowed.error());
  const auto named = check_name(name, "/name");
  if (!named) return tl::unexpected(named.error());
  const Territory territory{
      .id = id.value_or(TerritoryId(ids_.next())), .name = name, .version = 1};
  return database_.write([&](db::Connection& connection) -> Result<Territory> {
    const auto others = all_territories(connection, principal.tenant);
    if (!others) return tl::unexpected(others.error());
    if (others->size() >= kTerritoriesMax)
      return fail(ErrorCode::kLimit, "L011",
                  fmt::format("There are {} territories, which is the most a company can have.",
                              kTerritoriesMax));
    const auto inserted = insert_territory(connection, principal.tenant, territory, now_());
    if (!inserted) return tl::unexpected(inserted.error());
    Placement placement{
        .territory = territory.id, .period = {.from = from, .to = std::nullopt}, .parent = parent};
    const auto placed = place_in(connection, principal, std::move(placement));
    if (!placed) return tl::unexpected(placed.error());
    audit::Details details;
    details.date("valid_from", from);
    if (parent) details.id("parent", *parent);
    const auto told = tell(connection, principal,
                           {.tenant = {},
                            .action = "territory.added",
                            .subject = territory.id.text(),
                            .details = details});
    if (!told) return tl::unexpected(told.error());
    const auto announced = announce_.territory(connection, principal.tenant, territory.id);
    if (!announced) return tl::unexpected(announced.error());
    return territory;
  });
}

Result<Territory> AlignmentService::rename_territory(const Principal& principal,
                                                     const Territory& territory) const {
  const auto allowed = require(principal, Permission::kTerritoriesManage);
  if (!allowed) return tl::unexpected(allowed.error());
  const auto named = check_name(territory.name, "/name");
  if (!named) return tl::unexpected(named.error());
  return database_.write([&](db::Connection& connection) -> Result<Territory> {
    const auto known = check_territory(connection, principal.tenant, territory.id);
    if (!known) return tl::unexpected(known.error());
    const auto updated = update_territory(connection, principal.tenant, territory);
    if (!updated) return tl::unexpected(updated.error());
    if (!*updated) return refuse_stale();
    const auto told =
        tell(connection, principal,
             {.tenant = {}, .action = "territory.renamed", .subject = territory.id.text()});
    if (!told) return tl::unexpected(told.error());
    const auto announced = announce_.territory(connection, principal.tenant, territory.id);
    if (!announced) return tl::unexpected(announced.error());
    Territory after = territory;
    ++after.version;
    return after;
  });
}

Result<void> AlignmentService::place_in(db::Connection& connection, const Principal& principal,
                                        Placement placement) const {
  // The revision first: it locks, so that no other change to the tree comes in between.
  const auto recording = record(connection, principal);
  if (!recording) return tl::unexpected(recording.error());
  placement.recording = *recording;
  if (placement.parent) {
    const auto known = check_territory(connection, principal.tenant, *placement.parent);
    if (!known) return known;
  }
  const auto before = placements(connection, principal.tenant);
  if (!before) return tl::unexpected(before.error());
  const auto checked = check_placement(*before, placement);
  if (!checked) return checked;
  return add_placement(connection, principal.tenant, placement);
}

Result<void> AlignmentService::place(const Principal& principal, Placement placement) const {
  const auto allowed = require(principal, Permission::kTerritoriesManage);
  if (!allowed) return allowed;
  const auto dated = check_period(placement.period);
  if (!dated) return dated;
  return database_.write([&](db::Connection& connection) -> Result<void> {
    const auto known = check_territory(connection, principal.tenant, placement.territory);
    if (!known) return known;
    const auto placed = place_in(connection, principal, placement);
    if (!placed) return placed;
    audit::Details details = details_of(placement.period);
    details.truth("is_open", placement.is_open);
    if (placement.parent) details.id("parent", *placement.parent);
    const auto told = tell(connection, principal,
                           {.tenant = {},
                            .action = "territory.placed",
                            .subject = placement.territory.text(),
                            .details = details});
    if (!told) return told;
    return announce_.territory(connection, principal.tenant, placement.territory);
  });
}

Result<Position> AlignmentService::add_position(const Principal& principal,
                                                Position position) const {
  const auto allowed = require(principal, Permission::kTerritoriesManage);
  if (!allowed) return tl::unexpected(allowed.error());
  const auto named = check_name(position.title, "/title");
  if (!named) return tl::unexpected(named.error());
  position.id = PositionId(ids_.next());
  position.version = 1;
  return database_.write([&](db::Connection& connection) -> Result<Position> {
    const auto others = all_positions(connection, principal.tenant);
    if (!others) return tl::unexpected(others.error());
    if (others->size() >= kPositionsMax)
      return fail(ErrorCode::kLimit, "L011",
                  fmt::format("There are {} positions, which is the most a company can have.",
                              kPositionsMax));
    const auto inserted = insert_position(connection, principal.tenant, position, now_());
    if (!inserted) return tl::unexpected(inserted.error());
    const auto told = tell(connection, principal,
                           {.tenant = {},
                            .action = "position.added",
                            .subject = position.id.text(),
                            .details = audit::Details().code("kind", name_of(position.kind))});
    if (!told) return tl::unexpected(told.error());
    const auto announced = announce_.position(connection, principal.tenant, position.id);
    if (!announced) return tl::unexpected(announced.error());
    return position;
  });
}

Result<Position> AlignmentService::change_position(const Principal& principal,
                                                   const Position& position) const {
  const auto allowed = require(principal, Permission::kTerritoriesManage);
  if (!allowed) return tl::unexpected(allowed.error());
  const auto named = check_name(position.title, "/title");
  if (!named) return tl::unexpected(named.error());
  return database_.write([&](db::Connection& connection) -> Result<Position> {
    const auto known = check_position(connection, principal.tenant, position.id);
    if (!known) return tl::unexpected(known.error());
    const auto updated = update_position(connection, principal.tenant, position);
    if (!updated) return tl::unexpected(updated.error());
    if (!*updated) return refuse_stale();
    const auto told = tell(connection, principal,
                           {.tenant = {},
                            .action = "position.changed",
                            .subject = position.id.text(),
                            .details = audit::Details().code("kind", name_of(position.kind))});
    if (!told) return tl::unexpected(told.error());
    const auto announced = announce_.position(connection, principal.tenant, position.id);
    if (!announced) return tl::unexpected(announced.error());
    Position after = position;
    ++after.version;
    return after;
  });
}

Result<Holding> AlignmentService::hold(const Principal& principal, Holding holding) const {
  const auto allowed = require(principal, Permission::kTerritoriesManage);
  if (!allowed) return tl::unexpected(allowed.error());
  const auto dated = check_period(holding.period);
  if (!dated) return tl::unexpected(dated.error());
  return database_.write([&](db::Connection& connection) -> Result<Holding> {
    auto known = check_position(connection, principal.tenant, holding.position);
    if (known && holding.person)
      known = check_person(connection, principal.tenant, *holding.person);
    if (!known) return tl::unexpected(known.error());
    const auto recording = record(connection, principal);
    if (!recording) return tl::unexpected(recording.error());
    Holding recorded = holding;
    recorded.recording = *recording;
    const auto added = add_holding(connection, principal.tenant, recorded);
    if (!added) return tl::unexpected(added.error());
    audit::Details details = details_of(holding.period);
    if (holding.person) details.id("person", *holding.person);
    const auto told = tell(connection, principal,
                           {.tenant = {},
                            .action = "position.held",
                            .subject = holding.position.text(),
                            .details = details});
    if (!told) return tl::unexpected(told.error());
    const auto announced =
        announce_.assignment(connection, principal.tenant, holding.position, std::nullopt);
    if (!announced) return tl::unexpected(announced.error());
    return recorded;
  });
}

Result<void> AlignmentService::end_other_owners(db::Connection& connection,
                                                const Principal& principal,
                                                const Assignment& next) const {
  const auto all = assignments(connection, principal.tenant);
  if (!all) return tl::unexpected(all.error());
  for (const Ownership& other : owners_within(*all, next.territory, next.period, next.position)) {
    const auto recording = record(connection, principal);
    if (!recording) return tl::unexpected(recording.error());
    const auto ended = add_assignment(connection, principal.tenant,
                                      {.territory = next.territory,
                                       .position = other.position,
                                       .period = other.period,
                                       .part = Part::kNone,
                                       .recording = *recording});
    if (!ended) return ended;
  }
  return {};
}

Result<Assignment> AlignmentService::assign(const Principal& principal,
                                            Assignment assignment) const {
  const auto allowed = require(principal, Permission::kTerritoriesManage);
  if (!allowed) return tl::unexpected(allowed.error());
  const auto dated = check_period(assignment.period);
  if (!dated) return tl::unexpected(dated.error());
  return database_.write([&](db::Connection& connection) -> Result<Assignment> {
    auto known = check_territory(connection, principal.tenant, assignment.territory);
    if (known) known = check_position(connection, principal.tenant, assignment.position);
    if (!known) return tl::unexpected(known.error());
    const auto recording = record(connection, principal);
    if (!recording) return tl::unexpected(recording.error());
    if (assignment.part == Part::kOwner) {
      const auto ended = end_other_owners(connection, principal, assignment);
      if (!ended) return tl::unexpected(ended.error());
    }
    Assignment recorded = assignment;
    recorded.recording = *recording;
    const auto added = add_assignment(connection, principal.tenant, recorded);
    if (!added) return tl::unexpected(added.error());
    audit::Details details = details_of(assignment.period);
    details.id("position", assignment.position).code("part", name_of(assignment.part));
    const auto told = tell(connection, principal,
                           {.tenant = {},
                            .action = "territory.assigned",
                            .subject = assignment.territory.text(),
                            .details = details});
    if (!told) return tl::unexpected(told.error());
    const auto announced = announce_.assignment(connection, principal.tenant, assignment.position,
                                                assignment.territory);
    if (!announced) return tl::unexpected(announced.error());
    return recorded;
  });
}

identity::PersonalData AlignmentService::personal_data() {
  return {.name = "alignment",
          .export_json = [](db::Connection& connection,
                            const identity::PersonKey& key) -> Result<std::string> {
            const auto held = holdings_of(connection, key.tenant, key.person);
            if (!held) return tl::unexpected(held.error());
            nlohmann::json all = nlohmann::json::array();
            for (const Holding& row : *held)
              all.push_back({{"position", row.position.text()},
                             {"valid_from", to_text(row.period.from)},
                             {"valid_to", row.period.to ? nlohmann::json(to_text(*row.period.to))
                                                        : nlohmann::json()}});
            return nlohmann::json{{"positions", all}}.dump();
          },
          .erase = nullptr};
}

}  // namespace bailiwick::alignment
