// Goal: access is denied unless said, and a handler reads its parameters.
#include "platform/http/route.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bailiwick::platform::http {
namespace {

TEST(Route, access_is_denied_unless_said) {
  EXPECT_EQ(Access().kind, AccessKind::kPermission);
  EXPECT_FALSE(Access().permission);
  EXPECT_EQ(anyone().kind, AccessKind::kPublic);
  EXPECT_EQ(signed_in().kind, AccessKind::kSignedIn);
  EXPECT_EQ(allow(identity::Permission::kAuditRead).permission, identity::Permission::kAuditRead);
}

TEST(Route, a_handler_reads_its_parameters_with_a_default) {
  Request request;
  request.query = {{"limit", "20"}, {"search", "ada"}};
  const nlohmann::json body;
  const Call call{request, body};
  EXPECT_EQ(call.whole_number("limit", 50), 20);
  EXPECT_EQ(call.whole_number("offset", 7), 7);
  EXPECT_EQ(call.text("search"), "ada");
  EXPECT_EQ(call.text("role", "any"), "any");
}

}  // namespace
}  // namespace bailiwick::platform::http
