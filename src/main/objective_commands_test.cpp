// Goal: objectives and their progress are told at the command line, with the rights of whom they are told to. Method: a company with one objective; every mistake once.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/command_said.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick {
namespace {

using nlohmann::json;

class ObjectiveCommands : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_.write("units.csv",
                  "unit,lon,lat,population\nA,-120,40,1\nB,-110,45,1\nC,-90,41,1\nD,-75,41,1\n");
    const auto made = said({"demo", "--units", folder_.file("units.csv"), "--territories", "2"});
    ASSERT_EQ(made.code, 0) << made.err;
  }
  testing::CommandSaid said(std::vector<std::string> words) {
    words.insert(words.end(), {"--data", folder_.file("data")});
    return testing::command_said(words);
  }
  testing::CommandSaid objective(std::vector<std::string> words, const char* who = "planner") {
    words.insert(words.begin(), "objective");
    words.insert(words.end(), {"--as", std::string(who) + "@demo.example"});
    return said(words);
  }
  testing::DatabaseFolder folder_;
};

TEST_F(ObjectiveCommands, ProgressIsToldToEveryoneOfTheirOwn) {
  const json list = json::parse(objective({"list", "--json"}).out);
  ASSERT_GE(list.at("items").size(), 1U);
  const std::string name = list["items"][0]["name"];
  EXPECT_NE(objective({"list"}).out.find(name), std::string::npos);
  const auto told = objective({"progress", name});
  ASSERT_EQ(told.code, 0) << told.err;
  EXPECT_NE(told.out.find("whole"), std::string::npos) << told.out;
  EXPECT_NE(told.out.find("Midwest"), std::string::npos);
  const json whole = json::parse(objective({"progress", name, "--json"}).out);
  EXPECT_TRUE(whole.contains("whole"));
  const json own = json::parse(objective({"progress", name, "--json"}, "rep").out);
  EXPECT_FALSE(own.contains("whole"));
  EXPECT_EQ(own["shares"].size(), 1U);
}

TEST_F(ObjectiveCommands, WhatIsNotThereIsSaid) {
  const auto none = objective({"progress", "Moon"});
  EXPECT_NE(none.code, 0);
  EXPECT_NE(none.err.find("X068"), std::string::npos) << none.err;
}

}  // namespace
}  // namespace bailiwick
