// Goal: two years of sales show the seasons, are varied, and go with the size of the account. Method: companies with as many accounts as the demonstration has.
#include "main/demo_sales.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

#include "main/demo.hpp"
#include "main/operator.hpp"
#include "tests/support/demo_company.hpp"

namespace bailiwick {
namespace {

TEST(DemoSales, OfTwoYearsShowTheSeasons) {
  const testing::Installed installed;
  ASSERT_TRUE(installed) << installed.fault();
  DemoRequest demo;
  demo.password = testing::kDemoPassword;
  demo.units_csv = "unit,lon,lat,population\n";
  for (int unit = 0; unit < 80; ++unit)
    demo.units_csv +=
        "u" + std::to_string(unit) + "," + std::to_string(-120 + unit / 2) + ",40,1\n";
  demo.territories = 2;
  demo.seconds = 1;
  ASSERT_TRUE(make_demo(*installed, demo));
  const auto planner = person_by_email(*installed, "planner@demo.example");
  const auto all = operator_of(planner->tenant);
  const LocalDate today = installed->alignment().today();
  const auto report = installed->crm().performance.revenue(
      all, {.span = crm::Days{today.plus_days(-kDemoDays + 1), today}, .kind = "order"});
  ASSERT_TRUE(report) << report.error().front().message;
  std::array<std::int64_t, 12> orders{};
  std::int64_t sum = 0;
  for (const crm::RevenuePeriod& period : report->series) {
    const auto month = static_cast<std::size_t>(year_month_day(period.period.days.first).month - 1);
    orders.at(month) += period.count;
    sum += period.count;
  }
  EXPECT_GT(sum, 400);
  // The quietest and the busiest months, of which there are two each.
  EXPECT_GT(orders[10] + orders[11], 3 * (orders[6] + orders[7]) / 2);
  EXPECT_GT(orders[11], 2 * orders[7]);
  // Each month is about what its season says: within four standard deviations of a count.
  const double weight = std::accumulate(kDemoSeasons.begin(), kDemoSeasons.end(), 0.0);
  for (std::size_t month = 0; month < orders.size(); ++month) {
    const double expected = static_cast<double>(sum) * kDemoSeasons.at(month) / weight;
    EXPECT_NEAR(static_cast<double>(orders.at(month)), expected, 4 * std::sqrt(expected)) << month;
  }
  const auto won = installed->crm().performance.wins(
      all, {.span = crm::Days{today.plus_days(-kDemoDays), today}, .by = "period"});
  ASSERT_TRUE(won) << won.error().front().message;
  EXPECT_GE(won->lines.size(), 20U) << "opportunities closed in nearly every month";
}

TEST(DemoSales, SomeOpenOpportunitiesAreStale) {
  const testing::DemoCompany installed;
  ASSERT_TRUE(installed) << installed.fault();
  const auto pipeline = installed->crm().performance.pipeline(installed.all(), {});
  ASSERT_TRUE(pipeline) << pipeline.error().front().message;
  const crm::PipelineFigures& total = pipeline->table.total;
  ASSERT_GT(total.count, 50);
  for (std::size_t age = 0; age < total.ages.size(); ++age) EXPECT_GT(total.ages.at(age), 0) << age;
  EXPECT_GT(total.ages[0], total.count / 3) << "most move on";
  EXPECT_LT(total.ages[3], total.count / 4);
  const LocalDate today = installed->alignment().today();
  const auto list = installed->crm().records.list(
      installed.all(), {.object = crm::ObjectKind::kOpportunity, .limit = 200});
  ASSERT_TRUE(list);
  for (const auto& item : list->items)
    EXPECT_LE(std::get<LocalDate>(item.record.value("opened")), today);
}

TEST(DemoSales, AreVariedAndGoWithTheSizeOfTheAccount) {
  const testing::DemoCompany installed;
  ASSERT_TRUE(installed) << installed.fault();
  const auto all = installed.all();
  const auto& records = installed->crm().records;
  for (const auto& [object, field, least] :
       {std::tuple(crm::ObjectKind::kOpportunity, "name", 20U),
        std::tuple(crm::ObjectKind::kActivity, "subject", 18U),
        std::tuple(crm::ObjectKind::kTask, "subject", 8U),
        std::tuple(crm::ObjectKind::kNote, "subject", 7U),
        std::tuple(crm::ObjectKind::kFinding, "subject", 8U)}) {
    const auto list = records.list(all, {.object = object, .limit = 200});
    ASSERT_TRUE(list);
    std::set<std::string> texts;
    for (const auto& item : list->items)
      texts.insert(std::get<std::string>(item.record.value(field)));
    EXPECT_GE(texts.size(), least) << field;
  }
  // What an account bought in two years is no more than it may spend, and no order is smaller than is worth sending.
  std::map<Uuid, std::int64_t> bought;
  crm::ListAsk ask{.object = crm::ObjectKind::kOrder, .limit = 200};
  do {
    const auto page = records.list(all, ask);
    ASSERT_TRUE(page);
    for (const auto& item : page->items) {
      const std::int64_t dollars = std::get<Money>(item.record.value("amount")).minor / 100;
      EXPECT_GE(dollars, 250);
      const bool is_order = std::get<std::string>(item.record.value("kind")) == "order";
      if (is_order) bought[std::get<Uuid>(item.record.value("account"))] += dollars;
    }
    ask.cursor = page->next.value_or("");
  } while (!ask.cursor.empty());
  EXPECT_GT(bought.size(), 100U);
  for (const auto& [account, dollars] : bought) {
    const auto page = records.record(all, {.kind = crm::ObjectKind::kAccount, .uuid = account});
    ASSERT_TRUE(page);
    const auto employees = std::get<std::int64_t>(page->items.front().record.value("employees"));
    EXPECT_LE(dollars, std::max<std::int64_t>(8 * 250, 2 * 160 * employees * 140 / 100));
  }
}

}  // namespace
}  // namespace bailiwick
