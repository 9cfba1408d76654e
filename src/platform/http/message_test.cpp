// Goal: what a request carries is found by name, and responses say what they are.
#include "platform/http/message.hpp"

#include <gtest/gtest.h>

namespace bailiwick::platform::http {
namespace {

Request request_with(Pairs headers) {
  Request request;
  request.headers = std::move(headers);
  return request;
}

TEST(Message, headers_and_parameters_are_found_by_name_the_first_of_equals) {
  Request request = request_with({{"accept", "a"}, {"accept", "b"}});
  request.query = {{"limit", "5"}};
  request.path_params = {{"person", "person_1"}};
  EXPECT_EQ(request.header("accept"), "a");
  EXPECT_EQ(request.header("host"), std::nullopt);
  EXPECT_EQ(request.query_value("limit"), "5");
  EXPECT_EQ(request.path_value("person"), "person_1");
}

TEST(Message, cookies_are_found_among_others) {
  const Request request =
      request_with({{"cookie", "a=1; session=abc=; quoted=\"x y\""}, {"cookie", "last=9"}});
  EXPECT_EQ(request.cookie("a"), "1");
  EXPECT_EQ(request.cookie("session"), "abc=");
  EXPECT_EQ(request.cookie("quoted"), "x y");
  EXPECT_EQ(request.cookie("last"), "9");
  EXPECT_EQ(request.cookie("sess"), std::nullopt);
  EXPECT_EQ(request_with({{"cookie", ";;=; x"}}).cookie("x"), std::nullopt);
}

TEST(Message, a_response_is_asked_for_its_headers_in_any_case) {
  const Response response = json_response(201, "{}");
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(response.header("content-type"), "application/json");
  EXPECT_EQ(response.text(), "{}");
  EXPECT_EQ(empty_response().status, 204);
}

}  // namespace
}  // namespace bailiwick::platform::http
