// Goal: versions and cursors are read back as they were given, and nothing else
// is. Method: round trips and what is nearly right.
#include "platform/api/resource.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

namespace bailiwick::platform::api {
namespace {

identity::Version version(const std::string& text) {
  http::Request request;
  request.headers = {{"if-match", text}};
  return version_of(request);
}

TEST(Resource, AVersionIsAnETagOfItsNumber) {
  EXPECT_EQ(version("\"7\""), 7);
  EXPECT_EQ(version("W/\"7\""), 7);
  EXPECT_EQ(version("*"), std::nullopt);
  EXPECT_EQ(version_of(http::Request{}), std::nullopt);
  for (const auto* bad : {"7", "\"\"", "\"-7\"", "\"7x\"", "\"7", "\"99999999999999999999\"", ""})
    EXPECT_EQ(version(bad), 0) << bad;
  EXPECT_EQ(versioned(200, nlohmann::json::object(), 7).header("ETag"), "\"7\"");
}

TEST(Resource, ACursorIsReadBack) {
  const auto read = read_cursor(cursor_of("o'brien\n<b>", "person_1"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->first, "o'brien\n<b>");
  EXPECT_EQ(read->second, "person_1");
  for (const auto* bad : {"", "!", "AAAA"}) EXPECT_EQ(read_cursor(bad).error().rule, "Y001") << bad;
}

TEST(Resource, ALimitHasItsBounds) {
  http::Request request;
  EXPECT_EQ(limit_of(request), kPageDefault);
  request.query = {{"limit", "1000"}};
  EXPECT_EQ(limit_of(request), kPageMax);
  request.query = {{"limit", "7"}};
  EXPECT_EQ(limit_of(request), 7);
}

TEST(Resource, WhatIsAbsentIsLeftOut) {
  identity::Person person;
  const auto json = api::json_of(person);
  EXPECT_FALSE(json.contains("time_zone"));
  EXPECT_FALSE(json.contains("last_seen_at"));
  EXPECT_EQ(json["status"], "invited");
}

TEST(Resource, APersonIsWrittenAsTheLibraryWouldWriteIt) {
  identity::Person person;
  person.name = "Zo\xC3\xAB \"Z\" O'Brien\\";
  person.email = "z@example.com";
  for (const bool is_full : {false, true}) {
    if (is_full) {
      person.roles = {identity::Role::kAdmin, identity::Role::kRep};
      person.time_zone = "Europe/Amsterdam";
      person.last_seen_at = Instant(1'795'630'902'000'123);
    }
    const http::Response response = person_response(person);
    EXPECT_EQ(response.text(), api::json_of(person).dump());
    EXPECT_EQ(response.header("ETag"), '"' + std::to_string(person.version) + '"');
  }
}

}  // namespace
}  // namespace bailiwick::platform::api
