// Goal: a request passes its checks in order, each with its own refusal, and every answer gets what it needs.
// Method: the dispatcher alone, without a socket, with the routes of the tests' server.
#include "platform/http/dispatcher.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "tests/support/http_world.hpp"

namespace bailiwick::platform::http {
namespace {

using nlohmann::json;

class DispatcherTest : public ::testing::Test {
 protected:
  DispatcherTest() { make({}); }

  void make(DispatcherOptions options) {
    options.authenticate = [](const Request& request) -> Result<PrincipalRef> {
      identity::Principal who;
      who.csrf_token = "csrf";
      who.permissions = {identity::Permission::kPlansRead};
      if (request.cookie("session") == "bad")
        return fail(ErrorCode::kUnauthenticated, "X001", "No.");
      return request.cookie("session") ? PrincipalRef(who) : PrincipalRef();
    };
    if (!options.idempotency) options.idempotency = std::make_shared<MemoryIdempotencyStore>();
    options.content_security_policy = "default-src 'none'";
    options.log_error = [this](const std::string& line) { errors_.push_back(line); };
    dispatcher_ = std::make_unique<Dispatcher>(world_.routes(), StaticFiles(), std::move(options));
  }

  Response ask(Method method, std::string path, Pairs headers = {}, std::string body = "",
               Pairs query = {}) {
    Request request;
    request.method = method;
    request.path = std::move(path);
    request.headers = std::move(headers);
    request.query = std::move(query);
    request.body = std::move(body);
    request.peer = "10.0.0.1";
    request.request_id = "request-1";
    const Admission admission = dispatcher_->admit(request);
    Response response =
        admission.reply ? *admission.reply : dispatcher_->answer(admission, request, request.path);
    dispatcher_->finish(admission, request, response);
    return response;
  }
  static std::string rule_of(const Response& response) {
    return response.status < 400 ? "" : json::parse(response.text())["rule"].get<std::string>();
  }
  Response add_thing(std::string body, Pairs more = {}) {
    Pairs headers = {
        {"cookie", "session=good"}, {"x-csrf-token", "csrf"}, {"content-type", "application/json"}};
    headers.insert(headers.end(), more.begin(), more.end());
    return ask(Method::kPost, "/api/things", headers, std::move(body));
  }

