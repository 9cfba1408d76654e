#include "planning/home_service.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace bailiwick::planning {

namespace audit = platform::audit;
namespace identity = platform::identity;
using identity::Permission;
using identity::PersonKey;
using platform::db::Connection;

namespace {

// Those who manage plans see and set everybody's, others their own.
Result<void> may_touch(const identity::Principal& principal, PersonId person) {
  if (principal.person == person) return {};
  return identity::require(principal, Permission::kPlansManage);
}

// Not so where one of them is no number.
bool is_on_earth(geo::LonLat at) {
  return std::abs(at.lon_deg) <= 180.0 && std::abs(at.lat_deg) <= 90.0;
}

Result<std::string> name_of_person(Connection& connection, const PersonKey& key) {
  const auto person = identity::find_person(connection, key);
  if (!person) return tl::unexpected(person.error());
  if (!*person || (*person)->status == identity::PersonStatus::kErased)
    return fail(ErrorCode::kNotFound, "P145", "There is no such person in your company.");
  return (*person)->name;
}

Result<void> tell(const PlanningParts& parts, Connection& connection,
                  const identity::Principal& principal, PersonId person, audit::Word action) {
  const auto logged = parts.log.append(connection, {principal.tenant, identity::actor_of(principal),
                                                    action, person.text(), audit::Details()});
  if (!logged) return tl::unexpected(logged.error());
  return {};
}

Result<std::vector<Home>> seen_by(Connection& connection, const identity::Principal& principal) {
  if (identity::require(principal, Permission::kPlansManage))
    return home_store::all(connection, principal.tenant);
  auto own = home_store::of(connection, {principal.tenant, principal.person});
  if (!own) return tl::unexpected(own.error());
  std::vector<Home> homes;
  if (*own) homes.push_back(**own);
  return homes;
}

}  // namespace

Result<std::vector<NamedHome>> HomeService::homes(const Principal& principal) const {
  return parts_.database.read([&](Connection& connection) -> Result<std::vector<NamedHome>> {
    const auto homes = seen_by(connection, principal);
    if (!homes) return tl::unexpected(homes.error());
    std::vector<NamedHome> named;
    for (const Home& home : *homes) {
      auto name = name_of_person(connection, {principal.tenant, home.person});
      if (!name) return tl::unexpected(name.error());
      named.push_back({.home = home, .name = std::move(*name)});
    }
    std::ranges::stable_sort(named, {}, &NamedHome::name);
    return named;
  });
}

Result<NamedHome> HomeService::put(const Principal& principal, PersonId person,
                                   geo::LonLat at) const {
  if (const auto may = may_touch(principal, person); !may) return tl::unexpected(may.error());
  if (!is_on_earth(at))
    return fail(ErrorCode::kInvalidInput, "P144",
                "A longitude lies between -180 and 180 degrees, a latitude between -90 and 90.");
  return parts_.database.write([&](Connection& connection) -> Result<NamedHome> {
    auto name = name_of_person(connection, {principal.tenant, person});
    if (!name) return tl::unexpected(name.error());
    const Home home{.person = person, .at = at, .set_at = parts_.clock()};
    auto done = home_store::put(connection, principal.tenant, home);
    if (done) done = tell(parts_, connection, principal, person, "person.home_set");
    if (!done) return tl::unexpected(done.error());
    return NamedHome{.home = home, .name = std::move(*name)};
  });
}

Result<void> HomeService::remove(const Principal& principal, PersonId person) const {
  if (const auto may = may_touch(principal, person); !may) return may;
  return parts_.database.write([&](Connection& connection) -> Result<void> {
    const auto name = name_of_person(connection, {principal.tenant, person});
    if (!name) return tl::unexpected(name.error());
    const auto was_there = home_store::remove(connection, {principal.tenant, person});
    if (!was_there) return tl::unexpected(was_there.error());
    if (!*was_there) return {};
    return tell(parts_, connection, principal, person, "person.home_removed");
  });
}

identity::PersonalData HomeService::personal_data() {
  return {
      .name = "home",
      .export_json = [](Connection& connection, const PersonKey& person) -> Result<std::string> {
        const auto home = home_store::of(connection, person);
        if (!home) return tl::unexpected(home.error());
        if (!*home) return std::string("null");
        return nlohmann::json{{"lon", (*home)->at.lon_deg},
                              {"lat", (*home)->at.lat_deg},
                              {"set_at", to_text((*home)->set_at)}}
            .dump();
      },
      .erase = [](Connection& connection, const PersonKey& person) -> Result<void> {
        const auto gone = home_store::remove(connection, person);
        if (!gone) return tl::unexpected(gone.error());
        return {};
      }};
}

}  // namespace bailiwick::planning
