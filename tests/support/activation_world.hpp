// For tests of plans that become active: two accounts at the plan's units and one abroad, and how a plan is approved and activated.
#pragma once

#include <optional>
#include <string>

#include "tests/support/studio_world.hpp"

namespace bailiwick::testing {

class ActivationTest : public StudioTest {
 protected:
  void SetUp() override {
    StudioTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    west_ = account("NL", "u00");
    east_ = account("NL", "u03");
    abroad_ = account("BE", "u00");
    planner_.permissions.insert(platform::identity::Permission::kTerritoriesManage);
  }
  alignment::AccountId account(const char* country, const char* unit) {
    const alignment::AccountId id = accounts_.add(10, country);
    accounts_.rows.back()[4] = formula::Value(std::string(unit));
    return id;
  }
  void approve(planning::PlanId plan) {
    ASSERT_TRUE(studio_->boards.set_state(planner_, plan, planning::PlanState::kInReview, {}));
    const auto approved =
        studio_->boards.set_state(other_, plan, planning::PlanState::kApproved, {});
    ASSERT_TRUE(approved) << approved.error().front().message;
  }
  [[nodiscard]] planning::PlanActivationRequest request(planning::PlanId plan) const {
    planning::PlanActivationRequest wanted;
    wanted.plan = plan;
    wanted.valid_from = align_->today();
    wanted.country = "NL";
    return wanted;
  }
  std::string activate(planning::PlanId plan) {
    const auto job = studio_->activation.activate(planner_, request(plan));
    return job ? run(*job) : job.error().front().rule;
  }
  std::optional<alignment::TerritoryId> territory_of(alignment::AccountId account) {
    const auto rows = align_->account_territory(planner_, account, {.day = align_->today()});
    return rows && !rows->empty() ? rows->front().territory : std::nullopt;
  }
  [[nodiscard]] alignment::TerritoryId id_at(planning::PlanId plan, const std::string& unit) const {
    return desk(plan)->board.territories[static_cast<std::size_t>(at(plan, unit))].id;
  }

  alignment::AccountId west_;
  alignment::AccountId east_;
  alignment::AccountId abroad_;
};

}  // namespace bailiwick::testing
