// Goal: whatever is done to the log by someone without the key is found, and where. Method: on both databases, a log of a few entries, one
// tampering a test, and every single-column change of every entry; canonical texts are checked in canonical_test.cpp.
#include "platform/audit/log.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>
#include <vector>

#include "platform/audit/canonical.hpp"
#include "platform/crypto/hash.hpp"
#include "tests/support/audit_world.hpp"

namespace bailiwick::platform::audit {
namespace {

using bailiwick::testing::person_of;
using bailiwick::testing::tenant_of;

class LogTest : public bailiwick::testing::AuditWorld {
 protected:
  void fill(std::int64_t count) {
    for (std::int64_t i = 1; i <= count; ++i) append(tenant_of(1), person_of(1), person_of(2), i);
  }

  struct HeadRow {
    std::int64_t number = 0;
    db::Bytes hash;
    db::Bytes seal;
  };
  HeadRow head_row() {
    const auto row = database().read([&](db::Connection& connection) {
      return db::query_one(connection, "SELECT number, hash, seal FROM audit_head", {},
                           [](const db::Row& found) {
                             return HeadRow{found.int64(0), found.bytes(1), found.bytes(2)};
                           });
    });
    return row->value();
  }

  Anchor anchor_at(std::int64_t number) {
    const auto hash = database().read([&](db::Connection& connection) {
      return db::query_one(connection, "SELECT hash FROM audit_entry WHERE number = $1", {number},
                           [](const db::Row& row) { return row.bytes(0); });
    });
    Anchor anchor{.number = number, .hash = {}};
    std::copy(hash->value().begin(), hash->value().end(), anchor.hash.begin());
    return anchor;
  }
};

TEST_P(LogTest, NumbersEachCompanysEntriesFromOne) {
  EXPECT_EQ(append(tenant_of(1), person_of(1), person_of(2), 1), 1);
  EXPECT_EQ(append(tenant_of(2), person_of(3), person_of(3), 1), 1);
  EXPECT_EQ(append(tenant_of(1), PersonId(), PersonId(), 2), 2);
  EXPECT_EQ(verdict(tenant_of(1)), "intact");
  EXPECT_EQ(verdict(tenant_of(2)), "intact");
  EXPECT_EQ(verify(tenant_of(1)).entries, 2);
  EXPECT_EQ(verify(tenant_of(1)).head.number, 2);
}

TEST_P(LogTest, AnEmptyLogIsIntact) {
  EXPECT_EQ(verdict(tenant_of(1)), "intact");
  EXPECT_EQ(verify(tenant_of(1)).head, Anchor{});
}

TEST_P(LogTest, AnEntryOfAFailedTransactionLeavesNoGap) {
  fill(1);
  const auto failed = database().write([&](db::Connection& connection) -> Result<std::int64_t> {
    const auto number = log().append(connection, {.tenant = tenant_of(1), .action = "a.b"});
    EXPECT_EQ(number.value_or(0), 2);
    return fail(ErrorCode::kConflict, "T", "rolled back");
  });
  EXPECT_FALSE(failed);
  EXPECT_EQ(append(tenant_of(1), person_of(1), person_of(2), 2), 2);
  EXPECT_EQ(verdict(tenant_of(1)), "intact");
}

TEST_P(LogTest, AppendersAtOnceMakeOneChain) {
  std::vector<std::thread> threads;
  for (std::uint8_t t = 0; t < 4; ++t)
    threads.emplace_back([this, t] {
      for (int i = 0; i < 10; ++i) {
        const auto done = database().write([&](db::Connection& connection) {
          return Log([] { return Instant(1); }, key_)
              .append(connection,
                      {.tenant = tenant_of(1), .actor = {.person = person_of(t)}, .action = "a.b"});
        });
        EXPECT_TRUE(done) << done.error().message;
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(verdict(tenant_of(1)), "intact");
  EXPECT_EQ(verify(tenant_of(1)).entries, 40);
}

TEST_P(LogTest, TheDatabaseItselfRefusesToChangeOrRemoveEntries) {
  fill(2);
  constexpr db::Sql kAttacks[] = {
      "UPDATE audit_entry SET details = '{}'", "DELETE FROM audit_entry", "DELETE FROM audit_head",
      "UPDATE audit_head SET number = 1", "UPDATE audit_head SET number = 9"};
  for (const db::Sql& sql : kAttacks) {
    const auto done =
        database().write([&](db::Connection& connection) { return connection.execute(sql); });
    EXPECT_FALSE(done) << sql.text();
  }
  EXPECT_EQ(verdict(tenant_of(1)), "intact");
}

TEST_P(LogTest, FindsAnAlteredEntryWhicheverColumnItIs) {
  constexpr db::Sql kAlterations[] = {
      "UPDATE audit_entry SET recorded_at = recorded_at + 1 WHERE number = $1",
      "UPDATE audit_entry SET actor_id = NULL WHERE number = $1",
      "UPDATE audit_entry SET via = 'token' WHERE number = $1",
      "UPDATE audit_entry SET via = 'elsewhere' WHERE number = $1",
      "UPDATE audit_entry SET credential_id = tenant_id WHERE number = $1",
      "UPDATE audit_entry SET action = 'person.invited' WHERE number = $1",
      "UPDATE audit_entry SET subject = '-' WHERE number = $1",
      "UPDATE audit_entry SET details = '{\"n\":7}' WHERE number = $1",
      "UPDATE audit_entry SET previous_hash = hash WHERE number = $1",
      "UPDATE audit_entry SET hash = previous_hash WHERE number = $1"};
  fill(3);
  for (const db::Sql& sql : kAlterations) {
    for (std::int64_t number = 1; number <= 3; ++number) {
      const auto undone = database().write([&](db::Connection& connection) -> Result<void> {
        const auto off = without_triggers(connection);
        if (!off) return off;
        const auto changed = connection.execute(sql, {number});
        EXPECT_EQ(changed.value_or(0), 1) << sql.text();
        const auto found = log().verify(connection, tenant_of(1));
        EXPECT_TRUE(found && found->first_fault) << sql.text();
        if (found && found->first_fault) {
          EXPECT_EQ(found->first_fault->rule, "A002") << sql.text();
          EXPECT_EQ(found->first_fault->number, number) << sql.text();
        }
        return fail(ErrorCode::kCancelled, "T", "undone");
      });
      EXPECT_FALSE(undone);
    }
  }
  EXPECT_EQ(verdict(tenant_of(1)), "intact");
}

TEST_P(LogTest, FindsARemovedEntry) {
  fill(4);
  tamper("DELETE FROM audit_entry WHERE number = 2");
  EXPECT_EQ(verdict(tenant_of(1)), "A001@2");
  EXPECT_EQ(verify(tenant_of(1)).entries, 1);
}

TEST_P(LogTest, FindsARemovalThatClosedTheGap) {
  fill(4);
  tamper("DELETE FROM audit_entry WHERE number = 2");
  tamper("UPDATE audit_entry SET number = number - 1 WHERE number = 3");
  tamper("UPDATE audit_entry SET number = number - 1 WHERE number = 4");
  EXPECT_EQ(verdict(tenant_of(1)), "A002@2");
}

TEST_P(LogTest, FindsTwoEntriesThatWereSwapped) {
  fill(4);
  tamper("UPDATE audit_entry SET number = 99 WHERE number = 2");
  tamper("UPDATE audit_entry SET number = 2 WHERE number = 3");
  tamper("UPDATE audit_entry SET number = 3 WHERE number = 99");
  EXPECT_EQ(verdict(tenant_of(1)), "A002@2");
}

TEST_P(LogTest, FindsAnEntryMovedFromAnotherCompany) {
  fill(1);
  append(tenant_of(2), person_of(3), person_of(3), 1);
  append(tenant_of(2), person_of(3), person_of(3), 2);
  tamper("UPDATE audit_entry SET tenant_id = $1 WHERE number = 2", {tenant_of(1)});
  EXPECT_EQ(verdict(tenant_of(1)), "A002@2");
  EXPECT_EQ(verdict(tenant_of(2)), "A004@2");
}

TEST_P(LogTest, FindsAForgedEntryEvenWithARightHash) {
  fill(2);
  // A whole chain of one's own with another start, well hashed: it does not follow the entry before.
  Recorded forged{
      .number = 2, .at = now_, .actor = {}, .action = "a.b", .subject = "", .details = "{}"};
  tamper("DELETE FROM audit_entry WHERE number = 2");
  const Hash elsewhere = {9, 9, 9};
  const Hash hash = crypto::sha256(canonical_text(tenant_of(1), forged, elsewhere));
  tamper(
      "INSERT INTO audit_entry (tenant_id, number, recorded_at, actor_id, via, credential_id, "
      "action, subject, "
      "details, previous_hash, hash) VALUES ($1, 2, $2, NULL, 'system', NULL, 'a.b', '', '{}', $3, "
      "$4)",
      {tenant_of(1), now_, db::Bytes(elsewhere.begin(), elsewhere.end()),
       db::Bytes(hash.begin(), hash.end())});
  EXPECT_EQ(verdict(tenant_of(1)), "A003@2");
}

TEST_P(LogTest, FindsThatTheEndIsMissing) {
  fill(4);
  tamper("DELETE FROM audit_entry WHERE number = 4");
  EXPECT_EQ(verdict(tenant_of(1)), "A004@4");
}

TEST_P(LogTest, FindsThatTheEndIsMissingAlsoWhenTheHeadWasPutBack) {
  fill(4);
  const Anchor third = anchor_at(3);
  tamper("DELETE FROM audit_entry WHERE number = 4");
  tamper("UPDATE audit_head SET number = 3, hash = $1",
         {db::Bytes(third.hash.begin(), third.hash.end())});
  EXPECT_EQ(verdict(tenant_of(1)), "A006@3");
}

TEST_P(LogTest, FindsEntriesBeyondTheHead) {
  fill(2);
  const auto kept = head_row();
  fill(1);
  tamper("UPDATE audit_head SET number = $1, hash = $2, seal = $3",
         {kept.number, kept.hash, kept.seal});
  EXPECT_EQ(verdict(tenant_of(1)), "A005@3");
}

TEST_P(LogTest, FindsThatTheHeadIsGone) {
  fill(2);
  tamper("DELETE FROM audit_head");
  EXPECT_EQ(verdict(tenant_of(1)), "A007@2");
}

TEST_P(LogTest, AnotherKeyDoesNotSealThisLog) {
  fill(2);
  key_[31] = 1;
  EXPECT_EQ(verdict(tenant_of(1)), "A006@2");
}

TEST_P(LogTest, AnAnchorFindsWhatThePastOfTheWholeDatabaseHides) {
  fill(2);
  const auto kept = head_row();
  const Anchor early = verify(tenant_of(1)).head;
  fill(2);
  const Anchor late = verify(tenant_of(1)).head;
  EXPECT_EQ(verdict(tenant_of(1), early), "intact");
  EXPECT_EQ(verdict(tenant_of(1), late), "intact");

  // Everything as it was two entries ago, with the head and the seal of then: only the anchor knows better.
  tamper("DELETE FROM audit_entry WHERE number > 2");
  tamper("UPDATE audit_head SET number = $1, hash = $2, seal = $3",
         {kept.number, kept.hash, kept.seal});
  EXPECT_EQ(verdict(tenant_of(1)), "intact");
  EXPECT_EQ(verdict(tenant_of(1), late), "A008@3");
  // And written on from there, with the key.
  append(tenant_of(1), person_of(5), person_of(5), 5);
  append(tenant_of(1), person_of(5), person_of(5), 6);
  EXPECT_EQ(verdict(tenant_of(1)), "intact");
  EXPECT_EQ(verdict(tenant_of(1), late), "A008@4");
}

INSTANTIATE_TEST_SUITE_P(Both, LogTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

TEST(Anchor, IsReadBackFromItsText) {
  Anchor anchor{.number = 12, .hash = {}};
  anchor.hash[0] = 0x9f;
  anchor.hash[31] = 0x0a;
  const auto read = parse_anchor(anchor.text());
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, anchor);
  for (const std::string& bad :
       {std::string(), std::string("12"), anchor.text().substr(1, 10), anchor.text() + "0",
        "-" + anchor.text(), "12:" + std::string(64, 'g'), ":" + std::string(64, 'a')}) {
    const auto refused = parse_anchor(bad);
    ASSERT_FALSE(refused) << bad;
    EXPECT_EQ(refused.error().rule, "A009");
  }
}

}  // namespace
}  // namespace bailiwick::platform::audit
