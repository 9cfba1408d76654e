// Goal: each account goes where the rules say, at every size of batch. Method: small worlds by hand, then random rules and accounts against a walker
// that shares no code with the run.
#include "planning/assignment_run.hpp"

#include <gtest/gtest.h>

#include "tests/support/assignment_walker.hpp"

namespace bailiwick::planning {
namespace {

using bailiwick::testing::account_id;
using bailiwick::testing::account_schema;
using bailiwick::testing::AccountRow;
using bailiwick::testing::AssignmentWalker;
using bailiwick::testing::RandomRules;
using bailiwick::testing::rule_id;
using bailiwick::testing::table_of;
using bailiwick::testing::territory_id;

void expect_as_walked(const RandomRules& world, std::uint64_t seed) {
  auto book = compile_rules(account_schema(), world.rules, world.tree);
  ASSERT_TRUE(book) << seed << ": " << book.error().front().message;
  auto table = table_of(world.rows);
  const auto decided = decide(*book, table.batch());
  ASSERT_TRUE(decided) << decided.error().message;
  const AssignmentWalker walker(world.rules, world.tree);
  std::vector<std::map<TerritoryId, RuleId>> overlays(world.rows.size());
  for (const OverlayMatch& match : decided->overlays)
    overlays[match.row].emplace(book->rules[match.rule].rule.territory,
                                book->rules[match.rule].rule.id);
  std::set<std::size_t> clashes;
  for (const Clash& clash : decided->clashes) EXPECT_TRUE(clashes.insert(clash.row).second);
  for (std::size_t row = 0; row < world.rows.size(); ++row) {
    const auto answer = walker.ask(account_id(row), world.rows[row]);
    const std::int32_t winner = decided->winners[row];
    ASSERT_EQ(winner == kNoRule
                  ? std::nullopt
                  : std::optional(book->rules[static_cast<RuleIndex>(winner)].rule.id),
              answer.winner)
        << seed << " row " << row;
    EXPECT_EQ(clashes.contains(row), answer.is_clash) << seed << " row " << row;
    EXPECT_EQ(overlays[row], answer.overlays) << seed << " row " << row;
    for (RuleIndex rule = 0; rule < book->rules.size(); ++rule)
      EXPECT_EQ(decided->does_offer(rule, row),
                walker.offers(book->rules[rule].rule, account_id(row), world.rows[row]));
  }
}

TEST(AssignmentRun, RandomRulesGiveWhatWalkingEachAccountGives) {
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    expect_as_walked(RandomRules(seed), seed);
    if (HasFatalFailure()) return;
  }
}

AccountRow employing(std::int64_t employees) {
  AccountRow row(account_schema().fields.size());
  row[0] = formula::Value(employees);
  return row;
}

TEST(AssignmentRun, AChildTakesOnlyWhatItsParentMay) {
  const std::vector<TerritoryPlace> tree = {{territory_id(0), std::nullopt},
                                            {territory_id(1), territory_id(0)}};
  const std::vector<AssignmentRule> rules = {{.id = rule_id(0),
                                              .territory = territory_id(0),
                                              .name = "Region",
                                              .condition = FormulaCondition{"employees > 5"}},
                                             {.id = rule_id(1),
                                              .territory = territory_id(1),
                                              .name = "District",
                                              .condition = FormulaCondition{"employees < 8"}}};
  const auto book = compile_rules(account_schema(), rules, tree);
  ASSERT_TRUE(book);
  auto table = table_of({employing(5), employing(6), employing(8), AccountRow(7)});
  AssignmentRun run(*book);
  ASSERT_TRUE(run.add(table.batch()));
  EXPECT_EQ(run.outcome().winners, (std::vector<std::int32_t>{kNoRule, 0, 1, kNoRule}));
  EXPECT_EQ(run.outcome().gaps, 2);
  EXPECT_EQ(run.outcome().figures[0].holds, 2);  // the district's own
  EXPECT_EQ(run.outcome().figures[0].offers, 1);
  EXPECT_EQ(run.outcome().figures[0].wins, 1);
}

TEST(AssignmentRun, AnAccountThatIsNamedGoesThereWhateverTheTerritoriesAboveSay) {
  const std::vector<TerritoryPlace> tree = {{territory_id(0), std::nullopt},
                                            {territory_id(1), territory_id(0)},
                                            {territory_id(2), territory_id(1)},
                                            {territory_id(3), std::nullopt}};
  const auto rule = [](std::size_t id, RuleCondition condition, std::int64_t priority = 0) {
    return AssignmentRule{.id = rule_id(id),
                          .territory = territory_id(id),
                          .name = "R",
                          .condition = std::move(condition),
                          .priority = priority};
  };
  const std::vector<AssignmentRule> rules = {
      rule(0, FormulaCondition{"employees > 5"}),
      rule(1, NamedCondition{{account_id(0), account_id(1)}}), rule(2, FormulaCondition{"true"}),
      rule(3, FormulaCondition{"true"}, 9)};
  const auto book = compile_rules(account_schema(), rules, tree);
  ASSERT_TRUE(book);
  auto table = table_of({employing(1), employing(7), employing(7)});
  const auto decided = decide(*book, table.batch());
  ASSERT_TRUE(decided);
  const auto territory = [&](std::size_t row) {
    return book->rules[static_cast<std::size_t>(decided->winners[row])].rule.territory;
  };
  EXPECT_EQ(territory(0), territory_id(1));  // its parent's rule does not hold
  EXPECT_EQ(territory(1), territory_id(1));
  EXPECT_EQ(territory(2), territory_id(3));
  // What is below a named one is open where the rules above hold too.
  for (RuleIndex i = 0; i < book->rules.size(); ++i)
    if (book->rules[i].rule.territory == territory_id(2)) {
      EXPECT_FALSE(decided->does_offer(i, 0));
      EXPECT_TRUE(decided->does_offer(i, 1));
    }
}

TEST(AssignmentRun, BatchesAddUpToTheWhole) {
  const RandomRules world(77);
  const auto book = compile_rules(account_schema(), world.rules, world.tree);
  ASSERT_TRUE(book);
  std::vector<AccountRow> many;
  for (std::size_t i = 0; i < 40; ++i)
    many.insert(many.end(), world.rows.begin(), world.rows.end());
  AssignmentRun whole(*book);
  auto table = table_of(many);
  ASSERT_TRUE(whole.add(table.batch()));
  AssignmentRun parts(*book);
  AccountTable part(account_schema());
  for (std::size_t i = 0; i < many.size(); ++i) {
    part.add(account_id(i), many[i]);
    if (part.size() < 1'111 && i + 1 < many.size()) continue;
    ASSERT_TRUE(parts.add(part.batch()));
    part.clear();
  }
  EXPECT_EQ(whole.outcome().winners, parts.outcome().winners);
  EXPECT_EQ(whole.outcome().accounts, parts.outcome().accounts);
  EXPECT_EQ(whole.outcome().gaps, parts.outcome().gaps);
  EXPECT_EQ(whole.outcome().clashed.size(), parts.outcome().clashed.size());
  EXPECT_EQ(whole.outcome().overlays.size(), parts.outcome().overlays.size());
}

TEST(AssignmentRun, ComesToTheSameOnAnyNumberOfThreads) {
  const RandomRules world(78);
  const auto book = compile_rules(account_schema(), world.rules, world.tree);
  ASSERT_TRUE(book);
  std::vector<AccountRow> many;
  for (std::size_t i = 0; i < 20; ++i)
    many.insert(many.end(), world.rows.begin(), world.rows.end());
  auto table = table_of(many);
  AssignmentRun alone(*book);
  ASSERT_TRUE(alone.add(table.batch()));
  for (const int threads : {2, 3, 64}) {
    AssignmentRun together(*book, threads);
    ASSERT_TRUE(together.add(table.batch()));
    EXPECT_EQ(alone.outcome().winners, together.outcome().winners);
    EXPECT_EQ(alone.outcome().accounts, together.outcome().accounts);
    EXPECT_EQ(alone.outcome().gaps, together.outcome().gaps);
    EXPECT_EQ(alone.outcome().clashed.size(), together.outcome().clashed.size());
    ASSERT_EQ(alone.outcome().overlays.size(), together.outcome().overlays.size());
    for (std::size_t o = 0; o < alone.outcome().overlays.size(); ++o) {
      EXPECT_EQ(alone.outcome().overlays[o].account, together.outcome().overlays[o].account);
      EXPECT_EQ(alone.outcome().overlays[o].rule, together.outcome().overlays[o].rule);
    }
    for (std::size_t rule = 0; rule < book->rules.size(); ++rule)
      EXPECT_EQ(alone.outcome().figures[rule].wins, together.outcome().figures[rule].wins);
  }
}

TEST(AssignmentRun, ColumnsThatDoNotFitAreRefused) {
  const RandomRules world(3);
  const std::vector<AssignmentRule> rules = {{.id = rule_id(0),
                                              .territory = territory_id(0),
                                              .name = "All",
                                              .condition = FormulaCondition{"employees > 1"}}};
  const auto book = compile_rules(account_schema(), rules, world.tree);
  ASSERT_TRUE(book);
  const AccountId id = account_id(0);
  const auto decided =
      decide(*book, {.ids = std::span(&id, 1), .rows = {.columns = {}, .count = 1}});
  ASSERT_FALSE(decided);
  EXPECT_EQ(decided.error().rule, "Q050");
}

}  // namespace
}  // namespace bailiwick::planning
