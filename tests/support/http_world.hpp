// A server on a free port of the machine with a few routes, for the tests of platform/http.
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "platform/http/server.hpp"

namespace bailiwick::tests {

namespace http = platform::http;

// Waits until it is so, at most ten seconds.
inline bool becomes(const std::function<bool()>& is_so) {
  for (int i = 0; i < 2'000; ++i) {
    if (is_so()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

struct HttpWorld {
  std::atomic<int> writes = 0;        // how often the handler of POST /api/things ran
  std::atomic<bool> is_held = false;  // holds GET /api/slow
  std::atomic<int> slow_running = 0;
  std::mutex mutex;
  std::vector<std::shared_ptr<http::EventSink>> sinks;
  std::vector<std::string> last_event_ids;
  std::atomic<int> closed_sinks = 0;
  std::vector<std::string> log;
  std::vector<std::string> errors;
  std::shared_ptr<http::IdempotencyStore> store = std::make_shared<http::MemoryIdempotencyStore>();
  std::unique_ptr<http::Server> server;

  ~HttpWorld() {
    is_held = false;
    server.reset();
  }

  http::Route route(http::Method method, std::string_view path, std::string_view id,
                    std::function<Result<http::Response>(const http::Call&)> handle) {
    http::Route made;
    made.method = method;
    made.path = path;
    made.id = id;
    made.tag = "Test";
    made.access = http::anyone();
    made.handle = std::move(handle);
    return made;
  }

  http::Routes routes();
  void add_plain(http::Routes& made);
  void add_bodies(http::Routes& made);
  void add_guarded(http::Routes& made);

  http::ServerOptions options() const {
    http::ServerOptions made;
    made.port = 0;
    made.io_threads = 2;
    made.worker_threads = 4;
    return made;
  }

  // Empty where it started; else the rule.
  std::string start(http::ServerOptions given) {
    http::ServerPorts ports;
    ports.authenticate = [](const http::Request& request) -> Result<http::PrincipalRef> {
      if (request.header("authorization") == "Bearer bad")
        return fail(ErrorCode::kUnauthenticated, "X001", "No.");
      platform::identity::Principal who;
      who.csrf_token = "csrf";
      who.permissions = {platform::identity::Permission::kPlansRead};
      if (request.header("authorization") == "Bearer good")
        who.channel = platform::identity::Channel::kToken;
      if (request.cookie("bailiwick_session") == "good" || request.header("authorization"))
        return http::PrincipalRef(who);
      return http::PrincipalRef();
    };
    ports.idempotency = store;
    ports.log_access = [this](const http::AccessEntry& entry) {
      const std::lock_guard lock(mutex);
      log.push_back(http::json_line(entry));
    };
    ports.log_error = [this](const std::string& line) {
      const std::lock_guard lock(mutex);
      errors.push_back(line);
    };
    server = std::make_unique<http::Server>(std::move(given), routes(), ports);
    const auto started = server->start();
    return started ? "" : started.error().rule;
  }
  std::uint16_t port() const { return server->port(); }
};

using http::Call;
using http::Method;
using http::Response;

inline void HttpWorld::add_plain(http::Routes& made) {
  made.push_back(route(Method::kGet, "/api/hello", "hello", [](const Call&) -> Result<Response> {
    return http::json_response(200, R"({"hello":"world"})");
  }));
  made.back().runs = http::Runs::kInline;
  made.push_back(
      route(Method::kGet, "/api/echo/{name}", "echo", [](const Call& call) -> Result<Response> {
        const nlohmann::json body = {{"name", call.request.path_value("name")},
                                     {"limit", call.whole_number("limit", 50)},
                                     {"peer", call.request.peer},
                                     {"secure", call.request.is_secure}};
        return http::json_response(200, body.dump());
      }));
  made.back().params = {{"limit", http::ParamPlace::kQuery, http::integer(1, 200), ""}};
  made.push_back(route(Method::kGet, "/api/large", "large", [](const Call&) -> Result<Response> {
    std::string text = "[0";
    for (int i = 1; i < 100'000; ++i) text += "," + std::to_string(i);
    return http::json_response(200, text + "]");
  }));
  made.push_back(route(Method::kGet, "/api/slow", "slow", [this](const Call&) -> Result<Response> {
    ++slow_running;
    while (is_held) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    --slow_running;
    return http::json_response(200, R"({"slow":true})");
  }));
  made.push_back(
      route(Method::kPost, "/api/things", "addThing", [this](const Call& call) -> Result<Response> {
        ++writes;
        return http::json_response(
            201, nlohmann::json{{"name", call.body["name"]}, {"writes", writes.load()}}.dump());
      }));
  made.back().access = http::signed_in();
  made.back().body = http::object("Thing", {{"name", http::text(1, 10)}});
  made.back().is_idempotent_by_key = true;
  made.push_back(route(Method::kPatch, "/api/things/{thing}", "changeThing",
                       [](const Call&) -> Result<Response> { return http::empty_response(); }));
  made.back().needs_if_match = true;
  made.push_back(route(Method::kGet, "/api/days/{day}", "getDay",
                       [](const Call&) -> Result<Response> { return http::empty_response(); }));
  made.back().params = {{"day", http::ParamPlace::kPath, http::date(), "Any"}};
}

inline void HttpWorld::add_bodies(http::Routes& made) {
  made.push_back(
      route(Method::kPost, "/api/text", "text", [](const Call& call) -> Result<Response> {
        return http::text_response(200, call.request.body, "text/plain");
      }));
  made.push_back(
      route(Method::kPost, "/api/upload", "upload", [](const Call& call) -> Result<Response> {
        std::ifstream in(call.request.body_file, std::ios::binary);
        const std::string text((std::istreambuf_iterator<char>(in)), {});
        return http::json_response(
            201, nlohmann::json{{"size", text.size()}, {"file", call.request.body_file}}.dump());
      }));
  made.back().upload_bytes_max = 8 << 20;
  made.back().upload_types = {"text/csv"};
  made.push_back(route(Method::kGet, "/api/split", "split", [](const Call&) -> Result<Response> {
    return http::Response{
        .status = 302, .headers = {{"Location", "/x\r\nSet-Cookie: evil=1"}}, .body = {}};
  }));
  made.push_back(route(Method::kGet, "/api/throw", "throw", [](const Call&) -> Result<Response> {
    throw std::runtime_error("secret detail");
  }));
  made.push_back(route(Method::kGet, "/api/rows", "rows", [](const Call&) -> Result<Response> {
    auto count = std::make_shared<int>(0);
    return http::Response{.status = 200,
                          .headers = {{"Content-Type", "text/csv"}},
                          .body = http::StreamBody{[count](std::string& chunk) {
                            chunk = std::string(50'000, 'x') + "\n";
                            return ++*count < 5;
                          }}};
  }));
}

inline void HttpWorld::add_guarded(http::Routes& made) {
  made.push_back(route(Method::kGet, "/api/plans", "plans", [](const Call&) -> Result<Response> {
    return http::json_response(200, "[]");
  }));
  made.back().access = http::allow(platform::identity::Permission::kPlansRead);
  made.push_back(route(Method::kGet, "/api/audit", "audit", [](const Call&) -> Result<Response> {
    return http::json_response(200, "[]");
  }));
  made.back().access = http::allow(platform::identity::Permission::kAuditRead);
  made.push_back(route(Method::kPost, "/api/try", "try", [](const Call&) -> Result<Response> {
    return fail(ErrorCode::kUnauthenticated, "X002", "Wrong.");
  }));
  made.back().attempts_a_minute = 3;
  made.push_back(
      route(Method::kGet, "/api/events", "events", [this](const Call& call) -> Result<Response> {
        const std::string id(call.request.header("last-event-id").value_or(""));
        return http::Response{
            .status = 200, .headers = {}, .body = http::EventStreamBody{[this, id](auto sink) {
                                            sink->on_close([this] { ++closed_sinks; });
                                            const std::lock_guard lock(mutex);
                                            last_event_ids.push_back(id);
                                            sinks.push_back(std::move(sink));
                                          }}};
      }));
}

inline http::Routes HttpWorld::routes() {
  http::Routes made;
  add_plain(made);
  add_bodies(made);
  add_guarded(made);
  return made;
}

}  // namespace bailiwick::tests
