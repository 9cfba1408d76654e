#include "platform/db/cluster_reports.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/tenant_tables.hpp"
#include "platform/db/trusted_sql.hpp"

namespace bailiwick::platform::db {
namespace {

struct Node {
  std::string name;
  std::string location;
};

std::string quoted(std::string_view text) {
  std::string literal = "'";
  for (const char c : text) literal += c == '\'' ? "''" : std::string(1, c);
  return literal + "'";
}

struct OptionsFreer {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

// The words of a libpq URI; empty where it is none.
std::map<std::string, std::string> words_of(const std::string& location) {
  std::map<std::string, std::string> words;
  const std::unique_ptr<PQconninfoOption, OptionsFreer> options(
      PQconninfoParse(location.c_str(), nullptr));
  if (!options) return words;
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val != nullptr && *option->val != '\0') words.emplace(option->keyword, option->val);
  }
  return words;
}

std::string option_list(const std::map<std::string, std::string>& words,
                        const std::vector<std::string>& wanted) {
  std::string list;
  for (const auto& name : wanted) {
    if (const auto word = words.find(name); word != words.end()) {
      list += fmt::format("{}{} {}", list.empty() ? "" : ", ", name, quoted(word->second));
    }
  }
  return list.empty() ? "" : fmt::format(" OPTIONS ({})", list);
}

Result<void> run_all(Connection& connection, const std::vector<std::string>& statements) {
  for (const auto& statement : statements) {
    auto done = TrustedSql::execute(connection, statement);
    if (!done) return tl::unexpected(done.error());
  }
  return {};
}

Result<void> link(Connection& connection, const Node& node) {
  const auto words = words_of(node.location);
  const std::string server = "node_" + node.name;  // letters, digits and "_" only
  return run_all(connection,
                 {fmt::format("DROP SERVER IF EXISTS {} CASCADE", server),
                  fmt::format("DROP SCHEMA IF EXISTS {} CASCADE", server),
                  fmt::format("CREATE SERVER {} FOREIGN DATA WRAPPER postgres_fdw{}", server,
                              option_list(words, {"host", "port", "dbname", "target_session_attrs",
                                                  "sslmode", "sslrootcert"})),
                  fmt::format("CREATE USER MAPPING FOR CURRENT_USER SERVER {}{}", server,
                              option_list(words, {"user", "password"})),
                  fmt::format("CREATE SCHEMA {}", server),
                  fmt::format("IMPORT FOREIGN SCHEMA public FROM SERVER {0} INTO {0}", server)});
}

Result<void> unite(Connection& connection, const std::vector<Node>& nodes,
                   const std::string& table) {
  std::string view = fmt::format("CREATE VIEW all_nodes.{0} AS SELECT * FROM public.{0}", table);
  for (const Node& node : nodes)
    view += fmt::format(" UNION ALL SELECT * FROM node_{}.{}", node.name, table);
  return run_all(connection, {view});
}

}  // namespace

Result<void> link_reports(Connection& connection) {
  const auto nodes = query_all(
      connection,
      "SELECT node_name, location FROM cluster_node WHERE location <> '' ORDER BY node_name", {},
      [](const Row& row) {
        return Node{std::string(row.text(0)), std::string(row.text(1))};
      });
  if (!nodes) return tl::unexpected(nodes.error());
  const auto tables = tenant_tables(connection);
  if (!tables) return tl::unexpected(tables.error());
  auto done =
      run_all(connection, {"CREATE EXTENSION IF NOT EXISTS postgres_fdw",
                           "DROP SCHEMA IF EXISTS all_nodes CASCADE", "CREATE SCHEMA all_nodes"});
  for (const Node& node : *nodes) {
    if (done) done = link(connection, node);
  }
  for (const auto& table : *tables) {
    if (done) done = unite(connection, *nodes, table);
  }
  return done;
}

}  // namespace bailiwick::platform::db
