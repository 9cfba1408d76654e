// Goal: files of every kind that people have become units, and what is wrong with one is told together, with where. Method: small files of each kind; every
// mistake once; files that are something else.
#include "market/layer_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace bailiwick::market {
namespace {

using Drafts = std::vector<UnitDraft>;

std::vector<std::string> rules_of(const Checked<Drafts>& read) {
  std::vector<std::string> rules;
  if (read) return rules;
  for (const Error& error : read.error()) rules.push_back(error.rule);
  return rules;
}

Checked<Drafts> read(std::string bytes, const LayerRequest& request = {}) {
  return read_layer_file("units", std::move(bytes), request);
}
std::vector<std::string> refused(std::string bytes, const LayerRequest& request = {}) {
  return rules_of(read(std::move(bytes), request));
}
using Rules = std::vector<std::string>;

std::string feature(const std::string& properties, const std::string& geometry) {
  return R"({"type":"Feature","properties":)" + properties + R"(,"geometry":)" + geometry + "}";
}
std::string collection(const std::string& features) {
  return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}
const std::string kSquare = R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]})";

TEST(LayerFile, GeojsonBecomesUnits) {
  const auto drafts =
      read(collection(feature(R"({"code":"B","name":"Bee","county":"K"})", kSquare) + "," +
                      feature(R"({"code":"A","name":"Ay","county":""})",
                              R"({"type":"Point","coordinates":[5,52]})")));
  ASSERT_TRUE(drafts) << drafts.error().front().message;
  ASSERT_EQ(drafts->size(), 2U);
  EXPECT_EQ((*drafts)[0].unit.code, "B");
  EXPECT_EQ((*drafts)[0].unit.name, "Bee");
  EXPECT_EQ((*drafts)[0].unit.part_of, "K");
  EXPECT_EQ((*drafts)[0].area.size(), 1U);
  EXPECT_FALSE((*drafts)[1].unit.part_of);
  EXPECT_TRUE((*drafts)[1].area.empty());
  EXPECT_EQ((*drafts)[1].unit.point.lat_deg, 52.0);
}

TEST(LayerFile, TopojsonBecomesUnits) {
  const auto drafts = read(
      R"({"type":"Topology","objects":{"a":{"type":"GeometryCollection","geometries":[
         {"type":"Polygon","id":"01","arcs":[[0]]}]}},"arcs":[[[0,0],[1,0],[1,1],[0,0]]]})");
  ASSERT_TRUE(drafts) << drafts.error().front().message;
  EXPECT_EQ((*drafts)[0].unit.code, "01");
  EXPECT_EQ((*drafts)[0].area.size(), 1U);
}

TEST(LayerFile, CsvBecomesUnitsWithColumnsAsTheyAreFoundOrNamed) {
  const auto drafts = read(
      "id;Postcode;Woonplaats;provincie;Longitude;Latitude\n"
      "1;1011;Amsterdam;NH;4,9;52,37\n2;1012;Amsterdam;NH;4,89;52,38\n");
  ASSERT_TRUE(drafts) << drafts.error().front().message;
  EXPECT_EQ((*drafts)[0].unit.code, "1011");
  EXPECT_EQ((*drafts)[0].unit.name, "Amsterdam");
  EXPECT_EQ((*drafts)[0].unit.part_of, "NH");
  EXPECT_EQ((*drafts)[0].unit.point.lon_deg, 4.9);
  const auto named = read("a,b,c,d,e\nX,name,1,2,P\n",
                          {.code = "a", .label = "b", .part_of = "e", .lon = "c", .lat = "d"});
  ASSERT_TRUE(named) << named.error().front().message;
  EXPECT_EQ((*named)[0].unit.code, "X");
  EXPECT_EQ((*named)[0].unit.part_of, "P");
  const auto unique = read("zip,id,lon,lat\n1,7,0,0\n1,8,0,0\n");
  ASSERT_TRUE(unique) << "a column that tells units apart is better";
  EXPECT_EQ((*unique)[1].unit.code, "8");
  const auto dutch = read("postcode;breedtegraad;lengtegraad\n1011;52,37;4,90\n");
  ASSERT_TRUE(dutch) << dutch.error().front().message;
  EXPECT_EQ((*dutch)[0].unit.point.lat_deg, 52.37);
  const auto latin = read("code,name,lon,lat\nA,Z\xFCrich,8.5,47.4\n");
  ASSERT_TRUE(latin);
  EXPECT_EQ((*latin)[0].unit.name, "Z\xC3\xBCrich");
}

