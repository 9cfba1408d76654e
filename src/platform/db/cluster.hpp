// Bailiwick on several PostgreSQL nodes: what `bailiwick cluster init|add-node|move-tenant` do. docs/guide/scaling.md says when and how.
//
// Errors: D040 the database is no PostgreSQL (kInvalidInput), D041 there is such a node already (kConflict), D042 there is no
// such node (kNotFound), D043 the tenant lives there already (kConflict), D044 the node holds rows of the tenant (kConflict), and
// those of the database.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"
#include "platform/db/directory.hpp"

namespace bailiwick::platform::db {

struct NewNode {
  std::string name;  // letters, digits and "_", at most 40, beginning with a letter
  std::string
      location;  // a libpq URI; of all its hosts, for replicas (target_session_attrs=read-write)
};

// Makes a cluster of one node of the first database: names it and guards its tables. Once.
[[nodiscard]] Result<void> init_cluster(Directory& directory, std::string_view node_name,
                                        const WallClock& clock);

// Migrates the new node and guards its tables; then its tables can be read from the first node, as schema "node_NAME" by
// postgres_fdw, and, rows of all nodes together, in schema "all_nodes" (reports of the operator; not for the program).
// The user of the location of the first node must be a superuser or own the extension postgres_fdw.
[[nodiscard]] Result<void> add_node(Directory& directory, const NewNode& node,
                                    std::span<const MigrationModule> modules,
                                    const WallClock& clock);

// After an upgrade of the program: migrates every node, guards new tables, and links the reports anew. Does nothing
// where there is no cluster.
[[nodiscard]] Result<void> migrate_nodes(Directory& directory,
                                         std::span<const MigrationModule> modules);

struct Move {
  TenantId tenant;
  std::string node_name;
};
struct Moved {
  std::int64_t tables = 0;
  std::int64_t rows = 0;
};

// Moves all rows of a tenant, table by table, to another node. From the beginning to the end its writes are refused with
// D032, and it can be read throughout. In this order, so that nothing is lost wherever it stops: fence on the old node;
// wait for transactions begun before; copy in one transaction; flip the directory; `pause` (longer than
// Directory::kLookAgain, for readers that looked up before); remove the old rows. Where it fails before the flip
// the fence is taken away. Where the machine stops before the flip, call it again; where it stops after, old rows are left
// on the old node behind the fence, in nobody's way but that of a later move back (D044).
[[nodiscard]] Result<Moved> move_tenant(Directory& directory, const Move& move,
                                        const WallClock& clock, const std::function<void()>& pause);

}  // namespace bailiwick::platform::db
