// Goal: the demonstration's accounts are scored and its history is fitted, by the CRM's own figures, and nobody sees another company's.
#include "main/market_source.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/two_companies.hpp"

namespace bailiwick {
namespace {

using testing::TwoCompanies;

TEST_F(TwoCompanies, TheMarketReadsEveryAccountOnceWithItsTerritory) {
  const auto planner = person_by_email(*application_, "planner@demo.example");
  const CrmAccountSource accounts(application_->database(), platform::crypto::system_wall_clock());
  const CrmMarketSource source(accounts, application_->crm().closed);
  const auto schema = source.schema(planner->tenant);
  ASSERT_TRUE(schema);
  std::set<market::AccountId> ids;
  const auto read = source.each_batch(planner->tenant, *schema,
                                      [&](const market::AccountBatch& batch) -> Result<void> {
                                        for (std::size_t row = 0; row < batch.ids.size(); ++row) {
                                          EXPECT_TRUE(ids.insert(batch.ids[row]).second);
                                          EXPECT_TRUE(batch.territories[row].has_value());
                                          EXPECT_FALSE(batch.names[row].empty());
                                        }
                                        return {};
                                      });
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(ids.size(), 12U);
  const auto all = operator_of(planner->tenant);
  const auto deals = source.closed_deals(all);
  ASSERT_TRUE(deals);
  for (const market::ClosedDeals& some : *deals) EXPECT_TRUE(ids.contains(some.account));
  EXPECT_TRUE(source.row(all, *schema, *ids.begin())->has_value());
}

TEST_F(TwoCompanies, TheDemonstrationHasAnIdealCustomer) {
  const auto planner = person_by_email(*application_, "planner@demo.example");
  const auto all = operator_of(planner->tenant);
  const auto scores = application_->icp().scores(all, "", 5);
  ASSERT_TRUE(scores) << scores.error().front().message;
  EXPECT_EQ(scores->profile.criteria.size(), 5U);
  EXPECT_EQ(scores->table.all.accounts, 12);
  EXPECT_GT(scores->table.all.held, 0);
  ASSERT_EQ(scores->table.best.size(), 5U);
  const auto one = application_->icp().score(all, scores->table.best[0].account, "active");
  ASSERT_TRUE(one);
  EXPECT_EQ(one->explanation.score.held, scores->table.best[0].score.held);
  const auto fitted = application_->icp().fit(all, "", {});
  ASSERT_TRUE(fitted) << fitted.error().front().message;
  EXPECT_NE(fitted->fit.outcome, market::FitOutcome::kFitted) << "twelve accounts say too little";
  const auto objectives = application_->objectives().objectives(all);
  ASSERT_EQ(objectives->size(), 2U);
  std::int64_t sum = 0;
  for (const market::ObjectiveShare& share : objectives->front().shares) sum += share.amount;
  EXPECT_EQ(sum, objectives->front().target);
  const auto other = person_by_email(*application_, "admin@another.example");
  const auto stranger = operator_of(other->tenant);
  EXPECT_EQ(application_->icp().scores(stranger, "", 5).error().front().rule, "M030");
}

}  // namespace
}  // namespace bailiwick
