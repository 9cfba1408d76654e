// Goal: no route tells or does anything for a stranger, for who lacks the permission, or for a member of another company.
// Method: every route of the application, taken from its table so that none is forgotten, is called through the dispatcher: by nobody,
// with a token without scopes, and by the administrator of another company with the ids of the first one's things.
#include "main/web_server.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "main/demo.hpp"
#include "main/operator.hpp"
#include "platform/api/authenticator.hpp"
#include "platform/crypto/random.hpp"
#include "platform/http/dispatcher.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick {
namespace {

namespace http = platform::http;
namespace identity = platform::identity;
using nlohmann::json;

constexpr const char* kPassword = "territory-map-42-green";
constexpr const char* kUnits =
    "unit,lon,lat,population\na,5,52,10\nb,5.1,52,10\nc,5.2,52,10\nd,5.3,52,10\n";

// Two companies in one installation. What the second one may learn of the first is nothing.
class TwoCompanies : public ::testing::Test {
 protected:
  void SetUp() override {
    config_.data_folder = folder_.file("data");
    auto opened = Application::open(config_, {});
    ASSERT_TRUE(opened) << opened.error().message;
    application_ = std::move(*opened);
    DemoRequest demo;
    demo.password = kPassword;
    demo.units_csv = kUnits;
    demo.territories = 2;
    ASSERT_TRUE(make_demo(*application_, demo));
    identity::NewCompany other;
    other.company.name = "Another Company";
    other.admin.name = "Another Admin";
    other.admin.email = "admin@another.example";
    other.password = kPassword;
    ASSERT_TRUE(application_->identity().companies.add(other));
    collect_ids();
    dispatcher_ = std::make_unique<http::Dispatcher>(
        application_->routes(), http::StaticFiles(),
        http::DispatcherOptions{
            .authenticate = platform::api::authenticator(application_->identity().authentication),
            .idempotency = nullptr,
            .log_error = {},
            .peer_rate = {},
            .person_rate = {},
            .content_security_policy = {}});
    add_webhook();
  }

  std::string sign_in(std::string_view email) {
    const auto in = application_->identity().sign_in.with_password(
        {.email = email, .password = kPassword, .peer = "test", .previous_cookie = {}});
    EXPECT_TRUE(in);
    csrf_ = in->principal.csrf_token;
    return in->cookie;
  }

  void add_webhook() {
    const std::string cookie = sign_in("admin@demo.example");
    for (const http::Route& route : dispatcher_->routes()) {
      if (route.id != "createWebhook") continue;
      const auto made =
          call(route, "/api/v1/webhooks", cookie,
               {{"url", "https://hooks.example.com/x"}, {"events", {"plan.updated"}}});
      ASSERT_EQ(made.status, 201) << made.text();
      ids_["webhook"] = json::parse(made.text())["webhook"]["id"];
    }
  }

