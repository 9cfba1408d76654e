// Goal: the server starts where it is told or says why not, counts what it does, and stops without breaking off what it began.
#include "platform/http/server.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

#include "platform/http/connection.hpp"
#include "tests/support/http_world.hpp"
#include "tests/support/raw_http.hpp"

namespace bailiwick::platform::http {
namespace {

using tests::becomes;
using tests::RawHttp;

TEST(Server, what_keeps_it_from_starting_is_told) {
  tests::HttpWorld first;
  ASSERT_EQ(first.start(first.options()), "");
  const auto rule_with = [](const std::function<void(ServerOptions&)>& change) {
    tests::HttpWorld world;
    ServerOptions options = world.options();
    change(options);
    return world.start(options);
  };
  EXPECT_EQ(rule_with([&](ServerOptions& options) { options.port = first.port(); }), "H048");
  EXPECT_EQ(rule_with([](ServerOptions& options) { options.address = "nowhere"; }), "H048");
  EXPECT_EQ(rule_with([](ServerOptions& options) { options.static_folder = "no/such/folder"; }),
            "H050");
  EXPECT_EQ(rule_with([](ServerOptions& options) { options.certificate_file = "no/such/file"; }),
            "H049");
  EXPECT_EQ(rule_with([](ServerOptions& options) { options.trusted_proxies = {"x"}; }), "H051");
}

TEST(Server, a_request_in_flight_is_finished_and_new_ones_are_not_taken) {
  tests::HttpWorld world;
  ASSERT_EQ(world.start(world.options()), "");
  world.is_held = true;
  RawHttp running(world.port());
  running.send("GET /api/slow HTTP/1.1\r\nHost: x\r\n\r\n");
  RawHttp idle(world.port());
  EXPECT_EQ(idle.get("/api/hello").status, 200);
  RawHttp stream(world.port());
  stream.send("GET /api/events HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_TRUE(
      becomes([&] { return world.slow_running == 1 && world.server->stream_count() == 1; }));
  const std::uint16_t port = world.port();
  std::thread stopping([&] { world.server->stop(10); });
  EXPECT_TRUE(idle.is_ended());
  EXPECT_TRUE(stream.is_ended());
  EXPECT_EQ(world.closed_sinks, 1);
  EXPECT_TRUE(becomes([&] { return !RawHttp(port).is_open(); }));
  world.is_held = false;
  const auto answer = running.answer();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, R"({"slow":true})");
  stopping.join();
  EXPECT_TRUE(running.is_ended());
}

TEST(Server, what_outlasts_the_grace_is_ended) {
  tests::HttpWorld world;
  ASSERT_EQ(world.start(world.options()), "");
  RawHttp half(world.port());
  half.send("POST /api/text HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf");
  ASSERT_TRUE(becomes([&] { return world.server->connection_count() == 1; }));
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  world.server->stop(0.1);
  EXPECT_TRUE(half.is_ended());
  EXPECT_EQ(world.server->connection_count(), 0U);
}

TEST(Server, forwarded_addresses_are_believed_of_trusted_proxies) {
  tests::HttpWorld world;
  ServerOptions options = world.options();
  options.trusted_proxies = {"127.0.0.0/8"};
  ASSERT_EQ(world.start(options), "");
  RawHttp client(world.port());
  const auto answer =
      client.get("/api/echo/x", "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\n");
  EXPECT_NE(answer.body.find("\"peer\":\"203.0.113.9\""), std::string::npos) << answer.body;
  EXPECT_NE(answer.header("strict-transport-security"), "");
}

// A store with a thread of its own, as SQLite's writer is: it answers when it is let.
class LateStore final : public IdempotencyStore {
 public:
  ~LateStore() override {
    for (auto& thread : threads_) thread.join();
  }
  void run(const IdempotencyKey& key, std::string fingerprint, Work work, Done done) override {
    const std::lock_guard lock(mutex_);
    threads_.emplace_back([this, key, fingerprint, work, done] {
      while (is_held) std::this_thread::sleep_for(std::chrono::milliseconds(2));
      memory_.run(key, fingerprint, work, done);
    });
    ++asked;
  }
  std::atomic<bool> is_held = false;
  std::atomic<int> asked = 0;

