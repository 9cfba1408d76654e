// `bailiwick cluster init|add-node|nodes|move-tenant`: companies on several PostgreSQL servers.
#include <chrono>
#include <nlohmann/json.hpp>
#include <ostream>
#include <thread>

#include <fmt/core.h>

#include "main/data_folder.hpp"
#include "main/modules.hpp"
#include "main/server_commands.hpp"
#include "main/settings.hpp"
#include "platform/crypto/random.hpp"
#include "platform/db/cluster.hpp"

namespace bailiwick {
namespace {

namespace command = platform::command;
namespace db = platform::db;
using command::Console;
using command::ExitCode;
using command::ParsedOptions;

constexpr std::string_view kInitTeaching =
    R"(Makes the database of the configuration the first node of a cluster. Once. docs/guide/scaling.md says when a cluster is worth having.

Examples
  bailiwick cluster init first)";

constexpr std::string_view kAddTeaching =
    R"(Adds a PostgreSQL database as a node: makes its tables, and links it to the first node for the operator's reports. Name all hosts of a node
that has replicas. Passwords belong into ~/.pgpass, not into the address, which is stored.

Examples
  bailiwick cluster add-node second "postgresql://bailiwick@db3,db4/bailiwick?target_session_attrs=read-write")";

constexpr std::string_view kNodesTeaching =
    R"(Lists the nodes, and how many companies were moved to each.

Examples
  bailiwick cluster nodes)";

constexpr std::string_view kMoveTeaching =
    R"(Moves a company to another node. From the beginning to the end it can be read and not changed. `bailiwick user list --json` shows the
companies' ids.

Examples
  bailiwick cluster move-tenant tenant_01h455vb4pex5vsknk084sn02q second)";

using Work = ExitCode (*)(db::Directory&, const ParsedOptions&, const Console&);

template <Work kWork>
ExitCode run(const ParsedOptions& options, const Console& console) {
  const bool is_json = options.has("json");
  const auto loaded = load_settings(options);
  if (!loaded) return command::report_errors(loaded.error(), is_json, console);
  const auto directory = db::Directory::open(
      {.location = database_location(loaded->config), .readers = 1, .may_create = false});
  if (!directory) return command::report_errors({directory.error()}, is_json, console);
  return kWork(**directory, options, console);
}

ExitCode report(const Result<void>& done, std::string_view success, const ParsedOptions& options,
                const Console& console) {
  if (!done) return command::report_errors({done.error()}, options.has("json"), console);
  console.out << success << "\n";
  return ExitCode::kOk;
}

ExitCode init(db::Directory& directory, const ParsedOptions& options, const Console& console) {
  return report(
      db::init_cluster(directory, options.operands.front(), platform::crypto::system_wall_clock()),
      fmt::format("{} is the first node.", options.operands.front()), options, console);
}

ExitCode add_node(db::Directory& directory, const ParsedOptions& options, const Console& console) {
  const auto modules = all_migrations();
  return report(
      db::add_node(directory, {.name = options.operands[0], .location = options.operands[1]},
                   modules, platform::crypto::system_wall_clock()),
      fmt::format("{} is a node.", options.operands[0]), options, console);
}

ExitCode nodes(db::Directory& directory, const ParsedOptions& options, const Console& console) {
  const bool is_json = options.has("json");
  const auto all = directory.nodes();
  if (!all) return command::report_errors({all.error()}, is_json, console);
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const db::ClusterNode& node : *all) {
    json.push_back({{"name", node.name}, {"location", node.location}, {"tenants", node.tenants}});
    if (is_json) continue;
    console.out << fmt::format("{:<16} {}\n", node.name,
                               node.location.empty()
                                   ? "the first: all companies that are nowhere else"
                                   : fmt::format("{} companies  {}", node.tenants, node.location));
  }
  if (is_json) console.out << json.dump(2) << "\n";
  if (!is_json && all->empty()) console.out << "There is no cluster: bailiwick cluster init.\n";
  return ExitCode::kOk;
}

ExitCode move_tenant(db::Directory& directory, const ParsedOptions& options,
                     const Console& console) {
  const auto tenant = TenantId::parse(options.operands[0]);
  if (!tenant) {
    return command::report_errors(
        {{ErrorCode::kInvalidInput, "X052",
          fmt::format("\"{}\" is no company's id; `bailiwick user list --json` shows them.",
                      options.operands[0])}},
        options.has("json"), console);
  }
  const auto moved = db::move_tenant(
      directory, {.tenant = *tenant, .node_name = options.operands[1]},
      platform::crypto::system_wall_clock(),
      [] { std::this_thread::sleep_for(db::Directory::kLookAgain + std::chrono::seconds(1)); });
  if (!moved) return command::report_errors({moved.error()}, options.has("json"), console);
  console.out << fmt::format("Moved {} rows of {} tables.\n", moved->rows, moved->tables);
  return ExitCode::kOk;
}

struct Words {
  std::string_view name;
  std::string_view summary;
  std::string_view usage;
  std::string_view teaching;
  std::size_t operands;
};

command::CommandSpec spec(const Words& words) {
  auto made = server_command(words.name, words.summary, words.usage, words.teaching);
  made.operands_min = made.operands_max = words.operands;
  return made;
}

}  // namespace

std::vector<command::Command> cluster_commands() {
  return {
      {spec({"cluster init", "make the database the first of several", "NAME [OPTIONS]",
             kInitTeaching, 1}),
       run<init>},
      {spec({"cluster add-node", "add a PostgreSQL database", "NAME ADDRESS [OPTIONS]",
             kAddTeaching, 2}),
       run<add_node>},
      {spec({"cluster nodes", "list the databases", "[OPTIONS]", kNodesTeaching, 0}), run<nodes>},
      {spec({"cluster move-tenant", "move a company to another database", "TENANT NAME [OPTIONS]",
             kMoveTeaching, 2}),
       run<move_tenant>}};
}

}  // namespace bailiwick
