// Goal: layers are added, changed and removed by who may, within the limits, and everything is told. Method: every rule once, on both databases.
#include "market/layer_service.hpp"

#include <gtest/gtest.h>

#include "tests/support/layer_world.hpp"

namespace bailiwick::market {
namespace {

class LayerServiceTest : public bailiwick::testing::LayerTest {
 protected:
  std::string two_squares() { return collection({square("A", 4, 52), square("B", 5, 52)}); }
  std::string refused(const LayerUpload& upload) {
    return first_rule(layers->upload(admin, upload));
  }
};

TEST_P(LayerServiceTest, ALayerIsUploadedLoadedChangedAndRemoved) {
  const auto started = layers->upload(admin, file_of("Squares", two_squares()));
  ASSERT_TRUE(started) << started.error().front().message;
  EXPECT_EQ(started->layer.state, LayerState::kLoading);
  EXPECT_EQ(started->layer.job, started->job.id);
  EXPECT_EQ(first_rule(layers->change(admin, started->layer.id, {.name = "No"}, std::nullopt)),
            "M073");
  ASSERT_FALSE(run(started->job));
  const auto layer = layers->layer(rep, started->layer.id);
  ASSERT_TRUE(layer) << "geography is no secret";
  EXPECT_EQ(layer->state, LayerState::kReady);
  EXPECT_EQ(layer->unit_count, 2);
  EXPECT_EQ(layer->match.by, MatchBy::kPlace);
  EXPECT_EQ(layer->bounds, (LayerBounds{4, 52, 6, 53}));
  const MatchRule rule{.by = MatchBy::kPostalCode, .characters = 1};
  const auto changed =
      layers->change(admin, layer->id, {.name = "Fields", .match = rule}, layer->version);
  ASSERT_TRUE(changed) << changed.error().front().message;
  EXPECT_EQ(layers->layers(rep)->at(0).name, "Fields");
  EXPECT_EQ(layers->layers(rep)->at(0).match, rule);
  EXPECT_EQ(first_rule(layers->change(admin, layer->id, {}, layer->version)), "M063");
  EXPECT_EQ(rule_of(layers->remove(admin, layer->id, layer->version)), "M063");
  ASSERT_TRUE(layers->remove(admin, layer->id, changed->version));
  EXPECT_EQ(rule_of(layers->layer(admin, layer->id)), "M060");
  EXPECT_EQ(events(admin.tenant).back().event.name, "layer.updated");
  EXPECT_TRUE(world->is_audit_intact(admin.tenant));
}

TEST_P(LayerServiceTest, WhatIsWrongIsTold) {
  LayerUpload bad = file_of("", two_squares());
  bad.country = "nl";
  bad.source = std::string(kLayerSourceLengthMax + 1, 's');
  const auto mistakes = layers->upload(admin, bad);
  ASSERT_FALSE(mistakes);
  EXPECT_EQ(mistakes.error().size(), 3U);
  EXPECT_EQ(mistakes.error()[0].rule, "M062");
  EXPECT_EQ(refused(file_of(std::string(kLayerNameLengthMax + 1, 'n'), "")), "M062");
  const Layer points = loaded("Points", "code,lon,lat\n1011,4,52\n1012,5,52\n");
  EXPECT_EQ(points.match, (MatchRule{.by = MatchBy::kPostalCode, .characters = 4}));
  EXPECT_EQ(refused(file_of("Points", "")), "M064") << "the name is taken";
  EXPECT_EQ(refused(file_of("Cells", "", {.cells = true, .within = points.id})), "M073");
  EXPECT_EQ(refused(file_of("Cells", "", {.cells = true, .within = LayerId()})), "M060");
  const auto change = [&](const LayerChange& wanted) {
    return first_rule(layers->change(admin, points.id, wanted, std::nullopt));
  };
  EXPECT_EQ(change({.name = " "}), "M062");
  EXPECT_EQ(change({.match = MatchRule{.by = MatchBy::kPlace}}), "M062") << "points hold nobody";
  EXPECT_EQ(change({.match = MatchRule{.by = MatchBy::kPostalCode}}), "M062");
  EXPECT_EQ(change({.match = MatchRule{.by = MatchBy::kPostalCode,
                                       .characters = kMatchCharactersMax + 1}}),
            "M062");
  loaded("Squares", two_squares());
  EXPECT_EQ(change({.name = "Squares"}), "M064");
  folder.write("large", "");
  std::filesystem::resize_file(folder.file("large"), kLayerBytesMax + 1);
  EXPECT_EQ(refused({.name = "Large", .path = folder.file("large")}), "M072");
  for (std::size_t i = 2; i < kLayersMax; ++i)
    ASSERT_TRUE(layers->upload(admin, file_of("Layer " + std::to_string(i), two_squares())));
  EXPECT_EQ(refused(file_of("One more", two_squares())), "M064");
}

TEST_P(LayerServiceTest, OnlyWhoMayReadsAndChanges) {
  const Layer layer = loaded("Squares", two_squares());
  EXPECT_EQ(first_rule(layers->upload(rep, file_of("Mine", ""))), "I001");
  EXPECT_EQ(first_rule(layers->add_built_in(rep, "us_zip")), "I001");
  EXPECT_EQ(first_rule(layers->change(rep, layer.id, {}, std::nullopt)), "I001");
  EXPECT_EQ(rule_of(layers->remove(rep, layer.id, std::nullopt)), "I001");
  auto nobody = rep;
  nobody.permissions.clear();
  EXPECT_EQ(rule_of(layers->layers(nobody)), "I001");
  EXPECT_EQ(rule_of(layers->layer(nobody, layer.id)), "I001");
  const auto other = world->add_company("other");
  EXPECT_TRUE(layers->layers(other)->empty());
  EXPECT_EQ(rule_of(layers->layer(other, layer.id)), "M060");
  EXPECT_EQ(first_rule(layers->change(other, layer.id, {}, std::nullopt)), "M060");
  EXPECT_EQ(rule_of(layers->remove(other, layer.id, std::nullopt)), "M060");
}

TEST_P(LayerServiceTest, BuiltInLayersNeedTheirFiles) {
  EXPECT_EQ(first_rule(layers->add_built_in(admin, "mars")), "M065");
  const auto lacking = layers->add_built_in(admin, "us_zip");
  EXPECT_EQ(first_rule(lacking), "M065");
  for (const char* word : {"us_zip.csv", "tools/layers/make", "market.layers_folder"})
    EXPECT_NE(lacking.error().front().message.find(word), std::string::npos) << word;
  EXPECT_NE(layers->add_built_in(admin, "mars").error().front().message.find("us_zip, us_county"),
            std::string::npos);
  EXPECT_EQ(layers->built_in()[0].missing.size(), 2U);
  folder.write("us_county.topojson", collection({square("01001", -87, 32)}));
  folder.write("us_zip.csv", "code,name,lon,lat\n36003,\"Autaugaville, AL\",-86.7,32.4\n");
  EXPECT_TRUE(layers->built_in()[0].missing.empty());
  const auto started = layers->add_built_in(admin, "us_zip");
  ASSERT_TRUE(started) << started.error().front().message;
  ASSERT_FALSE(run(started->job));
  const auto layer = layers->layer(admin, started->layer.id);
  EXPECT_EQ(layer->state, LayerState::kReady);
  EXPECT_EQ(layer->built_in, "us_zip");
  EXPECT_EQ(layer->match.characters, 5);
  const auto unit = reader->unit(admin, layer->id, "36003");
  ASSERT_TRUE(unit);
  EXPECT_EQ(unit->row.unit.part_of, "01001") << "its county";
}

INSTANTIATE_TEST_SUITE_P(Both, LayerServiceTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
