// Goal: requests arrive as they were meant, answers come back within their limits, and nothing reaches a network that is not
// allowed. Method: a server on loopback, and names that lead there.
#include "platform/client/client.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/local_server.hpp"

namespace bailiwick::platform::client {
namespace {

using tests::LocalServer;
using tests::Peer;

Client loopback_client() {
  return Client(
      {.allowed = {*parse_network("127.0.0.1")}, .certificates = "", .user_agent = "test/1"});
}

std::string rule_of(const Result<IncomingAnswer>& answer) {
  return answer ? "" : answer.error().rule;
}

TEST(Client, a_request_arrives_whole_and_its_answer_comes_back) {
  std::string received;
  const LocalServer server([&](Peer& peer) {
    received = peer.read_http();
    peer.write("HTTP/1.1 201 Created\r\nX-Kind:  one \r\nContent-Length: 5\r\n\r\nhello");
  });
  const auto answer = loopback_client().send({.method = "POST",
                                              .url = server.url("/hook?a=1"),
                                              .headers = {{"X-Id", "7"}, {"X-Empty", ""}},
                                              .body = "{\"n\":1}"});
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->status, 201);
  EXPECT_EQ(answer->body, "hello");
  EXPECT_EQ(answer->header("x-kind"), "one");
  EXPECT_FALSE(answer->header("x-other"));
  EXPECT_TRUE(received.starts_with("POST /hook?a=1 HTTP/1.1\n")) << received;
  EXPECT_NE(received.find("X-Id: 7\n"), std::string::npos);
  EXPECT_NE(received.find("X-Empty:"), std::string::npos);
  EXPECT_NE(received.find("User-Agent: test/1\n"), std::string::npos);
  EXPECT_TRUE(received.ends_with("\n\n{\"n\":1}")) << received;
}

TEST(Client, a_redirect_is_an_answer_and_not_followed) {
  const LocalServer server([](Peer& peer) {
    (void)peer.read_http();
    peer.write("HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n");
  });
  const auto answer = loopback_client().send({.url = server.url()});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 302);
  EXPECT_EQ(server.connection_count(), 1);
}

TEST(Client, N004_loopback_is_refused_before_a_connection_is_made) {
  const LocalServer server([](Peer& peer) { (void)peer.read_http(); });
  const Client client(ClientOptions{});
  const std::string port = std::to_string(server.port());
  for (const std::string host : {"127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001",
                                 "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "[::]"}) {
    const auto answer = client.send({.url = "http://" + host + ":" + port + "/",

                                     .body = ""});
    ASSERT_FALSE(answer) << host;
    EXPECT_EQ(answer.error().rule, "N004") << host << ": " << answer.error().message;
    EXPECT_EQ(answer.error().code, ErrorCode::kForbidden);
  }
  EXPECT_EQ(server.connection_count(), 0);
}

TEST(Client, N004_an_allowed_network_does_not_open_its_neighbours) {
  const auto answer = loopback_client().send({.url = "http://127.0.0.2:1/"});
  EXPECT_EQ(rule_of(answer), "N004");
}

TEST(Client, N005_plain_http_to_a_public_address_is_refused_without_a_packet) {
  EXPECT_EQ(rule_of(loopback_client().send({.url = "http://8.8.8.8/"})), "N005");
}

TEST(Client, N002_only_whole_addresses_of_http_without_a_password_are_called) {
  for (const char* url :
       {"", "example.org/x", "ftp://example.org/", "file:///etc/passwd", "gopher://127.0.0.1/",
        "http://", "https://user:secret@example.org/", "https://user@example.org/",
        "https://exam ple.org/", "https://example.org/\r\nX: 1", "javascript:1"}) {
    EXPECT_EQ(rule_of(loopback_client().send({.url = url})), "N002") << url;
  }
  EXPECT_FALSE(check_url("https://example.org/" + std::string(2'000, 'a')));
  EXPECT_TRUE(check_url("https://example.org:8443/hook?x=1"));
}

TEST(Client, N003_a_header_cannot_smuggle_another) {
  const auto send = [](Headers headers) {
    return rule_of(loopback_client().send(
        {.url = "http://127.0.0.1:1/", .headers = std::move(headers), .body = ""}));
  };
  EXPECT_EQ(send({{"X-Id", "1\r\nX-Evil: 2"}}), "N003");
  EXPECT_EQ(send({{"X-Id\r\nX-Evil", "2"}}), "N003");
  EXPECT_EQ(send({{"X:Y", "2"}}), "N003");
  EXPECT_EQ(send({{"", "2"}}), "N003");
  EXPECT_EQ(send({{"X-Id", std::string("a\0b", 3)}}), "N003");
}

TEST(Client, N006_a_closed_port_cannot_be_reached) {
  int port = 0;
  {
    const LocalServer gone([](Peer&) {});
    port = gone.port();
  }
  const auto answer =
      loopback_client().send({.url = "http://127.0.0.1:" + std::to_string(port) + "/",

                              .body = ""});
  EXPECT_EQ(rule_of(answer), "N006");
}

TEST(Client, N007_a_peer_that_does_not_speak_TLS_is_not_trusted) {
  const LocalServer server([](Peer& peer) { peer.write("HTTP/1.1 200 OK\r\n\r\n"); });
  const auto answer = loopback_client().send({.url = "https" + server.url().substr(4)});
  EXPECT_EQ(rule_of(answer), "N007");
}

TEST(Client, N008_a_silent_peer_is_left_after_the_limit) {
  const LocalServer server([](Peer& peer) { peer.wait(); });
  const auto answer = loopback_client().send({.url = server.url(),

                                              .body = "",
                                              .total_limit = Seconds(0.1)});
  EXPECT_EQ(rule_of(answer), "N008");
}

TEST(Client, N009_an_answer_is_read_up_to_its_limit_and_not_a_byte_more) {
  const LocalServer server([](Peer& peer) {
    (void)peer.read_http();
    peer.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + std::string(1'000, 'x'));
  });
  const auto send = [&](std::size_t limit) {
    return loopback_client().send({.url = server.url(),

                                   .body = "",
                                   .answer_bytes_max = limit});
  };
  EXPECT_TRUE(send(1'000));
  EXPECT_EQ(rule_of(send(999)), "N009");
}

TEST(Client, N009_headers_have_a_limit_too) {
  const LocalServer server([](Peer& peer) {
    (void)peer.read_http();
    peer.write("HTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 100; ++i) peer.write("X-Long: " + std::string(1'000, 'x') + "\r\n");
    peer.write("\r\n");
  });
  EXPECT_EQ(rule_of(loopback_client().send({.url = server.url()})), "N009");
}

TEST(Client, N010_something_else_than_HTTP_is_an_error) {
  const LocalServer server([](Peer& peer) {
    (void)peer.read_http();
    peer.write("SSH-2.0-x\r\n");
  });
  EXPECT_EQ(rule_of(loopback_client().send({.url = server.url()})), "N010");
}

TEST(Client, N011_a_budget_that_ends_ends_the_request) {
  const Budget budget = Budget::iterations(1);
  const LocalServer server([&](Peer& peer) {
    (void)peer.read_http();
    budget.cancel();
    peer.wait();
  });
  EXPECT_EQ(rule_of(loopback_client().send({.url = server.url(), .budget = budget})), "N011");
}

}  // namespace
}  // namespace bailiwick::platform::client
