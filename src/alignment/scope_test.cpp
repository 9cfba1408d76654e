// Goal: who sees which territory on which day; and the SQL says the same as the set. Method: a small company on days before, at and after each change;
// then random trees, holdings and assignments (seeded), SQL against memory on every day.
#include "alignment/scope.hpp"

#include <gtest/gtest.h>

#include "alignment/store.hpp"
#include "base/rng.hpp"
#include "tests/support/alignment_world.hpp"

namespace bailiwick::alignment {
namespace {

using bailiwick::testing::Principal;
using bailiwick::testing::Role;

class ScopeTest : public bailiwick::testing::AlignmentTest {
 protected:
  std::set<TerritoryId> by_sql(const Principal& principal, LocalDate day) {
    std::set<TerritoryId> seen;
    const auto done = world->database().read([&](db::Connection& connection) {
      db::ListQuery query("SELECT t.territory_id FROM territory t WHERE t.tenant_id = ",
                          principal.tenant);
      query.add(" AND t.territory_id");
      add_scope(query, principal, day);
      return query.run(connection,
                       [&](const db::Row& row) { seen.insert(row.id<TerritoryTag>(0)); });
    });
    EXPECT_TRUE(done) << done.error().message;
    const auto scope = world->database().read(
        [&](db::Connection& connection) { return read_scope(connection, principal, day); });
    EXPECT_TRUE(scope) << scope.error().message;
    if (scope && !scope->is_everything) {
      EXPECT_EQ(scope->territories, seen);
    }
    return seen;
  }

