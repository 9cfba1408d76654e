#include "market/icp_store.hpp"

#include "market/icp_json.hpp"

namespace bailiwick::market::icp_store {
namespace {

Result<bool> is_changed(const Result<std::int64_t>& count) {
  if (!count) return tl::unexpected(count.error());
  return *count > 0;
}

IcpProfile profile_from(const db::Row& row) {
  return {.id = row.id<IcpProfileTag>(0),
          .name = std::string(row.text(1)),
          .state = parse_profile_state(row.text(2)).value_or(ProfileState::kDraft),
          .criteria = read_criteria(row.text(3)),
          .created_at = row.instant(4),
          .activated_at = row.optional_instant(5),
          .version = row.int64(6)};
}

}  // namespace

Result<void> insert_profile(db::Connection& connection, TenantId tenant, const IcpProfile& profile,
                            PersonId created_by) {
  const auto inserted = connection.execute(
      "INSERT INTO icp_profile (tenant_id, icp_profile_id, name, state, criteria, created_at, "
      "created_by, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      {tenant, profile.id, profile.name, name_of(profile.state), criteria_text(profile.criteria),
       profile.created_at, created_by.is_nil() ? db::Value() : db::Value(created_by),
       profile.version});
  if (!inserted) return tl::unexpected(inserted.error());
  return {};
}

Result<bool> update_profile(db::Connection& connection, TenantId tenant,
                            const IcpProfile& profile) {
  return is_changed(connection.execute(
      "UPDATE icp_profile SET name = $4, state = $5, criteria = $6, activated_at = $7, version = "
      "version + 1 WHERE tenant_id = $1 AND icp_profile_id = $2 AND version = $3",
      {tenant, profile.id, profile.version, profile.name, name_of(profile.state),
       criteria_text(profile.criteria), profile.activated_at}));
}

Result<std::int64_t> highest_version(db::Connection& connection, TenantId tenant) {
  std::int64_t highest = 0;
  const auto read =
      connection.query("SELECT COALESCE(MAX(version), 0) FROM icp_profile WHERE tenant_id = $1",
                       {tenant}, [&](const db::Row& row) { highest = row.int64(0); });
  if (!read) return tl::unexpected(read.error());
  return highest;
}

Result<std::optional<IcpProfile>> find_profile(db::Connection& connection, TenantId tenant,
                                               ProfileState state) {
  std::optional<IcpProfile> found;
  const auto read = connection.query(
      "SELECT icp_profile_id, name, state, criteria, created_at, activated_at, version FROM "
      "icp_profile WHERE tenant_id = $1 AND state = $2 ORDER BY icp_profile_id DESC LIMIT 1",
      {tenant, name_of(state)}, [&](const db::Row& row) { found = profile_from(row); });
  if (!read) return tl::unexpected(read.error());
  return found;
}

}  // namespace bailiwick::market::icp_store
