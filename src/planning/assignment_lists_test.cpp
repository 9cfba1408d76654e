// Goal: the lists of a preview hold every account that it counts, however many pieces they take. Method: more accounts than a piece has, on both databases.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "planning/assignment_service.hpp"
#include "tests/support/assignment_world.hpp"

namespace bailiwick::planning {
namespace {

class AssignmentListsTest : public bailiwick::testing::AssignmentTest {
 protected:
  std::vector<std::string> lines(PreviewList list) {
    const auto pieces = rules->preview_rows(admin, list, today);
    EXPECT_TRUE(pieces) << pieces.error().front().message;
    std::vector<std::string> found;
    std::string text;
    for (std::string piece; (*pieces)(piece);) text += piece;
    for (std::size_t from = 0; from < text.size();) {
      const std::size_t end = text.find('\n', from);
      found.push_back(text.substr(from, end - from));
      if (found.back().ends_with('\r')) found.back().pop_back();
      from = end + 1;
    }
    return found;
  }
};

TEST_P(AssignmentListsTest, EveryAccountOfAPreviewIsListed) {
  constexpr std::int64_t kMany = 2'300;
  for (std::int64_t i = 0; i < kMany; ++i) accounts.add(i, "NL");
  add(formula(north, "employees >= 300"));
  add(formula(south, "employees >= 300 && employees < 1000", 0));
  const auto preview = rules->preview(admin, today);
  ASSERT_TRUE(preview);
  const auto moves = lines(PreviewList::kMoves);
  EXPECT_EQ(moves.front(), "account,external_id,name,from,from_name,to,to_name,rule,rule_name");
  ASSERT_EQ(moves.size(), static_cast<std::size_t>(preview->moves) + 1);
  EXPECT_TRUE(moves[1].find(",,,,," + north.text() + ",North,rule_") != std::string::npos)
      << moves[1];
  const auto gaps = lines(PreviewList::kGaps);
  ASSERT_EQ(gaps.size(), 301U);
  EXPECT_EQ(gaps[1], preview->gap_examples.front().text() + ",,");
  EXPECT_EQ(lines(PreviewList::kConflicts).size(),
            static_cast<std::size_t>(preview->conflicts) + 1);
  EXPECT_EQ(preview->gap_examples.size(), kExamplesMax);
}

TEST_P(AssignmentListsTest, ConflictsNameBothRulesAndTerritories) {
  const AccountId account = accounts.add(5, "NL");
  AssignmentRule one = formula(country, "employees > 1");
  one.name = "One, first";
  AssignmentRule two = formula(south, "employees > 2");
  two.name = "Two";
  const RuleId first = add(one).id;
  const RuleId second = add(two).id;
  EXPECT_EQ(lines(PreviewList::kConflicts),
            (std::vector<std::string>{
                "account,external_id,name,rule,rule_name,territory,territory_name,other_rule,"
                "other_rule_name,other_territory,other_territory_name",
                account.text() + ",,," + first.text() + ",\"One, first\"," + country.text() +
                    ",Country," + second.text() + ",Two," + south.text() + ",South"}));
}

TEST_P(AssignmentListsTest, WordsAreReadAsTheyAreWritten) {
  EXPECT_EQ(parse_preview_list("gaps"), PreviewList::kGaps);
  EXPECT_EQ(name_of(PreviewList::kConflicts), "conflicts");
  EXPECT_FALSE(parse_preview_list("all"));
}

INSTANTIATE_TEST_SUITE_P(Both, AssignmentListsTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::planning
