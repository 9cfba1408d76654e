// Goal: texts, files, streams and events arrive whole, in the form the client asked for.
// Method: a live server with a folder of static files, and a client that sends exact bytes.
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <thread>

#include "platform/http/compress.hpp"
#include "tests/support/http_world.hpp"
#include "tests/support/raw_http.hpp"

namespace bailiwick::platform::http {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using tests::becomes;
using tests::RawHttp;

class SendTest : public ::testing::Test {
 protected:
  SendTest() {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "app/assets");
    fs::create_directories(folder_ / "uploads");
    std::ofstream(folder_ / "app/index.html") << "<html>";
    std::ofstream(folder_ / "app/assets/a-12345678.js") << std::string(3'000, 'a');
    std::ofstream(folder_ / "app/map.pmtiles") << std::string(5 << 20, 'm') << "end";
  }
  ~SendTest() override {
    world_.server.reset();
    fs::remove_all(folder_);
  }
  void start(const std::function<void(ServerOptions&)>& change = [](ServerOptions&) {}) {
    ServerOptions options = world_.options();
    options.static_folder = (folder_ / "app").string();
    options.upload_folder = (folder_ / "uploads").string();
    change(options);
    ASSERT_EQ(world_.start(options), "");
  }
  std::size_t uploads_left() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_ / "uploads"), {}));
  }

  fs::path folder_ = fs::temp_directory_path() / ("bailiwick_send_" + std::to_string(getpid()));
  tests::HttpWorld world_;
};

TEST_F(SendTest, a_large_answer_is_compressed_for_who_accepts_it) {
  start();
  RawHttp client(world_.port());
  const auto plain = client.get("/api/large");
  EXPECT_EQ(plain.header("content-encoding"), "");
  EXPECT_EQ(plain.header("vary"), "Accept-Encoding");
  const auto brotli = client.get("/api/large", "Accept-Encoding: gzip, br\r\n");
  EXPECT_EQ(brotli.header("content-encoding"), "br");
  EXPECT_EQ(brotli.body, compressed(plain.body, Coding::kBrotli));
  EXPECT_EQ(client.get("/api/large", "Accept-Encoding: gzip\r\n").body,
            compressed(plain.body, Coding::kGzip));
}

