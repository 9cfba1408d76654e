// For tests of the audit log: a database with its tables, a clock by hand, two companies.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "platform/audit/list.hpp"
#include "platform/audit/log.hpp"
#include "platform/audit/migrations.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick::testing {

namespace audit = platform::audit;

inline TenantId tenant_of(std::uint8_t n) {
  Uuid id;
  id.bytes[15] = n;
  return TenantId(id);
}

inline PersonId person_of(std::uint8_t n) {
  Uuid id;
  id.bytes[0] = 7;
  id.bytes[15] = n;
  return PersonId(id);
}

class AuditWorld : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    if (const auto why = why_not(GetParam())) GTEST_SKIP() << *why;
    const db::MigrationModule modules[] = {audit::audit_migrations()};
    made_ = make_database(GetParam(), modules);
    ASSERT_TRUE(made_.database) << made_.fault;
  }

  db::Database& database() { return *made_.database; }
  audit::Log log() {
    return audit::Log([this] { return now_; }, key_);
  }

  std::int64_t append(TenantId tenant, PersonId actor, PersonId subject, std::int64_t n) {
    now_ = now_.plus_seconds(1);
    const auto number = database().write([&](db::Connection& connection) {
      return log().append(connection, {.tenant = tenant,
                                       .actor = {.person = actor, .via = audit::Via::kSession},
                                       .action = "person.changed",
                                       .subject = subject.is_nil() ? "" : subject.text(),
                                       .details = audit::Details().number("n", n)});
    });
    EXPECT_TRUE(number) << number.error().message;
    return number.value_or(0);
  }

  audit::Verification verify(TenantId tenant,
                             const std::optional<audit::Anchor>& anchor = std::nullopt) {
    const auto verification = database().read(
        [&](db::Connection& connection) { return log().verify(connection, tenant, anchor); });
    EXPECT_TRUE(verification) << verification.error().message;
    return verification.value_or(audit::Verification{});
  }

  // The rule and number of the first fault: "A002@3", or "intact".
  std::string verdict(TenantId tenant, const std::optional<audit::Anchor>& anchor = std::nullopt) {
    const auto verification = verify(tenant, anchor);
    if (verification.is_intact()) return "intact";
    return verification.first_fault->rule + "@" + std::to_string(verification.first_fault->number);
  }

  // What someone does who has the database but not the key: triggers are no hindrance to them.
  void tamper(db::Sql sql, std::initializer_list<db::Value> params = {}) {
    const auto done = database().write([&](db::Connection& connection) -> Result<void> {
      const auto off = without_triggers(connection);
      if (!off) return off;
      const auto changed = connection.execute(sql, params);
      if (!changed) return tl::unexpected(changed.error());
      EXPECT_GT(*changed, 0) << sql.text();
      return {};
    });
    ASSERT_TRUE(done) << done.error().message;
  }

  static Result<void> without_triggers(db::Connection& connection) {
    constexpr db::Sql kSqlite[] = {"DROP TRIGGER IF EXISTS audit_entry_no_update",
                                   "DROP TRIGGER IF EXISTS audit_entry_no_delete",
                                   "DROP TRIGGER IF EXISTS audit_head_no_delete",
                                   "DROP TRIGGER IF EXISTS audit_head_forward"};
    constexpr db::Sql kPostgres[] = {"ALTER TABLE audit_entry DISABLE TRIGGER ALL",
                                     "ALTER TABLE audit_head DISABLE TRIGGER ALL"};
    const auto run = [&](auto& statements) -> Result<void> {
      for (const db::Sql& sql : statements) {
        const auto done = connection.execute(sql);
        if (!done) return tl::unexpected(done.error());
      }
      return {};
    };
    return connection.dialect() == db::Dialect::kSqlite ? run(kSqlite) : run(kPostgres);
  }

  Instant now_{1'700'000'000'000'000};
  audit::SealKey key_ = {1, 2, 3};

 private:
  TestDatabase made_;
};

}  // namespace bailiwick::testing
