// Goal: a connection serves request after request as HTTP/1.1 says, holds its limits, and gives nothing to those who abuse it.
// Method: a live server on the machine and a client that sends exact bytes.
#include "platform/http/connection.hpp"

#include <gtest/gtest.h>

#include "tests/support/http_world.hpp"
#include "tests/support/raw_http.hpp"

namespace bailiwick::platform::http {
namespace {

using nlohmann::json;
using tests::becomes;
using tests::RawHttp;

class ConnectionTest : public ::testing::Test {
 protected:
  void start(const std::function<void(ServerOptions&)>& change = [](ServerOptions&) {}) {
    ServerOptions options = world_.options();
    change(options);
    ASSERT_EQ(world_.start(options), "");
  }
  // The status of the one answer to some bytes.
  int status_of_bytes(std::string_view bytes) {
    RawHttp client(world_.port());
    client.send(bytes);
    return client.answer().status;
  }

  tests::HttpWorld world_;
};

TEST_F(ConnectionTest, one_connection_serves_request_after_request) {
  start();
  RawHttp client(world_.port());
  for (int i = 0; i < 5; ++i) {
    const auto answer = client.get("/api/hello");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, R"({"hello":"world"})");
    EXPECT_EQ(answer.header("content-type"), "application/json");
    EXPECT_EQ(answer.header("cache-control"), "private, no-cache");
    EXPECT_EQ(answer.header("x-content-type-options"), "nosniff");
  }
  EXPECT_EQ(client.get("/api/echo/a?limit=7").status, 200);
  EXPECT_EQ(world_.server->connection_count(), 1U);
}

TEST_F(ConnectionTest, pipelined_requests_are_answered_in_order_also_when_the_first_is_slow) {
  start();
  RawHttp client(world_.port());
  client.send(
      "GET /api/slow HTTP/1.1\r\nHost: x\r\n\r\nPOST /api/text HTTP/1.1\r\nHost: "
      "x\r\nContent-Length: 3\r\n\r\nabcGET "
      "/api/echo/z HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.answer().body, R"({"slow":true})");
  EXPECT_EQ(client.answer().body, "abc");
  EXPECT_EQ(json::parse(client.answer().body)["name"], "z");
}

TEST_F(ConnectionTest, head_is_get_without_the_body) {
  start();
  RawHttp client(world_.port());
  client.send("HEAD /api/hello HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto answer = client.answer(true);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("content-length"), "17");
  EXPECT_EQ(client.get("/api/hello").status, 200);
}

TEST_F(ConnectionTest, chunked_bodies_and_100_continue) {
  start();
  RawHttp client(world_.port());
  client.send(
      "POST /api/text HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
      "chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
  EXPECT_EQ(client.answer().body, "abcde");
  client.send(
      "POST /api/text HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.answer().status, 100);
  client.send("abc");
  EXPECT_EQ(client.answer().body, "abc");
}

TEST_F(ConnectionTest, what_would_be_refused_is_refused_before_its_body_is_sent) {
  start();
  RawHttp client(world_.port());
  client.send(
      "POST /api/things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
      "500000\r\n"
      "Expect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.answer().status, 401);
  EXPECT_TRUE(client.is_ended());
}

TEST_F(ConnectionTest, limits_have_their_statuses) {
  start();
  const std::string start_line = "GET /api/hello HTTP/1.1\r\nHost: x\r\n";
  EXPECT_EQ(status_of_bytes(start_line + "X: " + std::string(20'000, 'a') + "\r\n\r\n"), 431);
  EXPECT_EQ(status_of_bytes("GET /" + std::string(9'000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n"),
            414);
  EXPECT_EQ(
      status_of_bytes("POST /api/text HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n"),
      413);
  std::string chunks = "POST /api/text HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 20; ++i) chunks += "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
  EXPECT_EQ(status_of_bytes(chunks + "0\r\n\r\n"), 413);
  EXPECT_EQ(
      status_of_bytes("POST /api/text HTTP/1.1\r\nHost: x\r\nContent-Length: 1048576\r\n\r\n" +
                      std::string(1 << 20, 'x')),
      200);
}

TEST_F(ConnectionTest, smuggling_and_malformed_messages_end_the_connection) {
  start();
  for (const std::string_view bytes :
       {"POST /api/text HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: "
        "chunked\r\n\r\n0\r\n\r\nGET /api/hello HTTP/1.1\r\n\r\n",
        "POST /api/text HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "nonsense\r\n\r\n", "GET /api/hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"}) {
    RawHttp client(world_.port());
    client.send(bytes);
    const auto answer = client.answer();
    EXPECT_EQ(answer.status, 400) << bytes;
    EXPECT_EQ(answer.header("connection"), "close");
    EXPECT_TRUE(client.is_ended());
    EXPECT_EQ(client.received().find("HTTP/"), std::string::npos) << "a second answer to " << bytes;
  }
  EXPECT_EQ(status_of_bytes("BREW /api/hello HTTP/1.1\r\nHost: x\r\n\r\n"), 501);
}

TEST_F(ConnectionTest, paths_never_lead_out) {
  start();
  for (const std::string_view path : {"/../etc/passwd", "/%2e%2e/etc/passwd", "/..%2fetc/passwd",
                                      "/a/..%5c..%5cetc", "/..\\etc\\passwd"})
    EXPECT_EQ(status_of_bytes("GET " + std::string(path) + " HTTP/1.1\r\nHost: x\r\n\r\n"), 400)
        << path;
  EXPECT_EQ(status_of_bytes("GET /%252e%252e/etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n"), 404);
}

TEST_F(ConnectionTest, a_request_that_trickles_in_is_given_up) {
  start([](ServerOptions& options) { options.times.header_seconds = 0.4; });
  RawHttp client(world_.port());
  const auto began = std::chrono::steady_clock::now();
  client.send("GET /api/hello HTTP/1.1\r\n");
  for (int i = 0; i < 10; ++i) {
    client.send("X: 1\r\n");
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  EXPECT_EQ(client.answer().status, 408);
  EXPECT_TRUE(client.is_ended());
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(8));
}

TEST_F(ConnectionTest, an_idle_connection_and_a_trickling_body_are_given_up) {
  start([](ServerOptions& options) {
    options.times.idle_seconds = 0.3;
    options.times.body_seconds = 0.3;
  });
  RawHttp idle(world_.port());
  EXPECT_EQ(idle.get("/api/hello").status, 200);
  EXPECT_TRUE(idle.is_ended(5'000));
  RawHttp body(world_.port());
  body.send("POST /api/text HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc");
  EXPECT_EQ(body.answer().status, 408);
}

TEST_F(ConnectionTest, connections_beyond_the_limit_are_turned_away) {
  start([](ServerOptions& options) { options.connections_max = 2; });
  RawHttp first(world_.port());
  RawHttp second(world_.port());
  EXPECT_EQ(first.get("/api/hello").status, 200);
  EXPECT_EQ(second.get("/api/hello").status, 200);
  RawHttp third(world_.port());
  EXPECT_EQ(third.answer().status, 503);
}

TEST_F(ConnectionTest, a_full_queue_of_workers_answers_503_and_inline_routes_go_on) {
  start([](ServerOptions& options) {
    options.worker_threads = 1;
    options.worker_queue_max = 1;
  });
  world_.is_held = true;
  RawHttp running(world_.port());
  running.send("GET /api/slow HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_TRUE(becomes([&] { return world_.slow_running == 1; }));
  RawHttp waiting(world_.port());
  waiting.send("GET /api/slow HTTP/1.1\r\nHost: x\r\n\r\n");
  RawHttp refused(world_.port());
  ASSERT_TRUE(becomes([&] { return world_.server->connection_count() == 3; }));
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  const auto answer = refused.get("/api/slow");
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.header("retry-after"), "1");
  EXPECT_EQ(refused.get("/api/hello").status, 200);
  world_.is_held = false;
  EXPECT_EQ(running.answer().status, 200);
  EXPECT_EQ(waiting.answer().status, 200);
}

TEST_F(ConnectionTest, ids_and_logs) {
  start();
  RawHttp client(world_.port());
  EXPECT_EQ(client.get("/api/hello", "X-Request-Id: trace-12345\r\n").header("x-request-id"),
            "trace-12345");
  EXPECT_NE(client.get("/api/hello", "X-Request-Id: bad id\"\r\n").header("x-request-id"),
            "bad id\"");
  EXPECT_EQ(client.get("/api/echo/secret?limit=5&token=hush", "Cookie: bailiwick_session=hush\r\n")
                .status,
            400);
  ASSERT_TRUE(becomes([&] {
    const std::lock_guard lock(world_.mutex);
    return world_.log.size() == 3;
  }));
  EXPECT_EQ(json::parse(world_.log[0])["request_id"], "trace-12345");
  EXPECT_EQ(json::parse(world_.log[2])["route"], "echo");
  for (const std::string& line : world_.log) EXPECT_EQ(line.find("hush"), std::string::npos);
}

}  // namespace
}  // namespace bailiwick::platform::http