  Principal someone(Role role, const char* email) {
    return world->add_person(admin, role, email).principal;
  }
};

TEST_P(ScopeTest, FollowsPeopleThroughTheirPositions) {
  const LocalDate start = *parse_date("2026-01-01");
  const LocalDate change = *parse_date("2026-04-01");
  const auto manager = someone(Role::kManager, "m@acme.example");
  const auto ada = someone(Role::kRep, "ada@acme.example");
  const auto bob = someone(Role::kRep, "bob@acme.example");
  const TerritoryId region = service().add_territory(admin, "Region", std::nullopt, start)->id;
  const TerritoryId north = service().add_territory(admin, "North", region, start)->id;
  const TerritoryId south = service().add_territory(admin, "South", region, start)->id;
  const TerritoryId island = service().add_territory(admin, "Island", std::nullopt, start)->id;
  const auto seat = [&](TerritoryId territory, PersonId person) {
    const PositionId position = service().add_position(admin, {.id = {}, .title = "Seat"})->id;
    EXPECT_TRUE(
        service().hold(admin, {.position = position, .period = {start, {}}, .person = person}));
    EXPECT_TRUE(service().assign(
        admin, {.territory = territory, .position = position, .period = {start, {}}}));
    return position;
  };
  seat(region, manager.person);
  const PositionId north_seat = seat(north, ada.person);
  seat(south, bob.person);

  // On 1 April Ada leaves her seat to Bob, and South moves to the island.
  ASSERT_TRUE(service().hold(
      admin, {.position = north_seat, .period = {change, {}}, .person = bob.person}));
  ASSERT_TRUE(
      service().place(admin, {.territory = south, .period = {change, {}}, .parent = island}));

  using Set = std::set<TerritoryId>;
  const LocalDate before = change.plus_days(-1);
  EXPECT_EQ(by_sql(ada, start.plus_days(-1)), Set{});
  EXPECT_EQ(by_sql(ada, start), Set{north});
  EXPECT_EQ(by_sql(ada, before), Set{north});
  EXPECT_EQ(by_sql(ada, change), Set{});
  EXPECT_EQ(by_sql(bob, before), Set{south});
  EXPECT_EQ(by_sql(bob, change), (Set{north, south}));
  EXPECT_EQ(by_sql(manager, before), (Set{region, north, south}));
  EXPECT_EQ(by_sql(manager, change), (Set{region, north}));
  EXPECT_EQ(by_sql(admin, before), (Set{region, north, south, island}));
  EXPECT_EQ(by_sql(world->add_company("other"), change), Set{});
}

TEST_P(ScopeTest, SqlAndMemoryAgreeOnRandomCompanies) {
  Rng rng(20261125);
  const auto manager = someone(Role::kManager, "m@acme.example");
  const auto rep = someone(Role::kRep, "r@acme.example");
  const std::array people = {manager.person, rep.person, admin.person};
  std::vector<TerritoryId> territories;
  std::vector<PositionId> positions;
  const auto below = [&](std::size_t count) { return static_cast<std::size_t>(rng.below(count)); };
  const auto day = [&] { return LocalDate(static_cast<std::int32_t>(20'000 + below(40))); };
  const auto period = [&] {
    const LocalDate from = day();
    return Period{
        .from = from,
        .to = below(2) == 0
                  ? std::nullopt
                  : std::optional(from.plus_days(static_cast<std::int32_t>(1 + below(20))))};
  };
  for (int i = 0; i < 12; ++i) {
    const auto parent =
        territories.empty() ? std::nullopt : std::optional(territories[below(territories.size())]);
    if (const auto made = service().add_territory(admin, "T", parent, LocalDate(19'990)))
      territories.push_back(made->id);
    positions.push_back(service().add_position(admin, {.id = {}, .title = "P"})->id);
  }
  for (int i = 0; i < 60; ++i) {
    const TerritoryId territory = territories[below(territories.size())];
    const PositionId position = positions[below(positions.size())];
    // Some of these are refused (circles): the tree stays a tree.
    if (below(3) == 0)
      (void)service().place(admin, {.territory = territory,
                                    .period = period(),
                                    .parent = territories[below(territories.size())]});
    if (below(2) == 0)
      (void)service().hold(
          admin,
          {.position = position,
           .period = period(),
           .person = below(4) == 0 ? std::nullopt : std::optional(people[below(people.size())])});
    (void)service().assign(admin, {.territory = territory,
                                   .position = position,
                                   .period = period(),
                                   .part = static_cast<Part>(below(3))});
  }
  const auto history = world->database().read(
      [&](db::Connection& connection)
          -> Result<
              std::tuple<std::vector<Placement>, std::vector<Holding>, std::vector<Assignment>>> {
        return std::tuple(*placements(connection, admin.tenant),
                          *holdings(connection, admin.tenant),
                          *assignments(connection, admin.tenant));
      });
  const auto& [placed, held, assigned] = *history;
  for (std::int32_t on = 19'985; on < 20'065; on += 3)
    for (const Principal& principal : {manager, rep})
      EXPECT_EQ(by_sql(principal, LocalDate(on)),
                scope_in({placed, held, assigned}, principal, LocalDate(on)).territories)
          << on;
}

TEST_P(ScopeTest, PlacesOfTerritoriesHaveTheirParentsAndPeople) {
  const LocalDate day(20'000);
  const auto top = service().add_territory(admin, "Top", std::nullopt, day)->id;
  const auto leaf = service().add_territory(admin, "Leaf", top, day)->id;
  const Period always{.from = day};
  const auto person = world->add_person(admin, Role::kRep, "one@acme.example").principal.person;
  for (const bool is_held : {true, true, false}) {
    const auto seat = service().add_position(admin, {.id = {}, .title = "Seat"})->id;
    const auto holder = is_held ? std::optional(person) : std::nullopt;
    ASSERT_TRUE(service().hold(admin, {.position = seat, .period = always, .person = holder}));
    ASSERT_TRUE(service().assign(
        admin, {.territory = leaf, .position = seat, .period = always, .part = Part::kOverlay}));
  }
  const auto places = world->database().read([&](platform::db::Connection& connection) {
    return territory_places(connection, admin.tenant, day);
  });
  ASSERT_TRUE(places) << places.error().message;
  ASSERT_EQ(places->size(), 2U);
  for (const TerritoryPlace& place : *places) {
    EXPECT_EQ(place.parent, place.territory == leaf ? std::optional(top) : std::nullopt);
    EXPECT_EQ(place.people, place.territory == leaf ? 1 : 0) << "one person on two seats";
  }
}

TEST(Reach, IsOfTheWidestRole) {
  Principal principal;
  principal.roles = {Role::kRep};
  EXPECT_EQ(reach_of(principal), Reach::kOwn);
  principal.roles.insert(Role::kManager);
  EXPECT_EQ(reach_of(principal), Reach::kSubtree);
  principal.roles.insert(Role::kPlanner);
  EXPECT_EQ(reach_of(principal), Reach::kEverything);
  EXPECT_EQ(reach_of(Principal{}), Reach::kOwn);
}

INSTANTIATE_TEST_SUITE_P(Both, ScopeTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::alignment
