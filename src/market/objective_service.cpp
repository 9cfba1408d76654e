#include "market/objective_service.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include <fmt/core.h>

#include "formula/advice.hpp"
#include "market/objective_store.hpp"
#include "platform/identity/company_store.hpp"
#include "platform/identity/environment.hpp"

namespace bailiwick::market {
namespace {

namespace audit = platform::audit;
namespace db = platform::db;
namespace identity = platform::identity;
using identity::Permission;

Error changed() {
  return {ErrorCode::kPrecondition, "M034",
          "The objective was changed since you read it: read it again and repeat your change."};
}

Error mistake(std::string_view rule, std::string message, std::string pointer) {
  return {ErrorCode::kInvalidInput, std::string(rule), std::move(message), std::move(pointer)};
}

Errors mistakes_of(const std::vector<ObjectiveShare>& shares) {
  Errors errors;
  if (shares.size() > kSharesMax)
    errors.push_back(
        mistake("M044", fmt::format("An objective has at most {} shares.", kSharesMax), "/shares"));
  std::set<TerritoryId> territories;
  for (std::size_t i = 0; i < shares.size() && i < kSharesMax; ++i) {
    const std::string at = fmt::format("/shares/{}", i);
    if (!territories.insert(shares[i].territory).second)
      errors.push_back(mistake("M044", "This territory has a share already.", at + "/territory"));
    if (shares[i].weight < 0 || shares[i].weight > kShareWeightMax)
      errors.push_back(
          mistake("M044", fmt::format("A weight is a whole number from 0 to {}.", kShareWeightMax),
                  at + "/weight"));
  }
  return errors;
}

// Of the shares within each other one, and of those within none, one has a weight.
Errors groups_without_weight(const std::vector<ObjectiveShare>& shares) {
  std::map<std::optional<TerritoryId>, std::int64_t> sums;
  for (const ObjectiveShare& share : shares) sums[share.within] += share.weight;
  Errors errors;
  for (const auto& [within, sum] : sums) {
    if (sum > 0) continue;
    const auto above = std::ranges::find_if(
        shares, [&](const ObjectiveShare& share) { return share.territory == within; });
    errors.push_back(mistake(
        "M044",
        above == shares.end() ? "One of the weights must be above 0."
                              : "One of the weights of what is below this share must be above 0.",
        above == shares.end() ? "/shares" : fmt::format("/shares/{}", above - shares.begin())));
  }
  return errors;
}

// Territories that the company does not have.
Result<Errors> unknown_in(db::Connection& connection, TenantId tenant,
                          const std::vector<ObjectiveShare>& shares) {
  const auto names = alignment::all_territory_names(connection, tenant);
  if (!names) return tl::unexpected(names.error());
  Errors errors;
  for (std::size_t i = 0; i < shares.size(); ++i)
    if (!names->contains(shares[i].territory))
      errors.push_back(mistake("M044", "There is no such territory in your company.",
                               fmt::format("/shares/{}/territory", i)));
  return errors;
}

template <class T>
Checked<T> checked(Result<T> result) {
  if (!result) return fail(Errors{result.error()});
  return std::move(*result);
}

}  // namespace

Result<std::vector<Objective>> ObjectiveService::objectives(const Principal& principal) const {
  if (const auto may = identity::require(principal, Permission::kMarketRead); !may)
    return tl::unexpected(may.error());
  using All = std::vector<Objective>;
  return parts_.database.read([&](db::Connection& connection) -> Result<All> {
    const auto scope = alignment::read_scope(connection, principal, utc_date(parts_.now()));
    if (!scope) return tl::unexpected(scope.error());
    auto all = objective_store::objectives(connection, principal.tenant);
    if (!all) return all;
    for (Objective& objective : *all) {
      std::erase_if(objective.shares,
                    [&](const ObjectiveShare& share) { return !scope->has(share.territory); });
      for (ObjectiveShare& share : objective.shares)
        if (share.within && !scope->has(*share.within)) share.within.reset();
    }
    return all;
  });
}

Result<Errors> ObjectiveService::mistakes(TenantId tenant, const Objective& objective) const {
  const auto company = parts_.database.read(
      [&](db::Connection& connection) { return identity::find_company(connection, tenant); });
  if (!company) return tl::unexpected(company.error());
  const auto reporting = Currency::parse(*company ? (*company)->currency : "");
  Errors errors = market::mistakes_of(objective, reporting.value_or(Currency()));
  if (objective.segment.size() > kFormulaBytesMax)
    errors.push_back(mistake(
        "M037", fmt::format("A segment has at most {} bytes.", kFormulaBytesMax), "/segment"));
  if (objective.segment.empty()) return errors;
  const auto schema = parts_.accounts.schema(tenant);
  if (!schema) return tl::unexpected(schema.error());
  const std::vector<formula::Definition> segment = {
      {.name = "segment", .text = objective.segment, .wanted = formula::Kind::kBool}};
  if (const auto compiled = formula::compile(*schema, segment, formula::Advice::kAsked); !compiled)
    for (Error error : formula::to_errors(compiled.error(), segment)) {
      error.pointer = "/segment";
      errors.push_back(std::move(error));
    }
  return errors;
}

Result<Objective> ObjectiveService::existing(Connection& connection, TenantId tenant,
                                             ObjectiveId id, std::optional<std::int64_t> version) {
  auto found = objective_store::find_objective(connection, tenant, id);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return fail(ErrorCode::kNotFound, "M040", "There is no such objective.");
  if (version && (*found)->version != *version) return tl::unexpected(changed());
  return std::move(**found);
}

Result<void> ObjectiveService::tell(Connection& connection, const Principal& principal,
                                    ObjectiveId id, audit::Word action) const {
  const auto logged = parts_.log.append(
      connection,
      {principal.tenant, identity::actor_of(principal), action, id.text(), audit::Details()});
  if (!logged) return tl::unexpected(logged.error());
  return parts_.outbox.emit(connection, {.tenant = principal.tenant,
                                         .name = "objective.updated",
                                         .audience = {.permission = Permission::kMarketRead},
                                         .data = nlohmann::json{{"id", id.text()}}.dump()});
}

// Writes it with its shares, divided; the version grows.
Result<void> ObjectiveService::save(Connection& connection, const Principal& principal,
                                    Objective& objective, audit::Word action) const {
  if (!objective.shares.empty()) divide(objective);
  const auto updated = objective_store::update_objective(connection, principal.tenant, objective);
  if (!updated) return tl::unexpected(updated.error());
  if (!*updated) return tl::unexpected(changed());
  const auto shared = objective_store::put_shares(connection, principal.tenant, objective);
  if (!shared) return shared;
  ++objective.version;
  return tell(connection, principal, objective.id, action);
}

Checked<Objective> ObjectiveService::add(const Principal& principal, Objective objective) const {
  if (const auto may = identity::require(principal, Permission::kMarketManage); !may)
    return fail(Errors{may.error()});
  auto errors = mistakes(principal.tenant, objective);
  if (!errors) return fail(Errors{errors.error()});
  if (!errors->empty()) return fail(std::move(*errors));
  objective.id = ObjectiveId(parts_.ids.next());
  objective.version = 1;
  objective.created_at = parts_.now();
  objective.shares.clear();
  return checked(parts_.database.write([&](db::Connection& connection) -> Result<Objective> {
    const auto all = objective_store::objectives(connection, principal.tenant);
    if (!all) return tl::unexpected(all.error());
    if (all->size() >= kObjectivesMax)
      return fail(
          ErrorCode::kLimit, "M045",
          fmt::format("A company has at most {} objectives: remove old ones.", kObjectivesMax));
    const auto inserted = objective_store::insert_objective(connection, principal.tenant, objective,
                                                            principal.person);
    if (!inserted) return tl::unexpected(inserted.error());
    const auto told = tell(connection, principal, objective.id, "objective.added");
    if (!told) return tl::unexpected(told.error());
    return objective;
  }));
}

Checked<Objective> ObjectiveService::change(const Principal& principal, Objective objective,
                                            std::optional<std::int64_t> version) const {
  if (const auto may = identity::require(principal, Permission::kMarketManage); !may)
    return fail(Errors{may.error()});
  auto errors = mistakes(principal.tenant, objective);
  if (!errors) return fail(Errors{errors.error()});
  if (!errors->empty()) return fail(std::move(*errors));
  return checked(parts_.database.write([&](db::Connection& connection) -> Result<Objective> {
    const auto before = existing(connection, principal.tenant, objective.id, version);
    if (!before) return before;
    Objective after = objective;
    after.version = before->version;
    after.created_at = before->created_at;
    after.shares = before->shares;
    after.shared_by = before->shared_by;
    const auto saved = save(connection, principal, after, "objective.changed");
    if (!saved) return tl::unexpected(saved.error());
    return after;
  }));
}

Result<void> ObjectiveService::remove(const Principal& principal, ObjectiveId id,
                                      std::optional<std::int64_t> version) const {
  if (const auto may = identity::require(principal, Permission::kMarketManage); !may) return may;
  return parts_.database.write([&](db::Connection& connection) -> Result<void> {
    const auto before = existing(connection, principal.tenant, id, version);
    if (!before) return tl::unexpected(before.error());
    const auto deleted = objective_store::delete_objective(connection, principal.tenant, *before);
    if (!deleted) return tl::unexpected(deleted.error());
    if (!*deleted) return tl::unexpected(changed());
    return tell(connection, principal, id, "objective.removed");
  });
}

// With the places of its shares in today's tree, their weights and amounts.
Checked<SharedObjective> ObjectiveService::weighed(const Principal& principal, Objective objective,
                                                   const ShareAsk& ask) const {
  const auto places = parts_.database.read([&](db::Connection& connection) {
    return alignment::territory_places(connection, principal.tenant, utc_date(parts_.now()));
  });
  if (!places) return fail(Errors{places.error()});
  objective.shares = ask.shares;
  objective.shared_by = ask.by;
  std::ranges::sort(objective.shares, {}, &ObjectiveShare::territory);
  put_places(objective.shares, TerritoryLine(*places));
  SharedObjective shared{.objective = std::move(objective)};
  if (shared.objective.shares.empty()) return shared;
  if (ask.by != ShareBy::kWeights) {
    auto basis = weigh(progress_, principal.tenant, shared.objective, ask.by);
    if (!basis) return fail(basis.error());
    shared.basis = std::move(*basis);
  } else if (Errors errors = groups_without_weight(shared.objective.shares); !errors.empty()) {
    return fail(std::move(errors));
  }
  divide(shared.objective);
  return shared;
}

Checked<SharedObjective> ObjectiveService::share(const Principal& principal, ObjectiveId id,
                                                 const ShareAsk& ask,
                                                 std::optional<std::int64_t> version) const {
  if (const auto may = identity::require(principal, Permission::kMarketManage); !may)
    return fail(Errors{may.error()});
  if (ask.by == ShareBy::kPotential || ask.by == ShareBy::kPriorPeriod)
    if (const auto may = identity::require(principal, Permission::kCrmRead); !may)
      return fail(Errors{may.error()});
  Errors errors = mistakes_of(ask.shares);
  if (!errors.empty()) return fail(std::move(errors));
  Errors unknown;
  const auto before = parts_.database.read([&](db::Connection& connection) -> Result<Objective> {
    auto found = unknown_in(connection, principal.tenant, ask.shares);
    if (!found) return tl::unexpected(found.error());
    unknown = std::move(*found);
    return existing(connection, principal.tenant, id, version);
  });
  if (!unknown.empty()) return fail(std::move(unknown));
  if (!before) return fail(Errors{before.error()});
  auto shared = weighed(principal, *before, ask);
  if (!shared || ask.is_rehearsal) return shared;
  return checked(parts_.database.write([&](db::Connection& connection) -> Result<SharedObjective> {
    // What was weighed is of the objective as it was read.
    const auto now = existing(connection, principal.tenant, id, before->version);
    if (!now) return tl::unexpected(now.error());
    const auto saved = save(connection, principal, shared->objective, "objective.shared");
    if (!saved) return tl::unexpected(saved.error());
    return *shared;
  }));
}

}  // namespace bailiwick::market
