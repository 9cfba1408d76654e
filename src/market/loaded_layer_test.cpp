// Goal: a layer is read once and found again, until it changes; what is not ready is refused. Method: on both databases.
#include "market/loaded_layer.hpp"

#include <gtest/gtest.h>

#include "tests/support/measure_world.hpp"

namespace bailiwick::market {
namespace {

class LoadedLayerTest : public bailiwick::testing::MeasureTest {};

TEST_P(LoadedLayerTest, ALayerIsKeptUntilItChanges) {
  const LayerId layer = add_layer({"10001", "10002"});
  const LayerCache cache;
  const auto load = [&](LayerId id) {
    return world->database().read([&](platform::db::Connection& c) {
      return cache.load(c, {admin.tenant, id});
    });
  };
  const auto first = load(layer);
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_EQ((*first)->place_of("10002"), 1U);
  EXPECT_FALSE((*first)->place_of("1"));
  EXPECT_EQ((*first)->finder.unit_of({.postal_code = "10002 AB"}), 1);
  EXPECT_EQ(load(layer)->get(), first->get());
  EXPECT_EQ(load(LayerId(world->ids().next())).error().rule, "M060");
  Layer changed = (*first)->layer;
  changed.state = LayerState::kFailed;
  const auto updated = world->database().write([&](platform::db::Connection& c) {
    return layer_store::update_layer(c, admin.tenant, changed);
  });
  ASSERT_TRUE(*updated);
  EXPECT_EQ(load(layer).error().rule, "M084");
  for (std::size_t l = 0; l <= LayerCache::kKeptMax; ++l)
    EXPECT_TRUE(load(add_layer({"1"}, "Layer " + std::to_string(l))));
}

INSTANTIATE_TEST_SUITE_P(Both, LoadedLayerTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
