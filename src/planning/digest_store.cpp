#include "planning/digest_store.hpp"

#include <array>

namespace bailiwick::planning {

namespace {

constexpr std::array<std::string_view, 3> kRhythmNames = {"never", "daily", "weekly"};

}  // namespace

std::string_view name_of(DigestRhythm rhythm) {
  return kRhythmNames[static_cast<std::size_t>(rhythm)];
}

std::optional<DigestRhythm> parse_digest_rhythm(std::string_view word) {
  for (std::size_t i = 0; i < kRhythmNames.size(); ++i)
    if (kRhythmNames[i] == word) return static_cast<DigestRhythm>(i);
  return std::nullopt;
}

}  // namespace bailiwick::planning

namespace bailiwick::planning::digest_store {

namespace db = platform::db;

namespace {

// Of the columns person_id, rhythm, next_at, sent_at from `first` on.
Digest digest_from(const db::Row& row, std::size_t first) {
  return {.person = row.id<PersonTag>(first),
          .rhythm = parse_digest_rhythm(row.text(first + 1)).value_or(DigestRhythm::kNever),
          .next_at = row.instant(first + 2),
          .sent_at = row.optional_instant(first + 3)};
}

}  // namespace

Result<std::optional<Digest>> of(db::Connection& connection, const PersonKey& person) {
  return db::query_one(connection,
                       "SELECT person_id, rhythm, next_at, sent_at FROM person_digest "
                       "WHERE tenant_id = $1 AND person_id = $2",
                       {person.tenant, person.person},
                       [](const db::Row& row) { return digest_from(row, 0); });
}

Result<std::vector<DueDigest>> due(db::Connection& connection, Instant until,
                                   std::int64_t count_max) {
  return db::query_all(connection,
                       "SELECT tenant_id, person_id, rhythm, next_at, sent_at FROM person_digest "
                       "WHERE next_at <= $1 ORDER BY next_at, tenant_id, person_id LIMIT $2",
                       {until, count_max}, [](const db::Row& row) {
                         return DueDigest{.tenant = row.id<TenantTag>(0),
                                          .digest = digest_from(row, 1)};
                       });
}

Result<void> put(db::Connection& connection, TenantId tenant, const Digest& digest) {
  const auto done = connection.execute(
      "INSERT INTO person_digest (tenant_id, person_id, rhythm, next_at) VALUES ($1, $2, $3, $4) "
      "ON CONFLICT (tenant_id, person_id) DO UPDATE SET rhythm = excluded.rhythm, "
      "next_at = excluded.next_at",
      {tenant, digest.person, name_of(digest.rhythm), digest.next_at});
  if (!done) return tl::unexpected(done.error());
  return {};
}

Result<bool> advance(db::Connection& connection, TenantId tenant, const Digest& was,
                     const Digest& now) {
  const auto done = connection.execute(
      "UPDATE person_digest SET next_at = $3, sent_at = $4 "
      "WHERE tenant_id = $1 AND person_id = $2 AND next_at = $5",
      {tenant, was.person, now.next_at, now.sent_at, was.next_at});
  if (!done) return tl::unexpected(done.error());
  return *done > 0;
}

Result<void> remove(db::Connection& connection, const PersonKey& person) {
  const auto gone =
      connection.execute("DELETE FROM person_digest WHERE tenant_id = $1 AND person_id = $2",
                         {person.tenant, person.person});
  if (!gone) return tl::unexpected(gone.error());
  return {};
}

}  // namespace bailiwick::planning::digest_store
