// Goal: a head says how its body ends, and no value can end a line early.
#include "platform/http/response_head.hpp"

#include <gtest/gtest.h>

namespace bailiwick::platform::http {
namespace {

TEST(ResponseHead, the_framing_is_the_servers_alone) {
  Response response = json_response(200, "{}");
  response.headers.emplace_back("content-length", "999");
  response.headers.emplace_back("Connection", "upgrade");
  EXPECT_EQ(
      response_head(response, {.framing = Framing::kLength, .length = 2, .date = "D"}),
      "HTTP/1.1 200 OK\r\nDate: D\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(response_head(response, {.framing = Framing::kChunked, .closes = true, .date = "D"}),
            "HTTP/1.1 200 OK\r\nDate: D\r\nContent-Type: application/json\r\nTransfer-Encoding: "
            "chunked\r\n"
            "Connection: close\r\n\r\n");
}

TEST(ResponseHead, no_header_can_split_the_response) {
  for (const auto& [name, value] : Pairs{{"Location", "/x\r\nSet-Cookie: a=b"},
                                         {"Location", "a\nb"},
                                         {"X", std::string("a\0b", 3)},
                                         {"X: y\r\nZ", "1"},
                                         {"", "1"}}) {
    Response response;
    response.headers = {{name, value}};
    EXPECT_FALSE(response_head(response, {.date = "D"})) << name;
  }
}

TEST(ResponseHead, a_304_and_a_204_say_no_length) {
  EXPECT_EQ(response_head(empty_response(), {.date = "D"}),
            "HTTP/1.1 204 No Content\r\nDate: D\r\n\r\n");
  EXPECT_TRUE(has_no_body(304, Method::kGet));
  EXPECT_TRUE(has_no_body(200, Method::kHead));
  EXPECT_FALSE(has_no_body(200, Method::kGet));
}

TEST(ResponseHead, dates_are_those_of_rfc_9110) {
  EXPECT_EQ(http_date(784'111'777), "Sun, 06 Nov 1994 08:49:37 GMT");
}

}  // namespace
}  // namespace bailiwick::platform::http
