// For tests of the studio: a company with a plan of eight units in two territories, west ("u00" "u01" "u10" "u11") and east, that is designed, and
// two planners who change it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "planning/store.hpp"
#include "planning/studio.hpp"
#include "tests/support/assignment_world.hpp"

namespace bailiwick::testing {

// Tasks that are kept in memory; a cancelled one is gone.
class HandoversInMemory final : public planning::HandoverDesk {
 public:
  explicit HandoversInMemory(UuidSource& ids) : ids_(ids) {}
  [[nodiscard]] Result<std::vector<Uuid>> add(
      TenantId, std::span<const planning::HandoverTask> tasks) const override {
    std::vector<Uuid> added;
    for (const planning::HandoverTask& task : tasks) {
      added.push_back(ids_.next());
      open.emplace(added.back(), task);
    }
    return added;
  }
  [[nodiscard]] Result<void> cancel(TenantId, std::span<const Uuid> tasks) const override {
    for (const Uuid& task : tasks) open.erase(task);
    return {};
  }
  mutable std::map<Uuid, planning::HandoverTask> open;

 private:
  UuidSource& ids_;
};

// Accounts at units, with what they bought today.
class BooksInMemory final : public planning::BookSource {
 public:
  struct Account {
    alignment::AccountId id;
    std::string country;
    std::string postal_code;
    std::vector<Money> bought;
  };
  [[nodiscard]] Result<void> each_place(const Principal&, LocalDate,
                                        const OnPlace& on_place) const override {
    for (const Account& one : accounts) on_place(one.id, one.country, one.postal_code);
    return {};
  }
  [[nodiscard]] Result<void> each_revenue(const Principal&, LocalDate, LocalDate,
                                          const OnRevenue& on_revenue) const override {
    for (const Account& one : accounts)
      for (const Money& amount : one.bought) on_revenue(one.id, amount);
    return {};
  }
  std::vector<Account> accounts;
};

class StudioTest : public PlanJobsTest {
 protected:
  void SetUp() override {
    PlanJobsTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    align_.emplace(alignment::AlignmentParts{database(), log_, outbox_, ids_, clock_.wall()});
    rules_.emplace(planning::AssignmentParts{
        .planning = parts(), .alignment = *align_, .accounts = accounts_});
    queue_.add_kind(planning::newcomers_kind(*rules_));
    studio_.emplace(parts(), *rules_, *align_, handovers_, books_);
    planning::add_studio_kinds(*studio_, queue_, database(), 1);
    plan_ = made_plan_.plan.id;
    other_ = planner_;
    other_.person = PersonId(ids_.next());
    ASSERT_TRUE(write([&](platform::db::Connection& connection) {
      return planning::store::save_design(connection, {tenant_, plan_}, designed());
    }));
  }

  // As the design job would leave it, without its search.
  static planning::DesignedPlan designed() {
    planning::DesignedPlan plan;
    plan.summary =
        R"({"is_feasible":true,"is_partial":false,"worst_deviation":0.0,"deviations":{"population":0.0},"fragments":0,"rms_km":7.0,)"
        R"("mean_km":6.0,"radius_km":9.0,"iterations":1,"seconds":1.0,"violations":[]})";
    plan.is_feasible = true;
    plan.units_csv =
        "unit,territory\nu00,T1\nu01,T1\nu02,T2\nu03,T2\nu10,T1\nu11,T1\nu12,T2\nu13,T2\n";
    for (std::int64_t index = 0; index < 2; ++index)
      plan.territories.push_back({.index = index,
                                  .name = index == 0 ? "T1" : "T2",
                                  .unit_count = 4,
                                  .amounts = R"({"population":40})",
                                  .deviations = R"({"population":0.0})",
                                  .rms_km = 7.0});
    return plan;
  }

  // Runs a job as a worker would; the error's rule, or empty.
  std::string run(const platform::jobs::Job& job) {
    JobContextOfTest context(job);
    const auto outcome = queue_.kind(job.kind)->run(context);
    if (!outcome) return outcome.error().rule;
    const auto saved =
        write([&](platform::db::Connection& connection) { return outcome->save(connection); });
    return saved ? std::string() : saved.error().rule;
  }

  [[nodiscard]] planning::PlanningParts parts() {
    return {database(), queue_, log_, outbox_, ids_, clock_.wall()};
  }
  [[nodiscard]] planning::DeskPtr desk(planning::PlanId plan) const {
    const auto view = studio_->boards.board(planner_, plan);
    EXPECT_TRUE(view) << (view ? "" : view.error().front().message);
    return view ? view->desk : nullptr;
  }
  [[nodiscard]] planning::DeskPtr desk() const { return desk(plan_); }
  // The territory of a unit.
  [[nodiscard]] std::int32_t at(const std::string& unit) const { return at(plan_, unit); }
  [[nodiscard]] std::int32_t at(planning::PlanId plan, const std::string& unit) const {
    const planning::DeskPtr now = desk(plan);
    const auto found = now->ground->lookup->find_exact(unit);
    return now->board.territory_of[static_cast<std::size_t>(found.value())];
  }
  // Moves units as somebody who has just looked.
  [[nodiscard]] Checked<planning::BoardOutcome> move(const platform::identity::Principal& who,
                                                     planning::PlanId plan, std::int32_t to,
                                                     std::vector<std::string> units) const {
    return studio_->boards.change(
        who, plan,
        {.revision = desk(plan)->revision, .moves = {{.to = to, .units = std::move(units)}}},
        false);
  }

  AccountsInMemory accounts_;
  HandoversInMemory handovers_{ids_};
  BooksInMemory books_;
  std::optional<alignment::AlignmentService> align_;
  std::optional<planning::AssignmentService> rules_;
  std::optional<planning::Studio> studio_;
  platform::identity::Principal other_;
  planning::PlanId plan_;
};

inline std::string rules_in(const Errors& errors) {
  std::string text;
  for (const Error& error : errors) text += (text.empty() ? "" : " ") + error.rule;
  return text;
}

}  // namespace bailiwick::testing
