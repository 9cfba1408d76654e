// Goal: the demonstration's records are there, in the territories of their places, and its rep sees theirs.
#include "main/demo_crm.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numeric>

#include "tests/support/two_companies.hpp"

namespace bailiwick {
namespace {

using testing::TwoCompanies;

TEST_F(TwoCompanies, TheDemonstrationKnowsItsMarket) {
  const auto planner = person_by_email(*application_, "planner@demo.example");
  ASSERT_TRUE(planner);
  const auto all = operator_of(planner->tenant);
  for (const crm::ObjectSpec& object : crm::all_objects()) {
    if (object.kind == crm::ObjectKind::kLead) continue;
    const auto count = application_->crm().records.count(all, {.object = object.kind});
    ASSERT_TRUE(count);
    EXPECT_GT(*count, 0) << object.name;
  }
  const auto accounts = application_->crm().records.list(all, {.limit = 200});
  ASSERT_TRUE(accounts);
  EXPECT_EQ(accounts->items.size(), 12U) << "three a unit";
  for (const auto& item : accounts->items) EXPECT_TRUE(item.record.territory.has_value());
}

// A company of its own, with as many accounts as the demonstration has at most.
TEST(DemoCrm, SalesOfTwoYearsShowTheSeasons) {
  const testing::DatabaseFolder folder;
  platform::config::Config config;
  config.data_folder = folder.file("data");
  const auto application = Application::open(config, {});
  ASSERT_TRUE(application) << application.error().message;
  DemoRequest demo;
  demo.password = testing::kTwoCompaniesPassword;
  demo.units_csv = "unit,lon,lat,population\n";
  for (int unit = 0; unit < 80; ++unit)
    demo.units_csv +=
        "u" + std::to_string(unit) + "," + std::to_string(-120 + unit / 2) + ",40,1\n";
  demo.territories = 2;
  demo.seconds = 1;
  ASSERT_TRUE(make_demo(**application, demo));
  const auto planner = person_by_email(**application, "planner@demo.example");
  const auto all = operator_of(planner->tenant);
  const LocalDate today = (*application)->alignment().today();
  const auto report =
      (*application)
          ->crm()
          .performance.revenue(
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
  const auto won =
      (*application)
          ->crm()
          .performance.wins(
              all, {.span = crm::Days{today.plus_days(-kDemoDays), today}, .by = "period"});
  ASSERT_TRUE(won) << won.error().front().message;
  EXPECT_GE(won->lines.size(), 20U) << "opportunities closed in nearly every month";
}

TEST_F(TwoCompanies, TheDemonstrationHasRulesToLookAt) {
  const auto planner = person_by_email(*application_, "planner@demo.example");
  ASSERT_TRUE(planner);
  const auto all = operator_of(planner->tenant);
  const auto rules = application_->assignment().rules(all, "draft");
  ASSERT_TRUE(rules) << rules.error().message;
  const auto preview = application_->assignment().preview(all, application_->alignment().today());
  ASSERT_TRUE(preview) << preview.error().front().message;
  // The rule of the test itself, which holds for everything above the regions, is left with nothing.
  ASSERT_EQ(rules->rules.size(), 6U);
  for (const auto& [rule, figures] : preview->rules) {
    const bool is_own = rule.text() == ids_["rule"];
    EXPECT_TRUE(!is_own || figures.wins == 0) << figures.wins;
  }
  EXPECT_EQ(preview->accounts, 12);
}

}  // namespace
}  // namespace bailiwick
