// Where each tenant's rows are: in the one database there is, or on one of several PostgreSQL nodes.
//
// The first node, the one that the program's configuration names, holds the directory: a row a node, and a row a tenant that lives
// elsewhere. A tenant without a row lives on the first node, where the tables that belong to no tenant are too. A transaction
// never leaves the node of its tenant. Looking up is a read of memory; what other processes change is seen within kLookAgain.
// Thread-safe. Errors: those of open_database, and D031 the tenant's node is not in the directory (kInternal).
#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/uuid.hpp"
#include "platform/db/database.hpp"
#include "platform/db/migrations.hpp"

namespace bailiwick::platform::db {

// The tables of the directory, and those by which a node refuses writes for a tenant that has moved away. Every database has them.
[[nodiscard]] MigrationModule db_migrations();

struct ClusterNode {
  std::string name;
  std::string location;  // empty for the first
  std::int64_t tenants = 0;
};

class Directory {
 public:
  static constexpr std::chrono::seconds kLookAgain{2};

  // Opens the first database. Its migrations must have been applied before another member is called.
  [[nodiscard]] static Result<std::unique_ptr<Directory>> open(const DatabaseOptions& options);
  ~Directory();
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;

  // The first database.
  [[nodiscard]] Database& installation() { return *first_; }
  // The database that holds this tenant's rows; lives as long as the directory.
  [[nodiscard]] Result<Database*> database_of(const TenantId& tenant);
  [[nodiscard]] Result<Database*> database_of_node(const std::string& name);
  // All nodes, the first one first, with the tenants that the directory places there (of the first: not counted).
  [[nodiscard]] Result<std::vector<ClusterNode>> nodes();
  // Forgets what was read, so that the next look-up reads again.
  void forget() { is_stale_ = true; }

 private:
  Directory(const DatabaseOptions& options, std::unique_ptr<Database> first);
  Result<void> look_again();

  DatabaseOptions options_;
  std::unique_ptr<Database> first_;
  std::atomic<bool> is_stale_ = true;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point looked_at_;
  std::map<std::string, std::string> locations_;
  std::map<TenantId, std::string> places_;
  std::map<std::string, std::unique_ptr<Database>> opened_;
};

}  // namespace bailiwick::platform::db
