// Goal: a record falls into the group of its account on its day. Method: accounts that moved, on both databases; performance_service_test.cpp holds all of it against a judge.
#include "crm/performance_groups.hpp"

#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::on_both;

class PerformanceGroupsTest : public bailiwick::testing::CrmTest {
 protected:
  GroupTable table(const platform::identity::Principal& principal, const GroupTable::Ask& ask) {
    const Viewer viewer{.principal = principal, .day = utc_date(world->now)};
    auto read = world->database().read(
        [&](db::Connection& connection) { return GroupTable::read(connection, viewer, ask); });
    EXPECT_TRUE(read) << read.error().message;
    return std::move(*read);
  }
};

INSTANTIATE_TEST_SUITE_P(Both, PerformanceGroupsTest, on_both(), dialect_name);

TEST_P(PerformanceGroupsTest, ATerritoryIsThatOfTheDayOrOfToday) {
  const Region west = add_region("west");
  const Region east = add_region("east");
  const Json made =
      add(admin, ObjectKind::kAccount, {{"name", "One"}, {"territory", west.territory.text()}});
  const Uuid account = id_of(made).uuid;
  const LocalDate today = utc_date(world->now);
  const alignment::AccountMove move{.account = alignment::AccountId(account),
                                    .territory = east.territory};
  ASSERT_TRUE(parts().alignment.align_accounts(
      admin, {&move, 1}, {.period = {.from = today.plus_days(-30), .to = today.plus_days(-10)}}));
  GroupTable then = table(admin, {.by = GroupBy::kTerritory});
  EXPECT_TRUE(then.is_of_accounts());
  const auto value = [&](GroupTable& groups, std::int32_t days) {
    return groups.value(groups.of_account(account, today.plus_days(days)));
  };
  EXPECT_EQ(value(then, 0), west.territory.text());
  EXPECT_EQ(value(then, -10), "");
  EXPECT_EQ(value(then, -11), east.territory.text());
  EXPECT_EQ(value(then, -30), east.territory.text());
  EXPECT_EQ(value(then, -31), "");
  GroupTable now = table(admin, {.by = GroupBy::kTerritory, .as = TerritoryOn::kToday});
  EXPECT_EQ(value(now, -11), west.territory.text());
  // The rep of the east does not see the account today.
  GroupTable seen = table(east.rep.principal, {.by = GroupBy::kTerritory});
  EXPECT_EQ(seen.of_account(account, today), GroupTable::kElsewhere);
  EXPECT_EQ(table(admin, {.by = GroupBy::kTerritory}).of_account(Uuid(), today),
            GroupTable::kNoValue);
}

TEST_P(PerformanceGroupsTest, SegmentsAndWordsAreNumberedOnce) {
  const Json made = add(admin, ObjectKind::kAccount, {{"name", "One"}, {"employees", 60}});
  GroupTable sizes = table(admin, {.by = GroupBy::kSize});
  const std::size_t group = sizes.of_account(id_of(made).uuid, {});
  EXPECT_EQ(sizes.value(group), "50-249");
  EXPECT_EQ(sizes.of_word("50-249"), group);
  EXPECT_EQ(sizes.of_word(""), GroupTable::kNoValue);
  GroupTable words = table(admin, {.by = GroupBy::kOwner});
  EXPECT_FALSE(words.is_of_accounts());
  EXPECT_EQ(words.of_word("a"), words.of_word("a"));
  EXPECT_NE(words.of_word("a"), words.of_word("b"));
  EXPECT_EQ(words.size(), 4U);
}

}  // namespace
}  // namespace bailiwick::crm
