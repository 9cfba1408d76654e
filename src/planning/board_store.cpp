#include "planning/board_store.hpp"

#include <array>
#include <limits>
#include <nlohmann/json.hpp>

#include "planning/board_bytes.hpp"

namespace bailiwick::planning::board_store {
namespace {

using db::Row;
using db::Sql;
using db::Value;

Value bytes_of(std::string_view text) { return db::Bytes(text.begin(), text.end()); }

Result<void> done(const Result<std::int64_t>& count) {
  if (!count) return tl::unexpected(count.error());
  return {};
}

Result<bool> is_changed(const Result<std::int64_t>& count) {
  if (!count) return tl::unexpected(count.error());
  return *count > 0;
}

tl::unexpected<Error> unreadable(const PlanKey& key, std::string_view what) {
  return fail(ErrorCode::kInternal, "P106",
              "The " + std::string(what) + " of plan " + key.plan.text() +
                  " cannot be read: its bytes are not what was written. Restore a backup.");
}

std::optional<Board> board_of(const Row& row, std::size_t first) {
  const db::Bytes units = row.bytes(first + 1);
  return board_from(row.text(first),
                    std::string_view(reinterpret_cast<const char*>(units.data()), units.size()),
                    row.text(first + 2));
}

BoardChange head_of(const Row& row) {
  BoardChange change;
  change.number = row.int64(0);
  change.kind = parse_board_change_kind(row.text(1)).value_or(BoardChangeKind::kEdit);
  change.at = row.instant(2);
  if (!row.is_null(3)) change.by = row.id<PersonTag>(3);
  if (!row.is_null(4)) change.takes_back = row.int64(4);
  change.units = row.int64(5);
  return change;
}

BoardChange change_of(const Row& row) {
  BoardChange change = head_of(row);
  change.reason = row.optional_text(6);
  if (!row.is_null(7)) change.state = parse_plan_state(row.text(7));
  change.territories = nlohmann::json::parse(row.text(8)).get<std::vector<std::int32_t>>();
  change.demanded = row.int64(9);
  change.released = row.int64(10);
  return change;
}

// A list of patches; nothing where one of them cannot be read.
Result<std::vector<NumberedPatch>> patches_where(db::Connection& connection, const PlanKey& key,
                                                 std::int64_t after, std::int64_t until) {
  std::vector<NumberedPatch> found;
  bool is_good = true;
  const auto read = connection.query(
      "SELECT number, patch FROM plan_change WHERE tenant_id = $1 AND plan_id = $2 AND number > $3 "
      "AND number <= $4 ORDER BY number",
      {key.tenant, key.plan, after, until}, [&](const Row& row) {
        auto patch = patch_from(row.text(1));
        is_good = is_good && patch.has_value();
        if (patch) found.push_back({row.int64(0), std::move(*patch)});
      });
  if (!read) return tl::unexpected(read.error());
  if (!is_good) return unreadable(key, "history");
  return found;
}

}  // namespace

Result<bool> insert_board(db::Connection& connection, const PlanKey& key, const Board& board) {
  return is_changed(connection.execute(
      "INSERT INTO plan_board (tenant_id, plan_id, revision, territories, units, demands) "
      "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
      {key.tenant, key.plan, std::int64_t{0}, territories_text(board), bytes_of(units_bytes(board)),
       demands_text(board)}));
}

Result<std::optional<std::int64_t>> revision(db::Connection& connection, const PlanKey& key) {
  return db::query_one(connection,
                       "SELECT revision FROM plan_board WHERE tenant_id = $1 AND plan_id = $2",
                       {key.tenant, key.plan}, [](const Row& row) { return row.int64(0); });
}

Result<std::optional<BoardRow>> board(db::Connection& connection, const PlanKey& key) {
  bool is_good = true;
  auto found =
      db::query_one(connection,
                    "SELECT revision, territories, units, demands FROM plan_board WHERE "
                    "tenant_id = $1 AND plan_id = $2",
                    {key.tenant, key.plan}, [&](const Row& row) {
                      auto content = board_of(row, 1);
                      is_good = content.has_value();
                      return BoardRow{row.int64(0), content ? std::move(*content) : Board()};
                    });
  if (found && !is_good) return unreadable(key, "board");
  return found;
}

Result<bool> update_board(db::Connection& connection, const PlanKey& key, const BoardRow& next) {
  return is_changed(connection.execute(
      "UPDATE plan_board SET revision = $3, territories = $4, units = $5, demands = "
      "$6 WHERE "
      "tenant_id = $1 AND plan_id = $2 AND revision = $3 - 1",
      {key.tenant, key.plan, next.revision, territories_text(next.board),
       bytes_of(units_bytes(next.board)), demands_text(next.board)}));
}

Result<void> update_plan(db::Connection& connection, const PlanKey& key, const PlanNow& now) {
  const auto files = connection.execute(
      "DELETE FROM plan_file WHERE tenant_id = $1 AND plan_id = $2", {key.tenant, key.plan});
  if (!files) return done(files);
  return done(connection.execute(
      "UPDATE plan SET state = $3, valid_from = $4, summary = $5, territory_count = $6, version = "
      "version + 1 WHERE tenant_id = $1 AND plan_id = $2",
      {key.tenant, key.plan, name_of(now.state), now.valid_from, now.summary,
       now.territory_count}));
}

Result<void> replace_territories(db::Connection& connection, const PlanKey& key,
                                 const std::vector<PlanTerritory>& territories) {
  const auto cleared = connection.execute(
      "DELETE FROM plan_territory WHERE tenant_id = $1 AND plan_id = $2", {key.tenant, key.plan});
  if (!cleared) return done(cleared);
  return store::insert_territories(connection, key, territories);
}

Result<void> keep_file(db::Connection& connection, const PlanKey& key, std::string_view name,
                       std::string_view content) {
  return done(connection.execute(
      "INSERT INTO plan_file (tenant_id, plan_id, name, content) VALUES ($1, $2, $3, $4) ON "
      "CONFLICT DO NOTHING",
      {key.tenant, key.plan, name, bytes_of(content)}));
}

Result<void> insert_change(db::Connection& connection, const PlanKey& key,
                           const BoardChange& change, const BoardPatch& patch) {
  const Value state = change.state ? Value(name_of(*change.state)) : Value();
  return done(connection.execute(
      "INSERT INTO plan_change (tenant_id, plan_id, number, kind, made_at, made_by, reason, "
      "takes_back, state, unit_count, territories, demand_count, release_count, patch) VALUES ($1, "
      "$2, "
      "$3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
      {key.tenant, key.plan, change.number, name_of(change.kind), change.at,
       change.by.is_nil() ? Value() : Value(change.by), change.reason, change.takes_back, state,
       change.units, nlohmann::json(change.territories).dump(), change.demanded, change.released,
       patch_text(patch)}));
}

Result<std::vector<BoardChange>> changes(db::Connection& connection, const PlanKey& key,
                                         std::optional<std::int64_t> before, std::int64_t limit) {
  return db::query_all(
      connection,
      "SELECT c.number, c.kind, c.made_at, c.made_by, c.takes_back, c.unit_count, c.reason, "
      "c.state, c.territories, c.demand_count, c.release_count, p.proposal_id FROM plan_change c "
      "LEFT JOIN plan_proposal p ON p.tenant_id = c.tenant_id AND p.plan_id = c.plan_id "
      "AND p.change_number = c.number "
      "WHERE c.tenant_id = $1 AND c.plan_id = $2 AND c.number < $3 ORDER BY c.number DESC LIMIT $4",
      {key.tenant, key.plan, before.value_or(std::numeric_limits<std::int64_t>::max()), limit},
      [](const Row& row) {
        BoardChange change = change_of(row);
        if (!row.is_null(11)) change.proposal = row.id<ProposalTag>(11);
        return change;
      });
}

Result<std::optional<BoardChange>> last_state_change(db::Connection& connection,
                                                     const PlanKey& key) {
  return db::query_one(
      connection,
      "SELECT number, kind, made_at, made_by, takes_back, unit_count, reason, state, territories, "
      "demand_count, release_count FROM plan_change WHERE tenant_id = $1 AND plan_id = $2 AND kind "
      "= 'state' ORDER BY number DESC LIMIT 1",
      {key.tenant, key.plan}, change_of);
}

Result<std::vector<BoardChange>> change_heads(db::Connection& connection, const PlanKey& key) {
  return db::query_all(connection,
                       "SELECT number, kind, made_at, made_by, takes_back, unit_count FROM "
                       "plan_change WHERE tenant_id = $1 AND plan_id = $2 ORDER BY number",
                       {key.tenant, key.plan}, head_of);
}

Result<std::vector<NumberedPatch>> patches(db::Connection& connection, const PlanKey& key,
                                           std::int64_t after) {
  return patches_where(connection, key, after, std::numeric_limits<std::int64_t>::max());
}

Result<std::optional<NumberedPatch>> patch(db::Connection& connection, const PlanKey& key,
                                           std::int64_t number) {
  auto found = patches_where(connection, key, number - 1, number);
  if (!found) return tl::unexpected(found.error());
  if (found->empty()) return std::optional<NumberedPatch>();
  return std::optional(std::move(found->front()));
}

Result<void> put_base(db::Connection& connection, const PlanKey& key, const Board& board) {
  return done(connection.execute(
      "INSERT INTO plan_base (tenant_id, plan_id, territories, units, demands) VALUES ($1, $2, $3, "
      "$4, "
      "$5) ON CONFLICT (tenant_id, plan_id) DO UPDATE SET territories = excluded.territories, "
      "units = excluded.units, demands = excluded.demands",
      {key.tenant, key.plan, territories_text(board), bytes_of(units_bytes(board)),
       demands_text(board)}));
}

Result<std::optional<Board>> base(db::Connection& connection, const PlanKey& key) {
  bool is_good = true;
  auto found = db::query_one(
      connection,
      "SELECT territories, units, demands FROM plan_base WHERE tenant_id = $1 AND plan_id = $2",
      {key.tenant, key.plan}, [&](const Row& row) {
        auto content = board_of(row, 0);
        is_good = content.has_value();
        return content ? std::move(*content) : Board();
      });
  if (found && !is_good) return unreadable(key, "base");
  return found;
}

Result<std::optional<PlanId>> active_plan(db::Connection& connection, TenantId tenant) {
  return db::query_one(connection,
                       "SELECT plan_id FROM plan WHERE tenant_id = $1 AND state = 'active'",
                       {tenant}, [](const Row& row) { return row.id<PlanTag>(0); });
}

}  // namespace bailiwick::planning::board_store
