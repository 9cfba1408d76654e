// For tests of assignment rules: a company with three territories, accounts in memory, and the services, on a database.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "market/migrations.hpp"
#include "planning/assignment_job.hpp"
#include "planning/migrations.hpp"
#include "platform/jobs/migrations.hpp"
#include "tests/support/alignment_world.hpp"
#include "tests/support/assignment_walker.hpp"
#include "tests/support/plan_jobs_world.hpp"

namespace bailiwick::testing {

// Accounts of account_schema() in the order of their numbers; seen by whoever sees the whole company.
class AccountsInMemory final : public planning::AccountSource {
 public:
  [[nodiscard]] Result<formula::Schema> schema(TenantId) const override { return account_schema(); }
  [[nodiscard]] Result<void> each_batch(TenantId, const formula::Schema& schema,
                                        const OnBatch& on_batch) const override {
    planning::AccountTable table(schema);
    const std::vector<std::size_t> places = places_of(schema);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      AccountRow row;
      for (const std::size_t place : places) row.push_back(rows[i][place]);
      table.add(account_id(i), row);
      if (table.size() < 3 && i + 1 < rows.size()) continue;
      if (const auto done = on_batch(table.batch()); !done) return done;
      table.clear();
    }
    return {};
  }
  [[nodiscard]] Result<std::optional<AccountRow>> row(
      const platform::identity::Principal& principal, const formula::Schema&,
      AccountId account) const override {
    if (principal.roles.contains(Role::kRep)) return std::nullopt;
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (account_id(i) == account) return rows[i];
    return std::nullopt;
  }

  // All of them: what was said of them is not known here.
  [[nodiscard]] Result<std::vector<planning::Newcomer>> newcomers(TenantId, LocalDate,
                                                                  Instant since) const override {
    asked_since = since;
    std::vector<planning::Newcomer> all;
    for (std::size_t i = 0; i < rows.size(); ++i) all.push_back({account_id(i), changed_at[i]});
    return all;
  }
  [[nodiscard]] Result<void> each_batch_of_ids(TenantId tenant, const formula::Schema& schema,
                                               std::span<const planning::AccountId> ids,
                                               const OnBatch& on_batch) const override {
    looked_at.assign(ids.begin(), ids.end());
    return each_batch(tenant, schema, [&](const planning::AccountBatch& batch) -> Result<void> {
      planning::AccountTable table(schema);
      for (std::size_t i = 0; i < batch.ids.size(); ++i) {
        if (!std::ranges::binary_search(ids, batch.ids[i])) continue;
        AccountRow row;
        for (const std::size_t place : places_of(schema))
          row.push_back(row_of(batch.ids[i])[place]);
        table.add(batch.ids[i], row);
      }
      return table.size() == 0 ? Result<void>() : on_batch(table.batch());
    });
  }

  // An account with so many employees in a country; the id it gets.
  AccountId add(std::int64_t employees, const char* country) {
    AccountRow row(account_schema().fields.size());
    row[0] = Value(employees);
    row[3] = Value(std::string(country));
    rows.push_back(row);
    changed_at.emplace_back();
    return account_id(rows.size() - 1);
  }

  std::vector<AccountRow> rows;
  std::vector<Instant> changed_at;  // of each row
  mutable Instant asked_since = {};
  mutable std::vector<planning::AccountId> looked_at;  // by ids, the last time

 private:
  [[nodiscard]] const AccountRow& row_of(AccountId account) const {
    std::size_t at = 0;
    while (account_id(at) != account) ++at;
    return rows[at];
  }
  static std::vector<std::size_t> places_of(const formula::Schema& some) {
    const formula::Schema all = account_schema();
    std::vector<std::size_t> places;
    for (const formula::Field& field : some.fields)
      places.push_back(static_cast<std::size_t>(
          std::ranges::find(all.fields, field.name, &formula::Field::name) - all.fields.begin()));
    return places;
  }
};

class AssignmentTest : public AlignmentTest {
 protected:
  std::vector<db::MigrationModule> more_modules() override {
    return {alignment::alignment_migrations(), platform::jobs::jobs_migrations(),
            platform::events::events_migrations(), market::market_migrations(),
            planning::planning_migrations()};
  }
  void SetUp() override {
    AlignmentTest::SetUp();
    if (IsSkipped()) return;
    align.emplace(AlignmentTest::service());
    queue = std::make_unique<platform::jobs::JobQueue>(world->clock(), world->ids());
    rules.emplace(planning::AssignmentParts{.planning = {world->database(), *queue, world->log(),
                                                         outbox(), world->ids(), world->clock()},
                                            .alignment = *align,
                                            .accounts = accounts});
    queue->add_kind(planning::assign_kind(*rules));
    queue->add_kind(planning::newcomers_kind(*rules));
    today = align->today();
    country = align->add_territory(admin, "Country", std::nullopt, today)->id;
    north = align->add_territory(admin, "North", country, today)->id;
    south = align->add_territory(admin, "South", std::nullopt, today)->id;
  }

  static planning::AssignmentRule formula(TerritoryId territory, const char* text,
                                          std::int64_t priority = 0) {
    return {.id = {},
            .territory = territory,
            .name = text,
            .condition = planning::FormulaCondition{text},
            .priority = priority};
  }
  planning::AssignmentRule add(const planning::AssignmentRule& rule) {
    const auto added = rules->add(admin, rule);
    EXPECT_TRUE(added) << added.error().front().message;
    return added.value_or(rule);
  }
  // Runs a job as a worker would; the error's rule, or empty.
  std::string run(const platform::jobs::Job& job) {
    JobContextOfTest context(job);
    const auto outcome = queue->kind(job.kind)->run(context);
    if (!outcome) return outcome.error().rule;
    const auto saved = world->database().write(
        [&](db::Connection& connection) { return outcome->save(connection); });
    return saved ? std::string() : saved.error().rule;
  }
  std::string activate(LocalDate from) {
    const auto job = rules->activate(admin, from);
    return job ? run(*job) : job.error().front().rule;
  }
  std::optional<TerritoryId> territory_of(AccountId account, LocalDate day) {
    const auto rows = align->account_territory(admin, account, {.day = day});
    return rows && !rows->empty() && !rows->front().overlay ? rows->front().territory
                                                            : std::nullopt;
  }

  std::unique_ptr<platform::jobs::JobQueue> queue;
  AccountsInMemory accounts;
  std::optional<alignment::AlignmentService> align;
  std::optional<planning::AssignmentService> rules;
  LocalDate today;
  TerritoryId country;
  TerritoryId north;
  TerritoryId south;
};

}  // namespace bailiwick::testing
