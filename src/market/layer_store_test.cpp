// Goal: layers, their units and files come back as they were kept, each company its own, and a version that is not the current one changes
// nothing. Method: on both databases.
#include "market/layer_store.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/market_world.hpp"

namespace bailiwick::market {
namespace {

using layer_store::FilePart;
using layer_store::LayerKey;

class LayerStoreTest : public bailiwick::testing::MarketTest {
 protected:
  Layer layer_called(std::string name) {
    return {.id = LayerId(world->ids().next()),
            .name = std::move(name),
            .country = "NL",
            .shape = LayerShape::kCells,
            .match = {.by = MatchBy::kPostalCode, .characters = 4},
            .source = "Own",
            .request = R"({"format": "csv"})",
            .created_at = world->now};
  }
};

TEST_P(LayerStoreTest, LayersComeBack) {
  const auto ran = world->database().write([&](platform::db::Connection& c) -> Result<void> {
    const TenantId tenant = admin.tenant;
    Layer second = layer_called("Second");
    Layer first = layer_called("First");
    first.match = {};
    first.country.reset();
    for (const Layer& layer : {second, first})
      EXPECT_TRUE(layer_store::insert_layer(c, tenant, layer, admin.person));
    auto all = layer_store::layers(c, tenant);
    EXPECT_EQ(all->size(), 2U);
    EXPECT_EQ(all->at(0).id, first.id) << "by name";
    EXPECT_EQ(all->at(0).match, MatchRule());
    EXPECT_FALSE(all->at(0).country);
    EXPECT_EQ(all->at(1).match, second.match);
    EXPECT_EQ(all->at(1).request, second.request);
    EXPECT_FALSE(all->at(1).bounds);
    second.state = LayerState::kFailed;
    second.bounds = {-1.0, -2.0, 3.0, 4.0};
    second.findings = {{.rule = "M066", .count = 2, .message = "Odd.", .examples = {"1", "2"}}};
    second.problems = {{ErrorCode::kInvalidInput, "M062", "Wrong."}};
    EXPECT_TRUE(*layer_store::update_layer(c, tenant, second));
    EXPECT_FALSE(*layer_store::update_layer(c, tenant, second));
    const auto found = layer_store::find_layer(c, {tenant, second.id});
    EXPECT_EQ((*found)->version, 2);
    EXPECT_EQ((*found)->bounds, second.bounds);
    EXPECT_EQ((*found)->findings, second.findings);
    EXPECT_EQ((*found)->problems.at(0).message, "Wrong.");
    EXPECT_FALSE(*layer_store::find_layer(c, {TenantId(world->ids().next()), second.id}));
    return {};
  });
  EXPECT_TRUE(ran) << ran.error().message;
}

TEST_P(LayerStoreTest, UnitsAndFilesComeBackAndGo) {
  const auto ran = world->database().write([&](platform::db::Connection& c) -> Result<void> {
    const Layer layer = layer_called("One");
    const LayerKey key{admin.tenant, layer.id};
    EXPECT_TRUE(layer_store::insert_layer(c, admin.tenant, layer, admin.person));
    const std::vector<LayerUnit> units = {
        {.code = "1011", .name = "Centrum", .part_of = "A", .point = {4.9, 52.4}, .area_km2 = 1.5},
        {.code = "9999", .point = {6.0, 53.0}}};
    EXPECT_TRUE(layer_store::insert_units(c, key, units));
    EXPECT_EQ(*layer_store::units(c, key), units);
    EXPECT_EQ(*layer_store::codes(c, key), (std::vector<std::string>{"1011", "9999"}));
    const std::string large(layer_store::kChunkBytes + 1, 'x');
    for (const char* content : {"first", "second"})
      EXPECT_TRUE(layer_store::put_file(c, key, FilePart::kMap, content));
    EXPECT_TRUE(layer_store::put_file(c, key, FilePart::kShapes, large));
    EXPECT_EQ(*layer_store::file(c, key, FilePart::kMap), "second");
    EXPECT_EQ(*layer_store::file(c, key, FilePart::kShapes), large);
    EXPECT_EQ(*layer_store::file(c, key, FilePart::kSource), "");
    EXPECT_FALSE(*layer_store::delete_layer(c, key, 2));
    EXPECT_TRUE(*layer_store::delete_layer(c, key, 1));
    EXPECT_TRUE(layer_store::units(c, key)->empty());
    EXPECT_EQ(*layer_store::file(c, key, FilePart::kMap), "");
    return {};
  });
  EXPECT_TRUE(ran) << ran.error().message;
}

TEST_P(LayerStoreTest, AFileOnTheDiskIsKeptPieceByPiece) {
  const std::string path = ::testing::TempDir() + "layer_store_test.bin";
  std::string content(2 * layer_store::kChunkBytes + 7, 'a');
  content.back() = '\0';
  std::ofstream(path, std::ios::binary) << content;
  const auto ran = world->database().write([&](platform::db::Connection& c) -> Result<void> {
    const Layer layer = layer_called("One");
    const LayerKey key{admin.tenant, layer.id};
    EXPECT_TRUE(layer_store::insert_layer(c, admin.tenant, layer, admin.person));
    EXPECT_TRUE(layer_store::put_file_from(c, key, FilePart::kSource, path));
    EXPECT_EQ(*layer_store::file(c, key, FilePart::kSource), content);
    EXPECT_TRUE(layer_store::delete_file(c, key, FilePart::kSource));
    EXPECT_EQ(*layer_store::file(c, key, FilePart::kSource), "");
    return {};
  });
  EXPECT_TRUE(ran) << ran.error().message;
}

INSTANTIATE_TEST_SUITE_P(Both, LayerStoreTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
