// Goal: on every day, and as it was known at every revision, an account is where the last change about that day put it; lists see the same. Method: random
// changes (seeded) against a model that writes down every day of every account anew at each revision; on both databases.
#include "alignment/account_alignment.hpp"

#include <gtest/gtest.h>

#include <map>

#include "alignment/scope.hpp"
#include "alignment/store.hpp"
#include "base/rng.hpp"
#include "tests/support/alignment_world.hpp"

namespace bailiwick::alignment {
namespace {

using bailiwick::testing::Principal;
using bailiwick::testing::Role;

constexpr std::int32_t kFirst = 20'000;
constexpr std::int32_t kDays = 30;  // the last day of the model stands for all later ones

using Layer = std::optional<TerritoryId>;
// Where an account is on each day of the model, layer by layer.
using Line = std::map<Layer, std::array<std::optional<TerritoryId>, kDays>>;
using Model = std::map<AccountId, Line>;

class AccountAlignmentTest : public bailiwick::testing::AlignmentTest {
 protected:
  void SetUp() override {
    AlignmentTest::SetUp();
    if (IsSkipped()) return;
    for (int i = 0; i < 6; ++i)
      territories.push_back(
          service().add_territory(admin, "T", std::nullopt, LocalDate(kFirst - 10))->id);
    for (int i = 0; i < 8; ++i) accounts.push_back(AccountId(world->ids().next()));
  }

  // What the function returns, in a transaction of its own.
  template <class F>
  auto with(F&& work) {
    auto outcome = world->database().write(work);
    EXPECT_TRUE(outcome) << outcome.error().message;
    return outcome;
  }

  std::int64_t move(std::span<const AccountMove> moves, Period period) {
    world->now = world->now.plus_seconds(1);
    const auto moved = with([&](db::Connection& connection) -> Result<AccountsAssigned> {
      const Recording recording{.revision = *next_revision(connection, admin.tenant),
                                .at = world->now,
                                .by = admin.person};
      return assign_accounts(connection, admin.tenant, moves,
                             {.period = period, .recording = recording});
    });
    return moved ? moved->moves : -1;
  }

  std::vector<AccountAlignment> history(AccountId account) {
    return *with([&](db::Connection& connection) {
      return account_alignment_history(connection, admin.tenant, account);
    });
  }

  std::set<AccountId> listed(const Principal& principal, LocalDate day) {
    std::set<AccountId> seen;
    (void)with([&](db::Connection& connection) {
      db::ListQuery query(
          "SELECT a.account_id FROM (SELECT DISTINCT tenant_id, account_id FROM account_alignment) "
          "a WHERE a.tenant_id = ",
          principal.tenant);
      query.add(" AND a.account_id");
      add_account_scope(query, principal, day);
      return query.run(connection, [&](const db::Row& row) { seen.insert(row.id<AccountTag>(0)); });
    });
    EXPECT_EQ(seen, *with([&](db::Connection& connection) {
                return visible_accounts(connection, principal, day,
                                        std::vector(seen.begin(), seen.end()));
              }));
    return seen;
  }

  std::map<AccountId, std::optional<TerritoryId>> joined(LocalDate day) {
    std::map<AccountId, std::optional<TerritoryId>> seen;
    (void)with([&](db::Connection& connection) {
      db::ListQuery query(
          "SELECT a.account_id, t.territory_id FROM (SELECT DISTINCT tenant_id, account_id FROM "
          "account_alignment) a");
      add_account_territory_join(query, admin.tenant, day);
      query.add(" WHERE a.tenant_id = ", admin.tenant);
      return query.run(connection, [&](const db::Row& row) {
        const bool is_new =
            seen.emplace(row.id<AccountTag>(0),
                         row.is_null(1) ? std::nullopt : std::optional(row.id<TerritoryTag>(1)))
                .second;
        EXPECT_TRUE(is_new) << "joined twice";
      });
    });
    return seen;
  }

  // What was believed after each change.
  static void expect_known(const std::vector<AccountAlignment>& rows, AccountId account,
                           const std::vector<std::pair<Instant, Model>>& known) {
    for (const auto& [then, was] : known)
      for (std::int32_t day = 0; day < kDays; day += 7) {
        const auto line = was.contains(account) ? was.at(account) : Line();
        for (const auto& [layer, days] : line) {
          std::optional<TerritoryId> believed;
          for (const AccountAlignment& row : rows)
            if (row.overlay == layer && row.period.covers(LocalDate(kFirst + day)) &&
                row.recording.at <= then && (!row.superseded_at || then < *row.superseded_at))
              believed = row.territory;
          EXPECT_EQ(believed, days[static_cast<std::size_t>(day)]);
        }
      }
  }

