// Goal: no text that anybody can send reaches the database as SQL, breaks the server or comes back as anything but data. Method: from the table of
// routes, so that none is forgotten: every text of every body, made from the route's own schema, and every parameter, holds in turn what is special to SQL,
// to markup, to formats and to JSON. No answer may be a 5xx or anything but JSON, and afterwards both companies are whole. On both databases.
#include <gtest/gtest.h>

#include <array>

#include "main/modules.hpp"
#include "platform/http/schema_node.hpp"
#include "tests/support/two_companies.hpp"

namespace bailiwick {
namespace {

namespace db = platform::db;
namespace http = platform::http;
using http::SchemaKind;
using nlohmann::json;

constexpr std::array<const char*, 6> kTexts = {
    "'; DROP TABLE person; --",
    "\" OR \"1\"=\"1",
    "1) UNION SELECT password_hash FROM account --",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "%s%n%x{}{0} $1 $$ \\' \\x27 _%",
    "\"}],\"role\":[\"admin\"] \xE2\x80\xAE \xF0\x9F\x8C\x8D"};

// The value that a schema describes, with the text wherever one may stand.
// NOLINTNEXTLINE(misc-no-recursion): as deep as the schemas, which are ours
json hostile(const http::SchemaNode& node, const std::string& text) {
  switch (node.kind) {
    case SchemaKind::kText:
    case SchemaKind::kAny:
      return text.substr(0, std::max<std::size_t>(node.size_max, 1));
    case SchemaKind::kEmail:
      return "o'brien--{}@example.com";
    case SchemaKind::kId:
      return node.name + "_01h455vb4pex5vsknk084sn02q";
    case SchemaKind::kDate:
      return "2026-01-01";
    case SchemaKind::kInstant:
      return "2026-12-31T00:00:00Z";
    case SchemaKind::kBoolean:
      return true;
    case SchemaKind::kInteger:
      return node.integer_min;
    case SchemaKind::kNumber:
      return node.number_min;
    case SchemaKind::kOneOf:
      return node.words.front();
    case SchemaKind::kArray:
      return json::array({hostile(node.items.front().node(), text)});
    case SchemaKind::kMap:
      return json::object({{text, hostile(node.items.front().node(), text)}});
    case SchemaKind::kObject:
      break;
  }
  json object = json::object();
  for (const http::NodeField& field : node.fields)
    object[field.name] = hostile(field.schema.node(), text);
  return object;
}

class HostileTexts : public testing::TwoCompanies,
                     public ::testing::WithParamInterface<db::Dialect> {
 protected:
  void SetUp() override {
    if (const auto why = testing::why_not(GetParam())) GTEST_SKIP() << *why;
    if (GetParam() == db::Dialect::kPostgres) {
      postgres_ = testing::make_database(GetParam());
      ASSERT_TRUE(postgres_.database) << postgres_.fault;
      config_.database_location = postgres_.options.location;
    }
    TwoCompanies::SetUp();
  }
  void TearDown() override { application_.reset(); }

  // Its own cookie again where a route has ended the session.
  const std::string& cookie() {
    if (!application_->identity().authentication.by_session(cookie_))
      cookie_ = sign_in("admin@demo.example");
    return cookie_;
  }

  void expect_data(const http::Route& route, const http::Response& answer) {
    const std::string text(answer.text());
    EXPECT_LT(answer.status, 500) << route.id << ' ' << text;
    const std::string type(answer.header("Content-Type").value_or("application/json"));
    EXPECT_TRUE(type.starts_with("application/json") ||
                type.starts_with("application/problem+json") || type.starts_with("text/csv") ||
                type.starts_with("application/geo+json"))
        << route.id << ' ' << type;
    if (type.find("json") != std::string::npos && !text.empty()) {
      EXPECT_TRUE(json::accept(text)) << route.id << ' ' << text;
    }
    EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff") << route.id;
  }

  std::int64_t count_of_people() {
    const auto count = application_->database().read([](db::Connection& connection) {
      return db::query_one(connection, "SELECT COUNT(*) FROM person", {},
                           [](const db::Row& row) { return row.int64(0); });
    });
    return count.value().value_or(-1);
  }

  testing::TestDatabase postgres_;
  std::string cookie_;
};

TEST_P(HostileTexts, InAnyFieldOfAnyBodyAreData) {
  const std::int64_t before = count_of_people();
  int tried = 0;
  for (const http::Route& route : dispatcher_->routes()) {
    // A password of the administrator would end the test.
    if (!route.body || route.id == "setUp" || route.id == "changePassword") continue;
    const auto path = path_of(route);
    ASSERT_TRUE(path) << route.id;
    for (const char* text : kTexts) {
      expect_data(route, call(route, *path, is_public(route) ? "" : cookie(),
                              hostile(route.body->node(), text)));
      ++tried;
    }
  }
  EXPECT_GT(tried, 100);
  EXPECT_GE(count_of_people(), before);
  const auto companies = companies_of(*application_);
  ASSERT_TRUE(companies);
  for (const auto& company : *companies) {
    const auto verified = application_->database().read([&](db::Connection& connection) {
      return application_->log().verify(connection, company.id);
    });
    ASSERT_TRUE(verified);
    EXPECT_TRUE(verified->is_intact());
  }
}

TEST_P(HostileTexts, InAnyParameterAreData) {
  int tried = 0;
  for (const http::Route& route : dispatcher_->routes()) {
    if (route.method != http::Method::kGet || route.id == "streamEvents" || is_public(route))
      continue;
    const auto path = path_of(route);
    ASSERT_TRUE(path) << route.id;
    for (const http::Param& param : route.params) {
      for (const char* text : kTexts) {
        if (param.place == http::ParamPlace::kQuery)
          expect_data(route, call(route, *path, cookie(), {}, {{std::string(param.name), text}}));
        if (param.place == http::ParamPlace::kPath) {
          std::string hostile_path(route.path);
          const std::string name = '{' + std::string(param.name) + '}';
          hostile_path.replace(hostile_path.find(name), name.size(), "a'--");
          expect_data(route, call(route, hostile_path, cookie(), {}));
        }
        ++tried;
      }
    }
  }
  EXPECT_GT(tried, 100);
}

INSTANTIATE_TEST_SUITE_P(Both, HostileTexts, testing::on_both(), testing::dialect_name);

}  // namespace
}  // namespace bailiwick
