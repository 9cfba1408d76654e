#include "market/market_store.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "market/market_json.hpp"

namespace bailiwick::market::market_store {
namespace {

constexpr std::array<std::string_view, 4> kGroupings = {"all", "territory", "industry", "country"};
constexpr std::string_view kWorkload = "workload";
constexpr std::string_view kPotential = "potential";

Result<void> without_count(const Result<std::int64_t>& changed) {
  if (!changed) return tl::unexpected(changed.error());
  return {};
}

struct Stored {
  std::string content;
  std::int64_t version = 0;
};
Result<std::optional<Stored>> find_model(db::Connection& connection, TenantId tenant,
                                         std::string_view kind) {
  return db::query_one(
      connection, "SELECT content, version FROM market_model WHERE tenant_id = $1 AND kind = $2",
      {tenant, kind}, [](const db::Row& row) {
        return Stored{std::string(row.text(0)), row.int64(1)};
      });
}

Result<void> put(db::Connection& connection, const Change& change, std::string_view kind,
                 const Stored& model) {
  return without_count(connection.execute(
      "INSERT INTO market_model (tenant_id, kind, content, changed_at, changed_by, version) VALUES "
      "($1, $2, $3, $4, $5, $6) ON CONFLICT (tenant_id, kind) DO UPDATE SET content = "
      "excluded.content, changed_at = excluded.changed_at, changed_by = excluded.changed_by, "
      "version = excluded.version",
      {change.tenant, kind, model.content, change.at,
       change.by.is_nil() ? db::Value() : db::Value(change.by), model.version}));
}

std::string lines_of(const std::vector<std::int64_t>& numbers) {
  std::string lines;
  for (const std::int64_t number : numbers) lines.append(std::to_string(number)).append("\n");
  return lines;
}

std::vector<std::int64_t> numbers_of(std::string_view lines) {
  std::vector<std::int64_t> numbers;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    std::from_chars(lines.data(), lines.data() + end, numbers.emplace_back());
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return numbers;
}

Result<void> clear(db::Connection& connection, TenantId tenant) {
  for (const db::SqlView sql : {db::Sql("DELETE FROM market_sum WHERE tenant_id = $1"),
                                db::Sql("DELETE FROM market_white_space WHERE tenant_id = $1"),
                                db::Sql("DELETE FROM market_count WHERE tenant_id = $1")}) {
    const auto done = without_count(connection.execute(sql, {tenant}));
    if (!done) return done;
  }
  return {};
}

Decimal number(std::string_view text) { return parse_decimal(text).value_or(Decimal()); }

}  // namespace

std::string_view name_of(Grouping grouping) {
  return kGroupings[static_cast<std::size_t>(grouping)];
}

std::optional<Grouping> parse_grouping(std::string_view word) {
  const auto* found = std::ranges::find(kGroupings, word);
  if (found == kGroupings.end()) return std::nullopt;
  return static_cast<Grouping>(found - kGroupings.begin());
}

Result<WorkloadModel> workload_model(db::Connection& connection, TenantId tenant) {
  const auto stored = find_model(connection, tenant, kWorkload);
  if (!stored) return tl::unexpected(stored.error());
  if (!*stored) return first_workload_model();
  WorkloadModel model = read_workload_model((*stored)->content);
  model.version = (*stored)->version;
  return model;
}

Result<PotentialModel> potential_model(db::Connection& connection, TenantId tenant) {
  const auto stored = find_model(connection, tenant, kPotential);
  if (!stored) return tl::unexpected(stored.error());
  if (!*stored) return first_potential_model();
  PotentialModel model = read_potential_model((*stored)->content);
  model.version = (*stored)->version;
  return model;
}

Result<void> put_model(db::Connection& connection, const Change& change,
                       const WorkloadModel& model) {
  return put(connection, change, kWorkload, {text_of(model), model.version});
}

Result<void> put_model(db::Connection& connection, const Change& change,
                       const PotentialModel& model) {
  return put(connection, change, kPotential, {text_of(model), model.version});
}

Result<std::optional<Count>> count(db::Connection& connection, TenantId tenant) {
  return db::query_one(
      connection,
      "SELECT counted_at, unit_layer_id, visited_lines FROM market_count WHERE tenant_id = $1",
      {tenant}, [](const db::Row& row) {
        return Count{.counted_at = row.instant(0),
                     .layer = row.is_null(1) ? std::optional<LayerId>() : row.id<LayerTag>(1),
                     .visited = numbers_of(row.text(2))};
      });
}

Result<bool> is_counted(db::Connection& connection, TenantId tenant) {
  const auto found = db::query_one(connection, "SELECT 1 FROM market_count WHERE tenant_id = $1",
                                   {tenant}, [](const db::Row& row) { return row.int64(0); });
  if (!found) return tl::unexpected(found.error());
  return found->has_value();
}

Result<std::vector<TenantId>> companies_counted_before(db::Connection& connection, Instant before) {
  return db::query_all(
      connection, "SELECT tenant_id FROM market_count WHERE counted_at < $1 ORDER BY tenant_id",
      {before}, [](const db::Row& row) { return row.id<TenantTag>(0); });
}

Result<std::vector<GroupSum>> sums(db::Connection& connection, TenantId tenant, Grouping grouping) {
  return db::query_all(connection,
                       "SELECT group_key, content FROM market_sum WHERE tenant_id = $1 AND "
                       "grouped_by = $2 ORDER BY group_key",
                       {tenant, name_of(grouping)}, [&](const db::Row& row) {
                         return GroupSum{.grouping = grouping,
                                         .key = std::string(row.text(0)),
                                         .figures = parse_figures(row.text(1)).value_or(Figures())};
                       });
}

Result<std::vector<WhiteSpace>> white_space(db::Connection& connection, TenantId tenant,
                                            std::int64_t from, std::int64_t limit) {
  return db::query_all(connection,
                       "SELECT account_id, potential, revenue, white_space FROM market_white_space "
                       "WHERE tenant_id = $1 AND place >= $2 ORDER BY place LIMIT $3",
                       {tenant, from, limit}, [](const db::Row& row) {
                         return WhiteSpace{.account = row.id<alignment::AccountTag>(0),
                                           .potential = number(row.text(1)),
                                           .revenue = number(row.text(2)),
                                           .white_space = number(row.text(3))};
                       });
}

Result<void> replace_count(db::Connection& connection, TenantId tenant, const Count& count,
                           const std::vector<GroupSum>& sums,
                           const std::vector<WhiteSpace>& white_space) {
  if (const auto cleared = clear(connection, tenant); !cleared) return cleared;
  auto done = without_count(connection.execute(
      "INSERT INTO market_count (tenant_id, counted_at, unit_layer_id, visited_lines) VALUES ($1, "
      "$2, $3, $4)",
      {tenant, count.counted_at, count.layer, lines_of(count.visited)}));
  if (!done) return done;
  std::size_t row = 0;
  static constexpr std::array<db::Sql, 4> kSumColumns = {"tenant_id", "grouped_by", "group_key",
                                                         "content"};
  done = without_count(
      connection.insert_many("market_sum", kSumColumns, [&](std::vector<db::Value>& values) {
        if (row == sums.size()) return false;
        const GroupSum& sum = sums[row++];
        values = {tenant, name_of(sum.grouping), sum.key, text_of(sum.figures)};
        return true;
      }));
  if (!done) return done;
  row = 0;
  static constexpr std::array<db::Sql, 6> kSpaceColumns = {"tenant_id", "place",   "account_id",
                                                           "potential", "revenue", "white_space"};
  return without_count(connection.insert_many("market_white_space", kSpaceColumns,
                                              [&](std::vector<db::Value>& values) {
                                                if (row == white_space.size()) return false;
                                                const WhiteSpace& one = white_space[row];
                                                values = {tenant,
                                                          static_cast<std::int64_t>(row),
                                                          one.account,
                                                          to_text(one.potential),
                                                          to_text(one.revenue),
                                                          to_text(one.white_space)};
                                                ++row;
                                                return true;
                                              }));
}

}  // namespace bailiwick::market::market_store
