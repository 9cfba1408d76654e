// Goal: companies on two databases are served by one server, each from its own, and nobody notices but who looks into the databases.
// Method: a company is moved by the command line; a server and a browser for each company; rows are counted on both databases.
#include "main/nodes.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>

#include "main/modules.hpp"
#include "tests/support/identity_provider.hpp"
#include "tests/support/local_server.hpp"
#include "tests/support/platform_world.hpp"
#include "tests/support/served.hpp"

namespace bailiwick {
namespace {

namespace db = platform::db;
using nlohmann::json;
using testing::Browser;
using testing::json_of;

constexpr const char* kNodePassword = "territory-map-42-green";

class NodesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (auto why = testing::why_not(db::Dialect::kPostgres)) GTEST_SKIP() << *why;
    first_ = testing::make_database(db::Dialect::kPostgres, all_migrations());
    second_ = testing::make_database(db::Dialect::kPostgres);
    ASSERT_TRUE(first_.database) << first_.fault;
    ASSERT_TRUE(second_.database) << second_.fault;
    location_ = "database.location=" + first_.options.location;
    setenv("BAILIWICK_PASSWORD", kNodePassword, 1);
    stays_ = company("one");
    moves_ = company("two");
    unsetenv("BAILIWICK_PASSWORD");
    ASSERT_EQ(said({"cluster", "init", "first"}).code, 0);
    const auto added = said({"cluster", "add-node", "second", second_.options.location});
    ASSERT_EQ(added.code, 0) << added.err;
    const auto moved = said({"cluster", "move-tenant", moves_, "second"});
    ASSERT_EQ(moved.code, 0) << moved.err;
  }
  testing::CommandSaid said(std::vector<std::string> words) {
    words.insert(words.end(), {"--data", folder_.file("data"), "--set", location_});
    return testing::command_said(words);
  }
  std::string company(const std::string& name) {
    const auto made = said({"user", "add", name + "@example.com", "--name", name, "--company",
                            "Company " + name, "--json"});
    EXPECT_EQ(made.code, 0) << made.err;
    return json::parse(made.out)["tenant"];
  }
  static std::int64_t territories(db::Database& database, const std::string& tenant) {
    const auto count = database.read([&](db::Connection& connection) {
      return db::query_one(connection, "SELECT COUNT(*) FROM territory WHERE tenant_id = $1",
                           {*TenantId::parse(tenant)},
                           [](const db::Row& row) { return row.int64(0); });
    });
    return count.value().value_or(-1);
  }

  testing::DatabaseFolder folder_;
  testing::TestDatabase first_;
  testing::TestDatabase second_;
  std::string location_;
  std::string stays_;
  std::string moves_;
};

TEST_F(NodesTest, EachCompanyIsServedFromItsOwnDatabase) {
  testing::Served served({location_}, folder_.file("data"));
  ASSERT_NE(served.port(), 0) << served.said();
  for (const char* name : {"one", "two"}) {
    Browser browser(served.port());
    const auto in = browser.post("/api/v1/session", {{"email", std::string(name) + "@example.com"},
                                                     {"password", kNodePassword}});
    ASSERT_EQ(in.status, 200) << name << in.body;
    const auto made =
        browser.post("/api/v1/territories", {{"name", name}}, "Idempotency-Key: once-00001\r\n");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(
        browser.post("/api/v1/territories", {{"name", name}}, "Idempotency-Key: once-00001\r\n")
            .body,
        made.body);
    const auto listed = json_of(browser.get("/api/v1/territories"))["items"];
    ASSERT_EQ(listed.size(), 1U);
    EXPECT_EQ(listed[0]["name"], name);
    const auto invited =
        browser.post("/api/v1/people", {{"name", "N"},
                                        {"email", std::string("new-") + name + "@example.com"},
                                        {"roles", {"rep"}},
                                        {"locale", "en"}});
    ASSERT_EQ(invited.status, 201) << invited.body;
    const std::string link = json_of(invited)["invitation_link"];
    Browser guest(served.port());
    EXPECT_EQ(
        guest
            .post("/api/v1/invitation/accept", {{"token", link.substr(link.find("token=") + 6)},
                                                {"password", kNodePassword},
                                                {"locale", "en"}})
            .status,
        200);
  }
  EXPECT_EQ(territories(*first_.database, stays_), 1);
  EXPECT_EQ(territories(*first_.database, moves_), 0);
  EXPECT_EQ(territories(*second_.database, moves_), 1);
  EXPECT_EQ(territories(*second_.database, stays_), 0);
}

