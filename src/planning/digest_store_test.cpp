// Goal: a choice is kept, those due are found in their order, and a digest moves on only from where it was. Method: both databases.
#include "planning/digest_store.hpp"

#include <gtest/gtest.h>

#include "tests/support/plan_jobs_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;
using platform::db::Connection;

class DigestStoreTest : public support::PlanJobsTest {
 protected:
  void put(PersonId person, DigestRhythm rhythm, std::int64_t next) {
    ASSERT_TRUE(write([&](Connection& connection) {
      return digest_store::put(
          connection, tenant_,
          {.person = person, .rhythm = rhythm, .next_at = Instant().plus_seconds(next)});
    }));
  }
  std::optional<Digest> kept(PersonId person) {
    return read([&](Connection& connection) {
             return digest_store::of(connection, {tenant_, person});
           })
        .value();
  }
  std::vector<PersonId> due(std::int64_t until, std::int64_t count_max = 10) {
    const auto found = read([&](Connection& connection) {
      return digest_store::due(connection, Instant().plus_seconds(until), count_max);
    });
    std::vector<PersonId> people;
    for (const DueDigest& one : *found) people.push_back(one.digest.person);
    return people;
  }
};
INSTANTIATE_TEST_SUITE_P(Both, DigestStoreTest, support::on_both(), support::dialect_name);

TEST_P(DigestStoreTest, ThoseDueAreFoundLongestWaitFirst) {
  const PersonId other(ids_.next());
  const PersonId later(ids_.next());
  put(person_, DigestRhythm::kDaily, 200);
  put(other, DigestRhythm::kWeekly, 100);
  put(later, DigestRhythm::kWeekly, 301);
  EXPECT_EQ(due(99), std::vector<PersonId>{});
  EXPECT_EQ(due(300), (std::vector<PersonId>{other, person_}));
  EXPECT_EQ(due(300, 1), (std::vector<PersonId>{other}));
  EXPECT_EQ(kept(other)->rhythm, DigestRhythm::kWeekly);
  ASSERT_TRUE(write([&](Connection& connection) {
    return digest_store::remove(connection, {tenant_, other});
  }));
  EXPECT_FALSE(kept(other));
}

TEST_P(DigestStoreTest, MovesOnOnlyFromWhereItWas) {
  put(person_, DigestRhythm::kDaily, 100);
  const Digest was = *kept(person_);
  Digest next = was;
  next.next_at = Instant().plus_seconds(500);
  next.sent_at = Instant().plus_seconds(101);
  const auto advance = [&] {
    return write([&](Connection& connection) {
             return digest_store::advance(connection, tenant_, was, next);
           })
        .value();
  };
  EXPECT_TRUE(advance());
  EXPECT_FALSE(advance()) << "it is elsewhere now";
  EXPECT_EQ(kept(person_)->sent_at, next.sent_at);
  put(person_, DigestRhythm::kWeekly, 900);
  EXPECT_EQ(kept(person_)->sent_at, next.sent_at) << "another choice forgets nothing";
}

TEST(DigestRhythms, HaveWords) {
  for (const DigestRhythm rhythm :
       {DigestRhythm::kNever, DigestRhythm::kDaily, DigestRhythm::kWeekly})
    EXPECT_EQ(parse_digest_rhythm(name_of(rhythm)), rhythm);
  EXPECT_FALSE(parse_digest_rhythm("hourly"));
}

}  // namespace
}  // namespace bailiwick::planning
