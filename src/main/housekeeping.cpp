#include "main/housekeeping.hpp"

#include "platform/events/store.hpp"
#include "platform/mail/outbox.hpp"

namespace bailiwick {
namespace {

namespace db = platform::db;

constexpr std::int64_t kRowsAtOnce = 1'000;  // a write transaction stays short
constexpr std::int64_t kMicrosADay = std::int64_t{24} * 3600 * 1'000'000;

using Prune = Result<std::int64_t> (*)(db::Connection&, Instant, std::int64_t);

// Removes in small transactions until nothing is left that old.
Result<void> prune_all(db::Database& database, Prune prune, Instant before) {
  for (;;) {
    const auto removed =
        database.write([&](db::Connection& c) { return prune(c, before, kRowsAtOnce); });
    if (!removed) return tl::unexpected(removed.error());
    if (*removed < kRowsAtOnce) return {};
  }
}

template <class T>
Result<void> without_value(const Result<T>& result) {
  if (!result) return tl::unexpected(result.error());
  return {};
}

}  // namespace

std::vector<std::function<Result<void>(db::Database&)>> housekeeping(
    const HousekeepingParts& parts) {
  const auto days_ago = [now = parts.now](std::int64_t days) {
    return Instant(now().micros() - days * kMicrosADay);
  };
  return {[&privacy = parts.privacy](db::Database&) { return without_value(privacy.sweep()); },
          [&oidc = parts.oidc](db::Database&) { return oidc.sweep(); },
          [&store = parts.idempotency](db::Database&) { return without_value(store.sweep()); },
          [&imports = parts.imports](db::Database&) { return imports.prune(); },
          [&market = parts.market](db::Database&) { return market.enqueue_nightly(); },
          [&rules = parts.assignment](db::Database&) { return rules.await_all_newcomers(); },
          [&digests = parts.digests](db::Database&) { return digests.enqueue_due(); },
          [days_ago](db::Database& database) {
            return prune_all(database, &platform::events::prune, days_ago(kEventsKeptDays));
          },
          [days_ago](db::Database& database) {
            return prune_all(database, &platform::mail::Outbox::prune, days_ago(kMailsKeptDays));
          }};
}

}  // namespace bailiwick
