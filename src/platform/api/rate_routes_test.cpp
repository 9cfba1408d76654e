// Goal: exchange rates through the API, a page at a time, one by one and from a file. Method: the routes called without a socket, on both databases.
#include "platform/api/rate_routes.hpp"

#include <fstream>

#include "tests/support/api_world.hpp"

namespace bailiwick::platform::api {
namespace {

using bailiwick::testing::ApiCaller;
using bailiwick::testing::Caller;
using bailiwick::testing::json_of;
using bailiwick::testing::Role;
using bailiwick::testing::rule_in;
using http::Method;
using Json = nlohmann::json;

class RateRoutesTest : public bailiwick::testing::IdentityTest {
 protected:
  http::Response call(const Caller& caller, Method method, const std::string& target,
                      const Json& body = nullptr) {
    return ApiCaller(routes(), services())
        .call(caller, {.method = method, .target = target, .body = body, .headers = {}});
  }
  // The import's handler with a file as the server leaves it on the disk.
  http::Response import(const identity::Principal& principal, const std::string& csv,
                        const std::string& query) {
    const auto path = std::filesystem::path(::testing::TempDir()) / "money_rates.csv";
    std::ofstream(path) << csv;
    http::Request request = ApiCaller::request_of({}, {.target = "/x?" + query});
    request.principal = principal;
    request.body_file = path;
    const http::Response response = ApiCaller::handle(routes().back(), request, nullptr);
    std::filesystem::remove(path);
    return response;
  }
  const http::Routes& routes() {
    if (!rates_) {
      rates_.emplace(world->database(), world->log(), world->ids(), world->clock());
      routes_ = rate_routes(*rates_);
    }
    return routes_;
  }
  Caller session() { return {.cookie = world->sign_in("admin@acme.example").cookie, .token = {}}; }

 private:
  std::optional<identity::ExchangeRates> rates_;
  http::Routes routes_;
};

INSTANTIATE_TEST_SUITE_P(Both, RateRoutesTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

TEST_P(RateRoutesTest, AreSetListedAndRemoved) {
  const Caller admin_session = session();
  const std::string base = "/api/v1/exchange-rates";
  const auto set =
      call(admin_session, Method::kPut, base + "/EUR/USD/2026-01-05", {{"rate", "1.0823"}});
  ASSERT_EQ(set.status, 200) << set.text();
  EXPECT_EQ(json_of(set)["rate"], "1.0823");
  EXPECT_EQ(json_of(set)["recorded_by"], admin.person.text());
  EXPECT_EQ(
      rule_in(call(admin_session, Method::kPut, base + "/EUR/USD/2026-01-05", {{"rate", "x"}})),
      "I071");
  const auto unknown =
      call(admin_session, Method::kPut, base + "/EUR/XXQ/2026-01-05", {{"rate", "1.1"}});
  EXPECT_EQ(rule_in(unknown), "I070");
  EXPECT_NE(unknown.text().find("no currency XXQ"), std::string::npos) << unknown.text();
  call(admin_session, Method::kPut, base + "/EUR/USD/2026-01-06", {{"rate", "1.09"}});
  call(admin_session, Method::kPut, base + "/EUR/GBP/2026-01-06", {{"rate", "0.85"}});
  std::string order;
  std::string cursor;
  for (int page = 0; page < 4; ++page) {
    const auto listed = json_of(call(admin_session, Method::kGet, base + "?limit=1" + cursor));
    order += listed["items"][0]["rate"].get<std::string>() + " ";
    if (!listed.contains("next")) break;
    cursor = "&cursor=" + listed["next"].get<std::string>();
  }
  EXPECT_EQ(order, "0.85 1.09 1.0823 ");
  EXPECT_EQ(rule_in(call(admin_session, Method::kGet, base + "?cursor=2")), "Y001");
  EXPECT_EQ(json_of(call(admin_session, Method::kGet, base + "?against=GBP"))["items"].size(), 1U);
  EXPECT_EQ(call(admin_session, Method::kDelete, base + "/EUR/GBP/2026-01-06").status, 204);
  EXPECT_EQ(rule_in(call(admin_session, Method::kDelete, base + "/EUR/GBP/2026-01-06")), "I073");
}

TEST_P(RateRoutesTest, AFileIsRehearsedAndKept) {
  const std::string bank = "Date,USD,GBP,\n2026-01-05,1.25,N/A,\n2026-01-06,1.5,0.75,\n";
  const std::string how = "against=EUR&quoted=per_base";
  const Json counts = {{"added", 3}, {"corrected", 0}, {"unchanged", 0}, {"skipped", 1}};
  EXPECT_EQ(json_of(import(admin, bank, how + "&rehearse=true")), counts);
  EXPECT_EQ(json_of(import(admin, bank, how)), counts);
  EXPECT_EQ(json_of(import(admin, bank, how))["unchanged"], 3);
  EXPECT_EQ(rule_in(import(admin, "date,GBP\nx,1\n", "")), "Y011");
  EXPECT_EQ(rule_in(import(admin, "date,USD,USD\n", "")).substr(0, 1), "F");
  // The company reports in USD: what the file does not say is against that.
  EXPECT_EQ(json_of(import(admin, "date,EUR\n2026-02-01,1.1\n", ""))["added"], 1);
  const auto rep = world->add_person(admin, Role::kRep, "rep@acme.example").principal;
  EXPECT_EQ(rule_in(import(rep, bank, how)), "I001");
}

TEST_P(RateRoutesTest, EveryoneReadsAdministratorsAndFinanceWrite) {
  for (const Role role : identity::all_roles()) {
    const std::string email = std::string(identity::name_of(role)) + "@acme.example";
    const Caller caller{.cookie = role == Role::kAdmin
                                      ? session().cookie
                                      : world->add_person(admin, role, email).cookie,
                        .token = {}};
    const bool may_write = role == Role::kAdmin || role == Role::kFinance;
    EXPECT_EQ(call(caller, Method::kGet, "/api/v1/exchange-rates").status, 200);
    EXPECT_EQ(
        call(caller, Method::kPut, "/api/v1/exchange-rates/EUR/USD/2026-01-05", {{"rate", "1.1"}})
            .status,
        may_write ? 200 : 403);
  }
}

}  // namespace
}  // namespace bailiwick::platform::api
