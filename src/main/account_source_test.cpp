// Goal: rules read every account of the company once, with the values that people see, and say why an account is where it is.
#include "main/account_source.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/two_companies.hpp"

namespace bailiwick {
namespace {

using testing::TwoCompanies;

TEST_F(TwoCompanies, RulesReadEveryAccountOnce) {
  const auto planner = person_by_email(*application_, "planner@demo.example");
  const CrmAccountSource source(application_->database(), platform::crypto::system_wall_clock());
  const auto schema = source.schema(planner->tenant);
  ASSERT_TRUE(schema);
  std::set<planning::AccountId> ids;
  const auto read = source.each_batch(planner->tenant, *schema,
                                      [&](const planning::AccountBatch& batch) -> Result<void> {
                                        EXPECT_TRUE(formula::check_rows(*schema, batch.rows));
                                        ids.insert(batch.ids.begin(), batch.ids.end());
                                        return {};
                                      });
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(ids.size(), 12U);
  const auto all = operator_of(planner->tenant);
  EXPECT_TRUE(source.row(all, *schema, *ids.begin())->has_value());
  const auto other = person_by_email(*application_, "admin@another.example");
  EXPECT_FALSE(source.row(operator_of(other->tenant), *schema, *ids.begin())->has_value());
  formula::Schema two;
  two.fields = {schema->fields.at(3), schema->fields.at(0)};
  std::size_t count = 0;
  ASSERT_TRUE(source.each_batch(planner->tenant, two,
                                [&](const planning::AccountBatch& batch) -> Result<void> {
                                  EXPECT_TRUE(formula::check_rows(two, batch.rows));
                                  count += batch.ids.size();
                                  return {};
                                }));
  EXPECT_EQ(count, ids.size()) << "some of the fields, in any order";
  two.fields.push_back({"custom.gone", {formula::Kind::kString, true}});
  EXPECT_EQ(source.each_batch(planner->tenant, two, {}).error().rule, "X032");
}

TEST_F(TwoCompanies, WhyIsAnsweredByTheActiveRules) {
  const std::string cookie = sign_in("planner@demo.example");
  for (const platform::http::Route& route : dispatcher_->routes()) {
    if (route.id != "whyAccount") continue;
    const auto answer = call(route, "/api/v1/accounts/" + ids_["account"] + "/why", cookie, {});
    ASSERT_EQ(answer.status, 200) << answer.text();
    const auto why = testing::json::parse(answer.text());
    EXPECT_EQ(why["territory"], why["aligned"]["territory"]);
    EXPECT_EQ(why["aligned"]["reason"], "rule");
    return;
  }
  FAIL() << "there is no such route";
}

}  // namespace
}  // namespace bailiwick
