#include "planning/home_store.hpp"

namespace bailiwick::planning::home_store {

namespace db = platform::db;

namespace {

Home home_from(const db::Row& row) {
  return {.person = row.id<PersonTag>(0),
          .at = {.lon_deg = row.real(1), .lat_deg = row.real(2)},
          .set_at = row.instant(3)};
}

}  // namespace

Result<std::vector<Home>> all(db::Connection& connection, TenantId tenant) {
  return db::query_all(connection,
                       "SELECT person_id, lon, lat, set_at FROM person_home WHERE tenant_id = $1 "
                       "ORDER BY person_id",
                       {tenant}, home_from);
}

Result<std::optional<Home>> of(db::Connection& connection, const PersonKey& person) {
  return db::query_one(connection,
                       "SELECT person_id, lon, lat, set_at FROM person_home WHERE tenant_id = $1 "
                       "AND person_id = $2",
                       {person.tenant, person.person}, home_from);
}

Result<void> put(db::Connection& connection, TenantId tenant, const Home& home) {
  const auto done = connection.execute(
      "INSERT INTO person_home (tenant_id, person_id, lon, lat, set_at) VALUES ($1, $2, $3, $4, "
      "$5) ON CONFLICT (tenant_id, person_id) DO UPDATE SET lon = excluded.lon, lat = "
      "excluded.lat, set_at = excluded.set_at",
      {tenant, home.person, home.at.lon_deg, home.at.lat_deg, home.set_at});
  if (!done) return tl::unexpected(done.error());
  return {};
}

Result<bool> remove(db::Connection& connection, const PersonKey& person) {
  const auto gone =
      connection.execute("DELETE FROM person_home WHERE tenant_id = $1 AND person_id = $2",
                         {person.tenant, person.person});
  if (!gone) return tl::unexpected(gone.error());
  return *gone > 0;
}

}  // namespace bailiwick::planning::home_store
