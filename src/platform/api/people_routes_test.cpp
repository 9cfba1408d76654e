// Goal: the directory through the API: pages, versions, texts that are only
// text. Method: the routes called without a socket, on both databases.
#include "platform/api/people_routes.hpp"

#include <gtest/gtest.h>

#include "tests/support/api_world.hpp"

namespace bailiwick::platform::api {
namespace {

using bailiwick::testing::ApiCaller;
using bailiwick::testing::header_of;
using bailiwick::testing::json_of;
using bailiwick::testing::rule_in;
using http::Method;
using Json = nlohmann::json;

class PeopleRoutesTest : public bailiwick::testing::IdentityTest {
 protected:
  void SetUp() override {
    IdentityTest::SetUp();
    if (!IsSkipped()) cookie = world->sign_in("admin@acme.example").cookie;
  }
  http::Response call(Method method, const std::string& target, const Json& body = nullptr,
                      http::Pairs headers = {}) {
    const http::Routes routes = people_routes(services());
    return ApiCaller(routes, services())
        .call({.cookie = cookie, .token = {}},
              {.method = method, .target = target, .body = body, .headers = std::move(headers)});
  }
  http::Response invite(const std::string& name, const std::string& email) {
    return call(Method::kPost, "/api/v1/people",
                {{"name", name}, {"email", email}, {"roles", {"rep"}}, {"locale", "en"}});
  }
  std::string cookie;
};

TEST_P(PeopleRoutesTest, TextsComeBackAsTheyWere) {
  int count = 0;
  for (const std::string name : {"<script>alert('x')</script>", "'; DROP TABLE person; --",
                                 "\"><img src=x onerror=alert(1)>", "${7*7} %00 \\u0000", "李雷"}) {
    const auto invited = invite(name, "p" + std::to_string(++count) + "@acme.example");
    ASSERT_EQ(invited.status, 201) << invited.text();
    const auto person = json_of(invited)["person"];
    EXPECT_EQ(person["name"], name);
    EXPECT_EQ(
        json_of(call(Method::kGet, "/api/v1/people/" + person["id"].get<std::string>()))["name"],
        name);
  }
}

TEST_P(PeopleRoutesTest, PagesThroughEverybodyOnce) {
  for (int i = 0; i < 7; ++i)
    ASSERT_EQ(invite("Same Name", "p" + std::to_string(i) + "@acme.example").status, 201);
  std::set<std::string> seen;
  std::string target = "/api/v1/people?limit=3";
  for (int pages = 0; pages < 5 && !target.empty(); ++pages) {
    const auto page = json_of(call(Method::kGet, target));
    for (const Json& person : page["items"]) EXPECT_TRUE(seen.insert(person["id"]).second);
    target = page.contains("next")
                 ? "/api/v1/people?limit=3&cursor=" + page["next"].get<std::string>()
                 : "";
  }
  EXPECT_EQ(seen.size(), 8U);
  EXPECT_EQ(rule_in(call(Method::kGet, "/api/v1/people?cursor=rubbish!")), "Y001");
}

TEST_P(PeopleRoutesTest, AStaleChangeIs412) {
  const std::string path =
      "/api/v1/people/" + json_of(invite("A", "a@acme.example"))["person"]["id"].get<std::string>();
  const std::string etag = header_of(call(Method::kGet, path), "ETag");
  EXPECT_EQ(call(Method::kPatch, path, {{"name", "B"}}, {{"if-match", etag}}).status, 200);
  EXPECT_EQ(call(Method::kPatch, path, {{"name", "C"}}, {{"if-match", etag}}).status, 412);
  EXPECT_EQ(call(Method::kPatch, path, {{"name", "C"}}, {{"if-match", "\"rubbish\""}}).status, 412);
  EXPECT_EQ(call(Method::kPatch, path, {{"name", "D"}}, {{"if-match", "*"}}).status, 200);
}

TEST_P(PeopleRoutesTest, MistakesNameTheirFields) {
  const auto refused = invite("A", "not an address");
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(json_of(refused)["errors"][0]["pointer"], "/email");
}

TEST_P(PeopleRoutesTest, OneChangesOneselfAndOnesPassword) {
  EXPECT_EQ(json_of(call(Method::kPatch, "/api/v1/people/me",
                         {{"name", "Me"}, {"time_zone", "Europe/Amsterdam"}}))["time_zone"],
            "Europe/Amsterdam");
  EXPECT_EQ(call(Method::kPost, "/api/v1/people/me/password",
                 {{"current", "wrong"}, {"password", "quiet marmot ladder"}})
                .status,
            403);
  EXPECT_EQ(
      call(Method::kPost, "/api/v1/people/me/password",
           {{"current", bailiwick::testing::kGoodPassword}, {"password", "quiet marmot ladder"}})
          .status,
      204);
}

TEST_P(PeopleRoutesTest, DeactivatesExportsAndErases) {
  const std::string path =
      "/api/v1/people/" +
      json_of(invite("Gone Soon", "gone@acme.example"))["person"]["id"].get<std::string>();
  EXPECT_EQ(call(Method::kPost, path + "/invite").status, 200);
  EXPECT_EQ(json_of(call(Method::kPost, path + "/deactivate"))["status"], "deactivated");
  EXPECT_EQ(json_of(call(Method::kPost, path + "/reactivate"))["status"], "invited");
  EXPECT_EQ(json_of(call(Method::kGet, path + "/export"))["person"]["name"], "Gone Soon");
  EXPECT_EQ(call(Method::kPost, path + "/erase").status, 204);
  EXPECT_EQ(call(Method::kGet, path).status, 404);
}

TEST_P(PeopleRoutesTest, RolesAreTheMatrix) {
  const auto roles = json_of(call(Method::kGet, "/api/v1/roles"))["items"];
  EXPECT_EQ(roles.size(), static_cast<std::size_t>(identity::kRoleCount));
  EXPECT_EQ(roles[0]["role"], "admin");
}

INSTANTIATE_TEST_SUITE_P(Both, PeopleRoutesTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::platform::api
