// Goal: the server as its users meet it: first run, signing in, the web app's page, stopping; and what it says when it cannot start.
// Method: `bailiwick serve` in this process, spoken to over sockets.
#include <gtest/gtest.h>

#include "tests/support/served.hpp"

namespace bailiwick {
namespace {

using nlohmann::json;
using testing::Browser;
using testing::command_said;
using testing::json_of;
using testing::Served;

constexpr const char* kPassword = "territory-map-42-green";

const json kSetup = {
    {"company",
     {{"name", "Example"},
      {"time_zone", "Europe/Amsterdam"},
      {"currency", "EUR"},
      {"country", "NL"}}},
    {"admin",
     {{"name", "Kim"}, {"email", "kim@example.com"}, {"password", kPassword}, {"locale", "nl"}}}};

TEST(Serve, FromTheFirstRunToASessionThatSurvivesARestart) {
  const testing::DatabaseFolder folder;
  Browser browser(0);
  {
    Served served({}, folder.file("data"));
    ASSERT_NE(served.port(), 0) << served.said();
    browser = Browser(served.port());
    EXPECT_EQ(json_of(browser.get("/health/ready"))["status"], "ok");
    EXPECT_EQ(json_of(browser.get("/api/v1/setup"))["needs_setup"], true);
    EXPECT_EQ(browser.get("/api/v1/plans").status, 401);
    const auto made = browser.post("/api/v1/setup", kSetup);
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(json_of(browser.get("/api/v1/setup"))["needs_setup"], false);
    EXPECT_EQ(browser.post("/api/v1/setup", kSetup).status, 409);
    EXPECT_EQ(json_of(browser.get("/api/v1/session"))["person"]["email"], "kim@example.com");
    EXPECT_EQ(served.stop(), 0);
  }
  Served again({}, folder.file("data"));
  ASSERT_NE(again.port(), 0) << again.said();
  Browser back(again.port());
  back.cookie = browser.cookie;
  EXPECT_EQ(json_of(back.get("/api/v1/session"))["person"]["name"], "Kim");
}

TEST(Serve, ASessionIsNewAtEachSignInAndNeedsItsToken) {
  Served served;
  ASSERT_NE(served.port(), 0) << served.said();
  Browser browser(served.port());
  browser.cookie = "bw_planted";
  ASSERT_EQ(browser.post("/api/v1/setup", kSetup).status, 201);
  EXPECT_NE(browser.cookie, "bw_planted");
  const std::string first = browser.cookie;
  const json credentials = {{"email", "kim@example.com"}, {"password", kPassword}};
  ASSERT_EQ(browser.post("/api/v1/session", credentials).status, 200);
  EXPECT_NE(browser.cookie, first);
  Browser thief(served.port());
  thief.cookie = first;
  EXPECT_EQ(thief.get("/api/v1/session").status, 401) << "the session before ended";
  Browser forger(served.port());
  forger.cookie = browser.cookie;
  EXPECT_EQ(forger.ask("DELETE", "/api/v1/session", "").status, 403);
  EXPECT_EQ(browser.get("/api/v1/session").status, 200);
  EXPECT_EQ(browser.ask("DELETE", "/api/v1/session", "").status, 204);
  EXPECT_EQ(browser.get("/api/v1/session").status, 401);
}

TEST(Serve, AWriteThatIsRepeatedUnderItsKeyIsDoneOnce) {
  Served served;
  ASSERT_NE(served.port(), 0) << served.said();
  Browser browser(served.port());
  ASSERT_EQ(browser.post("/api/v1/setup", kSetup).status, 201);
  const json territory = {{"name", "North"}, {"valid_from", "2026-01-01"}};
  const std::string key = "Idempotency-Key: the-same-0001\r\n";
  const auto first = browser.post("/api/v1/territories", territory, key);
  ASSERT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(browser.post("/api/v1/territories", territory, key).body, first.body);
  EXPECT_EQ(json_of(browser.get("/api/v1/territories?on=2026-02-01"))["items"].size(), 1U);
}

TEST(Serve, WhatPeopleTypeComesBackAsText) {
  Served served;
  ASSERT_NE(served.port(), 0) << served.said();
  Browser browser(served.port());
  ASSERT_EQ(browser.post("/api/v1/setup", kSetup).status, 201);
  for (const char* name : {"'; DROP TABLE territory; --", "\" OR 1=1 --",
                           "<script>alert(1)</script>", "%s%n", "a\\u0000", "Ωμέγα 🌍"}) {
    const auto made =
        browser.post("/api/v1/territories", {{"name", name}, {"valid_from", "2026-01-01"}});
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(json_of(made)["name"], name);
    EXPECT_EQ(made.header("content-type"), "application/json");
    EXPECT_EQ(made.header("x-content-type-options"), "nosniff");
  }
  EXPECT_EQ(json_of(browser.get("/api/v1/territories?on=2026-02-01"))["items"].size(), 6U);
}

TEST(Serve, ThePagesOfTheAppAreServedWithAStrictPolicy) {
  const testing::DatabaseFolder web;
  web.write("index.html", "<!doctype html><title>Bailiwick</title>");
  Served served({"server.web_folder=" + web.path().string()});
  ASSERT_NE(served.port(), 0) << served.said();
  Browser browser(served.port());
  for (const char* path : {"/", "/plans"}) {
    const auto page = browser.ask("GET", path, "", "Accept: text/html\r\n");
    EXPECT_EQ(page.status, 200) << path;
    EXPECT_NE(page.header("content-security-policy").find("script-src 'self'"), std::string::npos);
    const auto again = browser.ask(
        "GET", path, "", "Accept: text/html\r\nIf-None-Match: " + page.header("etag") + "\r\n");
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.header("content-security-policy"), "") << "the kept page keeps its policy";
  }
  EXPECT_EQ(browser.get("/../../etc/passwd").status, 400);
  EXPECT_EQ(browser.get("/%2e%2e/%2e%2e/etc/passwd").status, 400);
}

TEST(Serve, AnAddressMayAskOnlySoOften) {
  Served served({"server.requests_a_minute=60"});
  ASSERT_NE(served.port(), 0) << served.said();
  Browser browser(served.port());
  int refused = 0;
  for (int i = 0; i < 60; ++i) refused += browser.get("/api/v1/setup").status == 429 ? 1 : 0;
  EXPECT_GT(refused, 20);
}

TEST(Serve, WhatKeepsItFromStartingIsSaid) {
  Served first;
  ASSERT_NE(first.port(), 0) << first.said();
  const testing::DatabaseFolder folder;
  const auto taken = command_said({"serve", "--data", folder.file("data"), "--set",
                                   "server.port=" + std::to_string(first.port())});
  EXPECT_NE(taken.code, 0);
  EXPECT_NE(taken.err.find("H048"), std::string::npos) << taken.err;
  const auto certificate =
      command_said({"serve", "--data", folder.file("data"), "--set", "server.port=0", "--set",
                    "server.tls_certificate=/nowhere.pem", "--set", "server.tls_key=/nowhere.key"});
  EXPECT_NE(certificate.code, 0);
  EXPECT_NE(certificate.err.find("/nowhere"), std::string::npos) << certificate.err;
  const auto log = command_said({"serve", "--data", folder.file("data"), "--set",
                                 "log.file=" + folder.file("no/such/log/x/")});
  EXPECT_NE(log.code, 0);
  EXPECT_NE(log.err.find("X040"), std::string::npos) << log.err;
}

}  // namespace
}  // namespace bailiwick
