// Goal: what the demonstration sold counts for its objectives, and the company's working days are those of its lead routing. Method: the whole application.
#include "main/sale_source.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/two_companies.hpp"

namespace bailiwick {
namespace {

using testing::TwoCompanies;

TEST_F(TwoCompanies, SalesComeByAccountAndDayWithTheirTerritory) {
  const auto planner = person_by_email(*application_, "planner@demo.example");
  const CrmSaleSource source(application_->database());
  const LocalDate today = application_->alignment().today();
  std::int64_t sales = 0;
  std::int64_t firsts = 0;
  std::optional<std::pair<market::AccountId, LocalDate>> last;
  const auto from = source.each_sale(
      {.tenant = planner->tenant, .first_day = today.plus_days(-364), .last_day = today},
      [&](const market::Sale& sale) {
        const std::pair at{sale.account, sale.day};
        EXPECT_TRUE(!last || *last <= at);
        last = at;
        ++sales;
        firsts += sale.is_first ? 1 : 0;
        EXPECT_TRUE(sale.territory.has_value());
        EXPECT_EQ(sale.amount.currency, *Currency::parse("USD"));
      });
  ASSERT_TRUE(from) << from.error().message;
  EXPECT_EQ(*from, market::SoldAs::kDocuments);
  EXPECT_GT(sales, firsts);
}

TEST_F(TwoCompanies, ACompanyWorksOnTheDaysOfItsLeadRouting) {
  const auto days_of = [&](TenantId tenant) {
    return application_->database().read([&](platform::db::Connection& connection) {
      return company_work_days(connection, tenant);
    });
  };
  const auto another = person_by_email(*application_, "admin@another.example");
  EXPECT_FALSE(days_of(another->tenant)->has_value()) << "no policy was written down";
  const auto planner = person_by_email(*application_, "planner@demo.example");
  auto policy = *application_->leads().policy(operator_of(planner->tenant));
  policy.days_off = {LocalDate(20'000)};
  ASSERT_TRUE(application_->leads().change(operator_of(planner->tenant), policy, std::nullopt));
  const auto days = days_of(planner->tenant);
  ASSERT_TRUE(days && *days);
  EXPECT_EQ((*days)->week, (std::array{true, true, true, true, true, false, false}));
  EXPECT_TRUE((*days)->days_off.contains(LocalDate(20'000)));
}

}  // namespace
}  // namespace bailiwick
