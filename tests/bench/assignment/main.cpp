// How many accounts a second rules assign, on one thread and on two: a million accounts by 2,000 rules (1,600 formulas, 200 lists of accounts, 200 of
// postal codes; of the formulas one in eighty reckons with a field, which the index of conditions leaves to the formula engine), and 500 territories
// more that share out all postal codes. docs/benchmarks.md, "Assignment", holds the figures.
#include <chrono>
#include <cstdio>

#include <fmt/core.h>

#include "planning/assignment_run.hpp"
#include "tests/support/assignment_walker.hpp"

namespace bailiwick::planning {
namespace {

using bailiwick::testing::account_schema;
using bailiwick::testing::rule_id;
using bailiwick::testing::territory_id;
using formula::Value;

constexpr std::size_t kAccounts = 1'000'000;
constexpr std::size_t kRules = 2'000;
constexpr std::size_t kParents = 200;
constexpr std::size_t kUnitTerritories = 500;
constexpr std::size_t kCodes = 9'000;  // 1000 .. 9999

AssignmentRule formula_rule(std::size_t i) {
  static const char* kIndustries[] = {"Retail", "Health", "Energy", "Food"};
  AssignmentRule rule{.id = rule_id(i), .territory = territory_id(i), .name = "R", .condition = {}};
  const std::string size = i % 100 == 7 ? "employees * 2" : "employees";
  rule.condition = FormulaCondition{
      fmt::format("{} > {} && industry in [\"{}\", \"{}\"] && coalesce(revenue, 0) < {}", size,
                  i * 3 % 1'000, kIndustries[i % 4], kIndustries[i / 4 % 4], 100'000 + i * 400)};
  rule.priority = static_cast<std::int64_t>(i % 5);
  return rule;
}

std::vector<AssignmentRule> rules() {
  std::vector<AssignmentRule> rules;
  for (std::size_t i = 0; i < kRules; ++i) {
    AssignmentRule rule = formula_rule(i);
    if (i < kParents) rule.condition = FormulaCondition{"country == \"NL\" || employees > 10"};
    if (i % 10 == 8) rule.condition = UnitsCondition{"NL", {fmt::format("{}*", 1000 + i), "99*"}};
    if (i % 10 == 9) {
      NamedCondition named;
      for (std::size_t k = 0; k < 500; ++k)
        named.accounts.push_back(AccountId(testing::numbered(2, (i * 500 + k) % 60'000)));
      rule.condition = named;
    }
    rules.push_back(rule);
  }
  for (std::size_t t = 0; t < kUnitTerritories; ++t) {
    UnitsCondition units{"", {}};
    for (std::size_t code = t; code < kCodes; code += kUnitTerritories)
      units.units.push_back(fmt::format("{} AB", 1'000 + code));
    rules.push_back({.id = rule_id(kRules + t),
                     .territory = territory_id(kRules + t),
                     .name = "U",
                     .condition = units,
                     .priority = -1});
  }
  return rules;
}

// The first stand at the top, with nine below each; the territories of postal codes stand beside them.
std::vector<TerritoryPlace> tree() {
  std::vector<TerritoryPlace> tree;
  for (std::size_t i = 0; i < kRules + kUnitTerritories; ++i) {
    const bool is_below = i >= kParents && i < kRules;
    tree.push_back(
        {territory_id(i), is_below ? std::optional(territory_id(i % kParents)) : std::nullopt});
  }
  return tree;
}

bool measure(const RuleBook& book, std::vector<AccountTable>& batches, int threads) {
  AssignmentRun run(book, threads);
  const auto begin = std::chrono::steady_clock::now();
  for (AccountTable& batch : batches)
    if (!run.add(batch.batch())) return false;
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  std::printf(
      "threads %d, accounts %zu, rules %zu, seconds %.3f, million account-rules a second %.0f\n",
      threads, kAccounts, book.rules.size(), took.count(),
      static_cast<double>(kAccounts * book.rules.size()) / took.count() / 1e6);
  std::printf("gaps %lld, clashes %lld\n", static_cast<long long>(run.outcome().gaps),
              static_cast<long long>(run.outcome().clashed.size()));
  return true;
}

int run() {
  Rng rng(1);
  const auto book = compile_rules(account_schema(), rules(), tree());
  if (!book) {
    std::fprintf(stderr, "%s\n", book.error().front().message.c_str());
    return 1;
  }
  static const char* kIndustries[] = {"Retail", "Health", "Energy", "Food", "Other"};
  std::vector<AccountTable> batches;
  for (std::size_t i = 0; i < kAccounts; ++i) {
    if (i % kAccountBatch == 0) batches.emplace_back(account_schema());
    std::vector<Value> row(7);
    row[0] = Value(static_cast<std::int64_t>(rng.below(1'000)));
    row[1] = Value(Decimal::whole(static_cast<std::int64_t>(rng.below(1'000'000))));
    row[2] = Value(std::string(kIndustries[rng.below(5)]));
    row[3] = Value(std::string(rng.below(2) == 0 ? "NL" : "BE"));
    row[4] = Value(fmt::format("{} AB", 1'000 + rng.below(9'000)));
    Uuid id = testing::numbered(2, i);
    id.bytes[13] = static_cast<std::uint8_t>(i >> 16);
    batches.back().add(AccountId(id), row);
  }
  return measure(*book, batches, 1) && measure(*book, batches, 2) ? 0 : 1;
}

}  // namespace
}  // namespace bailiwick::planning

int main() { return bailiwick::planning::run(); }