  tests::HttpWorld world_;
  std::vector<std::string> errors_;
  std::unique_ptr<Dispatcher> dispatcher_;
};

TEST_F(DispatcherTest, unknown_paths_and_methods) {
  EXPECT_EQ(rule_of(ask(Method::kGet, "/api/nothing")), "H020");
  const Response response = ask(Method::kDelete, "/api/hello");
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(rule_of(response), "H021");
  EXPECT_EQ(response.header("allow"), "GET, HEAD");
}

TEST_F(DispatcherTest, a_part_of_a_path_that_names_nothing_is_told) {
  EXPECT_EQ(ask(Method::kGet, "/api/days/2026-02-28").status, 204);
  const Response response = ask(Method::kGet, "/api/days/2026-02-30");
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(rule_of(response), "H020");
  EXPECT_EQ(
      json::parse(response.text())["detail"],
      "There is nothing at this address: it has \"2026-02-30\". The parameter \"day\" must be "
      "a day that exists, like 2026-11-25.");
}

TEST_F(DispatcherTest, access_is_by_sign_in_permission_and_token) {
  const Response response = ask(Method::kGet, "/api/plans");
  EXPECT_EQ(response.status, 401);
  EXPECT_EQ(response.header("www-authenticate"), "Bearer");
  EXPECT_EQ(rule_of(response), "H022");
  EXPECT_EQ(rule_of(ask(Method::kGet, "/api/plans", {{"cookie", "session=bad"}})), "X001");
  EXPECT_EQ(ask(Method::kGet, "/api/plans", {{"cookie", "session=good"}}).status, 200);
  EXPECT_EQ(ask(Method::kGet, "/api/audit", {{"cookie", "session=good"}}).status, 403);
  EXPECT_EQ(rule_of(ask(Method::kPost, "/api/things", {{"cookie", "session=good"}})), "H023");
}

TEST_F(DispatcherTest, a_route_that_forgot_its_access_is_open_to_nobody) {
  Route route = world_.route(Method::kGet, "/api/forgotten", "forgotten",
                             [](const Call&) -> Result<Response> { return empty_response(); });
  route.access = Access();
  dispatcher_ = std::make_unique<Dispatcher>(
      Routes{route}, StaticFiles(),
      DispatcherOptions{.authenticate = [](const Request&) -> Result<PrincipalRef> {
                          return PrincipalRef(identity::Principal{});
                        },
                        .idempotency = nullptr,
                        .log_error = {},
                        .peer_rate = {},
                        .person_rate = {},
                        .content_security_policy = ""});
  EXPECT_EQ(ask(Method::kGet, "/api/forgotten").status, 403);
}

TEST_F(DispatcherTest, every_mistake_of_parameters_and_body_is_told) {
  const Response response =
      ask(Method::kGet, "/api/echo/a", {}, "", {{"limit", "900"}, {"limt", "1"}});
  const json problem = json::parse(response.text());
  EXPECT_EQ(response.status, 400);
  ASSERT_EQ(problem["errors"].size(), 2U);
  EXPECT_EQ(problem["errors"][0]["parameter"], "limit");
  EXPECT_NE(problem["errors"][1]["message"].get<std::string>().find("Did you mean \"limit\"?"),
            std::string::npos);
  EXPECT_EQ(problem["request_id"], "request-1");
  EXPECT_EQ(problem["instance"], "/api/echo/a");
  EXPECT_EQ(rule_of(add_thing("{\"name\":\"\"}")), "H013");
  EXPECT_EQ(rule_of(add_thing("{")), "H001");
  EXPECT_EQ(rule_of(add_thing("")), "H004");
  EXPECT_EQ(world_.writes, 0);
  const Response form = ask(
      Method::kPost, "/api/things",
      {{"cookie", "session=good"}, {"x-csrf-token", "csrf"}, {"content-type", "text/plain"}}, "{}");
  EXPECT_EQ(form.status, 415);
}

TEST_F(DispatcherTest, a_change_needs_if_match) {
  const Response response = ask(Method::kPatch, "/api/things/7");
  EXPECT_EQ(response.status, 428);
  EXPECT_EQ(rule_of(response), "H028");
  EXPECT_EQ(ask(Method::kPatch, "/api/things/7", {{"if-match", "\"1\""}}).status, 204);
}

TEST_F(DispatcherTest, a_repeated_key_writes_once_and_answers_the_same) {
  const Pairs key = {{"idempotency-key", "k"}};
  const Response first = add_thing("{\"name\":\"a\"}", key);
  const Response again = add_thing("{\"name\":\"a\"}", key);
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(first.text(), again.text());
  EXPECT_EQ(again.header("idempotency-replayed"), "true");
  EXPECT_EQ(world_.writes, 1);
  EXPECT_EQ(rule_of(add_thing("{\"name\":\"b\"}", key)), "H031");
  EXPECT_EQ(rule_of(add_thing("{\"name\":\"b\"}", {{"idempotency-key", std::string(256, 'k')}})),
            "H030");
  EXPECT_EQ(add_thing("{\"name\":\"b\"}", {{"idempotency-key", "k2"}}).status, 201);
  EXPECT_EQ(world_.writes, 2);
}

// A store as a database might be: it undoes a first try, and may find that it cannot say how the last one ended.
class StubbornStore final : public IdempotencyStore {
 public:
  void run(const IdempotencyKey&, std::string, Work work, Done done) override {
    std::thread([this, work, done] {
      static_cast<void>(work());
      kept = work();
      if (is_lost) return done(fail(ErrorCode::kUnavailable, "D013", "Nobody knows."));
      done(KeyFound{});
    }).detach();
  }
  bool is_lost = false;
  std::optional<StoredAnswer> kept;
};

TEST_F(DispatcherTest, the_answer_is_that_of_the_last_try_and_none_where_the_commit_failed) {
  const auto store = std::make_shared<StubbornStore>();
  DispatcherOptions options;
  options.idempotency = store;
  make(options);
  const Response twice = add_thing("{\"name\":\"a\"}", {{"idempotency-key", "k"}});
  EXPECT_EQ(json::parse(twice.text())["writes"], 2);
  ASSERT_TRUE(store->kept);
  EXPECT_EQ(store->kept->body, twice.text());
  store->is_lost = true;
  const Response lost = add_thing("{\"name\":\"a\"}", {{"idempotency-key", "k"}});
  EXPECT_EQ(lost.status, 503);
  EXPECT_EQ(rule_of(lost), "D013");
}

TEST_F(DispatcherTest, a_mistake_of_ours_keeps_its_details_for_the_log) {
  const Response response = ask(Method::kGet, "/api/throw");
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(rule_of(response), "H042");
  EXPECT_EQ(response.text().find("secret"), std::string_view::npos);
  ASSERT_EQ(errors_.size(), 1U);
  EXPECT_NE(errors_[0].find("secret detail"), std::string::npos);
}

TEST_F(DispatcherTest, too_many_requests_and_too_many_tries) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(ask(Method::kPost, "/api/try").status, 401);
  const Response tries = ask(Method::kPost, "/api/try");
  EXPECT_EQ(tries.status, 429);
  EXPECT_EQ(rule_of(tries), "H025");
  EXPECT_TRUE(tries.header("retry-after"));
  DispatcherOptions slow;
  slow.peer_rate = {.per_second = 0.1, .burst = 2};
  make(slow);
  EXPECT_EQ(ask(Method::kGet, "/api/hello").status, 200);
  EXPECT_EQ(ask(Method::kGet, "/api/hello").status, 200);
  const Response many = ask(Method::kGet, "/api/hello");
  EXPECT_EQ(rule_of(many), "H024");
  EXPECT_EQ(many.header("retry-after"), "10");
}

TEST_F(DispatcherTest, answers_are_guarded_and_carry_their_id) {
  const Response response = ask(Method::kGet, "/api/hello");
  EXPECT_EQ(response.header("x-request-id"), "request-1");
  EXPECT_TRUE(response.header("etag"));
  EXPECT_TRUE(response.header("content-security-policy"));
  EXPECT_EQ(ask(Method::kGet, "/api/nothing").header("cache-control"), "no-store");
}

}  // namespace
}  // namespace bailiwick::platform::http
