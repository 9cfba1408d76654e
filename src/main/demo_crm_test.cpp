// Goal: the demonstration's records are there, in the territories of their places, and its rep sees theirs.
#include "main/demo_crm.hpp"

#include <gtest/gtest.h>

#include "tests/support/installed.hpp"
#include "tests/support/two_companies.hpp"

namespace bailiwick {
namespace {

using testing::TwoCompanies;

TEST_F(TwoCompanies, TheDemonstrationKnowsItsMarket) {
  const auto planner = person_by_email(*application_, "planner@demo.example");
  ASSERT_TRUE(planner);
  const auto all = operator_of(planner->tenant);
  for (const crm::ObjectSpec& object : crm::all_objects()) {
    const auto count = application_->crm().records.count(all, {.object = object.kind});
    ASSERT_TRUE(count);
    EXPECT_GT(*count, 0) << object.name;
  }
  const auto accounts = application_->crm().records.list(all, {.limit = 200});
  ASSERT_TRUE(accounts);
  EXPECT_EQ(accounts->items.size(), 12U) << "three a unit";
  for (const auto& item : accounts->items) EXPECT_TRUE(item.record.territory.has_value());
}

// What is said of accounts but for their ids, which differ from company to company.
std::string told_of(const Application& application, TenantId tenant) {
  const auto list =
      application.crm().records.list(operator_of(tenant), {.sort = "external_id", .limit = 200});
  std::string all;
  if (!list) return all;
  for (const auto& item : list->items)
    for (const crm::FieldValue& value : item.record.values)
      if (const auto* text = std::get_if<std::string>(&value)) all += *text + "|";
  return all;
}

TEST(DemoCrm, IsTheSameInEveryInstallation) {
  std::vector<std::string> told;
  for (int time = 0; time < 2; ++time) {
    const testing::Installed installed;
    ASSERT_TRUE(installed) << installed.fault();
    DemoRequest request;
    request.password = testing::kDemoPassword;
    ASSERT_TRUE(make_demo(*installed, request));
    const auto planner = person_by_email(*installed, "planner@demo.example");
    told.push_back(told_of(*installed, planner->tenant));
  }
  EXPECT_GT(told[0].size(), 10'000U);
  EXPECT_EQ(told[0], told[1]);
}

}  // namespace
}  // namespace bailiwick
