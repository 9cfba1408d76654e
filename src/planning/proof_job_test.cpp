// Goal: a plan that is designed gets its proof from a second job, which the end of the first one queues.
#include "planning/proof_job.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "platform/jobs/store.hpp"
#include "tests/support/plan_jobs_world.hpp"

namespace bailiwick::planning {
namespace {

namespace db = platform::db;
namespace jobs = platform::jobs;
namespace support = bailiwick::testing;

using Context = support::JobContextOfTest;

class ProofJobTest : public support::PlanJobsTest {
 protected:
  // The handler is run, and what it brings is saved.
  Result<void> finish(const jobs::JobKind& kind, const jobs::Job& job) {
    Context context(job);
    const auto outcome = kind.run(context);
    if (!outcome) return tl::unexpected(outcome.error());
    return write([&](db::Connection& connection) { return outcome->save(connection); });
  }
  std::optional<jobs::Job> queued(std::string_view kind) {
    const auto found = read([&](db::Connection& connection) {
      return jobs::list(connection, tenant_, {.kind = std::string(kind)});
    });
    return found.value().empty() ? std::nullopt : std::optional(found.value().front());
  }
  nlohmann::json summary() {
    return nlohmann::json::parse(
        service_->plan(planner_, made_plan_.plan.id).value().summary.value());
  }
};
INSTANTIATE_TEST_SUITE_P(Both, ProofJobTest, support::on_both(), support::dialect_name);

TEST_P(ProofJobTest, TheEndOfADesignQueuesItsProof) {
  EXPECT_FALSE(queued(kProofKind));
  ASSERT_TRUE(finish(design_, made_plan_.job));
  EXPECT_FALSE(summary().contains("gap"));
  EXPECT_FALSE(summary().contains("bound_scope"));
  const auto proof = queued(kProofKind);
  ASSERT_TRUE(proof);
  EXPECT_EQ(proof->title, "Proof of North");
  EXPECT_EQ(proof->created_by, person_);
  ASSERT_TRUE(finish(proof_, *proof));
  EXPECT_FALSE(summary()["bound_scope"].get<std::string>().empty());
  EXPECT_TRUE(summary()["bound_covers"]["included"].is_array());
  ASSERT_TRUE(summary().contains("bound_km"));
  EXPECT_GT(summary()["bound_km"].get<double>(), 0);
  EXPECT_LE(summary()["bound_km"].get<double>(), summary()["rms_km"].get<double>() * (1 + 1e-9));
  EXPECT_GE(summary()["gap"].get<double>(), 0);
  EXPECT_TRUE(summary()["is_feasible"].get<bool>()) << "what the design said stays";
}

TEST_P(ProofJobTest, APlanWithoutADesignHasNothingToProve) {
  const auto outcome = finish(proof_, made_plan_.job);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().rule, "P052");
}

TEST(ProofSeconds, AreWithinTheirLimits) {
  EXPECT_DOUBLE_EQ(proof_seconds_of(1, 1'000'000), 60);
  EXPECT_DOUBLE_EQ(proof_seconds_of(40, 1'000'000), 120);
  EXPECT_DOUBLE_EQ(proof_seconds_of(3'600, 1'000'000), 600);
  EXPECT_DOUBLE_EQ(proof_seconds_of(10, 8), 1);
  EXPECT_DOUBLE_EQ(proof_seconds_of(10, 2'000), 20);
}

}  // namespace
}  // namespace bailiwick::planning
