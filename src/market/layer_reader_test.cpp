// Goal: units are found, sorted, paged and shown with their values and neighbours, and territories as far as one sees them. Method: a small layer; on both
// databases.
#include "market/layer_reader.hpp"

#include <gtest/gtest.h>

#include "tests/support/layer_world.hpp"

namespace bailiwick::market {
namespace {

class LayerReaderTest : public bailiwick::testing::LayerTest {
 protected:
  void SetUp() override {
    LayerTest::SetUp();
    if (IsSkipped()) return;
    layer = loaded("Squares", collection({square("C", 6, 52), square("A", 4, 52),
                                          square("B", 5, 52), square("D", 9, 52)}));
    values.answer = {{"people", {30.0, std::nullopt, 10.0, 20.0}}};
    territories.answer = {.ids = {south, north}, .names = {"South", "North"}, .of = {0, 1, 1, -1}};
  }
  std::string sorted(const std::string& sort, const std::string& words = {}) {
    const auto page = reader->units(admin, layer.id, {.words = words, .sort = sort});
    if (!page) return page.error().rule;
    std::string codes;
    for (const UnitRow& row : page->rows) codes += row.unit.code;
    return codes;
  }
  Layer layer;
};

TEST_P(LayerReaderTest, UnitsAreFoundSortedAndPaged) {
  EXPECT_EQ(sorted("code"), "ABCD");
  EXPECT_EQ(sorted("-code"), "DCBA");
  EXPECT_EQ(sorted("-name"), "DCBA");
  EXPECT_EQ(sorted("people"), "CDAB") << "what has no value stands last";
  EXPECT_EQ(sorted("-people"), "ADCB");
  EXPECT_EQ(sorted("-lon"), "DCBA");
  EXPECT_EQ(sorted("area_km2").size(), 4U);
  EXPECT_EQ(sorted("height"), "M062");
  EXPECT_EQ(sorted("code", "b"), "B");
  EXPECT_EQ(sorted("code", "unit"), "ABCD");
  EXPECT_EQ(sorted("code", "zz"), "");
  const auto first = reader->units(admin, layer.id, {.words = {}, .limit = 3});
  ASSERT_TRUE(first);
  EXPECT_EQ(first->next, 3);
  const auto second = reader->units(admin, layer.id, {.words = {}, .begin = 3, .limit = 3});
  ASSERT_EQ(second->rows.size(), 1U);
  EXPECT_FALSE(second->next);
  EXPECT_TRUE(reader->units(admin, layer.id, {.words = {}, .begin = 99})->rows.empty());
}

TEST_P(LayerReaderTest, OneUnitStandsAmongAll) {
  const auto unit = reader->unit(admin, layer.id, "B");
  ASSERT_TRUE(unit);
  EXPECT_EQ(unit->neighbours, (std::vector<std::string>{"A", "C"}));
  EXPECT_TRUE(unit->ranks.empty()) << "it has no value";
  EXPECT_EQ(unit->row.territory, north);
  const auto other = reader->unit(admin, layer.id, "D");
  EXPECT_TRUE(other->neighbours.empty());
  ASSERT_EQ(other->ranks.size(), 1U);
  EXPECT_EQ(other->ranks[0].rank, 2);
  EXPECT_EQ(other->ranks[0].of, 3);
  EXPECT_FALSE(other->row.territory);
  EXPECT_EQ(rule_of(reader->unit(admin, layer.id, "E")), "M061");
}

TEST_P(LayerReaderTest, TerritoriesOutOfSightAreNotTold) {
  const auto page = reader->units(rep, layer.id, {});
  ASSERT_TRUE(page);
  EXPECT_FALSE(page->rows[0].territory) << "South is not the rep's";
  EXPECT_EQ(page->rows[1].territory, north);
  const auto other = world->add_company("other");
  EXPECT_EQ(rule_of(reader->content(other, layer.id)), "M060") << "even while it is kept in memory";
  auto nobody = rep;
  nobody.permissions.clear();
  EXPECT_EQ(rule_of(reader->content(nobody, layer.id)), "I001");
  EXPECT_EQ(rule_of(reader->units(nobody, layer.id, {})), "I001");
  EXPECT_EQ(rule_of(reader->columns(nobody, layer.id, {})), "I001");
}

TEST_P(LayerReaderTest, EverythingIsCsv) {
  const auto pieces = reader->csv(admin, layer.id);
  ASSERT_TRUE(pieces);
  std::string csv;
  for (std::string piece; (*pieces)(piece); piece.clear()) csv += piece;
  EXPECT_EQ(csv.substr(0, csv.find('\n')), "code,name,part_of,lon,lat,area_km2,people");
  EXPECT_NE(csv.find("\nB,Unit B,,5.5,52.5,"), std::string::npos) << csv;
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 5);
}

TEST_P(LayerReaderTest, MoreLayersThanAreKeptAreReadAgain) {
  const auto map = (*reader->content(admin, layer.id))->map;
  std::vector<LayerId> others;
  for (std::size_t i = 0; i <= kLayersKept; ++i)
    others.push_back(loaded("Other " + std::to_string(i), collection({square("A", 1, 1)})).id);
  for (const LayerId other : others) ASSERT_TRUE(reader->content(admin, other));
  const auto again = reader->content(admin, layer.id);
  EXPECT_EQ(*(*again)->map, *map);
  EXPECT_NE((*again)->map.get(), map.get());
  EXPECT_NE((*again)->map_tag, (*reader->content(admin, others[0]))->map_tag);
}

INSTANTIATE_TEST_SUITE_P(Both, LayerReaderTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