 private:
  std::mutex mutex_;
  std::vector<std::thread> threads_;
  MemoryIdempotencyStore memory_;
};

std::string thing(std::string_view key, std::string_view body) {
  return fmt::format(
      "POST /api/things HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good\r\nContent-Type: "
      "application/json\r\nIdempotency-Key: {}\r\nContent-Length: {}\r\n\r\n{}",
      key, body.size(), body);
}

TEST(Server, a_write_under_a_key_holds_no_thread_while_the_store_works) {
  tests::HttpWorld world;
  const auto store = std::make_shared<LateStore>();
  world.store = store;
  ServerOptions options = world.options();
  options.are_reads_quick = true;
  options.io_threads = 1;
  options.worker_threads = 1;
  ASSERT_EQ(world.start(options), "");
  store->is_held = true;
  RawHttp first(world.port());
  RawHttp second(world.port());
  RawHttp other(world.port());
  first.send(thing("a", R"({"name":"a"})"));
  second.send(thing("b", R"({"name":"b"})"));
  ASSERT_TRUE(becomes([&] { return store->asked == 2; }));
  EXPECT_EQ(other.get("/api/hello").status, 200) << "neither the connections' thread";
  EXPECT_EQ(other.get("/api/echo/x").status, 200) << "nor the worker is held";
  store->is_held = false;
  EXPECT_EQ(first.answer().status, 201);
  EXPECT_EQ(second.answer().status, 201);
  first.send(thing("a", R"({"name":"a"})") + thing("b", R"({"name":"c"})") + thing("c", "{"));
  const auto again = first.answer();
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.header("idempotency-replayed"), "true");
  EXPECT_EQ(first.answer().status, 422);
  EXPECT_EQ(first.answer().status, 400) << "a body that is refused before the store is asked";
  EXPECT_EQ(world.writes, 2);
}

TEST(Server, stopping_waits_for_the_store_and_not_for_clients_that_have_gone) {
  tests::HttpWorld world;
  const auto store = std::make_shared<LateStore>();
  world.store = store;
  ServerOptions options = world.options();
  options.are_reads_quick = true;
  ASSERT_EQ(world.start(options), "");
  store->is_held = true;
  {
    RawHttp gone(world.port());
    gone.send(thing("a", R"({"name":"a"})"));
    ASSERT_TRUE(becomes([&] { return store->asked == 1; }));
  }
  std::thread release([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    store->is_held = false;
  });
  world.server->stop(0.05);
  EXPECT_EQ(world.writes, 1);
  release.join();
}

TEST(Server, many_clients_at_once_get_their_own_answers) {
  tests::HttpWorld world;
  ServerOptions options = world.options();
  options.peer_rate = {};
  options.io_threads = 2;
  // Too few to take turns, and enough; each asks five times before it reads.
  for (const std::size_t count : {std::size_t{8}, 3 * kTurnConnectionsMin}) {
    ASSERT_EQ(world.start(options), "");
    std::vector<std::thread> clients;
    std::atomic<std::size_t> right = 0;
    for (std::size_t c = 0; c < count; ++c) {
      clients.emplace_back([&, c] {
        RawHttp client(world.port());
        const auto name = [c](int i) { return std::to_string(c) + "-" + std::to_string(i); };
        for (int i = 0; i < 50; ++i) {
          client.send("GET /api/echo/" + name(i) + " HTTP/1.1\r\nHost: x\r\n\r\n");
          if (i % 5 != 4) continue;
          for (int read = i - 4; read <= i; ++read) {
            const auto answer = client.answer();
            if (answer.status == 200 &&
                answer.body.find("\"name\":\"" + name(read) + "\"") != std::string::npos)
              ++right;
          }
        }
      });
    }
    for (auto& client : clients) client.join();
    EXPECT_EQ(right, 50 * count);
    world.server->stop(1);
  }
}

}  // namespace
}  // namespace bailiwick::platform::http
