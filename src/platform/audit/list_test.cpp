// Goal: a page of the log holds what was asked for, newest first, of one company. Method: a small log on both databases.
#include "platform/audit/list.hpp"

#include <gtest/gtest.h>

#include "tests/support/audit_world.hpp"

namespace bailiwick::platform::audit {
namespace {

using bailiwick::testing::person_of;
using bailiwick::testing::tenant_of;

class ListTest : public bailiwick::testing::AuditWorld {
 protected:
  std::vector<std::int64_t> numbers(const Filter& filter) {
    const auto found = database().read(
        [&](db::Connection& connection) { return list(connection, tenant_of(1), filter); });
    EXPECT_TRUE(found) << found.error().message;
    std::vector<std::int64_t> all;
    for (const Recorded& entry : found.value_or(std::vector<Recorded>{}))
      all.push_back(entry.number);
    return all;
  }
};
using Numbers = std::vector<std::int64_t>;

TEST_P(ListTest, PagesAndFilters) {
  const Instant start = now_;
  append(tenant_of(1), person_of(1), person_of(2), 1);
  append(tenant_of(2), person_of(1), person_of(2), 1);
  append(tenant_of(1), person_of(2), person_of(2), 2);
  append(tenant_of(1), person_of(1), person_of(3), 3);
  append(tenant_of(1), PersonId(), PersonId(), 4);
  EXPECT_EQ(numbers({}), (Numbers{4, 3, 2, 1}));
  EXPECT_EQ(numbers({.limit = 3}), (Numbers{4, 3, 2}));
  EXPECT_EQ(numbers({.before = 2}), (Numbers{1}));
  EXPECT_EQ(numbers({.actor = person_of(1)}), (Numbers{3, 1}));
  EXPECT_EQ(numbers({.subject = person_of(2).text()}), (Numbers{2, 1}));
  EXPECT_EQ(numbers({.action = "person.changed", .limit = 1}), (Numbers{4}));
  EXPECT_EQ(numbers({.action = "person.invited"}), Numbers{});
  EXPECT_EQ(numbers({.action = "' OR 1=1 --"}), Numbers{});
  EXPECT_EQ(numbers({.from = start.plus_seconds(3), .to = start.plus_seconds(4)}), (Numbers{2}));
}

TEST_P(ListTest, GivesWhatWasRecorded) {
  append(tenant_of(1), person_of(1), person_of(2), 9);
  const auto found = database().read(
      [&](db::Connection& connection) { return list(connection, tenant_of(1), {}); });
  ASSERT_TRUE(found);
  const Recorded& entry = found->at(0);
  EXPECT_EQ(entry.at, now_);
  EXPECT_EQ(entry.actor.person, person_of(1));
  EXPECT_EQ(entry.actor.via, Via::kSession);
  EXPECT_EQ(entry.action, "person.changed");
  EXPECT_EQ(entry.subject, person_of(2).text());
  EXPECT_EQ(entry.details, R"({"n":9})");
}

INSTANTIATE_TEST_SUITE_P(Both, ListTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::platform::audit
