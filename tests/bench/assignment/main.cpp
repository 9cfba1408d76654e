// How many accounts a second rules assign: a million accounts, 200 rules in a tree of territories three deep, of which 160 formulas, 20
// lists of accounts and 20 of postal codes. One thread.
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
constexpr std::size_t kRules = 200;

std::vector<AssignmentRule> rules() {
  static const char* kIndustries[] = {"Retail", "Health", "Energy", "Food"};
  std::vector<AssignmentRule> rules;
  for (std::size_t i = 0; i < kRules; ++i) {
    AssignmentRule rule{.id = rule_id(i),
                        .territory = territory_id(i < 20 ? i : 20 + i % 180),
                        .name = "R",
                        .condition = FormulaCondition{fmt::format(
                            "employees > {} && industry in [\"{}\", \"{}\"] && coalesce(revenue, "
                            "0) < {}",
                            i * 3, kIndustries[i % 4], kIndustries[i / 4 % 4], 100'000 + i * 500)},
                        .priority = static_cast<std::int64_t>(i % 5)};
    if (i < 20) rule.condition = FormulaCondition{"country == \"NL\" || employees > 10"};
    if (i % 10 == 8) rule.condition = UnitsCondition{"NL", {fmt::format("{}*", 1000 + i), "99*"}};
    if (i % 10 == 9) {
      NamedCondition named;
      for (std::size_t k = 0; k < 500; ++k)
        named.accounts.push_back(AccountId(testing::numbered(2, i * 500 + k)));
      rule.condition = named;
    }
    rules.push_back(rule);
  }
  return rules;
}

std::vector<TerritoryPlace> tree() {
  std::vector<TerritoryPlace> tree;
  for (std::size_t i = 0; i < 200; ++i)
    tree.push_back({territory_id(i), i < 20 ? std::nullopt : std::optional(territory_id(i % 20))});
  return tree;
}

int measure() {
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
  AssignmentRun run(*book);
  const auto begin = std::chrono::steady_clock::now();
  for (AccountTable& batch : batches)
    if (!run.add(batch.batch())) return 1;
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  std::printf("accounts %zu, rules %zu, seconds %.3f, million account-rules a second %.0f\n",
              kAccounts, book->rules.size(), took.count(),
              static_cast<double>(kAccounts * book->rules.size()) / took.count() / 1e6);
  std::printf("gaps %lld, clashes %lld\n", static_cast<long long>(run.outcome().gaps),
              static_cast<long long>(run.outcome().clashes));
  return 0;
}

}  // namespace
}  // namespace bailiwick::planning

int main() { return bailiwick::planning::measure(); }
