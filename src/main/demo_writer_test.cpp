// Goal: each maker of demonstration records has dice of its own, and money is as the API has it. Method: an installation.
#include "main/demo_writer.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "main/operator.hpp"
#include "tests/support/demo_company.hpp"

namespace bailiwick {
namespace {

TEST(DemoWriter, HasDiceOfItsOwnForEachSubject) {
  const testing::Installed installed;
  ASSERT_TRUE(installed) << installed.fault();
  const auto nobody = operator_of(TenantId());
  DemoWriter one(*installed, nobody, 1);
  DemoWriter same(*installed, nobody, 1);
  DemoWriter other(*installed, nobody, 2);
  const std::uint64_t thrown = one.rng().next();
  EXPECT_EQ(thrown, same.rng().next());
  EXPECT_NE(thrown, other.rng().next());
  EXPECT_EQ(one.days_ago(3), one.today().plus_days(-3));
  std::set<std::int64_t> numbers;
  for (int i = 0; i < 100; ++i) numbers.insert(one.between(-1, 1));
  EXPECT_EQ(numbers, (std::set<std::int64_t>{-1, 0, 1}));
  EXPECT_TRUE(one.is_one_in(1));
}

TEST(DemoWriter, AddsRecordsAndTellsWhyOneIsRefused) {
  const testing::DemoCompany installed;
  ASSERT_TRUE(installed) << installed.fault();
  const auto all = installed.all();
  const DemoWriter writer(*installed, all, 1);
  const auto added = writer.add(crm::ObjectKind::kAccount, {{"name", "Hollis Dental"}});
  ASSERT_TRUE(added);
  EXPECT_TRUE(added->starts_with("account_"));
  const auto refused = writer.add(crm::ObjectKind::kAccount, nlohmann::json::object());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().front().rule, "R002") << "an account without a name";
}

TEST(DemoWriter, MoneyIsInDollars) {
  EXPECT_EQ(demo_money(1'250), (nlohmann::json{{"amount", "1250.00"}, {"currency", "USD"}}));
}

}  // namespace
}  // namespace bailiwick
