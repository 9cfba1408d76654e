#include "main/nodes.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "main/modules.hpp"
#include "platform/api/authenticator.hpp"
#include "platform/api/session_routes.hpp"
#include "platform/db/cluster.hpp"
#include "platform/identity/company_store.hpp"
#include "platform/identity/credential.hpp"
#include "platform/identity/people_store.hpp"

namespace bailiwick {
namespace {

namespace db = platform::db;
namespace http = platform::http;
namespace identity = platform::identity;

// The company that a request's credential names, good or not; nothing where it has none.
std::optional<TenantId> tenant_of(const http::Request& request) {
  std::string_view text;
  if (const auto header = request.header("authorization"))
    text = trimmed(header->substr(header->find(' ') + 1));
  else if (const auto cookie = request.cookie(platform::api::kSessionCookie))
    text = *cookie;
  const auto credential = identity::parse_credential(text);
  return credential ? std::optional(credential->tenant) : std::nullopt;
}

// Keys lie beside what the requests wrote: on the node of the company.
class NodesIdempotency final : public http::IdempotencyStore {
 public:
  NodesIdempotency(Nodes& nodes, std::vector<std::shared_ptr<http::IdempotencyStore>> stores)
      : nodes_(nodes), stores_(std::move(stores)) {}

  void run(const http::IdempotencyKey& key, std::string fingerprint, Work work,
           Done done) override {
    const auto node = nodes_.node_of(key.tenant);
    if (!node) return done(tl::unexpected(node.error()));
    stores_[*node]->run(key, std::move(fingerprint), std::move(work), std::move(done));
  }

 private:
  Nodes& nodes_;
  std::vector<std::shared_ptr<http::IdempotencyStore>> stores_;
};

}  // namespace

Result<std::unique_ptr<Nodes>> Nodes::open(const platform::config::Config& config,
                                           const Trouble& trouble) {
  std::unique_ptr<Nodes> nodes(new Nodes());
  auto first = Application::open(config, trouble);
  if (!first) return tl::unexpected(first.error());
  nodes->nodes_.push_back(std::move(*first));
  if (!is_postgres(database_location(config))) return nodes;
  auto directory = db::Directory::open({.location = database_location(config), .readers = 1});
  if (!directory) return tl::unexpected(directory.error());
  const auto all = (*directory)->nodes();
  if (!all) return tl::unexpected(all.error());
  if (all->size() < 2) return nodes;
  if (const auto migrated = db::migrate_nodes(**directory, all_migrations()); !migrated)
    return tl::unexpected(migrated.error());
  for (std::size_t i = 0; i < all->size(); ++i) {
    const auto database = (*directory)->database_of_node((*all)[i].name);
    if (!database) return tl::unexpected(database.error());
    nodes->number_of_[*database] = i;
    if (i == 0) continue;
    platform::config::Config there = config;
    there.database_location = (*all)[i].location;
    auto node = Application::open(there, trouble);
    if (!node) return tl::unexpected(node.error());
    nodes->nodes_.push_back(std::move(*node));
  }
  nodes->directory_ = std::move(*directory);
  nodes->first().find_people_by([&them = *nodes](std::span<const platform::crypto::Digest> names) {
    return them.home_of(names);
  });
  return nodes;
}

Nodes::~Nodes() { stop_work(); }

Result<std::size_t> Nodes::node_of(TenantId tenant) {
  if (!directory_) return std::size_t{0};
  const auto database = directory_->database_of(tenant);
  if (!database) return tl::unexpected(database.error());
  const auto found = number_of_.find(*database);
  if (found != number_of_.end()) return found->second;
  return fail(ErrorCode::kUnavailable, "X061",
              "The company lives on a node that was added since this server started; restart it.");
}

Result<std::optional<std::size_t>> Nodes::node_of_name(const platform::crypto::Digest& name) {
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const auto found = nodes_[i]->database().read(
        [&](db::Connection& connection) { return identity::find_sign_in_name(connection, name); });
    if (!found) return tl::unexpected(found.error());
    // Rows that a move has left behind do not count: only the node where the company lives does.
    if (!*found) continue;
    const auto home = node_of((*found)->tenant);
    if (!home) return tl::unexpected(home.error());
    if (*home == i) return i;
  }
  return std::nullopt;
}