TEST(LayerFile, WhatIsSomethingElseIsRefusedWithWhatItIs) {
  for (const char* bytes :
       {"PK\x03\x04rest", "\x89PNG\r\n", "%PDF-1.7", "<kml></kml>", "\x1F\x8B\x08",
        "SQLite format 3", "", "  \n ", "{\"type\":\"Feature\"}"})
    EXPECT_EQ(refused(bytes), Rules{"M066"}) << bytes;
  EXPECT_EQ(refused("code,lon,lat\n", {.format = LayerFormat::kGeojson}), Rules{"M066"});
  EXPECT_EQ(refused(collection(feature(R"({"code":"A"})", kSquare)), {.format = LayerFormat::kCsv}),
            Rules{"M066"});
  EXPECT_EQ(refused("code,lon,lat\n"), Rules{"M066"}) << "no units";
  EXPECT_EQ(refused("{\"type\":"), Rules{"F050"});
  EXPECT_EQ(refused(std::string("code,lon\0,lat\n", 14)).front().front(), 'F') << "a zero byte";
}

TEST(LayerFile, EveryMistakeIsTold) {
  EXPECT_EQ(refused("a,b\n1,2\n"), (Rules{"M067", "M067", "M067"})) << "code, lon, lat";
  EXPECT_EQ(refused("code,lon,lat\n1,2,3\n", {.code = "kode"}), Rules{"M067"});
  const auto bare = read(collection(feature("{}", kSquare)));
  ASSERT_FALSE(bare);
  EXPECT_NE(bare.error().front().message.find("no properties at all"), std::string::npos)
      << bare.error().front().message;
  EXPECT_EQ(refused("code,lon,lat\n,200,52\nA,,x\nA,5,95\n" + std::string(51, 'B') + ",5,5\n"),
            (Rules{"M069", "M069", "M069", "M069", "M068", "M068", "M068"}));
  const auto doubled = read("code,lon,lat\nA,1,1\nB,1,1\nA,1,1\n");
  ASSERT_FALSE(doubled);
  EXPECT_NE(doubled.error().front().message.find("line 4"), std::string::npos);
  EXPECT_NE(doubled.error().front().message.find("line 2"), std::string::npos);
}

TEST(LayerFile, ALayerHasSoManyUnits) {
  std::string csv = "code,lon,lat\n";
  for (std::size_t i = 0; i < kUnitsMax; ++i) csv += std::to_string(i) + ",1,1\n";
  EXPECT_TRUE(read(csv));
  EXPECT_EQ(refused(csv + "x,1,1\n"), Rules{"M072"});
}

TEST(LayerFile, RequestsReadBack) {
  const LayerRequest request{.format = LayerFormat::kTopojson,
                             .code = "a",
                             .label = "b",
                             .part_of = "c",
                             .lon = "d",
                             .lat = "e",
                             .cells = true,
                             .within = LayerId(Uuid{}),
                             .repair = true};
  EXPECT_EQ(layer_request_of(text_of(request)), request);
  EXPECT_EQ(layer_request_of(text_of(LayerRequest())), LayerRequest());
  EXPECT_EQ(layer_request_of("no JSON"), LayerRequest());
  for (const LayerFormat format :
       {LayerFormat::kGeojson, LayerFormat::kTopojson, LayerFormat::kCsv})
    EXPECT_EQ(parse_layer_format(name_of(format)), format);
  EXPECT_FALSE(parse_layer_format("xlsx"));
}

}  // namespace
}  // namespace bailiwick::market
