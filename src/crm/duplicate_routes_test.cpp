// Goal: the routes of duplicates and merges answer as docs/spec/duplicates.md says. Method: two accounts from their being found to their being two again.
#include "crm/record_routes.hpp"
#include "tests/support/api_world.hpp"
#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::ApiCaller;
using bailiwick::testing::Caller;
using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::on_both;
using platform::http::Method;

class DuplicateRoutesTest : public bailiwick::testing::CrmTest {
 protected:
  void SetUp() override {
    CrmTest::SetUp();
    if (IsSkipped()) return;
    duplicates_.emplace(parts());
    merges_.emplace(parts());
    routes = duplicate_routes(*duplicates_, *merges_);
    caller = {.cookie = world->sign_in("admin@acme.example").cookie};
  }
  platform::http::Response call(Method method, const std::string& target,
                                const Json& body = nullptr) {
    return ApiCaller(routes, services())
        .call(caller, {method, "/api/v1/accounts/" + target, body, {{"if-match", "\"1\""}}});
  }
  Json get(const std::string& target) {
    return Json::parse(call(Method::kGet, target).text()).at("items");
  }

  platform::http::Routes routes;
  Caller caller;

 private:
  std::optional<DuplicateService> duplicates_;
  std::optional<MergeService> merges_;
};

INSTANTIATE_TEST_SUITE_P(Both, DuplicateRoutesTest, on_both(), dialect_name);

TEST_P(DuplicateRoutesTest, FindMergeAndTakeApart) {
  const std::string kept =
      add(admin, ObjectKind::kAccount, {{"name", "Acme Foods"}, {"city", "Leeds"}}).at("id");
  const std::string other =
      add(admin, ObjectKind::kAccount,
          {{"name", "Acme Foods Inc"}, {"city", "Leeds"}, {"phone", "0113 4960101"}})
          .at("id");
  const Json pairs = get("duplicates?limit=10");
  ASSERT_EQ(pairs.size(), 1U) << pairs.dump();
  EXPECT_EQ(pairs[0].at("a"), Json({{"id", kept}, {"title", "Acme Foods"}}));
  EXPECT_EQ(pairs[0].at("evidence")[0],
            Json({{"field", "name"}, {"similarity", 1.0}, {"weight", 8.892}}));
  EXPECT_EQ(get(kept + "/duplicates")[0].at("b").at("id"), other);

  auto response = call(Method::kPost, kept + "/merge", {{"other", other}});
  ASSERT_EQ(response.status, 200) << response.text();
  const Json merge = Json::parse(response.text());
  EXPECT_EQ(merge.at("kept"), kept);
  EXPECT_EQ(merge.at("fields"), Json({"phone"}));
  EXPECT_EQ(get(kept + "/merges"), Json::array({merge}));
  EXPECT_TRUE(get("duplicates").empty());

  response = call(Method::kPost, kept + "/merges/" + merge.at("id").get<std::string>() + "/undo");
  ASSERT_EQ(response.status, 200) << response.text();
  EXPECT_EQ(Json::parse(response.text()),
            Json({{"kept_changes", Json::array()}, {"references", 0}, {"lost_references", 0}}));
  EXPECT_TRUE(get(kept + "/merges").empty());
  EXPECT_EQ(call(Method::kPost, kept + "/merge", {{"other", other}}).status, 412) << "it changed";
}

TEST_P(DuplicateRoutesTest, TellTwoApart) {
  const std::string a = add(admin, ObjectKind::kAccount, {{"name", "Acme Foods"}}).at("id");
  const std::string b = add(admin, ObjectKind::kAccount, {{"name", "Acme Foods"}}).at("id");
  EXPECT_EQ(get("duplicates").size(), 1U);
  EXPECT_EQ(call(Method::kPost, a + "/different", {{"other", b}}).status, 204);
  EXPECT_TRUE(get("duplicates").empty());
  EXPECT_EQ(call(Method::kPost, a + "/different", {{"other", a}}).status, 400);
}

}  // namespace
}  // namespace bailiwick::crm
