// Goal: rules that can never match or win, and what they name that is not there, are told; nothing else is. Method: small books by hand; random rules and accounts, for which
// whatever is told to be shadowed never wins.
#include "planning/rule_notes.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tests/support/assignment_walker.hpp"

namespace bailiwick::planning {
namespace {

using bailiwick::testing::account_id;
using bailiwick::testing::account_schema;
using bailiwick::testing::AccountRow;
using bailiwick::testing::RandomRules;
using bailiwick::testing::rule_id;
using bailiwick::testing::territory_id;

// Territories 0 (at the top) > 1 > 2, and 3 (at the top).
const std::vector<TerritoryPlace> kNotedTree = {{territory_id(0), std::nullopt},
                                                {territory_id(1), territory_id(0)},
                                                {territory_id(2), territory_id(1)},
                                                {territory_id(3), std::nullopt}};

AssignmentRule noted(std::size_t territory, RuleCondition condition, std::int64_t priority = 0) {
  return {.id = {},
          .territory = territory_id(territory),
          .name = "Rule",
          .condition = std::move(condition),
          .priority = priority};
}
AssignmentRule noted(std::size_t territory, const char* formula, std::int64_t priority = 0) {
  return noted(territory, FormulaCondition{formula}, priority);
}

// "kind rule" or "kind rule other", by their places in the list; accounts 0 to 9 are there.
std::vector<std::string> notes(std::vector<AssignmentRule> rules,
                               const std::vector<market::LayerCodes>& layers = {}) {
  for (std::size_t i = 0; i < rules.size(); ++i) rules[i].id = rule_id(i);
  const auto book = compile_rules(account_schema(), rules, kNotedTree);
  EXPECT_TRUE(book);
  AccountTable table(account_schema());
  for (std::size_t i = 0; i < 10; ++i) {
    AccountRow row(account_schema().fields.size());
    row[0] = formula::Value(static_cast<std::int64_t>(i * 100));
    table.add(account_id(i), row);
  }
  AssignmentRun run(*book);
  EXPECT_TRUE(run.add(table.batch()));
  const auto place = [](RuleId id) {
    std::size_t at = 0;
    while (rule_id(at) != id) ++at;
    return std::to_string(at);
  };
  std::vector<std::string> told;
  for (const RuleNote& note : notes_of(*book, run.outcome(), layers)) {
    EXPECT_FALSE(note.message.empty());
    EXPECT_EQ(note.entries.size(), std::min(note.entry_count, kNoteEntriesMax));
    told.push_back(std::string(name_of(note.kind)) + " " + place(note.rule) +
                   (note.other ? " " + place(*note.other) : ""));
  }
  std::ranges::sort(told);
  return told;
}
using Told = std::vector<std::string>;

TEST(RuleNotes, RulesThatNeverMatchAreTold) {
  EXPECT_EQ(notes({noted(0, "employees > 5 && employees < 5"), noted(3, "employees > 1")}),
            Told{"never 0"});
  EXPECT_EQ(notes({noted(0, "employees > 5 || (is_key && !is_key)")}), Told{"never 0"});
}

TEST(RuleNotes, RulesThatAnotherGoesBeforeAreTold) {
  EXPECT_EQ(notes({noted(0, "true", 1), noted(3, "employees > 5")}), Told{"shadowed 1 0"});
  EXPECT_EQ(notes({noted(3, "employees > 100", 1), noted(0, "employees > 500")}),
            Told{"shadowed 1 0"});
  EXPECT_EQ(notes({noted(0, "employees > 100"), noted(0, "employees > 100")}),
            Told{"shadowed 1 0"});
  EXPECT_EQ(notes({noted(0, "employees > 500", 1), noted(3, "employees > 100")}), Told());
  EXPECT_EQ(notes({noted(0, NamedCondition{{account_id(1), account_id(2)}}, 1),
                   noted(3, NamedCondition{{account_id(2)}})}),
            Told{"shadowed 1 0"});
  EXPECT_EQ(notes({noted(0, UnitsCondition{"NL", {"10*"}}, 1),
                   noted(3, UnitsCondition{"nl", {"1012 ab", "101*"}}),
                   noted(3, UnitsCondition{"BE", {"1012"}}, -1)}),
            Told{"shadowed 1 0"});
  AssignmentRule besides = noted(3, "employees > 5");
  besides.is_overlay = true;
  EXPECT_EQ(notes({noted(0, "true", 1), besides}), Told());
}

TEST(RuleNotes, WhatTheTerritoriesAboveAskIsMinded) {
  // The first to win is open only where the rule above it holds, which itself then never wins.
  EXPECT_EQ(notes({noted(0, "employees > 900"), noted(1, "true", 1), noted(3, "employees > 1")}),
            Told{"shadowed 0 1"});
  // The second is below it, and so asks for that too.
  EXPECT_EQ(notes({noted(0, "employees > 5"), noted(1, "true", 9), noted(2, "employees > 6")}),
            (Told{"shadowed 0 1", "shadowed 2 1"}));
}

TEST(RuleNotes, WhatIsNamedAndNotThereIsTold) {
  EXPECT_EQ(notes({noted(0, NamedCondition{{account_id(3), account_id(77)}}),
                   noted(3, UnitsCondition{"XX", {"1012"}})}),
            (Told{"no_accounts 0", "no_country 1"}));
  std::vector<std::string> many(30, "a");
  EXPECT_EQ(listed_entries({"a", "b"}, 2), "a, b");
  EXPECT_TRUE(listed_entries(many, many.size()).ends_with("a and 10 more"));
}

TEST(RuleNotes, PostalCodesThatNoLayerHasAreTold) {
  const std::vector<market::LayerCodes> layers = {
      {.country = "NL", .characters = 4, .codes = {"1011", "1012"}}};
  EXPECT_EQ(
      notes({noted(0, UnitsCondition{"NL", {"1012 AB", "9999*"}}),
             noted(3, "postal_code in [\"1011\", \"99999x\"]"),
             noted(3, UnitsCondition{"NL", {"101*"}}, 1), noted(1, UnitsCondition{"BE", {"9000"}})},
            layers),
      (Told{"no_units 0", "no_units 1"}))
      << "of Belgium nothing is known";
  EXPECT_EQ(notes({noted(0, UnitsCondition{"NL", {"9999*"}})}), Told());
  std::vector<AssignmentRule> many = {noted(0, UnitsCondition{"NL", {"1012"}})};
  many[0].id = rule_id(0);
  for (int code = 2'000; code < 2'030; ++code)
    std::get<UnitsCondition>(many[0].condition).units.push_back(std::to_string(code));
  const auto book = compile_rules(account_schema(), many, kNotedTree);
  ASSERT_TRUE(book);
  const AssignmentRun nobody(*book);
  const auto told = notes_of(*book, nobody.outcome(), layers);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].entry_count, 30U);
  EXPECT_EQ(told[0].entries.size(), kNoteEntriesMax);
  EXPECT_TRUE(
      told[0].message.ends_with("has: 2000, 2001, 2002, 2003, 2004, 2005, 2006, 2007, "
                                "2008, 2009, 2010, 2011, 2012, 2013, 2014, 2015, 2016, "
                                "2017, 2018, 2019 and 10 more."))
      << told[0].message;
}

TEST(RuleNotes, WhatIsToldOfRandomRulesIsSo) {
  std::size_t told = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const RandomRules world(seed);
    const auto book = compile_rules(account_schema(), world.rules, world.tree);
    ASSERT_TRUE(book);
    AccountTable table(account_schema());
    for (std::size_t i = 0; i < world.rows.size(); ++i) table.add(account_id(i), world.rows[i]);
    AssignmentRun all(*book);
    ASSERT_TRUE(all.add(table.batch()));
    for (RuleIndex second = 0; second < book->rules.size(); ++second)
      for (RuleIndex first = 0; first < second; ++first) {
        if (book->rules[first].rule.is_overlay || book->rules[second].rule.is_overlay) continue;
        if (!does_shadow(*book, first, second)) continue;
        ++told;
        EXPECT_EQ(all.outcome().figures[second].wins, 0) << "seed " << seed;
      }
  }
  EXPECT_GT(told, 50U);
}

}  // namespace
}  // namespace bailiwick::planning