  // A real thing of the first company for every kind of id in a path.
  void collect_ids() {
    const auto admin = person_by_email(*application_, "admin@demo.example");
    const auto planner = person_by_email(*application_, "planner@demo.example");
    const auto all = operator_of(admin->tenant);
    const auto plan = application_->plans().plans(all, {}, 1)->items.front();
    ids_["person"] = planner->person.id.text();
    ids_["plan"] = plan.id.text();
    ids_["job"] = plan.job->text();
    const auto as_of = alignment::AsOf{.day = application_->alignment().today()};
    ids_["territory"] = application_->alignment().tree(all, as_of)->front().territory.id.text();
    ids_["position"] = application_->alignment().positions(all, as_of)->front().position.id.text();
    identity::Principal owner = operator_of(admin->tenant);
    owner.person = admin->person.id;
    const auto token = application_->identity().tokens.make(
        owner, {.name = "t",
                .scopes = {identity::Permission::kPlansRead},
                .expires_at = platform::crypto::system_wall_clock()().plus_seconds(86'400)});
    ids_["token"] = token->token.id.text();
    ids_["provider"] = "company";
  }

  // Nothing where the path names a kind of thing that this test does not know.
  std::optional<std::string> path_of(const http::Route& route) {
    std::string path(route.path);
    for (std::size_t open = path.find('{'); open != std::string::npos; open = path.find('{')) {
      const std::size_t close = path.find('}', open);
      const auto id = ids_.find(path.substr(open + 1, close - open - 1));
      if (id == ids_.end()) return std::nullopt;
      path.replace(open, close - open + 1, id->second);
    }
    return path;
  }

  http::Response call(const http::Route& route, const std::string& path, const std::string& cookie,
                      const json& body) {
    http::Request request;
    request.method = route.method;
    request.path = path;
    request.peer = "192.0.2.7";
    if (!cookie.empty()) {
      request.headers.emplace_back("cookie", "bailiwick_session=" + cookie);
      request.headers.emplace_back("x-csrf-token", csrf_);
    }
    request.headers.emplace_back("if-match", "*");
    if (route.body) {
      request.headers.emplace_back("content-type", "application/json");
      request.body = body.dump();
    }
    http::Admission admission = dispatcher_->admit(request);
    if (admission.reply) return std::move(*admission.reply);
    return dispatcher_->answer(admission, request, path);
  }

  // A body that the route's own schema accepts, so that it is the service that refuses.
  json body_for(const http::Route& route) {
    const std::string id(route.id);
    const std::string day = to_text(application_->alignment().today());
    if (id == "changePerson" || id == "changeProfile") return {{"name", "Changed"}};
    if (id == "renameTerritory") return {{"name", "Changed"}};
    if (id == "changePosition") return {{"title", "Changed"}, {"kind", "rep"}};
    if (id == "placeTerritory") return {{"valid_from", day}, {"is_open", false}};
    if (id == "addAssignment") {
      return {{"territory", ids_["territory"]},
              {"position", ids_["position"]},
              {"valid_from", day},
              {"part", "owner"}};
    }
    if (id == "createPlan") {
      return {{"name", "Stolen"},
              {"dataset", "dataset_00000000000000000000000000"},
              {"territories", 2},
              {"balance", json::array()}};
    }
    return json::object();
  }

  static bool is_public(const http::Route& route) {
    return route.access.kind == http::AccessKind::kPublic;
  }

  testing::DatabaseFolder folder_;
  platform::config::Config config_;
  std::unique_ptr<Application> application_;
  std::unique_ptr<http::Dispatcher> dispatcher_;
  std::map<std::string, std::string> ids_;
  std::string csrf_;
};

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
  const std::string cookie = sign_in("admin@another.example");
  int named = 0;
  for (const http::Route& route : dispatcher_->routes()) {
    if (is_public(route) || route.path.find('{') == std::string_view::npos) continue;
    const auto path = path_of(route);
    ASSERT_TRUE(path) << route.id << ": give this test an id of that kind";
    const http::Response answer = call(route, *path, cookie, body_for(route));
    EXPECT_TRUE(answer.status == 404 || answer.status == 403)
        << route.id << " " << answer.status << " " << answer.text();
    ++named;
  }
  EXPECT_GT(named, 15);
}

TEST_F(TwoCompanies, ListsHoldNothingOfAnotherCompany) {
  const std::string cookie = sign_in("admin@another.example");
  for (const http::Route& route : dispatcher_->routes()) {
    if (is_public(route) || route.method != http::Method::kGet) continue;
    if (route.path.find('{') != std::string_view::npos || route.id == "streamEvents") continue;
    const http::Response answer = call(route, std::string(route.path), cookie, {});
    if (route.id == "verifyAudit") continue;  // numbers of its own log only
    const std::string text(answer.text());
    for (const auto& [kind, id] : ids_) {
      if (kind == "provider") continue;
      EXPECT_EQ(text.find(id), std::string::npos) << route.id;
    }
    EXPECT_EQ(text.find("demo.example"), std::string::npos) << route.id;
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