Result<std::size_t> Nodes::node_of_email(std::string_view email) {
  const auto node = node_of_name(identity::email_name_hash(email));
  if (!node) return tl::unexpected(node.error());
  return node->value_or(0);
}

Result<const identity::Environment*> Nodes::home_of(
    std::span<const platform::crypto::Digest> names) {
  for (const auto& name : names) {
    const auto node = node_of_name(name);
    if (!node) return tl::unexpected(node.error());
    if (*node) return &nodes_[**node]->identity().environment;
  }
  return &first().identity().environment;
}

Result<std::size_t> Nodes::node_with_a_company() {
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const auto is_any = nodes_[i]->database().read(
        [](db::Connection& connection) { return identity::is_any_company(connection); });
    if (!is_any) return tl::unexpected(is_any.error());
    if (*is_any) return i;
  }
  return std::size_t{0};
}

Result<std::size_t> Nodes::node_of_call(const http::Route& route, const http::Call& call) {
  // Where the key of the request is, however the company moves meanwhile: one transaction is on one node.
  for (std::size_t i = 0; i < nodes_.size(); ++i)
    if (nodes_[i]->database().is_writing()) return i;
  if (call.request.principal) return node_of(call.principal().tenant);
  if (route.id == "getSetup" || route.id == "setUp") return node_with_a_company();
  if (call.body.is_object() && call.body.contains("email"))
    return node_of_email(call.body.at("email").get<std::string>());
  if (call.body.is_object() && call.body.contains("token")) {
    const auto credential = identity::parse_credential(call.body.at("token").get<std::string>());
    if (credential) return node_of(credential->tenant);
  }
  return std::size_t{0};
}

http::Routes Nodes::routes() {
  http::Routes routes = first().routes();
  if (!directory_) return routes;
  std::vector<std::shared_ptr<http::Routes>> all;
  for (const auto& node : nodes_) all.push_back(std::make_shared<http::Routes>(node->routes()));
  for (std::size_t r = 0; r < routes.size(); ++r) {
    routes[r].handle = [this, all, r](const http::Call& call) -> Result<http::Response> {
      const auto node = node_of_call((*all.front())[r], call);
      if (!node) return tl::unexpected(node.error());
      return (*all[*node])[r].handle(call);
    };
  }
  return routes;
}

http::Authenticator Nodes::authenticator() {
  std::vector<http::Authenticator> all;
  for (const auto& node : nodes_)
    all.push_back(platform::api::authenticator(node->identity().authentication));
  if (!directory_) return all.front();
  return [this, all](const http::Request& request) -> Result<http::PrincipalRef> {
    const auto tenant = tenant_of(request);
    const auto node = tenant ? node_of(*tenant) : Result<std::size_t>(std::size_t{0});
    if (!node) return tl::unexpected(node.error());
    return all[*node](request);
  };
}

std::shared_ptr<http::IdempotencyStore> Nodes::idempotency() {
  if (!directory_) return first().idempotency();
  std::vector<std::shared_ptr<http::IdempotencyStore>> stores;
  for (const auto& node : nodes_) stores.push_back(node->idempotency());
  return std::make_shared<NodesIdempotency>(*this, std::move(stores));
}

void Nodes::start_work(int threads) {
  for (const auto& node : nodes_) node->start_work(threads);
}

void Nodes::stop_work() {
  for (const auto& node : nodes_) node->stop_work();
}

Result<void> Nodes::flush() {
  for (const auto& node : nodes_) {
    if (const auto kept = node->identity().authentication.flush(); !kept)
      return tl::unexpected(kept.error());
  }
  return {};
}

}  // namespace bailiwick