TEST_F(SendTest, answers_that_are_not_read_yet_come_whole_and_in_order_when_they_are) {
  start();
  constexpr int kAnswers = 800;  // more than the system keeps for both sides
  const auto text_of = [](int i) {
    return std::to_string(i) + std::string(20'000 + static_cast<std::size_t>(i), 'x');
  };
  RawHttp client(world_.port());
  std::thread sender([&] {
    for (int i = 0; i < kAnswers; ++i) {
      const std::string text = text_of(i);
      client.send(
          "POST /api/text HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: " +
          std::to_string(text.size()) + "\r\n\r\n" + text);
    }
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  int right = 0;
  for (int i = 0; i < kAnswers; ++i) right += client.answer().body == text_of(i) ? 1 : 0;
  sender.join();
  EXPECT_EQ(right, kAnswers);
}

TEST_F(SendTest, an_unchanged_answer_is_a_304) {
  start();
  RawHttp client(world_.port());
  const std::string tag = client.get("/api/hello").header("etag");
  ASSERT_NE(tag, "");
  const auto again = client.get("/api/hello", "If-None-Match: " + tag + "\r\n");
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.header("etag"), tag);
  EXPECT_EQ(again.header("content-length"), "");
  EXPECT_EQ(client.get("/api/hello", "If-None-Match: \"other\"\r\n").status, 200);
}

TEST_F(SendTest, static_files_come_whole_in_parts_and_once) {
  start();
  RawHttp client(world_.port());
  const auto page = client.get("/people/7", "Accept: text/html\r\n");
  EXPECT_EQ(page.body, "<html>");
  EXPECT_NE(page.header("content-security-policy").find("script-src 'self'"), std::string::npos);
  const auto script = client.get("/assets/a-12345678.js");
  EXPECT_EQ(script.header("cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(client.get("/assets/a-12345678.js", "If-None-Match: " + script.header("etag") + "\r\n")
                .status,
            304);
  EXPECT_EQ(client.get("/assets/a-12345678.js", "Range: bytes=0-9\r\n").body, std::string(10, 'a'));
  const auto whole = client.get("/map.pmtiles");
  EXPECT_EQ(whole.body.size(), (5U << 20) + 3);
  const auto part = client.get("/map.pmtiles", "Range: bytes=-5\r\n");
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, "mmend");
  EXPECT_EQ(part.header("content-range"), "bytes 5242878-5242882/5242883");
  EXPECT_EQ(client.get("/map.pmtiles", "Range: bytes=9999999-\r\n").status, 416);
  EXPECT_EQ(client.get("/map.pmtiles", "If-None-Match: " + whole.header("etag") + "\r\n").status,
            304);
  client.send("HEAD /map.pmtiles HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.answer(true).header("content-length"), "5242883");
  EXPECT_EQ(client.get("/nothing.js").status, 404);
}

TEST_F(SendTest, streams_are_chunked_and_the_connection_goes_on) {
  start();
  RawHttp client(world_.port());
  const auto rows = client.get("/api/rows");
  EXPECT_EQ(rows.header("transfer-encoding"), "chunked");
  EXPECT_EQ(rows.body.size(), 5U * 50'001U);
  EXPECT_EQ(client.get("/api/hello").status, 200);
  RawHttp old(world_.port());
  old.send("GET /api/rows HTTP/1.0\r\n\r\n");
  EXPECT_EQ(old.answer().body.size(), 5U * 50'001U);
}

TEST_F(SendTest, uploads_go_to_disk_and_leave_nothing_there) {
  start();
  RawHttp client(world_.port());
  const std::string file(3 << 20, 'u');
  const std::string head = "POST /api/upload HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\n";
  client.send(head + "Content-Length: " + std::to_string(file.size()) + "\r\n\r\n" + file);
  const auto answer = client.answer();
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(json::parse(answer.body)["size"], file.size());
  EXPECT_TRUE(becomes([&] { return uploads_left() == 0; }));
  client.send(head + "Content-Length: " + std::to_string((8 << 20) + 1) + "\r\n\r\n");
  EXPECT_EQ(client.answer().status, 413);
  RawHttp other(world_.port());
  other.send(
      "POST /api/upload HTTP/1.1\r\nHost: x\r\nContent-Type: text/html\r\nContent-Length: "
      "1\r\n\r\nx");
  EXPECT_EQ(other.answer().status, 415);
  RawHttp gone(world_.port());
  gone.send(head + "Content-Length: 1000\r\n\r\nhalf");
  EXPECT_TRUE(becomes([&] { return uploads_left() == 1; }));
}

TEST_F(SendTest, a_disk_without_room_is_a_507) {
  start([](ServerOptions& options) { options.upload_free_bytes_min = std::uint64_t{1} << 60; });
  RawHttp client(world_.port());
  client.send(
      "POST /api/upload HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nContent-Length: "
      "1\r\n\r\nx");
  EXPECT_EQ(client.answer().status, 507);
}

TEST_F(SendTest, a_header_that_would_split_the_answer_becomes_a_500) {
  start();
  RawHttp client(world_.port());
  const auto answer = client.get("/api/split");
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.header("set-cookie"), "");
  EXPECT_TRUE(client.is_ended());
}

TEST_F(SendTest, events_reach_the_client_and_its_end_is_noticed) {
  start([](ServerOptions& options) { options.times.heartbeat_seconds = 0.2; });
  {
    RawHttp client(world_.port());
    client.send(
        "GET /api/events HTTP/1.1\r\nHost: x\r\nLast-Event-ID: 41\r\nAccept-Encoding: gzip, "
        "br\r\n\r\n");
    ASSERT_TRUE(becomes([&] {
      const std::lock_guard lock(world_.mutex);
      return world_.sinks.size() == 1;
    }));
    EXPECT_EQ(world_.last_event_ids[0], "41");
    EXPECT_TRUE(world_.sinks[0]->send("id: 42\ndata: {}\n\n"));
    while (client.received().find("id: 42\ndata: {}\n\n") == std::string::npos)
      ASSERT_TRUE(client.receive());
    EXPECT_NE(client.received().find("Content-Type: text/event-stream"), std::string::npos);
    EXPECT_EQ(client.received().find("Content-Encoding"), std::string::npos)
        << "streams are never compressed";
    while (client.received().find("\n\n: \n\n") == std::string::npos)
      ASSERT_TRUE(client.receive());  // a heartbeat
    EXPECT_EQ(world_.server->stream_count(), 1U);
  }
  EXPECT_TRUE(becomes([&] { return world_.closed_sinks == 1; }));
  EXPECT_TRUE(becomes([&] { return world_.server->stream_count() == 0; }));
  EXPECT_FALSE(world_.sinks[0]->send("data: late\n\n"));
}

TEST_F(SendTest, one_frame_reaches_a_thousand_streams) {
  start();
  constexpr std::size_t kStreams = 1'000;
  std::vector<std::unique_ptr<RawHttp>> clients;
  for (std::size_t i = 0; i < kStreams; ++i) {
    clients.push_back(std::make_unique<RawHttp>(world_.port()));
    ASSERT_TRUE(clients.back()->is_open());
    clients.back()->send("GET /api/events HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  ASSERT_TRUE(becomes([&] {
    const std::lock_guard lock(world_.mutex);
    return world_.sinks.size() == kStreams;
  }));
  const auto frame =
      std::make_shared<const std::string>("event: job.updated\ndata: {\"id\":7}\n\n");
  for (const auto& sink : world_.sinks) EXPECT_TRUE(sink->send_shared(frame));
  for (const auto& client : clients) {
    while (client->received().find(*frame) == std::string::npos) ASSERT_TRUE(client->receive());
  }
}

}  // namespace
}  // namespace bailiwick::platform::http