  std::vector<TerritoryId> territories;
  std::vector<AccountId> accounts;
};

TEST_P(AccountAlignmentTest, AChangeTakesThePlaceOfItsDaysAlone) {
  const LocalDate start(kFirst);
  const AccountMove there{.account = accounts[0], .territory = territories[0]};
  const AccountMove away{.account = accounts[0], .territory = territories[1]};
  EXPECT_EQ(move(std::span(&there, 1), {.from = start}), 1);
  const Instant then = world->now;
  EXPECT_EQ(move(std::span(&away, 1), {start.plus_days(5), start.plus_days(9)}), 1);
  const auto on = [&](std::int32_t days, std::optional<Instant> known_at = {}) {
    const auto rows = *with([&](db::Connection& connection) {
      return account_alignments_on(connection, admin.tenant, accounts[0],
                                   {.day = start.plus_days(days), .known_at = known_at});
    });
    return rows.empty() ? std::nullopt : rows.front().territory;
  };
  EXPECT_EQ(on(-1), std::nullopt);
  EXPECT_EQ(on(4), territories[0]);
  EXPECT_EQ(on(5), territories[1]);
  EXPECT_EQ(on(8), territories[1]);
  EXPECT_EQ(on(9), territories[0]);
  EXPECT_EQ(on(5, then), territories[0]);
  const auto rows = history(accounts[0]);
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0].superseded_revision, rows[1].recording.revision);
  EXPECT_EQ(rows[1].period, (Period{start, start.plus_days(5)}));
  EXPECT_EQ(rows[2].period, (Period{start.plus_days(5), start.plus_days(9)}));
  EXPECT_EQ(rows[3].period, (Period{start.plus_days(9), std::nullopt}));
}

TEST_P(AccountAlignmentTest, WhatChangesNothingIsNotRecorded) {
  const AccountMove there{.account = accounts[0], .territory = territories[0]};
  const AccountMove nowhere{.account = accounts[1], .territory = std::nullopt};
  EXPECT_EQ(move(std::span(&there, 1), {.from = LocalDate(kFirst)}), 1);
  EXPECT_EQ(move(std::span(&there, 1), {LocalDate(kFirst + 3), LocalDate(kFirst + 4)}), 0);
  EXPECT_EQ(move(std::span(&there, 1), {.from = LocalDate(kFirst + 3)}), 0);
  EXPECT_EQ(move(std::span(&nowhere, 1), {.from = LocalDate(kFirst)}), 0);
  EXPECT_EQ(move(std::span(&there, 1), {.from = LocalDate(kFirst - 1)}), 1);
  EXPECT_TRUE(history(accounts[1]).empty());
}

TEST_P(AccountAlignmentTest, HistoryCannotBeChangedOrRemoved) {
  const AccountMove there{.account = accounts[0], .territory = territories[0]};
  move(std::span(&there, 1), {.from = LocalDate(kFirst)});
  const auto is_refused = [&](db::Sql sql) {
    return !world->database().write(
        [&](db::Connection& connection) { return connection.execute(sql, {admin.tenant}); });
  };
  EXPECT_TRUE(is_refused("DELETE FROM account_alignment WHERE tenant_id = $1"));
  EXPECT_TRUE(is_refused("UPDATE account_alignment SET reason = 'rule' WHERE tenant_id = $1"));
  EXPECT_TRUE(
      is_refused("UPDATE account_alignment SET superseded_revision = 9, superseded_at = 9, "
                 "territory_id = NULL WHERE tenant_id = $1"));
  EXPECT_TRUE(
      is_refused("UPDATE account_alignment SET superseded_revision = NULL WHERE tenant_id = $1"));
  EXPECT_FALSE(
      is_refused("UPDATE account_alignment SET superseded_revision = 9, superseded_at = 9 WHERE "
                 "tenant_id = $1"));
  EXPECT_TRUE(
      is_refused("UPDATE account_alignment SET superseded_revision = 10, superseded_at = 10 WHERE "
                 "tenant_id = $1"));
}

