#include "platform/identity/attempts.hpp"

#include <algorithm>
#include <cassert>
#include <string>

#include "platform/identity/credential.hpp"

namespace bailiwick::platform::identity {
namespace {

constexpr std::int64_t kForgetSeconds = 24 * 3600;

// "2001:db8:1:2:3:4:5:6" -> "2001:db8:1:2": a household or an attacker has the whole network.
std::string network_of(std::string_view peer) {
  if (peer.find(':') == std::string_view::npos) return std::string(peer);
  const std::size_t gap = peer.find("::");
  std::string network;
  int groups = 0;
  std::size_t at = 0;
  while (groups < 4 && at < peer.size() && at != gap) {
    const std::size_t end = std::min(peer.find(':', at), peer.size());
    network += peer.substr(at, end - at);
    network += ':';
    ++groups;
    at = end == gap ? gap : end + 1;
  }
  while (groups++ < 4) network += "0:";
  return network;
}

Result<void> count_failure(db::Connection& connection, const crypto::Digest& key, std::int64_t free,
                           Instant now) {
  const auto before = db::query_one(
      connection, "SELECT failures FROM sign_in_attempt WHERE key_hash = $1 AND failed_at > $2",
      {bytes_of(key), now.plus_seconds(-kForgetSeconds)},
      [](const db::Row& row) { return row.int64(0); });
  if (!before) return tl::unexpected(before.error());
  const std::int64_t failures = before->value_or(0) + 1;
  const auto counted = connection.execute(
      "INSERT INTO sign_in_attempt (key_hash, failures, failed_at, locked_until) "
      "VALUES ($1, $2, $3, $4) ON CONFLICT (key_hash) DO UPDATE SET failures = $2, failed_at = $3, "
      "locked_until = $4",
      {bytes_of(key), failures, now, now.plus_seconds(lock_seconds(failures, free))});
  if (!counted) return tl::unexpected(counted.error());
  return {};
}

}  // namespace

AttemptKeys attempt_keys(AttemptKind kind, std::string_view email, std::string_view peer) {
  const std::string word = kind == AttemptKind::kSignIn ? "sign-in\n" : "password-reset\n";
  return {.account = crypto::sha256("account\n" + word + email_key(email)),
          .peer = crypto::sha256("peer\n" + word + network_of(peer))};
}

std::int64_t lock_seconds(std::int64_t failures, std::int64_t free) {
  assert(failures >= 0 && free >= 0);
  if (failures < free) return 0;
  const std::int64_t doublings = std::min<std::int64_t>(failures - free, 20);
  return std::min(kLockSecondsMax, std::int64_t{1} << doublings);
}

Result<std::int64_t> seconds_locked(db::Connection& connection, const AttemptKeys& keys,
                                    Instant now) {
  std::int64_t locked_micros = 0;
  const auto read = connection.query(
      "SELECT locked_until FROM sign_in_attempt WHERE key_hash IN ($1, $2)",
      {bytes_of(keys.account), bytes_of(keys.peer)}, [&](const db::Row& row) {
        locked_micros = std::max(locked_micros, row.instant(0).micros() - now.micros());
      });
  if (!read) return tl::unexpected(read.error());
  // A clock that was put back locks nobody out for longer than the longest wait.
  return std::min(kLockSecondsMax, (locked_micros + 999'999) / 1'000'000);
}

Result<void> record_failure(db::Connection& connection, const AttemptKeys& keys, Instant now) {
  const auto account = count_failure(connection, keys.account, kAccountFailuresFree, now);
  return account ? count_failure(connection, keys.peer, kPeerFailuresFree, now) : account;
}

Result<void> clear_account(db::Connection& connection, const AttemptKeys& keys) {
  const auto done = connection.execute("DELETE FROM sign_in_attempt WHERE key_hash = $1",
                                       {bytes_of(keys.account)});
  if (!done) return tl::unexpected(done.error());
  return {};
}

Result<void> remove_old_attempts(db::Connection& connection, Instant now) {
  const auto done = connection.execute("DELETE FROM sign_in_attempt WHERE failed_at <= $1",
                                       {now.plus_seconds(-kForgetSeconds)});
  if (!done) return tl::unexpected(done.error());
  return {};
}

}  // namespace bailiwick::platform::identity
