// Goal: facts and papers are for whoever reads plans, of the right plan before. Method: the studio's small company, on both databases.
#include "planning/paper_service.hpp"

#include <gtest/gtest.h>

#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;

using PaperServiceTest = support::StudioTest;
INSTANTIATE_TEST_SUITE_P(Both, PaperServiceTest, support::on_both(), support::dialect_name);

TEST_P(PaperServiceTest, AScenarioIsComparedWithThePlanItCameFrom) {
  const auto first = studio_->papers.facts(planner_, plan_, 0);
  ASSERT_TRUE(first) << first.error().front().message;
  EXPECT_FALSE(first->scene.facts[0].since);
  EXPECT_EQ(first->scene.before, nullptr);
  const auto next = studio_->scenarios.branch(planner_, plan_, "Next");
  ASSERT_TRUE(next);
  ASSERT_TRUE(move(planner_, next->id, at("u03"), {"u00"}));
  const auto facts = studio_->papers.facts(planner_, next->id, 0);
  ASSERT_TRUE(facts);
  ASSERT_TRUE(facts->scene.before);
  EXPECT_EQ(facts->scene.before->plan.id, plan_);
  EXPECT_EQ(facts->scene.facts[0].since->units_lost, 1);
  EXPECT_EQ(facts->scene.facts[1].since->units_gained, 1);
}

TEST_P(PaperServiceTest, OtherwiseWithTheActivePlanOfTheDataSetUnlessItIsThatItself) {
  const auto next = studio_->scenarios.branch(planner_, plan_, "Next");
  ASSERT_TRUE(next);
  ASSERT_TRUE(write([&](platform::db::Connection& connection) {
    return studio_->boards.enter_state(connection, planner_,
                                       {.plan = next->id, .state = PlanState::kActive});
  }));
  const auto facts = studio_->papers.facts(planner_, plan_, 0);
  ASSERT_TRUE(facts);
  ASSERT_TRUE(facts->scene.before);
  EXPECT_EQ(facts->scene.before->plan.id, next->id);
  EXPECT_EQ(studio_->papers.facts(planner_, next->id, 0)->scene.before->plan.id, plan_);
}

TEST_P(PaperServiceTest, WhoMayNotReadPlansAndWhatIsNotThereAreRefused) {
  platform::identity::Principal nobody = planner_;
  nobody.permissions.clear();
  EXPECT_EQ(studio_->papers.facts(nobody, plan_, 0).error().front().rule, "I001");
  EXPECT_EQ(studio_->papers.report(nobody, plan_, PaperLanguage::kEnglish).error().front().rule,
            "I001");
  const auto none = studio_->papers.sheet(planner_, plan_, 2, PaperLanguage::kEnglish);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().front().rule, "P101");
  EXPECT_EQ(none.error().front().code, ErrorCode::kNotFound);
  EXPECT_EQ(studio_->papers.facts(planner_, plan_, -1).error().front().rule, "P101");
  EXPECT_EQ(studio_->papers.territory_book(planner_, PlanId(), 0, PaperLanguage::kDutch)
                .error()
                .front()
                .rule,
            "P050");
}

TEST_P(PaperServiceTest, EveryPaperIsAFileOfItsKindWithAPlainName) {
  const auto sheet = studio_->papers.sheet(planner_, plan_, 1, PaperLanguage::kDutch);
  ASSERT_TRUE(sheet);
  EXPECT_EQ(sheet->name, "t2.pdf");
  EXPECT_TRUE(sheet->bytes.starts_with("%PDF"));
  const auto report = studio_->papers.report(planner_, plan_, PaperLanguage::kEnglish);
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->bytes.starts_with("%PDF"));
  for (const auto& book :
       {studio_->papers.plan_book(planner_, plan_, PaperLanguage::kEnglish),
        studio_->papers.territory_book(planner_, plan_, 0, PaperLanguage::kEnglish)}) {
    ASSERT_TRUE(book);
    EXPECT_TRUE(book->bytes.starts_with("PK"));
    EXPECT_TRUE(book->name.ends_with(".xlsx"));
  }
}

TEST(PaperFile, NamesAreSafeForEveryFileSystem) {
  EXPECT_EQ(file_name_of("Spring 2027: \"North\"/East"), "spring-2027-north-east");
  EXPECT_EQ(file_name_of("../..\r\n"), "plan");
  EXPECT_EQ(file_name_of("日本"), "plan");
  EXPECT_EQ(file_name_of(std::string(500, 'x')).size(), 60U);
}

}  // namespace
}  // namespace bailiwick::planning
