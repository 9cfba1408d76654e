// Goal: what is stored comes back, on both databases, and only to its own company. Method: a data set, a plan, a design.
#include "planning/store.hpp"

#include <gtest/gtest.h>

#include "planning/migrations.hpp"
#include "tests/support/databases.hpp"
#include "tests/support/planning_modules.hpp"

namespace bailiwick::planning::store {
namespace {

template <class Id>
Id id(std::uint8_t last) {
  Uuid made;
  made.bytes[15] = last;
  return Id(made);
}

class StoreTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  template <class F>
  auto write(F&& work) {
    return made_.database->write(work);
  }
  template <class F>
  auto read(F&& work) {
    return made_.database->read(work);
  }

  void SetUp() override {
    if (auto why = bailiwick::testing::why_not(GetParam())) GTEST_SKIP() << *why;
    const std::vector<db::MigrationModule> modules = {platform::identity::identity_migrations(),
                                                      alignment::alignment_migrations(),
                                                      planning_migrations()};
    made_ = bailiwick::testing::make_database(GetParam(), modules);
    ASSERT_TRUE(made_.database) << made_.fault;
    const auto added = write([&](db::Connection& c) -> Result<void> {
      const DatasetRow row{{id<DatasetId>(1), "ZIPs", 3, {"population", "a \"b\""}, Instant(7)},
                           "unit,lon,lat\n\xff",
                           {}};
      if (auto done = insert_dataset(c, kTenant, row); !done) return done;
      for (std::uint8_t n = 1; n <= 3; ++n) {
        Plan plan;
        plan.id = id<PlanId>(n);
        plan.name = "North";
        plan.dataset = row.dataset.id;
        plan.request = {"North", row.dataset.id, 2, {{"population", 0.02}}, 10.0, 1};
        plan.unit_count = 3;
        plan.created_at = Instant(n);
        if (auto done = insert_plan(c, kTenant, plan); !done) return done;
      }
      return {};
    });
    ASSERT_TRUE(added) << added.error().message;
  }

  const TenantId kTenant = id<TenantId>(9);
  const TenantId kOther = id<TenantId>(8);
  bailiwick::testing::TestDatabase made_;
};

TEST_P(StoreTest, ADataSetComesBackWithItsBytes) {
  const auto all = read([&](db::Connection& c) { return datasets(c, kTenant); });
  ASSERT_EQ(all.value().size(), 1U);
  EXPECT_EQ(all->front().measures, (std::vector<std::string>{"population", "a \"b\""}));
  const auto csv =
      read([&](db::Connection& c) { return dataset_csv(c, kTenant, id<DatasetId>(1)); });
  EXPECT_EQ(csv.value(), "unit,lon,lat\n\xff");
}

TEST_P(StoreTest, PlansComeNewestFirstInPages) {
  const auto first = read([&](db::Connection& c) { return plans(c, kTenant, std::nullopt, 2); });
  ASSERT_EQ(first.value().size(), 2U);
  EXPECT_EQ(first->front().id, id<PlanId>(3));
  const auto rest = read([&](db::Connection& c) { return plans(c, kTenant, first->back().id, 2); });
  ASSERT_EQ(rest.value().size(), 1U);
  EXPECT_EQ(rest->front().request.balance.front().measure, "population");
}

TEST_P(StoreTest, AnotherCompanySeesNothing) {
  EXPECT_TRUE(read([&](db::Connection& c) { return plans(c, kOther, std::nullopt, 9); })->empty());
  EXPECT_TRUE(read([&](db::Connection& c) { return datasets(c, kOther); })->empty());
  const PlanKey key{kOther, id<PlanId>(1)};
  EXPECT_FALSE(read([&](db::Connection& c) { return plan(c, key); })->has_value());
  EXPECT_FALSE(
      read([&](db::Connection& c) { return dataset(c, kOther, id<DatasetId>(1)); })->has_value());
}

TEST_P(StoreTest, ADesignReplacesAnEarlierOne) {
  const PlanKey key{kTenant, id<PlanId>(1)};
  for (const char* name : {"old", "new"}) {
    const DesignedPlan designed{
        .summary = "{}",
        .territories = {{0, name, 3, "{\"population\":5}", "{}", 1.5, 5.0, 52.0}},
        .units_csv = std::string("unit,territory\n") + name,
        .map_geojson = "{}"};
    ASSERT_TRUE(write([&](db::Connection& c) { return save_design(c, key, designed); }));
  }
  const auto found = read([&](db::Connection& c) { return territories(c, key); });
  ASSERT_EQ(found.value().size(), 1U);
  EXPECT_EQ(found->front().name, "new");
  EXPECT_DOUBLE_EQ(found->front().rms_km, 1.5);
  EXPECT_EQ(read([&](db::Connection& c) { return file(c, key, kUnitsFile); }).value(),
            "unit,territory\nnew");
  const auto plan_now = read([&](db::Connection& c) { return plan(c, key); });
  EXPECT_EQ((*plan_now)->version, 3);
  EXPECT_EQ((*plan_now)->territory_count, 1);
  EXPECT_EQ((*plan_now)->summary, "{}");
}

INSTANTIATE_TEST_SUITE_P(Both, StoreTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::planning::store
