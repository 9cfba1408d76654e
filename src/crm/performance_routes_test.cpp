// Goal: performance through the API, to who may read the CRM. Method: the routes called without a socket, on both databases.
#include "crm/performance_routes.hpp"

#include "tests/support/api_world.hpp"
#include "tests/support/performance_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::ApiCaller;
using bailiwick::testing::Caller;
using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::on_both;
using bailiwick::testing::Role;
using bailiwick::testing::rule_in;

class PerformanceRoutesTest : public bailiwick::testing::PerformanceTest {
 protected:
  platform::http::Response get(const Caller& caller, const std::string& target) {
    const PerformanceService service(parts());
    const auto routes = performance_routes(service);
    return ApiCaller(routes, services())
        .call(caller, {.target = "/api/v1/crm/performance/" + target});
  }
};

INSTANTIATE_TEST_SUITE_P(Both, PerformanceRoutesTest, on_both(), dialect_name);

TEST_P(PerformanceRoutesTest, TellWhatTheirSchemasSay) {
  make_world(3);
  const Caller caller{.cookie = world->sign_in("admin@acme.example").cookie, .token = {}};
  const PerformanceService service(parts());
  const std::string days = "from=" + to_text(today.plus_days(-700)) + "&to=" + to_text(today);
  for (const auto& route : performance_routes(service)) {
    const std::string path(route.path.substr(std::string_view("/api/v1/crm/performance/").size()));
    const auto answer = get(caller, path + "?by=industry&as=today&period=quarter&" + days);
    ASSERT_EQ(answer.status, 200) << answer.text();
    const Json json = bailiwick::testing::json_of(answer);
    const auto mistakes = platform::http::mistakes_of(*route.answers.front().schema, json);
    EXPECT_TRUE(mistakes.empty()) << path << ": " << mistakes.front().message;
    EXPECT_FALSE(json["lines"].empty()) << path;
    EXPECT_EQ(json["reporting"], "USD");
  }
  EXPECT_EQ(rule_in(get(caller, "revenue")), "R032");
  EXPECT_EQ(rule_in(get(caller, "wins?by=sector&" + days)), "R031");
  const Json orders = bailiwick::testing::json_of(get(caller, "revenue?" + days));
  const Json invoices = bailiwick::testing::json_of(get(caller, "revenue?kind=invoice&" + days));
  EXPECT_NE(orders["total"]["count"], invoices["total"]["count"]);
}

TEST_P(PerformanceRoutesTest, AreClosedToWhoMayNotReadTheCrm) {
  const Caller people{
      .cookie = world->add_person(admin, Role::kPeopleOps, "people@acme.example").cookie,
      .token = {}};
  for (const char* path : {"pipeline", "wins", "cycle", "revenue"})
    EXPECT_EQ(get(people, path).status, 403);
}

}  // namespace
}  // namespace bailiwick::crm
