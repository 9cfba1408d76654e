#include "platform/db/cluster.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "platform/db/cluster_reports.hpp"
#include "platform/db/tenant_tables.hpp"
#include "platform/db/trusted_sql.hpp"

namespace bailiwick::platform::db {
namespace {

// How long a move waits for transactions that began before its fence.
constexpr std::chrono::seconds kOldTransactionsMax{60};

Result<void> without_count(const Result<std::int64_t>& done) {
  if (!done) return tl::unexpected(done.error());
  return {};
}

bool is_node_name(std::string_view name) {
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return !name.empty() && name.size() <= 40 && is_letter(name.front()) &&
         std::all_of(name.begin(), name.end(),
                     [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

Result<void> check_new_node(Directory& directory, std::string_view name) {
  if (directory.installation().dialect() != Dialect::kPostgres) {
    return fail(ErrorCode::kInvalidInput, "D040",
                "Only a database on PostgreSQL can have several nodes. Move to PostgreSQL first.");
  }
  if (!is_node_name(name)) {
    return fail(
        ErrorCode::kInvalidInput, "D042",
        fmt::format(
            "{} cannot name a node. Use up to 40 of a to z, 0 to 9 and _, beginning with a letter.",
            name));
  }
  const auto nodes = directory.nodes();
  if (!nodes) return tl::unexpected(nodes.error());
  if (std::any_of(nodes->begin(), nodes->end(),
                  [&](const ClusterNode& node) { return node.name == name; })) {
    return fail(ErrorCode::kConflict, "D041",
                fmt::format("There is a node {} already. Choose another name.", name));
  }
  return {};
}

// Each table of tenants asks, before a row changes, whether its tenant has moved away.
Result<void> guard_tables(Connection& connection) {
  const auto tables = tenant_tables(connection);
  if (!tables) return tl::unexpected(tables.error());
  for (const auto& table : *tables) {
    auto done = TrustedSql::execute(
        connection, fmt::format("CREATE OR REPLACE TRIGGER cluster_departed BEFORE INSERT OR "
                                "UPDATE OR DELETE ON public.{} "
                                "FOR EACH ROW EXECUTE FUNCTION cluster_refuse_departed()",
                                table));
    if (!done) return tl::unexpected(done.error());
  }
  return {};
}

Result<void> fence(Database& source, const TenantId& tenant, const WallClock& clock) {
  return without_count(source.write([&](Connection& c) {
    return c.execute(
        "INSERT INTO cluster_departed (tenant_id, departed_at) VALUES ($1, $2) ON CONFLICT DO "
        "NOTHING",
        {tenant, clock()});
  }));
}

Result<void> take_fence_away(Database& database, const TenantId& tenant) {
  return without_count(database.write([&](Connection& c) {
    return c.execute("DELETE FROM cluster_departed WHERE tenant_id = $1", {tenant});
  }));
}

// A transaction with an older snapshot does not see the fence; what it changes must be there before the copy begins.
Result<void> wait_for_older_transactions(Database& source) {
  const auto fenced_at = source.read([](Connection& c) {
    return query_one(c, "SELECT clock_timestamp()::text", {},
                     [](const Row& row) { return std::string(row.text(0)); });
  });
  if (!fenced_at) return tl::unexpected(fenced_at.error());
  const auto end = std::chrono::steady_clock::now() + kOldTransactionsMax;
  for (;;) {
    const auto older = source.read([&](Connection& c) {
      return query_one(
          c,
          "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
          "pg_backend_pid() "
          "AND backend_type = 'client backend' AND xact_start <= CAST($1 AS timestamptz)",
          {**fenced_at}, [](const Row& row) { return row.int64(0); });
    });
    if (!older) return tl::unexpected(older.error());
    if (**older == 0) return {};
    if (std::chrono::steady_clock::now() >= end) {
      return fail(ErrorCode::kUnavailable, "D002",
                  "A transaction has been open for too long for the move to begin. Look into "
                  "pg_stat_activity, and try again.");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

Result<bool> has_rows(Database& database, const TenantId& tenant) {
  return database.read([&](Connection& c) -> Result<bool> {
    const auto tables = tenant_tables(c);
    if (!tables) return tl::unexpected(tables.error());
    bool is_found = false;
    for (const auto& table : *tables) {
      auto looked =
          TrustedSql::query(c,
                            fmt::format("SELECT 1 FROM public.{} WHERE tenant_id = {} LIMIT 1",
                                        table, sql_literal(tenant)),
                            {}, [&](const Row&) { is_found = true; });
      if (!looked) return tl::unexpected(looked.error());
    }
    return is_found;
  });
}

Result<Moved> copy_tenant(Database& source, Database& target, const TenantId& tenant) {
  return source.read([&](Connection& from) {
    return target.write([&](Connection& to) -> Result<Moved> {
      const auto tables = tenant_tables(from);
      if (!tables) return tl::unexpected(tables.error());
      if (auto set = to.execute("SET LOCAL bailiwick.is_moving = 'on'"); !set)
        return tl::unexpected(set.error());
      Moved moved;
      for (const auto& table : *tables) {
        const auto rows = copy_rows(from, to, table, tenant);
        if (!rows) return tl::unexpected(rows.error());
        ++moved.tables;
        moved.rows += *rows;
      }
      auto welcomed = to.execute("DELETE FROM cluster_departed WHERE tenant_id = $1", {tenant});
      if (!welcomed) return tl::unexpected(welcomed.error());
      return moved;
    });
  });
}

Result<void> flip(Directory& directory, const Move& move, bool is_first, const WallClock& clock) {
  auto flipped = directory.installation().write([&](Connection& c) {
    if (is_first)
      return c.execute("DELETE FROM cluster_tenant WHERE tenant_id = $1", {move.tenant});
    return c.execute(
        "INSERT INTO cluster_tenant (tenant_id, node_name, placed_at) VALUES ($1, $2, $3) "
        "ON CONFLICT (tenant_id) DO UPDATE SET node_name = $2, placed_at = $3",
        {move.tenant, move.node_name, clock()});
  });
  directory.forget();
  return without_count(flipped);
}

// Removes the rows of a tenant that has moved, children first. The fence stays: who still comes with an old look-up is refused.
Result<void> remove_rows(Database& source, const TenantId& tenant) {
  return source.write([&](Connection& c) -> Result<void> {
    auto tables = tenant_tables(c);
    if (!tables) return tl::unexpected(tables.error());
    std::reverse(tables->begin(), tables->end());
    // Append-only tables refuse removal by their own triggers; this is no removal, the rows live on elsewhere.
    if (auto set = c.execute("SET LOCAL session_replication_role = 'replica'"); !set)
      return tl::unexpected(set.error());
    for (const auto& table : *tables) {
      auto done = TrustedSql::execute(
          c, fmt::format("DELETE FROM public.{} WHERE tenant_id = {}", table, sql_literal(tenant)));
      if (!done) return tl::unexpected(done.error());
    }
    return {};
  });
}

Result<void> prepare_node(Database& node, std::span<const MigrationModule> modules) {
  if (auto migrated = migrate(node, modules); !migrated) return tl::unexpected(migrated.error());
  return node.write(guard_tables);
}

}  // namespace

Result<void> init_cluster(Directory& directory, std::string_view node_name,
                          const WallClock& clock) {
  if (auto fits = check_new_node(directory, node_name); !fits) return fits;
  const auto nodes = directory.nodes();
  if (!nodes) return tl::unexpected(nodes.error());
  if (!nodes->empty()) {
    return fail(ErrorCode::kConflict, "D041",
                fmt::format("This is a cluster already; its first node is {}. Add nodes to it.",
                            nodes->front().name));
  }
  auto made = directory.installation().write([&](Connection& c) -> Result<void> {
    if (auto guarded = guard_tables(c); !guarded) return guarded;
    return without_count(
        c.execute("INSERT INTO cluster_node (node_name, location, added_at) VALUES ($1, '', $2)",
                  {node_name, clock()}));
  });
  directory.forget();
  return made;
}

Result<void> add_node(Directory& directory, const NewNode& node,
                      std::span<const MigrationModule> modules, const WallClock& clock) {
  if (auto fits = check_new_node(directory, node.name); !fits) return fits;
  auto opened = open_database({.location = node.location});
  if (!opened) return tl::unexpected(opened.error());
  if ((*opened)->dialect() != Dialect::kPostgres) {
    return fail(ErrorCode::kInvalidInput, "D040",
                "A node is a database on PostgreSQL. Give a postgresql:// location.");
  }
  if (auto prepared = prepare_node(**opened, modules); !prepared) return prepared;
  auto added = directory.installation().write([&](Connection& c) -> Result<void> {
    auto noted =
        c.execute("INSERT INTO cluster_node (node_name, location, added_at) VALUES ($1, $2, $3)",
                  {node.name, node.location, clock()});
    if (!noted) return tl::unexpected(noted.error());
    return link_reports(c);
  });
  directory.forget();
  return added;
}

Result<void> migrate_nodes(Directory& directory, std::span<const MigrationModule> modules) {
  const auto nodes = directory.nodes();
  if (!nodes) return tl::unexpected(nodes.error());
  if (nodes->empty()) return {};
  for (const ClusterNode& node : *nodes) {
    const auto database = directory.database_of_node(node.name);
    if (!database) return tl::unexpected(database.error());
    if (auto prepared = prepare_node(**database, modules); !prepared) return prepared;
  }
  return directory.installation().write(link_reports);
}

Result<Moved> move_tenant(Directory& directory, const Move& move, const WallClock& clock,
                          const std::function<void()>& pause) {
  directory.forget();
  const auto nodes = directory.nodes();
  if (!nodes) return tl::unexpected(nodes.error());
  const auto node = std::find_if(nodes->begin(), nodes->end(),
                                 [&](const ClusterNode& n) { return n.name == move.node_name; });
  if (node == nodes->end()) {
    return fail(ErrorCode::kNotFound, "D042",
                fmt::format("There is no node {}. List the nodes.", move.node_name));
  }
  const auto source = directory.database_of(move.tenant);
  if (!source) return tl::unexpected(source.error());
  const auto target = directory.database_of_node(move.node_name);
  if (!target) return tl::unexpected(target.error());
  if (*source == *target) {
    return fail(ErrorCode::kConflict, "D043",
                fmt::format("The company lives on node {} already.", move.node_name));
  }
  const auto occupied = has_rows(**target, move.tenant);
  if (!occupied) return tl::unexpected(occupied.error());
  if (*occupied) {
    return fail(ErrorCode::kConflict, "D044",
                fmt::format("Node {} holds rows of this company that an earlier move left behind. "
                            "Remove them first.",
                            move.node_name));
  }
  Result<Moved> moved;
  auto ready = fence(**source, move.tenant, clock);
  if (ready) ready = wait_for_older_transactions(**source);
  moved = ready ? copy_tenant(**source, **target, move.tenant) : tl::unexpected(ready.error());
  if (moved) {
    auto flipped = flip(directory, move, node->location.empty(), clock);
    // Where the answer was lost, the directory says whether it was flipped.
    const auto now_at = flipped ? *target : directory.database_of(move.tenant).value_or(nullptr);
    if (now_at != *target) moved = tl::unexpected(flipped.error());
  }
  if (!moved) {
    // Where even this fails the company cannot be changed until the move is tried again.
    static_cast<void>(take_fence_away(**source, move.tenant));
    return moved;
  }
  pause();
  if (auto removed = remove_rows(**source, move.tenant); !removed)
    return tl::unexpected(removed.error());
  return moved;
}

}  // namespace bailiwick::platform::db