TEST_P(AccountAlignmentTest, RandomHistoriesAreReadAsTheModelHasThem) {
  Rng rng(20261126);
  const auto below = [&](std::size_t count) { return static_cast<std::size_t>(rng.below(count)); };
  const auto rep = world->add_person(admin, Role::kRep, "r@acme.example").principal;
  const PositionId seat = service().add_position(admin, {.id = {}, .title = "Seat"})->id;
  ASSERT_TRUE(service().hold(
      admin, {.position = seat, .period = {LocalDate(kFirst), {}}, .person = rep.person}));
  for (const std::size_t mine : {1, 4})
    ASSERT_TRUE(service().assign(
        admin,
        {.territory = territories[mine], .position = seat, .period = {LocalDate(kFirst), {}}}));
  Model model;
  std::vector<std::pair<Instant, Model>> known;
  for (int round = 0; round < 40; ++round) {
    const auto from = static_cast<std::int32_t>(below(kDays));
    const auto to = from + 1 + static_cast<std::int32_t>(below(kDays));
    std::vector<AccountMove> moves;
    for (const AccountId account : accounts) {
      if (below(2) == 0) continue;
      const TerritoryId chosen = territories[below(territories.size())];
      const auto target = below(4) == 0 ? std::nullopt : std::optional(chosen);
      moves.push_back({.account = account, .territory = target});
      if (below(3) == 0)
        moves.push_back({.account = account, .territory = target, .overlay = chosen});
    }
    for (const AccountMove& change : moves)
      for (std::int32_t day = from; day < std::min(to, kDays); ++day)
        model[change.account][change.overlay][static_cast<std::size_t>(day)] = change.territory;
    ASSERT_GE(
        move(moves, {.from = LocalDate(kFirst + from),
                     .to = to >= kDays ? std::nullopt : std::optional(LocalDate(kFirst + to))}),
        0);
    known.emplace_back(world->now, model);
  }
  for (std::int32_t day = 0; day < kDays; ++day) {
    const LocalDate on(kFirst + day);
    const auto at = static_cast<std::size_t>(day);
    std::map<TerritoryId, std::pair<std::int64_t, std::int64_t>> counts;
    std::set<AccountId> visible;
    const auto lines = joined(on);
    for (const AccountId account : accounts) {
      EXPECT_EQ(lines.at(account), model[account][std::nullopt][at]);
      EXPECT_EQ(*with([&](db::Connection& connection) {
        return territory_of(connection, admin.tenant, account, on);
      }),
                model[account][std::nullopt][at]);
      for (const auto& [layer, line] : model[account]) {
        if (!line[at]) continue;
        ++(layer ? counts[*line[at]].second : counts[*line[at]].first);
        if (line[at] == territories[1] || line[at] == territories[4]) visible.insert(account);
      }
    }
    EXPECT_EQ(listed(rep, on), visible) << day;
    EXPECT_EQ(listed(admin, on).size(), accounts.size());
    std::map<TerritoryId, std::pair<std::int64_t, std::int64_t>> read;
    const auto counted = with(
        [&](db::Connection& connection) { return account_counts(connection, admin.tenant, on); });
    for (const AccountCount& count : *counted) read[count.territory] = {count.own, count.overlaid};
    EXPECT_EQ(read, counts);
  }
  for (const AccountId account : accounts) expect_known(history(account), account, known);
}

TEST_P(AccountAlignmentTest, AllAccountsAreReadAtOnce) {
  const AccountMove there{.account = accounts[0], .territory = territories[0]};
  const AccountMove besides{
      .account = accounts[0], .territory = territories[1], .overlay = territories[1]};
  move(std::vector{there, besides}, {LocalDate(kFirst), LocalDate(kFirst + 2)});
  using Pairs = std::vector<std::pair<AccountId, TerritoryId>>;
  const auto read = [&](auto function, std::int32_t day) {
    Pairs pairs;
    (void)with([&](db::Connection& connection) {
      return function(connection, admin.tenant, LocalDate(day),
                      [&](AccountId account, TerritoryId territory) {
                        pairs.emplace_back(account, territory);
                      });
    });
    return pairs;
  };
  EXPECT_EQ(read(each_account_territory, kFirst), (Pairs{{accounts[0], territories[0]}}));
  EXPECT_EQ(read(each_account_territory, kFirst + 2), Pairs{});
  EXPECT_EQ(read(each_account_overlay, kFirst - 5), (Pairs{{accounts[0], territories[1]}}));
  EXPECT_EQ(read(each_account_overlay, kFirst + 2), Pairs{});
}

TEST_P(AccountAlignmentTest, IsSettledWhereSomethingIsBelievedThenOrLater) {
  const AccountMove there{.account = accounts[0], .territory = territories[0]};
  const AccountMove besides{
      .account = accounts[1], .territory = territories[1], .overlay = territories[1]};
  const AccountMove out{.account = accounts[0], .territory = std::nullopt};
  move(std::vector{there, besides}, {LocalDate(kFirst), LocalDate(kFirst + 5)});
  const auto settled = [&](std::int32_t day) {
    return *with([&](db::Connection& connection) {
      return settled_accounts(connection, admin.tenant, accounts, LocalDate(day));
    });
  };
  const std::set<AccountAndOverlay> both = {{accounts[0], std::nullopt},
                                            {accounts[1], territories[1]}};
  EXPECT_EQ(settled(kFirst - 3), both) << "it is still to come";
  EXPECT_EQ(settled(kFirst + 4), both);
  EXPECT_TRUE(settled(kFirst + 5).empty());
  move(std::span(&out, 1), {.from = LocalDate(kFirst + 2)});
  EXPECT_TRUE(settled(kFirst + 3).contains({accounts[0], std::nullopt})) << "it was taken out";
  const std::vector<AccountId> many(1'201, accounts[1]);
  EXPECT_EQ(with([&](db::Connection& connection) {
              return settled_accounts(connection, admin.tenant, many, LocalDate(kFirst));
            })->size(),
            1U);
}

TEST_P(AccountAlignmentTest, ManyMovesAtOnceAreQuick) {
  std::vector<AccountMove> moves;
  for (std::size_t i = 0; i < 20'000; ++i)
    moves.push_back({.account = AccountId(world->ids().next()),
                     .territory = territories[i % 5],
                     .overlay = {},
                     .rule = "rule_1"});
  for (std::int32_t round = 0; round < 2; ++round) {
    EXPECT_EQ(move(moves, {.from = LocalDate(kFirst + round)}), 20'000);
    for (AccountMove& change : moves) change.territory = territories[5];
  }
}

INSTANTIATE_TEST_SUITE_P(Both, AccountAlignmentTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::alignment
