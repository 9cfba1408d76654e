// Goal: no route tells or does anything for a stranger, for who lacks the permission, or for a member of another company.
// Method: every route of the application, taken from its table so that none is forgotten, is called through the dispatcher: by nobody,
// and by the administrator of another company, by a session and by a token, with the ids of the first one's things.
#include "main/web_server.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/two_companies.hpp"

namespace bailiwick {
namespace {

namespace http = platform::http;
using nlohmann::json;
using testing::TwoCompanies;

TEST_F(TwoCompanies, NobodyGetsAnythingThatIsNotPublic) {
  int refused = 0;
  for (const http::Route& route : dispatcher_->routes()) {
    if (is_public(route)) continue;
    const auto path = path_of(route);
    ASSERT_TRUE(path) << route.id << ": give this test an id of that kind";
    EXPECT_EQ(call(route, *path, "", body_for(route)).status, 401) << route.id;
    ++refused;
  }
  EXPECT_GT(refused, 40);
}

TEST_F(TwoCompanies, PublicRoutesAreTheseAndNoOthers) {
  std::set<std::string> open;
  for (const http::Route& route : dispatcher_->routes()) {
    if (is_public(route)) open.emplace(route.id);
  }
  EXPECT_EQ(open, (std::set<std::string>{"getSetup", "setUp", "signIn", "listProviders",
                                         "startOidc", "finishOidc", "requestPasswordReset",
                                         "confirmPasswordReset", "acceptInvitation"}));
}

TEST_F(TwoCompanies, AnotherCompanysThingsDoNotExist) {
  for (const std::string& credential : {sign_in("admin@another.example"), token_of_another()}) {
    int named = 0;
    for (const http::Route& route : dispatcher_->routes()) {
      if (is_public(route) || !names_an_id(route)) continue;
      const auto path = path_of(route);
      ASSERT_TRUE(path) << route.id << ": give this test an id of that kind";
      const http::Response answer =
          call(route, *path, credential, body_for(route), query_for(route));
      EXPECT_TRUE(answer.status == 404 || answer.status == 403)
          << route.id << " " << answer.status << " " << answer.text();
      ++named;
    }
    EXPECT_GT(named, 15);
  }
}

TEST_F(TwoCompanies, ListsHoldNothingOfAnotherCompany) {
  for (const std::string& credential : {sign_in("admin@another.example"), token_of_another()}) {
    for (const http::Route& route : dispatcher_->routes()) {
      if (is_public(route) || route.method != http::Method::kGet) continue;
      if (route.path.find('{') != std::string_view::npos || route.id == "streamEvents") continue;
      const http::Response answer = call(route, std::string(route.path), credential, {});
      if (route.id == "verifyAudit") continue;  // numbers of its own log only
      const std::string text(answer.text());
      for (const auto& [kind, id] : ids_) {
        if (kind == "provider") continue;
        EXPECT_EQ(text.find(id), std::string::npos) << route.id;
      }
      EXPECT_EQ(text.find("demo.example"), std::string::npos) << route.id;
    }
  }
}

TEST_F(TwoCompanies, AnAssignmentCannotReachAcross) {
  const std::string cookie = sign_in("admin@another.example");
  for (const http::Route& route : dispatcher_->routes()) {
    if (route.id != "addAssignment" && route.id != "createPlan") continue;
    const auto answer = call(route, std::string(route.path), cookie, body_for(route));
    EXPECT_GE(answer.status, 400) << route.id << answer.text();
  }
}

TEST_F(TwoCompanies, WritesFromAnotherSiteAreRefused) {
  const std::string cookie = sign_in("admin@demo.example");
  csrf_ = "guessed";
  for (const http::Route& route : dispatcher_->routes()) {
    if (is_public(route) || route.method == http::Method::kGet) continue;
    const auto path = path_of(route);
    ASSERT_TRUE(path) << route.id << ": give this test an id of that kind";
    EXPECT_EQ(call(route, *path, cookie, body_for(route)).status, 403) << route.id;
  }
}

TEST(ApiDocument, NamesEveryRouteOnce) {
  const auto document = api_document();
  ASSERT_TRUE(document) << document.error().message;
  const json parsed = json::parse(*document);
  EXPECT_EQ(parsed["openapi"], "3.1.0");
  EXPECT_TRUE(parsed["paths"].contains("/api/v1/plans/{plan}/map"));
  EXPECT_TRUE(parsed["paths"].contains("/health/ready"));
}

}  // namespace
}  // namespace bailiwick
