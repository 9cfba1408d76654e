// Goal: layers are added, listed and written out at the command line, on behalf of somebody and with their rights. Method: small files; every mistake once.
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "tests/support/command_said.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick {
namespace {

using nlohmann::json;
using testing::command_said;

class LayerCommands : public ::testing::Test {
 protected:
  void SetUp() override {
    setenv("BAILIWICK_PASSWORD", "territory-map-42-green", 1);
    ASSERT_EQ(
        said({"user", "add", "kim@example.com", "--name", "Kim", "--company", "Example"}).code, 0);
    folder_.write(
        "land.geojson",
        R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"L"},
      "geometry":{"type":"Polygon","coordinates":[[[4,52],[6,52],[6,53],[4,53],[4,52]]]}}]})");
    folder_.write(
        "pc4.csv",
        "postcode,woonplaats,lon,lat\n1011,Amsterdam,4.9,52.4\n1012,Amsterdam,4.8,52.4\n");
    folder_.write("bad.csv", "code,lon,lat\nA,200,52\nA,5,52\n");
  }
  void TearDown() override { unsetenv("BAILIWICK_PASSWORD"); }
  testing::CommandSaid said(std::vector<std::string> words) {
    words.insert(words.end(), {"--data", folder_.file("data")});
    return command_said(words);
  }
  testing::CommandSaid layer(std::vector<std::string> words) {
    words.insert(words.begin(), "layer");
    words.insert(words.end(), {"--as", "kim@example.com"});
    return said(words);
  }
  testing::DatabaseFolder folder_;
};

TEST_F(LayerCommands, ALayerIsAddedListedAndWrittenOut) {
  const auto land = layer({"add", folder_.file("land.geojson"), "--name", "Land", "--json"});
  ASSERT_EQ(land.code, 0) << land.out << land.err;
  EXPECT_EQ(json::parse(land.out).at("units"), 1);
  const auto cells =
      layer({"add", folder_.file("pc4.csv"), "--country", "NL", "--cells", "--within", "Land"});
  ASSERT_EQ(cells.code, 0) << cells.err;
  EXPECT_NE(cells.out.find("pc4.csv"), std::string::npos) << cells.out;
  const auto list = json::parse(layer({"list", "--json"}).out);
  ASSERT_EQ(list.at("items").size(), 2U);
  EXPECT_EQ(list.at("built_in")[0].at("key"), "us_zip");
  EXPECT_NE(layer({"list"}).out.find("Land"), std::string::npos);
  const auto csv = layer({"export", "pc4.csv"});
  EXPECT_NE(csv.out.find("1012,Amsterdam,L,4.8,52.4,"), std::string::npos) << csv.out << csv.err;
  EXPECT_EQ(layer({"export", "pc4.csv", "--map", "--out", folder_.file("map.json")}).code, 0);
  EXPECT_EQ(json::parse(folder_.read("map.json")).at("type"), "Topology");
}

TEST_F(LayerCommands, MeasuresAreJoined) {
  ASSERT_EQ(layer({"add", folder_.file("pc4.csv"), "--name", "PC4"}).code, 0);
  folder_.write("people.csv", "pc4,People,Note\n1011,1200,a\n1012,800,b\n9999,5,c\n");
  const std::string file = folder_.file("people.csv");
  const json tried = json::parse(layer({"join", "PC4", file, "--check", "--json"}).out);
  EXPECT_EQ(tried.at("stored"), false);
  EXPECT_EQ(tried.at("unknown"), 1);
  const auto joined = layer({"join", "PC4", file, "--measure", "People"});
  ASSERT_EQ(joined.code, 0) << joined.err;
  EXPECT_NE(joined.out.find("2 of 3 rows found their unit by pc4"), std::string::npos)
      << joined.out;
  EXPECT_NE(layer({"export", "PC4"}).out.find("1200"), std::string::npos);
  EXPECT_NE(layer({"join", "PC4", file, "--repeats", "first"}).err.find("X069"), std::string::npos);
  EXPECT_NE(layer({"join", "PC4", file, "--decimal-mark", "x"}).err.find("X069"),
            std::string::npos);
  folder_.write("dutch.csv", "pc4;inwoners\n1011;12.500\n1012;8.300\n");
  const std::string dutch = folder_.file("dutch.csv");
  const auto assumed = layer({"join", "PC4", dutch, "--check"});
  EXPECT_NE(assumed.out.find("decimal mark \",\""), std::string::npos) << assumed.out;
  const json asked =
      json::parse(layer({"join", "PC4", dutch, "--check", "--decimal-mark", ".", "--json"}).out);
  EXPECT_EQ(asked.at("measures")[0].at("decimal_mark"), ".");
  EXPECT_TRUE(asked.at("notes").empty());
  EXPECT_NE(layer({"join", "PC4", folder_.file("none.csv")}).err.find("X064"), std::string::npos);
  EXPECT_NE(layer({"join", "us_zip", file}).err.find("X063"), std::string::npos);
}

TEST_F(LayerCommands, ALayerIsRemovedARefusedOneToo) {
  ASSERT_EQ(layer({"add", folder_.file("pc4.csv"), "--name", "PC4"}).code, 0);
  EXPECT_EQ(layer({"add", folder_.file("bad.csv")}).code, 3);
  const auto listed = layer({"list"});
  EXPECT_NE(listed.out.find("M069"), std::string::npos) << listed.out;
  const auto refused = layer({"remove", "bad.csv"});
  ASSERT_EQ(refused.code, 0) << refused.err;
  EXPECT_EQ(refused.out, "Removed bad.csv, whose file was refused.\n");
  const auto removed = layer({"remove", "PC4", "--json"});
  ASSERT_EQ(removed.code, 0) << removed.err;
  EXPECT_EQ(json::parse(removed.out).at("units"), 2);
  EXPECT_EQ(json::parse(removed.out).at("models"), json::array());
  EXPECT_TRUE(json::parse(layer({"list", "--json"}).out).at("items").empty());
  EXPECT_NE(layer({"remove", "PC4"}).err.find("X063"), std::string::npos);
}

TEST_F(LayerCommands, WhatIsWrongIsSaid) {
  const auto bad = layer({"add", folder_.file("bad.csv")});
  EXPECT_EQ(bad.code, 3);
  EXPECT_NE(bad.err.find("M069"), std::string::npos) << bad.err;
  EXPECT_NE(bad.err.find("M068"), std::string::npos) << bad.err;
  EXPECT_NE(layer({"add", folder_.file("none.csv")}).err.find("X064"), std::string::npos);
  EXPECT_NE(layer({"add", folder_.file("pc4.csv"), "--cells", "--within", "Mars"}).err.find("X063"),
            std::string::npos);
  EXPECT_NE(layer({"export", "Mars"}).err.find("X063"), std::string::npos);
  EXPECT_NE(said({"layer", "list"}).err.find("X050"), std::string::npos);
}

}  // namespace
}  // namespace bailiwick
