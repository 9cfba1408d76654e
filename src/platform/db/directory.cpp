#include "platform/db/directory.hpp"

#include <fmt/format.h>

#include <utility>

namespace bailiwick::platform::db {

Result<std::unique_ptr<Directory>> Directory::open(const DatabaseOptions& options) {
  auto first = open_database(options);
  if (!first) return tl::unexpected(first.error());
  return std::unique_ptr<Directory>(new Directory(options, std::move(*first)));
}

Directory::Directory(const DatabaseOptions& options, std::unique_ptr<Database> first)
    : options_(options), first_(std::move(first)) {}

Directory::~Directory() = default;

Result<void> Directory::look_again() {
  if (first_->dialect() == Dialect::kSqlite) return {};
  const auto now = std::chrono::steady_clock::now();
  if (!is_stale_ && now - looked_at_ < kLookAgain) return {};
  is_stale_ = false;
  std::map<std::string, std::string> locations;
  std::map<TenantId, std::string> places;
  auto read = first_->read([&](Connection& c) -> Result<void> {
    auto done = c.query("SELECT node_name, location FROM cluster_node", {},
                        [&](const Row& row) { locations.emplace(row.text(0), row.text(1)); });
    if (!done) return done;
    return c.query("SELECT tenant_id, node_name FROM cluster_tenant", {},
                   [&](const Row& row) { places.emplace(row.id<TenantTag>(0), row.text(1)); });
  });
  if (!read) {
    is_stale_ = true;
    return read;
  }
  looked_at_ = now;
  locations_ = std::move(locations);
  places_ = std::move(places);
  return {};
}

Result<Database*> Directory::database_of(const TenantId& tenant) {
  std::string name;
  {
    const std::lock_guard lock(mutex_);
    if (auto looked = look_again(); !looked) return tl::unexpected(looked.error());
    const auto place = places_.find(tenant);
    if (place == places_.end()) return first_.get();
    name = place->second;
  }
  return database_of_node(name);
}

Result<Database*> Directory::database_of_node(const std::string& name) {
  const std::lock_guard lock(mutex_);
  if (auto looked = look_again(); !looked) return tl::unexpected(looked.error());
  const auto location = locations_.find(name);
  if (location == locations_.end()) {
    return fail(ErrorCode::kInternal, "D031",
                fmt::format("The directory of nodes has no node {}. Look at its tables "
                            "cluster_node and cluster_tenant.",
                            name));
  }
  if (location->second.empty()) return first_.get();
  // A node that moved to another host is opened anew; the former database stays for those who hold it.
  auto& database = opened_[location->second];
  if (!database) {
    DatabaseOptions options = options_;
    options.location = location->second;
    auto opened = open_database(options);
    if (!opened) return tl::unexpected(opened.error());
    database = std::move(*opened);
  }
  return database.get();
}

Result<std::vector<ClusterNode>> Directory::nodes() {
  return first_->read([](Connection& c) {
    return query_all(
        c,
        "SELECT n.node_name, n.location, (SELECT count(*) FROM cluster_tenant t WHERE t.node_name "
        "= n.node_name) "
        "FROM cluster_node n ORDER BY n.added_at, n.node_name",
        {}, [](const Row& row) {
          return ClusterNode{std::string(row.text(0)), std::string(row.text(1)), row.int64(2)};
        });
  });
}

}  // namespace bailiwick::platform::db
