// Goal: a job makes a layer of a file, or the layer says every reason why not; what was interrupted leaves nothing behind. Method: on both databases.
#include "market/layer_job.hpp"

#include <gtest/gtest.h>

#include "market/layer_store.hpp"
#include "market/market_counter.hpp"
#include "market/market_store.hpp"
#include "tests/support/layer_world.hpp"

namespace bailiwick::market {
namespace {

class LayerJobTest : public bailiwick::testing::LayerTest {
 protected:
  // What the layer says after its job has run.
  Layer tried(const std::string& content, LayerRequest request = {}) {
    const auto started = layers->upload(
        admin, file_of("Layer " + std::to_string(++count), content, std::move(request)));
    EXPECT_TRUE(started);
    error = run(started->job);
    return *layers->layer(admin, started->layer.id);
  }
  int count = 0;
  std::optional<Error> error;
};

TEST_P(LayerJobTest, LayersThatWereRefusedDoNotCount) {
  const std::string good = collection({square("A", 4, 52)});
  const auto refusal = [&] {
    const auto more = layers->upload(admin, file_of("One more", good));
    return more ? std::string() : more.error().front().message;
  };
  std::optional<LayerId> first;
  for (std::size_t i = 0; i < kRefusedLayersMax; ++i) {
    const Layer layer = tried("");
    ASSERT_EQ(layer.state, LayerState::kFailed);
    if (!first) first = layer.id;
  }
  EXPECT_NE(refusal().find("20 layers that could not be loaded"), std::string::npos) << refusal();
  ASSERT_TRUE(layers->remove(admin, *first, std::nullopt));
  for (std::size_t i = 0; i < kLayersMax; ++i)
    ASSERT_TRUE(layers->upload(admin, file_of("Good " + std::to_string(i), good)));
  EXPECT_NE(refusal().find("at most 20 layers"), std::string::npos) << refusal();
}

TEST_P(LayerJobTest, EveryReasonIsKeptWithTheLayer) {
  const Layer layer = tried("code,lon,lat\nA,200,52\nA,5,52\n");
  EXPECT_EQ(layer.state, LayerState::kFailed);
  ASSERT_EQ(layer.problems.size(), 2U);
  EXPECT_EQ(layer.problems[0].rule, "M069");
  EXPECT_EQ(layer.problems[1].rule, "M068");
  ASSERT_TRUE(error);
  EXPECT_NE(error->message.find("And 1 more."), std::string::npos);
  EXPECT_EQ(rule_of(reader->content(admin, layer.id)), "M073");
  const auto again = layers->upload(admin, file_of(layer.name, ""));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().front().rule, "M064");
  EXPECT_NE(again.error().front().message.find("which could not be loaded"), std::string::npos);
  ASSERT_TRUE(layers->remove(admin, layer.id, std::nullopt));
  EXPECT_TRUE(layers->upload(admin, file_of(layer.name, ""))) << "the name is free again";
  EXPECT_EQ(tried("").problems.at(0).rule, "M066");
}

TEST_P(LayerJobTest, CellsAreDrawnWithinALayerOfTheCompany) {
  const Layer land = loaded("Land", collection({square("W", 4, 52), square("E", 5, 52)}));
  const Layer cells = tried("code,lon,lat\n1,4.2,52.5\n2,4.8,52.5\n3,5.5,52.5\n",
                            {.cells = true, .within = land.id});
  ASSERT_EQ(cells.state, LayerState::kReady) << error->message;
  EXPECT_EQ(cells.shape, LayerShape::kCells);
  EXPECT_EQ(cells.match, (MatchRule{.by = MatchBy::kPostalCode, .characters = 1}));
  const auto unit = reader->unit(admin, cells.id, "2");
  EXPECT_EQ(unit->row.unit.part_of, "W");
  EXPECT_EQ(unit->neighbours, (std::vector<std::string>{"1", "3"}));
}

TEST_P(LayerJobTest, SwappedCoordinatesAreSuspectedAndKept) {
  const Layer home = loaded("Home", collection({square("A", 4, 52), square("B", 5, 52)}));
  EXPECT_TRUE(home.findings.empty());
  const Layer swapped = tried(collection({square("A", 52, 4), square("B", 52, 5)}));
  ASSERT_EQ(swapped.state, LayerState::kReady);
  ASSERT_EQ(swapped.findings.size(), 1U);
  EXPECT_EQ(swapped.findings[0].rule, "M100");
  EXPECT_EQ(swapped.findings[0].count, 2);
  ASSERT_TRUE(layers->remove(admin, home.id, std::nullopt));
  ASSERT_TRUE(layers->remove(admin, swapped.id, std::nullopt));
  EXPECT_TRUE(tried(collection({square("A", 52, 4)})).findings.empty()) << "nothing to go by";
  add({.id = {}, .name = "West", .point = geo::LonLat{4.5, 52.5}});
  add({.id = {}, .name = "East", .point = geo::LonLat{5.5, 52.5}});
  add({.id = {}, .name = "Somewhere"});
  EXPECT_EQ(tried(collection({square("A", 52, 4), square("B", 52, 5)})).findings.at(0).rule,
            "M100");
  EXPECT_TRUE(tried(collection({square("A", 4, 52), square("B", 5, 52)})).findings.empty());
}

TEST_P(LayerJobTest, AJobThatIsCancelledLeavesNothing) {
  const auto started = layers->upload(admin, file_of("Squares", collection({square("A", 4, 52)})));
  const auto stopped = run(started->job, true);
  ASSERT_TRUE(stopped);
  EXPECT_EQ(stopped->code, ErrorCode::kCancelled);
  EXPECT_FALSE(run(started->job)) << "the file is still there for another attempt";
  ASSERT_TRUE(layers->remove(admin, started->layer.id, std::nullopt));
  EXPECT_EQ(run(started->job)->rule, "M060");
}

TEST_P(LayerJobTest, TheFileIsGoneOnceItIsLoaded) {
  const Layer layer = loaded("Squares", collection({square("A", 4, 52)}));
  const auto source = world->database().read([&](platform::db::Connection& c) {
    return layer_store::file(c, {admin.tenant, layer.id}, layer_store::FilePart::kSource);
  });
  EXPECT_EQ(*source, "");
}

TEST_P(LayerJobTest, ACompanyThatWasCountedIsCountedWithTheNewLayer) {
  queue->add_kind({.name = std::string(kCountKind), .run = [](platform::jobs::JobContext&) {
                     return Result<platform::jobs::JobOutcome>();
                   }});
  const auto counts = [&] {
    const auto waiting = world->database().read([&](platform::db::Connection& c) {
      return platform::db::query_all(
          c, "SELECT created_by FROM job WHERE tenant_id = $1 AND kind = $2",
          {admin.tenant, kCountKind},
          [](const platform::db::Row& row) { return row.id<PersonTag>(0); });
    });
    EXPECT_TRUE(waiting) << waiting.error().message;
    return *waiting;
  };
  loaded("Before", collection({square("A", 4, 52)}));
  EXPECT_TRUE(counts().empty());
  ASSERT_TRUE(world->database().write([&](platform::db::Connection& c) {
    return market_store::replace_count(c, admin.tenant, {.counted_at = Instant(1)}, {}, {});
  }));
  loaded("After", collection({square("A", 4, 52)}));
  EXPECT_EQ(counts(), std::vector<PersonId>{admin.person});
  loaded("And another", collection({square("A", 4, 52)}));
  EXPECT_EQ(counts().size(), 1U) << "the one that waits counts it, too";
}

TEST_P(LayerJobTest, TheUsualRuleFollowsTheCodes) {
  const std::vector<LayerUnit> same = {{.code = "1011"}, {.code = "1012"}};
  const std::vector<LayerUnit> mixed = {{.code = "1"}, {.code = "12"}, {.code = "34"}};
  EXPECT_EQ(usual_match(LayerShape::kAreas, true, same).by, MatchBy::kPlace);
  EXPECT_EQ(usual_match(LayerShape::kCells, true, same).characters, 4);
  EXPECT_EQ(usual_match(LayerShape::kCells, false, same).by, MatchBy::kPlace);
  EXPECT_EQ(usual_match(LayerShape::kCells, true, mixed).by, MatchBy::kPlace);
  EXPECT_EQ(usual_match(LayerShape::kPoints, true, mixed).characters, 2);
  EXPECT_EQ(usual_match(LayerShape::kPoints, true, {}).by, MatchBy::kPlace);
}

INSTANTIATE_TEST_SUITE_P(Both, LayerJobTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
