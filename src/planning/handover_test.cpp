// Goal: everyone whose accounts change hands has one task a side, in their language, and nobody else. Method: flows written by hand.
#include "planning/handover.hpp"

#include <gtest/gtest.h>

namespace bailiwick::planning {
namespace {

template <class T>
T numbered(std::uint8_t number) {
  Uuid uuid;
  uuid.bytes[15] = number;
  return T(uuid);
}

class HandoverTest : public ::testing::Test {
 protected:
  HandoverScene scene() const {
    HandoverScene scene{.names = {{north, "North"}, {south, "Zuid"}, {west, "West"}},
                        .givers = {{north, anna}, {south, bob}, {west, anna}},
                        .takers = {{north, anna}, {south, bob}, {west, anna}},
                        .locales = {{anna, "en"}, {bob, "nl"}},
                        .valid_from = *parse_date("2027-01-01"),
                        .due = *parse_date("2027-02-03")};
    return scene;
  }
  TerritoryId north = numbered<TerritoryId>(1);
  TerritoryId south = numbered<TerritoryId>(2);
  TerritoryId west = numbered<TerritoryId>(3);
  PersonId anna = numbered<PersonId>(4);
  PersonId bob = numbered<PersonId>(5);
};

TEST_F(HandoverTest, WhoGivesAndWhoTakesHaveATaskEachInTheirLanguage) {
  const std::vector<AccountFlow> flows = {
      {.from = north, .to = south, .accounts = 3},
      {.from = west, .to = south, .accounts = 12},
      {.from = std::nullopt, .to = south, .accounts = 1},
      {.from = north, .to = west, .accounts = 40},  // both are Anna's
  };
  const auto tasks = handover_tasks(flows, scene());
  ASSERT_EQ(tasks.size(), 2U);
  EXPECT_EQ(tasks[0].owner, anna);
  EXPECT_EQ(tasks[0].subject, "Hand over accounts: 15");
  EXPECT_EQ(
      tasks[0].description,
      "From 2027-01-01 on other territories have these accounts. Pass on what is open and who "
      "to talk to.\nWest to Zuid: 12\nNorth to Zuid: 3");
  EXPECT_EQ(tasks[0].due, *parse_date("2027-02-03"));
  EXPECT_EQ(tasks[1].owner, bob);
  EXPECT_EQ(tasks[1].subject, "Accounts overnemen: 16");
  EXPECT_TRUE(tasks[1].description.ends_with("geen rayon naar Zuid: 1")) << tasks[1].description;
}

TEST_F(HandoverTest, TerritoriesWithoutAnOwnerAndManyPairs) {
  HandoverScene many = scene();
  many.givers.clear();
  std::vector<AccountFlow> flows;
  for (std::uint8_t i = 0; i < 120; ++i)
    flows.push_back({.from = numbered<TerritoryId>(static_cast<std::uint8_t>(100 + i)),
                     .to = north,
                     .accounts = 1});
  const auto tasks = handover_tasks(flows, many);
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks[0].subject, "Take over accounts: 120");
  EXPECT_TRUE(tasks[0].description.ends_with("and 20 more pairs of territories"));
  EXPECT_TRUE(handover_tasks({}, many).empty());
}

}  // namespace
}  // namespace bailiwick::planning
