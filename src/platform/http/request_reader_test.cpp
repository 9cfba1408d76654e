// Goal: requests are read whole from any pieces, and whatever two programs could read in two ways is refused.
#include "platform/http/request_reader.hpp"

#include <gtest/gtest.h>

#include <string>

namespace bailiwick::platform::http {
namespace {

struct Read {
  int status = 0;  // 0: read whole
  RequestHead head;
  std::string body;
  std::string rest;
};

// Gives the bytes in pieces of `piece`.
Read read(std::string_view bytes, std::size_t piece = 1 << 20) {
  RequestReader reader;
  Read result;
  std::string buffer;
  bool is_head_read = false;
  while (true) {
    const auto step =
        is_head_read ? reader.read_body(buffer, result.body) : reader.read_head(buffer);
    buffer.erase(0, step.consumed);
    if (step.state == RequestReader::State::kFailed) {
      result.status = reader.failure().status;
      return result;
    }
    if (step.state == RequestReader::State::kDone && is_head_read) break;
    if (step.state == RequestReader::State::kDone) {
      is_head_read = true;
      continue;
    }
    if (bytes.empty()) {
      result.status = -1;  // it waits for more
      return result;
    }
    buffer += bytes.substr(0, piece);
    bytes.remove_prefix(std::min(piece, bytes.size()));
  }
  result.head = std::move(reader.head());
  result.rest = buffer + std::string(bytes);
  return result;
}

TEST(RequestReader, a_request_is_read_from_any_pieces) {
  const std::string_view text =
      "\r\nPOST /a?b=1 HTTP/1.1\r\nHost: x\r\nX-Twice: 1\r\nx-twice: 2\r\nContent-Length: "
      "5\r\n\r\nhelloGET / HTTP";
  for (const std::size_t piece : {1UL, 2UL, 7UL, 1000UL}) {
    const Read request = read(text, piece);
    ASSERT_EQ(request.status, 0);
    EXPECT_EQ(request.head.method, "POST");
    EXPECT_EQ(request.head.target, "/a?b=1");
    EXPECT_EQ(request.head.headers[2], (std::pair<std::string, std::string>("x-twice", "2")));
    EXPECT_EQ(request.head.content_length, 5U);
    EXPECT_TRUE(request.head.keeps_alive);
    EXPECT_EQ(request.body, "hello");
    EXPECT_EQ(request.rest, "GET / HTTP");
  }
}

TEST(RequestReader, chunks_are_put_together_and_trailers_dropped) {
  const std::string_view text =
      "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n6\r\n "
      "world\r\n0\r\nHost: evil\r\n\r\n";
  for (const std::size_t piece : {1UL, 3UL, 1000UL}) {
    const Read request = read(text, piece);
    ASSERT_EQ(request.status, 0);
    EXPECT_EQ(request.body, "hello world");
    EXPECT_EQ(request.head.headers.size(), 2U);
    EXPECT_EQ(request.rest, "");
  }
}

TEST(RequestReader, shapes_of_smuggling_are_refused) {
  const std::string_view shapes[] = {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                                     "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                                     "Content-Length: 5\r\nContent-Length: 6\r\n",
                                     "Content-Length: 5\r\nContent-Length: 5\r\n",
                                     "Content-Length: +5\r\n",
                                     "Content-Length: 5, 5\r\n",
                                     "Content-Length: -1\r\n",
                                     "Content-Length: 0x5\r\n",
                                     "Content-Length: 99999999999999999999\r\n",
                                     "Transfer-Encoding : chunked\r\n",
                                     "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                                     "Host: y\r\n",
                                     std::string_view("X: a\0b\r\n", 8)};
  for (const std::string_view shape : shapes) {
    std::string text =
        "POST / HTTP/1.1\r\nHost: x\r\n" + std::string(shape) + "\r\n5\r\nhello\r\n0\r\n\r\n";
    EXPECT_EQ(read(text).status, 400) << shape;
  }
  EXPECT_EQ(read("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n").status,
            501);
  EXPECT_EQ(read("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: identity\r\n\r\n").status, 501);
  EXPECT_EQ(
      read("POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n").status,
      400);
  EXPECT_EQ(read("GET / HTTP/1.1\r\n\r\n").status, 400);
  EXPECT_EQ(read("GET / HTTP/1.1\nHost: x\n\n").status,
            505);  // no CR LF: waits until its time is over
}

TEST(RequestReader, malformed_chunks_are_refused) {
  for (const std::string_view body :
       {"x\r\n", "5\r\nhelloX", "-5\r\nhello\r\n", "fffffffffffffffff\r\n", "5 \n"}) {
    const std::string text = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" +
                             std::string(body) + "\r\n\r\n";
    EXPECT_EQ(read(text).status, 400) << body;
  }
  std::string endless = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5;";
  endless += std::string(3 * kChunkHeaderBytesMax, 'a');
  EXPECT_EQ(read(endless, 4096).status, 400);
}

TEST(RequestReader, limits_have_their_own_statuses) {
  const std::string start = "GET / HTTP/1.1\r\nHost: x\r\n";
  EXPECT_EQ(read(start + "X: " + std::string(kHeaderBytesMax, 'a') + "\r\n\r\n").status, 431);
  std::string many = start;
  for (std::size_t i = 0; i < kHeaderFieldsMax; ++i) many += "X: 1\r\n";
  EXPECT_EQ(read(many + "\r\n").status, 431);
  EXPECT_EQ(
      read("GET /" + std::string(kTargetBytesMax, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n").status,
      414);
  EXPECT_EQ(read("GET /" + std::string(2 * kHeaderBytesMax, 'a'), 1024).status, 414);
  EXPECT_EQ(
      read("GET /" + std::string(kTargetBytesMax - 1, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n").status,
      0);
  EXPECT_EQ(read("GET / HTTP/2.0\r\nHost: x\r\n\r\n").status, 505);
  EXPECT_EQ(read(start + "Expect: miracles\r\n\r\n").status, 417);
}

TEST(RequestReader, keep_alive_and_continue_are_understood) {
  EXPECT_FALSE(read("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").head.keeps_alive);
  EXPECT_FALSE(read("GET / HTTP/1.0\r\n\r\n").head.keeps_alive);
  EXPECT_TRUE(read("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").head.keeps_alive);
  EXPECT_TRUE(
      read("GET / HTTP/1.1\r\nHost: x\r\nExpect: 100-Continue\r\n\r\n").head.wants_continue);
}

}  // namespace
}  // namespace bailiwick::platform::http
