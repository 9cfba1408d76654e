// Goal: every answer is guarded, and a forged write is refused whichever way it comes.
#include "platform/http/security.hpp"

#include <gtest/gtest.h>

namespace bailiwick::platform::http {
namespace {

identity::Principal principal(identity::Channel channel) {
  identity::Principal who;
  who.channel = channel;
  who.csrf_token = channel == identity::Channel::kSession ? "secret" : "";
  return who;
}

Request write_with(Pairs headers, std::optional<identity::Channel> channel) {
  Request request;
  request.method = Method::kPost;
  request.headers = std::move(headers);
  if (channel) request.principal = principal(*channel);
  return request;
}

TEST(Security, pages_get_the_strict_policy_and_data_can_do_nothing) {
  Response page = text_response(200, "", "text/html; charset=utf-8");
  add_security_headers(page, kContentSecurityPolicy, true);
  EXPECT_EQ(page.header("content-security-policy"), kContentSecurityPolicy);
  EXPECT_EQ(page.header("strict-transport-security"), "max-age=31536000");
  EXPECT_EQ(page.header("x-content-type-options"), "nosniff");
  Response worker = text_response(200, "", "text/javascript; charset=utf-8");
  add_security_headers(worker, kContentSecurityPolicy, false);
  EXPECT_EQ(worker.header("content-security-policy"), kContentSecurityPolicy)
      << "a worker may import what its page may";
  Response data = json_response(200, "{}");
  add_security_headers(data, kContentSecurityPolicy, false);
  EXPECT_EQ(data.header("content-security-policy"), kContentSecurityPolicyData);
  EXPECT_FALSE(data.header("strict-transport-security"));
}

TEST(Security, a_header_of_the_handler_stays) {
  Response page = text_response(200, "", "text/html");
  page.headers.emplace_back("content-security-policy", "default-src 'self'");
  add_security_headers(page, kContentSecurityPolicy, false);
  EXPECT_EQ(page.header("Content-Security-Policy"), "default-src 'self'");
}

TEST(Security, a_sessions_write_needs_its_token) {
  using identity::Channel;
  EXPECT_FALSE(check_cross_site(write_with({}, Channel::kSession)));
  EXPECT_FALSE(check_cross_site(write_with({{"x-csrf-token", "secreT"}}, Channel::kSession)));
  EXPECT_FALSE(check_cross_site(write_with({{"x-csrf-token", "secret2"}}, Channel::kSession)));
  EXPECT_TRUE(check_cross_site(write_with({{"x-csrf-token", "secret"}}, Channel::kSession)));
  EXPECT_TRUE(check_cross_site(write_with({}, Channel::kToken)));
  Request read = write_with({}, Channel::kSession);
  read.method = Method::kGet;
  EXPECT_TRUE(check_cross_site(read));
}

TEST(Security, a_session_without_a_token_may_write_nothing) {
  Request request = write_with({{"x-csrf-token", ""}}, std::nullopt);
  request.principal = identity::Principal{};
  EXPECT_FALSE(check_cross_site(request));
}

TEST(Security, another_sites_page_may_not_even_sign_somebody_in) {
  EXPECT_FALSE(check_cross_site(write_with({{"sec-fetch-site", "cross-site"}}, std::nullopt)));
  EXPECT_TRUE(check_cross_site(write_with({{"sec-fetch-site", "same-origin"}}, std::nullopt)));
  EXPECT_TRUE(check_cross_site(write_with({}, std::nullopt)));
}

TEST(Security, secrets_are_compared_whole) {
  EXPECT_TRUE(is_equal_constant_time("abc", "abc"));
  EXPECT_FALSE(is_equal_constant_time("abc", "abd"));
  EXPECT_FALSE(is_equal_constant_time("abc", "abcd"));
  EXPECT_TRUE(is_equal_constant_time("", ""));
}

}  // namespace
}  // namespace bailiwick::platform::http
