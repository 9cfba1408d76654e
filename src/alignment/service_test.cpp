// Goal: the use cases of alignment: who may, what is refused, what history keeps. Method: every rule once, on both databases.
#include "alignment/service.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "alignment/migrations.hpp"
#include "tests/support/identity_world.hpp"

namespace bailiwick::alignment {
namespace {

using bailiwick::testing::Principal;
using bailiwick::testing::Role;

class ServiceTest : public bailiwick::testing::IdentityTest {
 protected:
  std::vector<platform::db::MigrationModule> more_modules() override {
    return {alignment_migrations()};
  }
  AlignmentService service() {
    return {world->database(), world->log(), world->ids(), world->clock()};
  }
  LocalDate today() { return service().today(); }
  TerritoryId territory(const char* name = "North") {
    return service().add_territory(admin, name, std::nullopt, today())->id;
  }
  PositionId position() { return service().add_position(admin, {.id = {}, .title = "Seat"})->id; }
};

TEST_P(ServiceTest, OnlyWhoManagesTerritoriesChangesThem) {
  const auto rep = world->add_person(admin, Role::kRep, "rep@acme.example").principal;
  const TerritoryId north = territory();
  const PositionId seat = position();
  EXPECT_EQ(rule_of(service().add_territory(rep, "X", std::nullopt, today())), "I001");
  EXPECT_EQ(rule_of(service().rename_territory(rep, {north, "X", 1})), "I001");
  EXPECT_EQ(
      rule_of(service().place(rep, {.territory = north, .period = {today(), {}}, .parent = {}})),
      "I001");
  EXPECT_EQ(rule_of(service().add_position(rep, {.id = {}, .title = "X"})), "I001");
  EXPECT_EQ(rule_of(service().change_position(rep, {.id = seat, .title = "X"})), "I001");
  EXPECT_EQ(rule_of(service().hold(
                rep, {.position = seat, .period = {today(), {}}, .person = rep.person})),
            "I001");
  EXPECT_EQ(rule_of(service().assign(
                rep, {.territory = north, .position = seat, .period = {today(), {}}})),
            "I001");
  Principal nobody = rep;
  nobody.permissions.clear();
  EXPECT_EQ(rule_of(service().tree(nobody, {.day = today()})), "I001");
  EXPECT_EQ(rule_of(service().positions(nobody, {.day = today()})), "I001");
  EXPECT_EQ(rule_of(service().history(nobody)), "I001");
  EXPECT_TRUE(service().tree(rep, {.day = today()})->empty());
}

TEST_P(ServiceTest, NothingOfAnotherCompanyIsThere) {
  const Principal other = world->add_company("other");
  const TerritoryId north = territory();
  const PositionId seat = position();
  const TerritoryId theirs = service().add_territory(other, "Theirs", std::nullopt, today())->id;
  const PositionId their_seat = service().add_position(other, {.id = {}, .title = "Theirs"})->id;
  EXPECT_EQ(rule_of(service().add_territory(other, "X", north, today())), "L003");
  EXPECT_EQ(rule_of(service().rename_territory(other, {north, "X", 1})), "L003");
  EXPECT_EQ(
      rule_of(service().place(other, {.territory = north, .period = {today(), {}}, .parent = {}})),
      "L003");
  EXPECT_EQ(rule_of(service().change_position(other, {.id = seat, .title = "X"})), "L004");
  EXPECT_EQ(rule_of(service().hold(
                other, {.position = their_seat, .period = {today(), {}}, .person = admin.person})),
            "L005");
  EXPECT_EQ(rule_of(service().assign(
                other, {.territory = theirs, .position = seat, .period = {today(), {}}})),
            "L004");
  EXPECT_EQ(rule_of(service().assign(
                other, {.territory = north, .position = their_seat, .period = {today(), {}}})),
            "L003");
  EXPECT_EQ(service().tree(other, {.day = today()})->size(), 1U);
}

TEST_P(ServiceTest, NamesPeriodsAndVersionsAreChecked) {
  const TerritoryId north = territory();
  const PositionId seat = position();
  EXPECT_EQ(rule_of(service().add_territory(admin, " ", std::nullopt, today())), "L001");
  EXPECT_EQ(rule_of(service().hold(admin,
                                   {.position = seat, .period = {today(), today()}, .person = {}})),
            "L002");
  ASSERT_TRUE(service().rename_territory(admin, {north, "<script>", 1}));
  EXPECT_EQ(rule_of(service().rename_territory(admin, {north, "Again", 1})), "L008");
  ASSERT_TRUE(service().change_position(admin, {.id = seat, .title = "'; DROP TABLE position;--"}));
  EXPECT_EQ(rule_of(service().change_position(admin, {.id = seat, .title = "Again"})), "L008");
  EXPECT_EQ(service().tree(admin, {.day = today()})->at(0).territory.name, "<script>");
}

TEST_P(ServiceTest, ANewOwnerTakesThePlaceOfTheOldForThoseDays) {
  const TerritoryId north = territory();
  const PositionId first = position();
  const PositionId second = position();
  const LocalDate start = today();
  ASSERT_TRUE(
      service().assign(admin, {.territory = north, .position = first, .period = {start, {}}}));
  ASSERT_TRUE(service().assign(admin, {.territory = north,
                                       .position = second,
                                       .period = {start.plus_days(10), start.plus_days(20)}}));
  const auto owner = [&](std::int32_t days) {
    return service().tree(admin, {.day = start.plus_days(days)})->at(0).owner;
  };
  EXPECT_EQ(owner(9), first);
  EXPECT_EQ(owner(10), second);
  EXPECT_EQ(owner(19), second);
  EXPECT_EQ(owner(20), first);
  const auto history = service().history(admin);
  EXPECT_EQ(history->assignments.size(), 3U);  // nothing was changed in place
  EXPECT_EQ(history->assignments[0].period.to, std::nullopt);
}

TEST_P(ServiceTest, WhatWasBelievedEarlierCanBeAsked) {
  const TerritoryId north = territory();
  const PositionId first = position();
  const PositionId second = position();
  const LocalDate start = today();
  ASSERT_TRUE(
      service().assign(admin, {.territory = north, .position = first, .period = {start, {}}}));
  const Instant then = world->now;
  world->now = world->now.plus_seconds(86'400 * 30);
  ASSERT_TRUE(service().assign(admin, {.territory = north,
                                       .position = second,
                                       .period = {start, {}}}));  // a correction, after the fact
  EXPECT_EQ(service().tree(admin, {.day = start})->at(0).owner, second);
  EXPECT_EQ(service().tree(admin, {.day = start, .known_at = then})->at(0).owner, first);
}

TEST_P(ServiceTest, ChangesAreToldToTheAuditLogWithoutNames) {
  const TerritoryId north = territory("Zephyrine's land");
  ASSERT_TRUE(service().assign(
      admin, {.territory = north, .position = position(), .period = {today(), {}}}));
  const auto actions = world->actions(admin.tenant);
  for (const auto* action : {"territory.added", "position.added", "territory.assigned"})
    EXPECT_NE(std::find(actions.begin(), actions.end(), action), actions.end()) << action;
  EXPECT_TRUE(world->is_audit_intact(admin.tenant));
}

TEST_P(ServiceTest, APersonsExportHasTheirPositions) {
  const PositionId seat = position();
  ASSERT_TRUE(
      service().hold(admin, {.position = seat, .period = {today(), {}}, .person = admin.person}));
  const auto part = world->database().read([&](platform::db::Connection& connection) {
    return AlignmentService::personal_data().export_json(connection, {admin.tenant, admin.person});
  });
  ASSERT_TRUE(part);
  EXPECT_NE(part->find(seat.text()), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Both, ServiceTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::alignment
