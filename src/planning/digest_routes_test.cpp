// Goal: the choice of a digest is answered and taken as declared. Method: the handlers, called as the server calls them, on both databases.
#include "planning/digest_routes.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/digest_world.hpp"
#include "tests/support/route_call.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;
using nlohmann::json;

using DigestRoutesTest = support::DigestWorldTest;
INSTANTIATE_TEST_SUITE_P(Both, DigestRoutesTest, support::on_both(), support::dialect_name);

TEST_P(DigestRoutesTest, AChoiceIsMadeReadAndTakenBack) {
  const auto routes = digest_routes(*with_mail_);
  const auto call = [&](std::string_view id, json body = nullptr) {
    return support::declared_json(routes, id, rolf_, {.body = std::move(body)});
  };
  EXPECT_EQ(call("getDigest"), (json{{"rhythm", "never"}, {"is_mail_sent", true}}));
  const json chosen = call("putDigest", {{"rhythm", "weekly"}});
  EXPECT_EQ(chosen["rhythm"], "weekly");
  EXPECT_TRUE(chosen.contains("next_at"));
  EXPECT_EQ(call("getDigest"), chosen);
  EXPECT_EQ(call("putDigest", {{"rhythm", "never"}})["rhythm"], "never");
  EXPECT_FALSE(call("getDigest").contains("next_at"));
  rolf_.permissions.clear();
  EXPECT_EQ(call("getDigest")["rule"], "I001");
}

}  // namespace
}  // namespace bailiwick::planning
