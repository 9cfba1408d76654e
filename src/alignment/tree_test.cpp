// Goal: a tree stays a tree on every day. Method: small trees, each way to break one.
#include "alignment/tree.hpp"

#include <gtest/gtest.h>

namespace bailiwick::alignment {
namespace {

TerritoryId id_of(std::uint8_t n) {
  Uuid uuid;
  uuid.bytes[15] = n;
  return TerritoryId(uuid);
}

Placement placement(std::int64_t revision, std::uint8_t territory,
                    std::optional<TerritoryId> parent, std::int32_t from, bool is_open = true) {
  return {.territory = id_of(territory),
          .period = {.from = LocalDate(from), .to = std::nullopt},
          .parent = parent,
          .is_open = is_open,
          .recording = {.revision = revision, .at = {}, .by = {}}};
}

std::string rule_of(const Result<void>& outcome) { return outcome ? "none" : outcome.error().rule; }

// 1 - 2 - 3, and 4 beside 2.
std::vector<Placement> small_tree() {
  return {placement(1, 1, std::nullopt, 0), placement(2, 2, id_of(1), 0),
          placement(3, 3, id_of(2), 0), placement(4, 4, id_of(1), 0)};
}

TEST(Tree, ListsParentsBeforeChildrenAndBrothersByName) {
  const std::vector<Territory> territories = {{id_of(3), "A", 1},
                                              {id_of(4), "B", 1},
                                              {id_of(2), "C", 1},
                                              {id_of(1), "D", 1},
                                              {id_of(5), "never placed", 1}};
  const auto history = small_tree();
  const auto names = [&](const Scope& scope) {
    std::string all;
    for (const TerritoryNode& node :
         tree_on(territories, {history, {}, {}}, scope, {.day = LocalDate(1)}))
      all += node.territory.name;
    return all;
  };
  EXPECT_EQ(names({.is_everything = true, .territories = {}}), "DBCA");
  EXPECT_EQ(names({.is_everything = false, .territories = {id_of(2), id_of(3)}}), "CA");
  EXPECT_EQ(names({}), "");
}

TEST(Tree, NothingStandsBelowItself) {
  EXPECT_EQ(rule_of(check_placement(small_tree(), placement(5, 1, id_of(3), 5))), "L006");
  EXPECT_EQ(rule_of(check_placement(small_tree(), placement(5, 2, id_of(2), 5))), "L006");
  EXPECT_EQ(rule_of(check_placement(small_tree(), placement(5, 3, id_of(4), 5))), "none");
}

TEST(Tree, ACircleOfLaterDaysIsFoundToday) {
  auto history = small_tree();
  history.push_back(placement(5, 4, id_of(3), 100));  // from day 100 on, 4 stands below 3
  EXPECT_EQ(rule_of(check_placement(history, placement(6, 2, id_of(4), 50))), "L006");
  Placement short_one = placement(6, 2, id_of(4), 50);
  short_one.period.to = LocalDate(100);
  EXPECT_EQ(rule_of(check_placement(history, short_one)), "none");
}

TEST(Tree, AParentMustBeThere) {
  auto history = small_tree();
  EXPECT_EQ(rule_of(check_placement(history, placement(5, 3, id_of(9), 5))), "L009");
  EXPECT_EQ(rule_of(check_placement(history, placement(5, 3, id_of(1), -5))), "L009");
  EXPECT_EQ(rule_of(check_placement(history, placement(5, 2, std::nullopt, 5, false))), "L010");
  EXPECT_EQ(rule_of(check_placement(history, placement(5, 3, std::nullopt, 5, false))), "none");
}

TEST(Tree, HasALimitedDepth) {
  std::vector<Placement> history = {placement(1, 1, std::nullopt, 0)};
  for (std::uint8_t n = 2; n <= kTreeDepthMax; ++n) {
    const Placement next = placement(n, n, id_of(static_cast<std::uint8_t>(n - 1)), 0);
    EXPECT_EQ(rule_of(check_placement(history, next)), "none") << int{n};
    history.push_back(next);
  }
  EXPECT_EQ(rule_of(check_placement(history, placement(99, 99, id_of(kTreeDepthMax), 0))), "L007");
  history.push_back(placement(98, 98, std::nullopt, 0));
  EXPECT_EQ(rule_of(check_placement(history, placement(99, 1, id_of(98), 0))), "L007");
}

}  // namespace
}  // namespace bailiwick::alignment
