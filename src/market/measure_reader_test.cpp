// Goal: whoever makes other things of layers reads joined and derived measures, over which live ones say nothing. Method: a layer of two units.
#include "market/measure_reader.hpp"

#include <gtest/gtest.h>

#include "tests/support/measure_world.hpp"

namespace bailiwick::market {
namespace {

class MeasureReaderTest : public bailiwick::testing::MeasureTest {};

TEST_P(MeasureReaderTest, KeptMeasuresAreReadAsColumns) {
  const LayerId layer = add_layer({"1", "2"});
  ASSERT_TRUE(measures->put(admin, layer, "twice", {.name = "T", .formula = "area_km2 * 2.5"}, {}));
  ASSERT_TRUE(measures->put(admin, layer, "live", {.name = "L", .formula = "accounts + 1"}, {}));
  const KeptMeasures kept;
  const auto read = world->database().read(
      [&](platform::db::Connection& c) { return kept.columns(c, admin.tenant, layer, {}); });
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->size(), 2U);
  EXPECT_EQ(read->at(0).key, "live");
  EXPECT_FALSE(read->at(0).values[0]);
  EXPECT_EQ(read->at(1).values, (std::vector<std::optional<double>>{250.0, 250.0}));
  const std::vector<std::string> wanted = {"other"};
  const auto none = world->database().read(
      [&](platform::db::Connection& c) { return kept.columns(c, admin.tenant, layer, wanted); });
  EXPECT_EQ(none.error().rule, "M085");
  const std::vector<std::string> live = {"live", "twice"};
  const auto needed = world->database().read([&](platform::db::Connection& c) {
    return live_needed(c, {admin.tenant, layer}, live);
  });
  EXPECT_EQ(*needed, (std::vector<LiveMeasure>{LiveMeasure::kAccounts}));
}

INSTANTIATE_TEST_SUITE_P(Both, MeasureReaderTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
