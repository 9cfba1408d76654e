// Goal: taking a change back gives every account each of its days back, but for accounts that somebody moved since; and what it moved is counted. Method:
// random histories (seeded), a change of all accounts, some moves after it; lines of days beside those of before; on both databases.
#include "alignment/account_return.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>

#include "alignment/account_alignment.hpp"
#include "alignment/store.hpp"
#include "base/rng.hpp"
#include "tests/support/alignment_world.hpp"

namespace bailiwick::alignment {
namespace {

constexpr std::int32_t kReturnFirst = 20'000;
constexpr std::int32_t kReturnDays = 20;
using Days = std::array<std::optional<TerritoryId>, kReturnDays>;

class AccountReturnTest : public bailiwick::testing::AlignmentTest {
 protected:
  void SetUp() override {
    AlignmentTest::SetUp();
    if (IsSkipped()) return;
    for (int i = 0; i < 4; ++i)
      territories.push_back(
          service().add_territory(admin, "T", std::nullopt, LocalDate(kReturnFirst - 10))->id);
    for (int i = 0; i < 20; ++i) accounts.push_back(AccountId(world->ids().next()));
  }

  // The revision of the change.
  std::int64_t move(std::span<const AccountMove> moves, Period period) {
    world->now = world->now.plus_seconds(1);
    const auto revision =
        world->database().write([&](db::Connection& connection) -> Result<std::int64_t> {
          const Recording recording{.revision = *next_revision(connection, admin.tenant),
                                    .at = world->now,
                                    .by = admin.person};
          const auto moved = assign_accounts(connection, admin.tenant, moves,
                                             {.period = period, .recording = recording});
          if (!moved) return tl::unexpected(moved.error());
          flows = moved->flows;
          return recording.revision;
        });
    EXPECT_TRUE(revision) << revision.error().message;
    return revision.value_or(-1);
  }

  AccountsReturned take_back(const AccountChangeMade& made) {
    world->now = world->now.plus_seconds(1);
    const auto done = service().return_accounts(admin, made);
    EXPECT_TRUE(done) << done.error().message;
    return done.value_or(AccountsReturned{});
  }

  // Where each account is believed to be on each day: its own territory, and on an overlay.
  std::map<AccountId, std::pair<Days, Days>> lines() {
    std::map<AccountId, std::pair<Days, Days>> all;
    for (const AccountId account : accounts)
      for (std::int32_t day = 0; day < kReturnDays; ++day) {
        const auto rows =
            *service().account_territory(admin, account, {.day = LocalDate(kReturnFirst + day)});
        for (const AccountAlignment& row : rows)
          (row.overlay ? all[account].second : all[account].first)[static_cast<std::size_t>(day)] =
              row.territory;
      }
    return all;
  }

  std::vector<AccountFlow> flows;  // of the last move()
  std::vector<TerritoryId> territories;
  std::vector<AccountId> accounts;
};

TEST_P(AccountReturnTest, EveryDayIsAsItWasButForWhatMovedSince) {
  Rng rng(20261127);
  const auto below = [&](std::size_t count) { return static_cast<std::size_t>(rng.below(count)); };
  for (int round = 0; round < 15; ++round) {
    std::vector<AccountMove> moves;
    for (const AccountId account : accounts)
      if (below(3) != 0)
        moves.push_back({.account = account, .territory = territories[below(4)]});
      else if (below(2) == 0)
        moves.push_back(
            {.account = account, .territory = territories[0], .overlay = territories[0]});
    const auto from = kReturnFirst + static_cast<std::int32_t>(below(kReturnDays));
    std::optional<LocalDate> to;
    if (below(2) == 0) to = LocalDate(from + 1 + static_cast<std::int32_t>(below(6)));
    move(moves, {.from = LocalDate(from), .to = to});
  }
  const auto before = lines();
  std::vector<AccountMove> all;
  for (const AccountId account : accounts)
    all.push_back(
        {.account = account,
         .territory = below(5) == 0 ? std::nullopt : std::optional(territories[below(4)])});
  all.push_back({.account = accounts[0], .territory = std::nullopt, .overlay = territories[0]});
  const AccountChangeMade made{.revision = move(all, {.from = LocalDate(kReturnFirst + 8)}),
                               .from = LocalDate(kReturnFirst + 8)};
  const auto after = lines();
  ASSERT_NE(after, before);
  const AccountMove since{.account = accounts[3], .territory = territories[1]};
  const AccountMove sooner{.account = accounts[4], .territory = territories[2]};
  move({&since, 1}, {LocalDate(kReturnFirst + 12), LocalDate(kReturnFirst + 14)});
  move({&sooner, 1}, {LocalDate(kReturnFirst + 1), LocalDate(kReturnFirst + 2)});
  auto wanted = before;
  wanted[accounts[3]] = lines()[accounts[3]];
  wanted[accounts[4]].first[1] = territories[2];
  const AccountsReturned done = take_back(made);
  EXPECT_EQ(done.moved_since, after.at(accounts[3]) == before.at(accounts[3]) ? 0 : 1);
  EXPECT_GT(done.returned, 10);
  EXPECT_EQ(lines(), wanted);
  EXPECT_EQ(take_back(made).returned, 0) << "once is enough";
  EXPECT_EQ(lines(), wanted);
}

TEST_P(AccountReturnTest, WhatWentWhereIsCounted) {
  std::vector<AccountMove> first;
  for (std::size_t i = 0; i < 6; ++i)
    first.push_back({.account = accounts[i], .territory = territories[i % 2]});
  move(first, {.from = LocalDate(kReturnFirst)});
  std::vector<AccountMove> second = first;
  for (AccountMove& change : second) change.territory = territories[1];
  second[1].rule = "rule_1";  // stays, for another reason
  second.push_back({.account = accounts[6], .territory = territories[1]});
  second[5].territory = std::nullopt;
  move(second, {.from = LocalDate(kReturnFirst + 3)});
  std::map<std::pair<std::optional<TerritoryId>, std::optional<TerritoryId>>, std::int64_t> counts;
  for (const AccountFlow& flow : flows) counts[{flow.from, flow.to}] = flow.accounts;
  decltype(counts) wanted;
  wanted[{std::nullopt, territories[1]}] = 1;
  wanted[{territories[0], territories[1]}] = 3;
  wanted[{territories[1], std::nullopt}] = 1;
  EXPECT_EQ(counts, wanted);
}

INSTANTIATE_TEST_SUITE_P(Both, AccountReturnTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::alignment