// An identity provider on a port of this machine.
class ServedProvider {
 public:
  ServedProvider() {
    provider.base = "http://127.0.0.1:" + std::to_string(server_.port());
    provider.issuer = provider.base;
    provider.now_seconds = std::chrono::duration_cast<std::chrono::seconds>(
                               std::chrono::system_clock::now().time_since_epoch())
                               .count();
  }
  testing::IdentityProvider provider;

 private:
  // What the port of the tests is asked, read off the wire.
  void answer(tests::Peer& peer) {
    const std::string request = peer.read_http();
    platform::identity::oidc::Fetch fetch;
    fetch.url = provider.base + request.substr(request.find(' ') + 1,
                                               request.find(" HTTP") - request.find(' ') - 1);
    if (request.starts_with("POST")) {
      fetch.form = request.substr(request.find("\n\n") + 2);
      fetch.user = "bailiwick";
      fetch.password = "s%26cret";
    }
    const auto fetched = provider.port()(fetch);
    peer.write("HTTP/1.1 " + std::to_string(fetched->status) +
               " -\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
               std::to_string(fetched->body.size()) + "\r\n\r\n" + fetched->body);
  }
  tests::LocalServer server_{[this](tests::Peer& peer) { answer(peer); }};
};

TEST_F(NodesTest, AnIdentityProviderSignsInThePeopleOfEachNode) {
  ServedProvider there;
  testing::Served served(
      {location_, "oidc.id=local", "oidc.issuer=" + there.provider.base, "oidc.client_id=bailiwick",
       "oidc.client_secret=s&cret", "client.allowed_networks=127.0.0.0/8"},
      folder_.file("data"));
  ASSERT_NE(served.port(), 0) << served.said();
  for (const std::string name : {"one", "two"}) {
    Browser browser(served.port());
    ASSERT_EQ(browser
                  .post("/api/v1/session",
                        {{"email", name + "@example.com"}, {"password", kNodePassword}})
                  .status,
              200);
    ASSERT_EQ(browser
                  .ask("PATCH", "/api/v1/company", R"({"sign_in_domains":["example.com"]})",
                       "If-Match: *\r\n")
                  .status,
              200);
    Browser guest(served.port());
    const auto away = guest.get("/api/v1/session/oidc/local/start?to=/territories");
    ASSERT_EQ(away.status, 302) << away.body;
    const std::string cookie = away.header("set-cookie");
    const auto back = there.provider.authorise(
        away.header("location"),
        {{"sub", name}, {"email", name + "@example.com"}, {"email_verified", true}});
    const auto home = guest.ask(
        "GET", "/api/v1/session/oidc/local/callback?code=" + back.code + "&state=" + back.state, "",
        "Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\n");
    EXPECT_EQ(home.status, 302);
    EXPECT_EQ(home.header("location"), "/territories") << name;
    const std::string session = home.header("set-cookie");
    guest.cookie = session.substr(18, session.find(';') - 18);
    EXPECT_EQ(json_of(guest.get("/api/v1/session"))["person"]["name"], name);
  }
}

TEST_F(NodesTest, AServerWithCompaniesElsewhereIsNotNew) {
  ASSERT_EQ(said({"cluster", "move-tenant", stays_, "second"}).code, 0);
  testing::Served served({location_}, folder_.file("data"));
  ASSERT_NE(served.port(), 0) << served.said();
  Browser stranger(served.port());
  EXPECT_EQ(json_of(stranger.get("/api/v1/setup"))["needs_setup"], false);
}

}  // namespace
}  // namespace bailiwick
