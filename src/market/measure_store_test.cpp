// Goal: measures and their values come back as they were kept, and go with their layer. Method: on both databases.
#include "market/measure_store.hpp"

#include <gtest/gtest.h>

#include "tests/support/measure_world.hpp"

namespace bailiwick::market {
namespace {

class MeasureStoreTest : public bailiwick::testing::MeasureTest {};

TEST_P(MeasureStoreTest, MeasuresComeBackAndGoWithTheirLayer) {
  const LayerId layer = add_layer({"1", "2"});
  const auto ran = world->database().write([&](platform::db::Connection& c) -> Result<void> {
    const layer_store::LayerKey key{admin.tenant, layer};
    Measure income{.key = "income", .name = "Income", .unit = "EUR"};
    income.adds = MeasureAdds::kMean;
    income.weighed_by = "people";
    income.as_of = parse_date("2020-04-01");
    const MeasureValues values = {std::nullopt, Decimal::whole(7)};
    EXPECT_TRUE(measure_store::put_measure(c, key, income, &values));
    const Measure derived{
        .key = "double", .name = "Double", .kind = MeasureKind::kDerived, .formula = "income * 2"};
    EXPECT_TRUE(measure_store::put_measure(c, key, derived, nullptr));
    income.name = "Incomes";
    income.version = 2;
    EXPECT_TRUE(measure_store::put_measure(c, key, income, nullptr));
    const auto all = measure_store::measures(c, key);
    EXPECT_EQ(all->size(), 2U);
    EXPECT_EQ(all->at(0).formula, "income * 2");
    EXPECT_EQ(all->at(1).name, "Incomes");
    EXPECT_EQ(all->at(1).as_of, income.as_of);
    EXPECT_EQ(all->at(1).weighed_by, "people");
    EXPECT_EQ(*measure_store::values(c, key, "income"), values) << "they stay";
    EXPECT_FALSE(*measure_store::values(c, key, "double"));
    EXPECT_FALSE(*measure_store::find_measure(c, key, "other"));
    EXPECT_TRUE(measure_store::put_live(c, key, "accounts", {values, world->now}));
    EXPECT_EQ((*measure_store::live(c, key, "accounts"))->values, values);
    EXPECT_EQ((*measure_store::live(c, key, "accounts"))->counted_at, world->now);
    EXPECT_FALSE(*measure_store::live(c, key, "revenue"));
    EXPECT_FALSE(*measure_store::delete_measure(c, key, derived) == false);
    EXPECT_FALSE(*measure_store::delete_measure(c, key, derived));
    EXPECT_TRUE(*layer_store::delete_layer(c, key, 1));
    EXPECT_TRUE(measure_store::measures(c, key)->empty());
    return {};
  });
  EXPECT_TRUE(ran) << ran.error().message;
}

INSTANTIATE_TEST_SUITE_P(Both, MeasureStoreTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
