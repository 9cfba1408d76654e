// Goal: what the parts do together: units know the territories that active rules give them, and a layer becomes a data set that can be designed. Method: a
// whole installation with a company, called as commands call it.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "planning/layer_dataset.hpp"
#include "tests/support/two_companies.hpp"

namespace bailiwick {
namespace {

class UnitLayers : public testing::TwoCompanies {
 protected:
  platform::identity::Principal everything() {
    return operator_of(person_by_email(*application_, "admin@demo.example")->tenant);
  }
  // Lets jobs run until something is so.
  template <class Condition>
  void work_until(Condition is_so) {
    application_->start_work(2);
    for (int tries = 0; tries < 600 && !is_so(); ++tries)
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    application_->stop_work();
  }
  market::LayerId layer() { return *market::LayerId::parse(ids_["layer"]); }
};

TEST_F(UnitLayers, ALayerBecomesADataSet) {
  const auto made =
      planning::add_dataset_from_layer(everything(), application_->plans(), application_->units(),
                                       {.layer = layer(), .name = "Of a layer", .measures = {}});
  ASSERT_TRUE(made) << made.error().front().message;
  EXPECT_EQ(made->unit_count, 2);
  EXPECT_EQ(application_->plans().datasets(everything())->front().name, "Of a layer");
  const auto refused = planning::add_dataset_from_layer(
      everything(), application_->plans(), application_->units(),
      {.layer = layer(), .name = "Of a layer", .measures = {"people"}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().front().rule, "P054");
}

TEST_F(UnitLayers, UnitsKnowTheTerritoriesOfActiveRules) {
  const auto before = application_->units().unit(everything(), layer(), "10001");
  ASSERT_TRUE(before) << before.error().message;
  EXPECT_FALSE(before->row.territory);
  const auto territory = *alignment::TerritoryId::parse(ids_["territory"]);
  platform::identity::Principal planner = everything();
  planner.person = person_by_email(*application_, "planner@demo.example")->person.id;
  const auto added = application_->assignment().add(
      planner, {.id = {},
                .territory = territory,
                .name = "Amsterdam",
                .condition = planning::UnitsCondition{.country = "", .units = {"10*"}},
                .priority = 9});
  ASSERT_TRUE(added) << added.error().front().message;
  const auto draft = application_->assignment().rules(planner, "draft");
  ASSERT_TRUE(draft && draft->set);
  const auto job = application_->assignment().activate(planner, application_->assignment().today());
  ASSERT_TRUE(job) << job.error().front().message;
  work_until([&] {
    const auto active = application_->assignment().rules(planner, "active");
    return active && active->set && active->set->id == draft->set->id;
  });
  const auto after = application_->units().unit(everything(), layer(), "10001");
  ASSERT_TRUE(after);
  EXPECT_EQ(after->row.territory, territory);
}

}  // namespace
}  // namespace bailiwick
