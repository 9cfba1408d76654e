// Goal: history is only ever added to, and read back as written. Method: round trips on both databases, and what the triggers refuse.
#include "alignment/store.hpp"

#include <gtest/gtest.h>

#include "alignment/migrations.hpp"
#include "tests/support/identity_world.hpp"

namespace bailiwick::alignment {
namespace {

class StoreTest : public bailiwick::testing::IdentityTest {
  std::vector<db::MigrationModule> more_modules() override { return {alignment_migrations()}; }
};

TEST_P(StoreTest, RoundTrip) {
  const auto done = world->database().write([&](db::Connection& connection) -> Result<void> {
    const TenantId tenant = admin.tenant;
    EXPECT_EQ(*next_revision(connection, tenant), 1);
    EXPECT_EQ(*next_revision(connection, tenant), 2);
    const Position position{.id = PositionId(world->ids().next()),
                            .title = "'; --",
                            .kind = PositionKind::kManager,
                            .version = 1};
    const Territory territory{
        .id = TerritoryId(world->ids().next()), .name = "<b>North</b>", .version = 1};
    EXPECT_TRUE(insert_position(connection, tenant, position, world->now));
    EXPECT_TRUE(insert_territory(connection, tenant, territory, world->now));
    const Recording recording{.revision = 2, .at = world->now, .by = admin.person};
    const Period period{.from = *parse_date("2026-01-01"), .to = parse_date("2026-07-01")};
    EXPECT_TRUE(add_placement(connection, tenant,
                              {.territory = territory.id,
                               .period = period,
                               .parent = {},
                               .is_open = true,
                               .recording = recording}));
    EXPECT_TRUE(add_holding(connection, tenant,
                            {.position = position.id,
                             .period = period,
                             .person = admin.person,
                             .recording = recording}));
    EXPECT_TRUE(add_assignment(connection, tenant,
                               {.territory = territory.id,
                                .position = position.id,
                                .period = period,
                                .part = Part::kOverlay,
                                .recording = recording}));
    EXPECT_EQ(placements(connection, tenant)->at(0).period, period);
    EXPECT_EQ(holdings(connection, tenant)->at(0).person, admin.person);
    EXPECT_EQ(holdings_of(connection, tenant, admin.person)->size(), 1U);
    EXPECT_EQ(assignments(connection, tenant)->at(0).part, Part::kOverlay);
    EXPECT_EQ(assignments(connection, tenant)->at(0).recording.by, admin.person);
    EXPECT_EQ(all_positions(connection, tenant)->at(0).title, "'; --");
    EXPECT_EQ((*find_territory(connection, tenant, territory.id))->name, "<b>North</b>");
    EXPECT_TRUE(*update_territory(connection, tenant, territory));
    EXPECT_FALSE(*update_territory(connection, tenant, territory));
    EXPECT_FALSE(find_position(connection, TenantId(), position.id)->has_value());
    return {};
  });
  EXPECT_TRUE(done) << done.error().message;
  constexpr db::Sql kAttacks[] = {"UPDATE territory_placement SET is_open = 0",
                                  "DELETE FROM position_holding",
                                  "UPDATE territory_assignment SET part = 'owner'"};
  for (const db::Sql& sql : kAttacks)
    EXPECT_FALSE(world->database().write([&](db::Connection& connection) {
      return connection.execute(sql);
    })) << sql.text();
}

INSTANTIATE_TEST_SUITE_P(Both, StoreTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::alignment
