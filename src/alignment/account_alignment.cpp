#include "alignment/account_alignment.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "alignment/account_terms.hpp"
#include "alignment/scope.hpp"

namespace bailiwick::alignment {
namespace {

namespace db = platform::db;
using platform::identity::Principal;

// Later than any day of the calendar: stands for "without end" in comparisons.
constexpr LocalDate kNever{2'932'896};

constexpr std::size_t kIdsInAQuery = 500;
constexpr std::size_t kMovesCounted = 500;

db::Value layer_of(const std::optional<TerritoryId>& overlay) {
  return overlay ? db::Value(*overlay) : db::Value(kOwnLayer);
}

db::Value rule_of(const std::string& rule) { return rule.empty() ? db::Value() : db::Value(rule); }

// A change on its way through the table of moves.
struct Change {
  db::Connection& connection;
  TenantId tenant;
  const AccountChange& asked;

  [[nodiscard]] std::int64_t revision() const { return asked.recording.revision; }
  [[nodiscard]] LocalDate from() const { return asked.period.from; }
  [[nodiscard]] LocalDate until() const { return asked.period.to.value_or(kNever); }
};

Result<void> stage(const Change& change, std::span<const AccountMove> moves) {
  static constexpr std::array<db::Sql, 6> kColumns = {"tenant_id", "revision",     "account_id",
                                                      "layer_id",  "territory_id", "rule_id"};
  std::size_t next = 0;
  const auto added =
      change.connection.insert_many("account_move", kColumns, [&](std::vector<db::Value>& values) {
        if (next == moves.size()) return false;
        const AccountMove& move = moves[next++];
        values = {change.tenant,          change.revision(), move.account,
                  layer_of(move.overlay), move.territory,    rule_of(move.rule)};
        return true;
      });
  if (!added) return tl::unexpected(added.error());
  return {};
}

// PostgreSQL plans by what it last counted, which a table that was just filled has not been: it would read all of it for each move.
Result<void> count_anew(const Change& change, std::size_t moves) {
  if (change.connection.dialect() != db::Dialect::kPostgres || moves < kMovesCounted) return {};
  auto counted = change.connection.execute("ANALYZE account_move");
  if (counted) counted = change.connection.execute("ANALYZE account_alignment");
  if (!counted) return tl::unexpected(counted.error());
  return {};
}

// Where a move stands among what is believed about its days.
struct Standing {
  enum class Is : std::uint8_t { kNothingBelieved, kOtherwise, kThereAlready } is = {};
  std::optional<TerritoryId> before;  // on the first day
};

using AccountAndLayer = std::pair<AccountId, Uuid>;

AccountAndLayer key_of(const AccountMove& move) {
  return {move.account, move.overlay ? move.overlay->uuid() : kOwnLayer};
}

// Reads what is believed about the days of a change by account and layer: of few accounts each, of many all that there is.
Result<void> each_believed(const Change& change, std::span<const AccountMove* const> moves,
                           const std::function<void(const db::Row&)>& on_row) {
  const bool are_few = moves.size() <= kIdsInAQuery;
  db::ListQuery query(
      "SELECT a.account_id, a.layer_id, a.territory_id, a.rule_id, CASE WHEN a.valid_from <= ",
      change.from());
  query.add(" AND (a.valid_to IS NULL OR a.valid_to >= ", change.until());
  query.add(") AND a.reason = ", name_of(change.asked.reason));
  query.add(" THEN 1 ELSE 0 END, CASE WHEN a.valid_from <= ", change.from());
  query.add(" THEN 1 ELSE 0 END FROM account_alignment a WHERE a.tenant_id = ", change.tenant);
  query.add(" AND a.superseded_revision IS NULL AND a.valid_from < ", change.until());
  query.add(" AND (a.valid_to IS NULL OR a.valid_to > ", change.from()).add(")");
  if (are_few) {
    query.add(" AND a.account_id IN (", moves.front()->account);
    for (const AccountMove* move : moves.subspan(1)) query.add(", ", move->account);
    query.add(")");
  }
  query.add(" ORDER BY a.account_id, a.layer_id");
  return query.run(change.connection, on_row);
}

using Flows =
    std::map<std::pair<std::optional<TerritoryId>, std::optional<TerritoryId>>, std::int64_t>;

// Moves that are to be recorded, and what they move on the first day.
struct Changing {
  std::vector<AccountMove> moves;
  Flows flows;
};

bool is_there_already(const db::Row& row, const AccountMove& move) {
  const auto territory = row.is_null(2) ? std::nullopt : std::optional(row.id<TerritoryTag>(2));
  return row.truth(4) && territory == move.territory &&
         (row.is_null(3) ? move.rule.empty() : row.text(3) == move.rule);
}

// Of each move, by merging both lists in the order of account and layer. O(moves log moves) where they are in another order, and one reading.
Result<std::vector<Standing>> standings_of(const Change& change,
                                           std::span<const AccountMove* const> moves_in_order) {
  std::vector<Standing> standings(moves_in_order.size());
  std::size_t at = 0;
  const auto read = each_believed(change, moves_in_order, [&](const db::Row& row) {
    const AccountAndLayer believed{row.id<AccountTag>(0), row.uuid(1)};
    while (at < moves_in_order.size() && key_of(*moves_in_order[at]) < believed) ++at;
    if (at == moves_in_order.size() || key_of(*moves_in_order[at]) != believed) return;
    Standing& standing = standings[at];
    standing.is = is_there_already(row, *moves_in_order[at]) ? Standing::Is::kThereAlready
                                                             : Standing::Is::kOtherwise;
    if (row.truth(5) && !row.is_null(2)) standing.before = row.id<TerritoryTag>(2);
  });
  if (!read) return tl::unexpected(read.error());
  return standings;
}

// Moves to where the account is for all of the days already, for the same reason, and from nowhere to nowhere are left out.
Result<Changing> those_that_change(const Change& change, std::span<const AccountMove> moves) {
  std::vector<const AccountMove*> in_order;
  in_order.reserve(moves.size());
  for (const AccountMove& move : moves) in_order.push_back(&move);
  const auto by_key = [](const auto* a, const auto* b) { return key_of(*a) < key_of(*b); };
  if (!std::is_sorted(in_order.begin(), in_order.end(), by_key))
    std::sort(in_order.begin(), in_order.end(), by_key);
  const auto standings = standings_of(change, in_order);
  if (!standings) return tl::unexpected(standings.error());
  Changing changing;
  for (std::size_t i = 0; i < in_order.size(); ++i) {
    const AccountMove& move = *in_order[i];
    const auto& [is, before] = (*standings)[i];
    if (is == Standing::Is::kThereAlready ||
        (is == Standing::Is::kNothingBelieved && !move.territory))
      continue;
    changing.moves.push_back(move);
    if (!move.overlay && before != move.territory) ++changing.flows[{before, move.territory}];
  }
  return changing;
}

Result<void> supersede(const Change& change) {
  const auto done = change.connection.execute(
      "UPDATE account_alignment SET superseded_revision = $2, superseded_at = $5 WHERE tenant_id = "
      "$1 AND superseded_revision IS NULL AND (account_id, layer_id) IN (SELECT account_id, "
      "layer_id FROM account_move WHERE tenant_id = $1 AND revision = $2) AND valid_from < $4 AND "
      "(valid_to IS NULL OR valid_to > $3)",
      {change.tenant, change.revision(), change.from(), change.until(), change.asked.recording.at});
  if (!done) return tl::unexpected(done.error());
  return {};
}

// What the superseded rows said about the days before and after.
Result<void> keep_remainders(const Change& change) {
  const Recording& recording = change.asked.recording;
  auto kept = change.connection.execute(
      "INSERT INTO account_alignment (tenant_id, account_id, layer_id, revision, valid_from, "
      "valid_to, territory_id, reason, rule_id, recorded_at, recorded_by) SELECT tenant_id, "
      "account_id, layer_id, $2, valid_from, $3, territory_id, reason, rule_id, $4, $5 FROM "
      "account_alignment WHERE tenant_id = $1 AND superseded_revision = $2 AND (account_id, "
      "layer_id) IN (SELECT account_id, layer_id FROM account_move WHERE tenant_id = $1 AND "
      "revision = $2) AND valid_from < $3",
      {change.tenant, change.revision(), change.from(), recording.at, recording.by_somebody()});
  if (kept && change.asked.period.to)
    kept = change.connection.execute(
        "INSERT INTO account_alignment (tenant_id, account_id, layer_id, revision, valid_from, "
        "valid_to, territory_id, reason, rule_id, recorded_at, recorded_by) SELECT tenant_id, "
        "account_id, layer_id, $2, $3, valid_to, territory_id, reason, rule_id, $4, $5 FROM "
        "account_alignment WHERE tenant_id = $1 AND superseded_revision = $2 AND (account_id, "
        "layer_id) IN (SELECT account_id, layer_id FROM account_move WHERE tenant_id = $1 AND "
        "revision = $2) AND (valid_to IS NULL OR valid_to > $3)",
        {change.tenant, change.revision(), *change.asked.period.to, recording.at,
         recording.by_somebody()});
  if (!kept) return tl::unexpected(kept.error());
  return {};
}

Result<std::int64_t> record_moves(const Change& change) {
  const Recording& recording = change.asked.recording;
  const auto added = change.connection.execute(
      "INSERT INTO account_alignment (tenant_id, account_id, layer_id, revision, valid_from, "
      "valid_to, territory_id, reason, rule_id, recorded_at, recorded_by) SELECT tenant_id, "
      "account_id, layer_id, revision, $3, $4, territory_id, $5, rule_id, $6, $7 FROM account_move "
      "WHERE tenant_id = $1 AND revision = $2",
      {change.tenant, change.revision(), change.from(), change.asked.period.to,
       name_of(change.asked.reason), recording.at, recording.by_somebody()});
  if (!added) return tl::unexpected(added.error());
  const auto cleared =
      change.connection.execute("DELETE FROM account_move WHERE tenant_id = $1 AND revision = $2",
                                {change.tenant, change.revision()});
  if (!cleared) return tl::unexpected(cleared.error());
  return *added;
}

AccountAlignment alignment_from(const db::Row& row) {
  AccountAlignment read{.account = row.id<AccountTag>(0), .period = {.from = row.date(2)}};
  if (const Uuid layer = row.uuid(1); layer != kOwnLayer) read.overlay = TerritoryId(layer);
  if (!row.is_null(3)) read.period.to = row.date(3);
  if (!row.is_null(4)) read.territory = row.id<TerritoryTag>(4);
  read.reason = parse_alignment_reason(row.text(5)).value_or(AlignmentReason::kManual);
  read.rule = row.optional_text(6).value_or("");
  read.recording = {.revision = row.int64(7), .at = row.instant(8)};
  if (!row.is_null(9)) read.recording.by = row.id<PersonTag>(9);
  read.superseded_revision = row.optional_int64(10);
  read.superseded_at = row.optional_instant(11);
  return read;
}

bool holds(const AccountAlignment& row, const AsOf& as_of) {
  if (!row.territory || !row.period.covers(as_of.day)) return false;
  if (!as_of.known_at) return !row.superseded_revision;
  return row.recording.at <= *as_of.known_at &&
         (!row.superseded_at || *as_of.known_at < *row.superseded_at);
}

// Ends a condition on account_alignment, as `alias`: what is believed now about a day.
void add_believed(db::ListQuery& query, LocalDate day) {
  query.add(" AND l.superseded_revision IS NULL AND l.valid_from <= ", day);
  query.add(" AND (l.valid_to IS NULL OR l.valid_to > ", day).add(")");
}

}  // namespace

Result<AccountsAssigned> assign_accounts(db::Connection& connection, TenantId tenant,
                                         std::span<const AccountMove> moves,
                                         const AccountChange& asked) {
  AccountsAssigned assigned;
  if (moves.empty()) return assigned;
  const Change change{connection, tenant, asked};
  const auto changing = those_that_change(change, moves);
  if (!changing) return tl::unexpected(changing.error());
  if (changing->moves.empty()) return assigned;
  auto done = stage(change, changing->moves);
  if (done) done = count_anew(change, changing->moves.size());
  if (done) done = supersede(change);
  if (done) done = keep_remainders(change);
  if (!done) return tl::unexpected(done.error());
  const auto recorded = record_moves(change);
  if (!recorded) return tl::unexpected(recorded.error());
  assigned.moves = *recorded;
  for (const auto& [way, accounts] : changing->flows)
    assigned.flows.push_back({.from = way.first, .to = way.second, .accounts = accounts});
  return assigned;
}

Result<std::vector<AccountAlignment>> account_alignment_history(db::Connection& connection,
                                                                TenantId tenant,
                                                                AccountId account) {
  return db::query_all(
      connection,
      "SELECT account_id, layer_id, valid_from, valid_to, territory_id, reason, rule_id, revision, "
      "recorded_at, recorded_by, superseded_revision, superseded_at FROM account_alignment WHERE "
      "tenant_id = $1 AND account_id = $2 ORDER BY revision, layer_id, valid_from",
      {tenant, account}, alignment_from);
}

Result<std::vector<AccountAlignment>> account_alignments_on(db::Connection& connection,
                                                            TenantId tenant, AccountId account,
                                                            const AsOf& as_of) {
  auto rows = account_alignment_history(connection, tenant, account);
  if (!rows) return rows;
  std::erase_if(*rows, [&](const AccountAlignment& row) { return !holds(row, as_of); });
  std::sort(rows->begin(), rows->end(), [](const AccountAlignment& a, const AccountAlignment& b) {
    return a.overlay < b.overlay;
  });
  return rows;
}

Result<std::optional<TerritoryId>> territory_of(db::Connection& connection, TenantId tenant,
                                                AccountId account, LocalDate day) {
  const auto found = db::query_one(
      connection,
      "SELECT territory_id FROM account_alignment WHERE tenant_id = $1 AND account_id = $2 AND "
      "layer_id = $3 AND superseded_revision IS NULL AND valid_from <= $4 AND (valid_to IS NULL OR "
      "valid_to > $4) AND territory_id IS NOT NULL",
      {tenant, account, kOwnLayer, day},
      [](const db::Row& row) { return row.id<TerritoryTag>(0); });
  return found;
}

Result<std::set<AccountAndOverlay>> settled_accounts(db::Connection& connection, TenantId tenant,
                                                     std::span<const AccountId> accounts,
                                                     LocalDate from) {
  std::set<AccountAndOverlay> settled;
  while (!accounts.empty()) {
    const auto some = accounts.first(std::min(accounts.size(), kIdsInAQuery));
    accounts = accounts.subspan(some.size());
    db::ListQuery query(
        "SELECT DISTINCT l.account_id, l.layer_id FROM account_alignment l WHERE l.tenant_id = ",
        tenant);
    query.add(" AND l.account_id IN (", some.front());
    for (const AccountId account : some.subspan(1)) query.add(", ", account);
    query.add(") AND l.superseded_revision IS NULL AND (l.valid_to IS NULL OR l.valid_to > ", from)
        .add(")");
    const auto read = query.run(connection, [&](const db::Row& row) {
      const Uuid layer = row.uuid(1);
      settled.emplace(row.id<AccountTag>(0),
                      layer == kOwnLayer ? std::nullopt : std::optional(TerritoryId(layer)));
    });
    if (!read) return tl::unexpected(read.error());
  }
  return settled;
}

Result<std::vector<AccountCount>> account_counts(db::Connection& connection, TenantId tenant,
                                                 LocalDate day) {
  std::map<TerritoryId, AccountCount> counts;
  const auto read = connection.query(
      "SELECT territory_id, CASE WHEN layer_id = $3 THEN 1 ELSE 0 END AS is_own, COUNT(*) FROM "
      "account_alignment WHERE tenant_id = $1 AND superseded_revision IS NULL AND valid_from <= $2 "
      "AND (valid_to IS NULL OR valid_to > $2) AND territory_id IS NOT NULL GROUP BY 1, 2",
      {tenant, day, kOwnLayer}, [&](const db::Row& row) {
        const auto territory = row.id<TerritoryTag>(0);
        AccountCount& count = counts[territory];
        count.territory = territory;
        (row.truth(1) ? count.own : count.overlaid) += row.int64(2);
      });
  if (!read) return tl::unexpected(read.error());
  std::vector<AccountCount> sorted;
  for (const auto& [territory, count] : counts) sorted.push_back(count);
  return sorted;
}

Result<void> each_account_territory(db::Connection& connection, TenantId tenant, LocalDate day,
                                    const OnAccountTerritory& on_account) {
  return connection.query(
      "SELECT account_id, territory_id FROM account_alignment WHERE tenant_id = $1 AND "
      "superseded_revision IS NULL AND layer_id = $3 AND valid_from <= $2 AND (valid_to IS NULL OR "
      "valid_to > $2) AND territory_id IS NOT NULL ORDER BY account_id",
      {tenant, day, kOwnLayer},
      [&](const db::Row& row) { on_account(row.id<AccountTag>(0), row.id<TerritoryTag>(1)); });
}

Result<void> each_account_overlay(db::Connection& connection, TenantId tenant, LocalDate from,
                                  const OnAccountTerritory& on_account) {
  return connection.query(
      "SELECT DISTINCT account_id, territory_id FROM account_alignment WHERE tenant_id = $1 AND "
      "superseded_revision IS NULL AND layer_id <> $3 AND (valid_to IS NULL OR valid_to > $2) AND "
      "territory_id IS NOT NULL ORDER BY account_id, territory_id",
      {tenant, from, kOwnLayer},
      [&](const db::Row& row) { on_account(row.id<AccountTag>(0), row.id<TerritoryTag>(1)); });
}

void add_account_scope(db::ListQuery& query, const Principal& principal, LocalDate day) {
  if (reach_of(principal) == Reach::kEverything) {
    query.add(" IS NOT NULL");
    return;
  }
  query.add(" IN (");
  add_visible_accounts(query, principal, day);
  query.add(")");
}

void add_visible_accounts(db::ListQuery& query, const Principal& principal, LocalDate day) {
  query.add("SELECT l.account_id AS id FROM account_alignment l WHERE l.tenant_id = ",
            principal.tenant);
  add_believed(query, day);
  query.add(" AND l.territory_id");
  add_scope(query, principal, day);
}

void add_accounts_of(db::ListQuery& query, TenantId tenant,
                     std::span<const TerritoryId> territories, LocalDate day) {
  query.add("SELECT l.account_id AS id FROM account_alignment l WHERE l.tenant_id = ", tenant);
  query.add(" AND l.layer_id = ", kOwnLayer);
  add_believed(query, day);
  query.add(" AND l.territory_id IN (", territories.front());
  for (const TerritoryId territory : territories.subspan(1)) query.add(", ", territory);
  query.add(")");
}

void add_account_territory_join(db::ListQuery& query, TenantId tenant, LocalDate day) {
  query.add(" LEFT JOIN account_alignment t ON t.tenant_id = ", tenant)
      .add(" AND t.account_id = a.account_id AND t.layer_id = ", kOwnLayer)
      .add(" AND t.superseded_revision IS NULL AND t.valid_from <= ", day)
      .add(" AND (t.valid_to IS NULL OR t.valid_to > ", day)
      .add(")");
}

Result<std::set<AccountId>> visible_accounts(db::Connection& connection, const Principal& principal,
                                             LocalDate day, std::span<const AccountId> accounts) {
  if (reach_of(principal) == Reach::kEverything)
    return std::set<AccountId>(accounts.begin(), accounts.end());
  std::set<AccountId> seen;
  while (!accounts.empty()) {
    const auto some = accounts.first(std::min(accounts.size(), kIdsInAQuery));
    accounts = accounts.subspan(some.size());
    db::ListQuery query("SELECT l.account_id FROM account_alignment l WHERE l.tenant_id = ",
                        principal.tenant);
    query.add(" AND l.account_id IN (", some.front());
    for (const AccountId account : some.subspan(1)) query.add(", ", account);
    query.add(")");
    add_believed(query, day);
    query.add(" AND l.territory_id");
    add_scope(query, principal, day);
    const auto read =
        query.run(connection, [&](const db::Row& row) { seen.insert(row.id<AccountTag>(0)); });
    if (!read) return tl::unexpected(read.error());
  }
  return seen;
}

}  // namespace bailiwick::alignment
