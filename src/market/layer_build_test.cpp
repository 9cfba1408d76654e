// Goal: what a file holds becomes a sound layer, or every reason why not is told. Method: small maps, each mistake and finding once; the postcodes of the
// Netherlands and the ZIP codes and counties of the United States, where those files are.
#include "market/layer_build.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <numbers>

#include "geo/area_faults.hpp"
#include "geo/mesh.hpp"
#include "tests/support/shared.hpp"

namespace bailiwick::market {
namespace {

const BuildWatch kGoOn = [](double, std::string_view) { return true; };

geo::Ring square(double west, double south, double size) {
  return {{west, south},
          {west + size, south},
          {west + size, south + size},
          {west, south + size},
          {west, south}};
}
UnitDraft area_of(std::string code, geo::Ring ring) {
  const geo::LonLat inside = ring.front();
  return {{.code = std::move(code), .point = inside}, {{std::move(ring), {}}}};
}
UnitDraft point_of(std::string code, double lon, double lat) {
  return {.unit = {.code = std::move(code), .point = {lon, lat}}};
}
std::vector<std::string> found(const BuiltLayer& layer) {
  std::vector<std::string> rules;
  for (const LayerFinding& finding : layer.findings) rules.push_back(finding.rule);
  return rules;
}
using Rules = std::vector<std::string>;

TEST(LayerBuild, AreasStandInTheOrderOfTheirCodesWithSizesAndNeighbours) {
  const auto layer = build_layer(
      {area_of("b", square(1, 0, 1)), area_of("c", square(5, 5, 1)), area_of("a", square(0, 0, 1))},
      {}, kGoOn);
  ASSERT_TRUE(layer);
  EXPECT_EQ(layer->shape, LayerShape::kAreas);
  EXPECT_EQ(layer->units[0].code, "a");
  EXPECT_EQ(layer->units[2].code, "c");
  EXPECT_NEAR(*layer->units[0].area_km2, 12'364.0, 30.0);
  EXPECT_EQ(layer->neighbours, (std::vector<geo::Link>{{0, 1}}));
  EXPECT_EQ(layer->bounds, (LayerBounds{0, 0, 6, 6}));
  EXPECT_TRUE(layer->findings.empty());
  EXPECT_NE(layer->map.find("\"id\":\"a\""), std::string::npos);
  EXPECT_EQ(links_from(bytes_of_links(layer->neighbours)), layer->neighbours);
  EXPECT_TRUE(links_from("12345").empty());
}

TEST(LayerBuild, FaultsOfAreasAreToldTogether) {
  const geo::Ring bow = {{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}};
  geo::Ring open = square(5, 5, 1);
  open.pop_back();
  const std::vector<UnitDraft> drafts = {
      area_of("bow", bow), area_of("open", open),
      area_of("across", {{179, 0}, {-179, 0}, {-179, 1}, {179, 0}})};
  const auto refused = build_layer(drafts, {}, kGoOn);
  ASSERT_FALSE(refused);
  ASSERT_EQ(refused.error().size(), 3U);
  for (const Error& error : refused.error()) EXPECT_EQ(error.rule, "M070");
  EXPECT_NE(refused.error()[1].message.find("1.00000, 1.00000"), std::string::npos)
      << refused.error()[1].message;
  const auto mended = build_layer({drafts[0], drafts[1]}, {.repair = true}, kGoOn);
  ASSERT_TRUE(mended);
  EXPECT_EQ(found(*mended), Rules{"M077"});
  EXPECT_EQ(mended->findings[0].examples, (std::vector<std::string>{"bow", "open"}));
  EXPECT_FALSE(build_layer({drafts[2]}, {.repair = true}, kGoOn));
}

TEST(LayerBuild, LargeOverlapsAreRefusedAndSmallOnesTold) {
  const auto refused =
      build_layer({area_of("a", square(0, 0, 2)), area_of("b", square(1, 1, 2))}, {}, kGoOn);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error()[0].rule, "M071");
  EXPECT_NE(refused.error()[0].message.find("25.0% of the smaller"), std::string::npos)
      << refused.error()[0].message;
  const auto slip =
      build_layer({area_of("a", square(0, 0, 1)), area_of("b", square(0.999, 0, 1))}, {}, kGoOn);
  ASSERT_TRUE(slip);
  EXPECT_EQ(found(*slip), Rules{"M074"});
  EXPECT_EQ(slip->findings[0].examples[0], "a, b");
  EXPECT_TRUE(build_layer({area_of("a", square(0, 0, 2)), area_of("b", square(1, 1, 2))},
                          {.is_trusted = true}, kGoOn));
}

TEST(LayerBuild, PointsHaveNoSize) {
  const auto layer = build_layer({point_of("a", 4, 52), point_of("b", 5, 52)}, {}, kGoOn);
  ASSERT_TRUE(layer);
  EXPECT_EQ(layer->shape, LayerShape::kPoints);
  EXPECT_FALSE(layer->units[0].area_km2);
  EXPECT_EQ(layer->shapes.area_count(), 2U);
  EXPECT_EQ(layer->neighbours.size(), 1U);
}

TEST(LayerBuild, CellsAreDrawnFreelyOrWithinOthers) {
  std::vector<UnitDraft> drafts;
  for (int i = 0; i < 25; ++i)
    drafts.push_back(point_of("p" + std::to_string(10 + i), i % 5, static_cast<double>(i / 5)));
  drafts.push_back(point_of("same", 2, 2));
  const auto free = build_layer(drafts, {.cells = true}, kGoOn);
  ASSERT_TRUE(free);
  EXPECT_EQ(free->shape, LayerShape::kCells);
  EXPECT_EQ(found(*free), Rules{"M075"});
  EXPECT_NEAR(*free->units[12].area_km2, *free->units[25].area_km2, 1e-9) << "shared evenly";
  EXPECT_NEAR(*free->units[12].area_km2 * 2.0, *free->units[6].area_km2, 200.0);
  const LayerContainer land{.codes = {"west", "east"},
                            .shapes = geo::coverage_of(std::vector<geo::Area>{
                                {{square(0, 0, 2), {}}}, {{square(2, 0, 2), {}}}})};
  drafts.pop_back();
  drafts.push_back(point_of("q", 50, 50));
  const auto within = build_layer(drafts, {.cells = true, .within = &land}, kGoOn);
  ASSERT_TRUE(within);
  EXPECT_EQ(within->units[6].part_of, "west");
  EXPECT_EQ(within->units[8].part_of, "east");
  EXPECT_FALSE(within->units[25].part_of) << "too far away";
  EXPECT_EQ(found(*within), (Rules{"M076", "M078"}));
  EXPECT_EQ(within->bounds[2], 50.0);
}

TEST(LayerBuild, CanBeStopped) {
  for (const bool cells : {false, true}) {
    const auto stopped = build_layer({area_of("a", square(0, 0, 1))}, {.cells = cells},
                                     [](double, std::string_view) { return false; });
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error()[0].code, ErrorCode::kCancelled);
  }
}

// ---- real data

std::string content_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::optional<BuiltLayer> built(const std::filesystem::path& path, const LayerRequest& request,
                                const BuildOrder& order) {
  auto drafts = read_layer_file(path.filename().string(), content_of(path), request);
  EXPECT_TRUE(drafts) << drafts.error().front().message;
  if (!drafts) return std::nullopt;
  auto layer = build_layer(std::move(*drafts), order, kGoOn);
  EXPECT_TRUE(layer) << layer.error().front().message;
  if (!layer) return std::nullopt;
  return std::move(*layer);
}

TEST(LayerBuild, ThePostcodesOfTheNetherlands) {
  BAILIWICK_NEEDS_SHARED(shared);
  const auto layer = built(shared / "data/nl_postcodes_pc4.csv", {.cells = true}, {.cells = true});
  ASSERT_TRUE(layer);
  EXPECT_EQ(layer->units.size(), 4'699U);
  EXPECT_EQ(layer->units[0].code, "1000");
  EXPECT_EQ(layer->units[0].name, "Amsterdam");
  double total = 0.0;
  for (const LayerUnit& unit : layer->units) total += *unit.area_km2;
  EXPECT_GT(total, 33'000.0);  // the land has 33,500 km2, and the cells reach into the water
  EXPECT_LT(total, 50'000.0);
  ASSERT_EQ(found(*layer), Rules{"M075"});
  EXPECT_EQ(layer->findings[0].count, 191);
  EXPECT_LT(layer->map.size(), 2'000'000U);
}

TEST(LayerBuild, TheZipCodesAndCountiesOfTheUnitedStates) {
  const std::filesystem::path folder = bailiwick::testing::repository_folder() / "build/layers";
  if (!std::filesystem::exists(folder / "us_zip.csv"))
    GTEST_SKIP() << "skipped: no build/layers (tools/layers/make)";
  const auto counties = built(folder / "us_county.topojson", {}, {.repair = true});
  ASSERT_TRUE(counties);
  EXPECT_EQ(counties->units.size(), 3'233U);
  // The published map has slips of its own: counties that overlap a little, and rings that touch themselves.
  std::string odd;
  for (const LayerFinding& finding : counties->findings)
    for (const std::string& example : finding.examples) odd += example + " ";
  LayerContainer land{.codes = {}, .shapes = counties->shapes};
  for (const LayerUnit& unit : counties->units) land.codes.push_back(unit.code);
  const auto zips = built(folder / "us_zip.csv", {}, {.cells = true, .within = &land});
  ASSERT_TRUE(zips);
  EXPECT_GT(zips->units.size(), 36'000U);
  // The cells of a county make the county: no gaps, overlaps or slivers.
  std::map<std::string, std::int32_t> place_of;
  for (std::size_t i = 0; i < land.codes.size(); ++i)
    place_of[land.codes[i]] = static_cast<std::int32_t>(i);
  std::vector<std::int32_t> county_of;
  for (const LayerUnit& unit : zips->units)
    county_of.push_back(unit.part_of ? place_of.at(*unit.part_of) : -1);
  const geo::Mesh joined =
      geo::dissolve(zips->shapes.steps, county_of, static_cast<std::int32_t>(land.codes.size()));
  const auto drawn_size = [](const geo::Mesh& mesh, std::size_t area) {
    double sum = 0.0;
    for (std::size_t r = mesh.area_begin[area]; r < mesh.area_begin[area + 1]; ++r)
      sum += geo::twice_area_m2(mesh, mesh.ring(r));
    return sum;
  };
  std::size_t checked = 0;
  for (std::size_t i = 0; i < land.codes.size(); ++i) {
    const std::size_t rings = joined.area_begin[i + 1] - joined.area_begin[i];
    if (rings == 0) continue;  // no ZIP code stands in it
    if (odd.find(land.codes[i]) != std::string::npos) continue;
    ++checked;
    const geo::Mesh& whole = counties->shapes.steps;
    // No slivers: a sliver would be a ring. (A hole that touches the outline is one ring with it.)
    EXPECT_LE(rings, whole.area_begin[i + 1] - whole.area_begin[i]) << land.codes[i];
    EXPECT_NEAR(drawn_size(joined, i) / drawn_size(whole, i), 1.0, 1e-5) << land.codes[i];
  }
  EXPECT_GT(checked, 3'100U);
}

// One area, or two that cross, with so many corners each that looking at them takes a while.
TEST(LayerBuild, ACancelIsHeardWhileAreasAreLookedAt) {
  const auto wavering = [](double lon) {
    geo::Ring ring;
    for (int i = 0; i < 20'000; ++i) {
      const double turn = 2.0 * std::numbers::pi * i / 20'000;
      const double reach = 1.0 + 0.2 * std::sin(901.0 * turn);
      ring.push_back({lon + reach * std::cos(turn), reach * std::sin(turn)});
    }
    ring.push_back(ring.front());
    return ring;
  };
  for (const std::string_view doing : {"Checking the areas", "Looking for overlaps"}) {
    int asked = 0;
    const auto built =
        build_layer({area_of("a", wavering(0.0)), area_of("b", wavering(0.5))}, {.repair = true},
                    [&](double, std::string_view told) { return told != doing || ++asked < 5; });
    ASSERT_FALSE(built) << doing;
    EXPECT_EQ(built.error().front().rule, "M079");
    EXPECT_EQ(asked, 5) << doing;
  }
}

}  // namespace
}  // namespace bailiwick::market
