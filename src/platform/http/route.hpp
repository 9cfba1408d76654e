// A route says once what it takes and gives; from that come matching, parsing, validation, access and the OpenAPI document.
//
//   Route{.method = Method::kGet, .path = "/api/v1/people/{person}", .id = "getPerson", .tag = "People",
//         .summary = "One person", .access = allow(Permission::kPeopleRead),
//         .answers = {{200, "The person", kPersonSchema}},
//         .handle = [&](const Call& call) -> Result<Response> { ... }};
//
// The server checks, in this order: limits, route, method, access (401, 403), CSRF (a session's write needs X-CSRF-Token),
// rate, parameters and body (400 with every mistake), Idempotency-Key, If-Match where the route demands it (428). Then it calls `handle`.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/result.hpp"
#include "platform/http/message.hpp"
#include "platform/http/schema.hpp"

namespace bailiwick::platform::http {

enum class AccessKind { kPublic, kSignedIn, kPermission };
struct Access {
  AccessKind kind = AccessKind::kPermission;  // deny by default
  std::optional<identity::Permission> permission;
};
[[nodiscard]] Access anyone();
[[nodiscard]] Access signed_in();
[[nodiscard]] Access allow(identity::Permission permission);

enum class ParamPlace { kPath, kQuery };
struct Param {
  std::string_view name;
  ParamPlace place = ParamPlace::kQuery;
  Schema schema;  // text(), integer(), one_of(), id(), date(), boolean()
  std::string_view description;
  Presence presence = Presence::kOptional;  // of a query; a path's is always there
};

struct Answer {
  int status = 200;
  std::string_view description;
  std::optional<Schema> schema;  // absent: no body
  std::string_view media_type = "application/json";
};

// Where the handler runs: on the connection's own thread (it never blocks), on one of the worker threads, or, for a quick read of the database,
// where the server says (ServerOptions::are_reads_quick): on the connection's thread if reads of the database never wait long.
enum class Runs { kInline, kWorker, kRead };

// What reaches a handler: the request with its parsed and validated body.
struct Call {
  const Request& request;
  const nlohmann::json& body;  // null where the route takes none
  [[nodiscard]] const identity::Principal& principal() const { return *request.principal; }
  // The query's parameter, or what stands for it where it is absent. The server has validated it.
  [[nodiscard]] std::int64_t whole_number(std::string_view name, std::int64_t otherwise) const;
  [[nodiscard]] std::string text(std::string_view name, std::string_view otherwise = "") const;
};

struct Route {
  Method method = Method::kGet;
  std::string_view path;  // "/api/v1/people/{person}"
  std::string_view id;    // operationId, "listPeople"
  std::string_view tag;
  std::string_view summary;
  std::string_view description;
  Access access;
  std::vector<Param> params;
  std::optional<Schema> body;
  // An upload streamed to disk: its limit, and the media types it takes.
  std::optional<std::uint64_t> upload_bytes_max;
  std::vector<std::string_view> upload_types;
  std::vector<Answer> answers;
  bool needs_if_match = false;
  // Honours Idempotency-Key (draft-ietf-httpapi-idempotency-key-header-07). The handler then runs inside the transaction that keeps its
  // answer: it must be quick (no passwords, no files, no network: on SQLite all other writes wait for it), do nothing but
  // read and write the company's database, and bear being called again after a rollback.
  bool is_idempotent_by_key = false;
  // Failed tries a minute a peer before 429; 0: the server's general rate only. For sign-in and its like.
  int attempts_a_minute = 0;
  Runs runs = Runs::kWorker;
  std::function<Result<Response>(const Call&)> handle;
};

using Routes = std::vector<Route>;

// The OpenAPI 3.1 document of the routes, in a stable order.
[[nodiscard]] std::string openapi_document(const Routes& routes, std::string_view version);

}  // namespace bailiwick::platform::http
