// Goal: the log through the API: names while there are any, pages, verification
// with an anchor. Method: the routes called without a socket.
#include "platform/api/audit_routes.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/api_world.hpp"

namespace bailiwick::platform::api {
namespace {

using bailiwick::testing::ApiCaller;
using bailiwick::testing::json_of;
using bailiwick::testing::rule_in;
using Json = nlohmann::json;

class AuditRoutesTest : public bailiwick::testing::IdentityTest {
 protected:
  http::Response get(const std::string& target, SubjectNames names = {}) {
    const http::Routes routes = audit_routes(services(), std::move(names));
    const std::string cookie =
        cookie_.empty() ? cookie_ = world->sign_in("admin@acme.example").cookie : cookie_;
    return ApiCaller(routes, services())
        .call({.cookie = cookie, .token = {}},
              {.method = http::Method::kGet, .target = target, .body = nullptr, .headers = {}});
  }
  std::string cookie_;
};

TEST_P(AuditRoutesTest, NamesPeopleUntilTheyAreErased) {
  const auto rep = world->add_person(admin, identity::Role::kRep, "rep@acme.example").principal;
  const std::string target = "/api/v1/audit?action=person.invited";
  Json entry = json_of(get(target))["items"][0];
  EXPECT_EQ(entry["subject"], rep.person.text());
  EXPECT_EQ(entry["subject_name"], "Person rep");
  EXPECT_EQ(entry["actor"]["name"], "Admin of acme");
  EXPECT_EQ(entry["details"]["roles"], "rep");
  ASSERT_TRUE(services().privacy.erase(admin, rep.person));
  entry = json_of(get(target))["items"][0];
  EXPECT_FALSE(entry.contains("subject_name"));
}

TEST_P(AuditRoutesTest, NamesOtherSubjectsAsItIsTold) {
  world->add_person(admin, identity::Role::kRep, "rep@acme.example");
  std::vector<std::string> asked;
  const auto names = [&](db::Connection&, const identity::Principal& principal,
                         std::string_view subject) -> Result<std::string> {
    EXPECT_EQ(principal.person, admin.person);
    asked.emplace_back(subject);
    return subject.starts_with("tenant_") ? std::string("Acme") : std::string();
  };
  for (const Json& entry : json_of(get("/api/v1/audit", names))["items"]) {
    const std::string subject = entry["subject"];
    const bool is_acme = entry.value("subject_name", "") == "Acme";
    EXPECT_EQ(is_acme, subject.starts_with("tenant_")) << subject;
  }
  EXPECT_FALSE(asked.empty());
  EXPECT_EQ(std::set<std::string>(asked.begin(), asked.end()).size(), asked.size())
      << "each once a page";
}

TEST_P(AuditRoutesTest, PagesAndFilters) {
  for (int i = 0; i < 5; ++i) (void)world->sign_in("admin@acme.example");
  const auto first = json_of(get("/api/v1/audit?limit=4"));
  ASSERT_EQ(first["items"].size(), 4U);
  const auto second =
      json_of(get("/api/v1/audit?limit=4&cursor=" + first["next"].get<std::string>()));
  EXPECT_EQ(second["items"][0]["number"].get<int>() + 1, first["items"][3]["number"].get<int>());
  EXPECT_EQ(json_of(get("/api/v1/audit?actor=nobody"))["items"].size(), 0U);
  EXPECT_EQ(json_of(get("/api/v1/audit?subject=' OR 1=1 --"))["items"].size(), 0U);
  EXPECT_EQ(json_of(get("/api/v1/audit?from=2999-01-01T00:00:00Z"))["items"].size(), 0U);
}

TEST_P(AuditRoutesTest, VerifiesAndKeepsAnAnchor) {
  const auto found = json_of(get("/api/v1/audit/verification"));
  EXPECT_EQ(found["is_intact"], true);
  EXPECT_FALSE(found.contains("first_fault"));
  const std::string anchor = found["head"];
  EXPECT_EQ(json_of(get("/api/v1/audit/verification?anchor=" + anchor))["is_intact"], true);
  const auto other = json_of(get("/api/v1/audit/verification?anchor=1:" + std::string(64, 'a')));
  EXPECT_EQ(other["first_fault"]["rule"], "A008");
  EXPECT_EQ(rule_in(get("/api/v1/audit/verification?anchor=x")), "A009");
}

INSTANTIATE_TEST_SUITE_P(Both, AuditRoutesTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::platform::api
