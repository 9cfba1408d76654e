// The application on every node of a cluster: one on each PostgreSQL database that the directory names, and a request goes to the one where
// its company lives. On SQLite, and on PostgreSQL without a cluster, there is one.
//
// Who is signed in says which company; before that, an address to sign in with is looked for on each node, and a link's token names its
// company. Nodes that are added are seen at the next start; moves of companies at once (Directory::kLookAgain). A sign-in by an identity
// provider is kept by the first node until the person is back, and ends on the node of their company. Errors pass through from the parts.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "main/application.hpp"
#include "platform/config/config.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/db/directory.hpp"
#include "platform/http/dispatcher.hpp"
#include "platform/http/idempotency.hpp"

namespace bailiwick {

class Nodes {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Nodes>> open(const platform::config::Config& config,
                                                           const Trouble& trouble);
  ~Nodes();
  Nodes(const Nodes&) = delete;
  Nodes& operator=(const Nodes&) = delete;

  [[nodiscard]] Application& first() { return *nodes_.front(); }
  [[nodiscard]] std::size_t count() const { return nodes_.size(); }
  // The node of a company. X061 (kUnavailable) where the directory names one that was not there at the start.
  [[nodiscard]] Result<std::size_t> node_of(TenantId tenant);

  [[nodiscard]] platform::http::Routes routes();
  [[nodiscard]] platform::http::Authenticator authenticator();
  [[nodiscard]] std::shared_ptr<platform::http::IdempotencyStore> idempotency();

  void start_work(int threads);
  void stop_work();
  // Writes down what identity keeps in memory.
  [[nodiscard]] Result<void> flush();

 private:
  Nodes() = default;
  // Nothing where nobody has the sign-in name.
  [[nodiscard]] Result<std::optional<std::size_t>> node_of_name(
      const platform::crypto::Digest& name);
  [[nodiscard]] Result<std::size_t> node_of_email(std::string_view email);
  [[nodiscard]] Result<const platform::identity::Environment*> home_of(
      std::span<const platform::crypto::Digest> names);
  [[nodiscard]] Result<std::size_t> node_of_call(const platform::http::Route& route,
                                                 const platform::http::Call& call);
  [[nodiscard]] Result<std::size_t> node_with_a_company();

  std::unique_ptr<platform::db::Directory> directory_;  // null: no cluster
  std::vector<std::unique_ptr<Application>> nodes_;
  std::map<const platform::db::Database*, std::size_t> number_of_;
};

}  // namespace bailiwick
