// The operator's reports over all nodes: foreign tables of postgres_fdw on the first node. Private to this folder.
#pragma once

#include "base/result.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::platform::db {

// Makes anew, for every further node in cluster_node, the foreign server and schema "node_NAME" with its tables, and in schema
// "all_nodes" a view a table of tenants that unites the nodes. `connection` writes on the first node.
[[nodiscard]] Result<void> link_reports(Connection& connection);

}  // namespace bailiwick::platform::db
