// Goal: an editor gets what it needs to underline mistakes, complete names and show values.
#include "crm/record_routes.hpp"
#include "formula/tree.hpp"
#include "tests/support/api_world.hpp"
#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::ApiCaller;
using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::on_both;
using platform::http::Method;

class FormulaRoutesTest : public bailiwick::testing::CrmTest {
 protected:
  Json call(const bailiwick::testing::Asked& asked) {
    const FormulaService service(parts());
    const auto routes = formula_routes(service);
    const auto response = ApiCaller(routes, services())
                              .call({.cookie = world->sign_in("admin@acme.example").cookie}, asked);
    EXPECT_EQ(response.status, 200) << response.text();
    return Json::parse(response.text());
  }
};

INSTANTIATE_TEST_SUITE_P(Both, FormulaRoutesTest, on_both(), dialect_name);

TEST_P(FormulaRoutesTest, AnswerFaultsAndValues) {
  add(admin, ObjectKind::kAccount, {{"name", "Acme"}, {"employees", 7}});
  add(admin, ObjectKind::kAccount, {{"name", "Bolt"}});
  const std::string path = "/api/v1/crm/objects/account/formula";
  const Json good = call({Method::kPost, path, {{"text", "employees + 1"}}});
  EXPECT_EQ(good.at("preview")[0].at("value"), "8");
  EXPECT_EQ(good.at("faults"), Json::array());
  EXPECT_FALSE(good.contains("matches"));
  const Json truth = call({Method::kPost, path, {{"text", "has(employees)"}, {"type", "bool"}}});
  EXPECT_EQ(truth.at("matches"), 1);
  EXPECT_EQ(truth.at("is_all"), true);
  for (std::int64_t i = 0; i < kTriedRecords; ++i)
    add(admin, ObjectKind::kAccount, {{"name", "Many " + std::to_string(i)}});
  const Json first = call({Method::kPost, path, {{"text", "has(employees)"}}});
  EXPECT_EQ(first.at("count"), kTriedRecords);
  EXPECT_EQ(first.at("is_all"), false);
  const Json bad = call({Method::kPost, path, {{"text", "employes"}}});
  EXPECT_EQ(bad.at("faults")[0].at("replacement"), "employees");
  EXPECT_EQ(bad.at("faults")[0].at("column"), 1);
  // As long as rules may be.
  const std::string padding(formula::kTextLimit - 1, ' ');
  EXPECT_EQ(call({Method::kPost, path, {{"text", padding + "1"}}}).at("faults"), Json::array());
}

TEST_P(FormulaRoutesTest, NameEveryFunction) {
  const Json items = call({Method::kGet, "/api/v1/crm/formula/functions"}).at("items");
  EXPECT_GT(items.size(), 50U);
  EXPECT_EQ(items[0].at("name"), "has");
}

}  // namespace
}  // namespace bailiwick::crm
