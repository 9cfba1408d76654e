// Goal: the use cases of alignment: who may, what is refused, what history keeps. Method: every rule once, on both databases.
#include "alignment/service.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/alignment_world.hpp"

namespace bailiwick::alignment {
namespace {

using bailiwick::testing::Principal;
using bailiwick::testing::Role;

class ServiceTest : public bailiwick::testing::AlignmentTest {
 protected:
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

TEST_P(ServiceTest, OpenPagesAreToldOfEachChangeByItsIdsAlone) {
  const TerritoryId north = territory("Zephyrine's land");
  const PositionId seat = position();
  ASSERT_TRUE(service().rename_territory(admin, {north, "Zephyrine's north", 1}));
  ASSERT_TRUE(
      service().place(admin, {.territory = north, .period = {today(), {}}, .is_open = false}));
  ASSERT_TRUE(service().change_position(admin, {.id = seat, .title = "Zephyrine's seat"}));
  ASSERT_TRUE(
      service().hold(admin, {.position = seat, .period = {today(), {}}, .person = admin.person}));
  ASSERT_TRUE(
      service().assign(admin, {.territory = north, .position = seat, .period = {today(), {}}}));
  std::vector<std::string> told;
  for (const auto& stored : events(admin.tenant)) {
    told.push_back(stored.event.name + ' ' + stored.event.data);
    EXPECT_EQ(stored.event.audience.permission, platform::identity::Permission::kTerritoriesRead);
  }
  const std::string land = R"(territory.updated {"id":")" + north.text() + "\"}";
  const std::string chair = R"(position.updated {"id":")" + seat.text() + "\"}";
  const std::string of_seat = R"(assignment.updated {"position":")" + seat.text() + '"';
  EXPECT_EQ(told, (std::vector<std::string>{land, chair, land, land, chair, of_seat + '}',
                                            of_seat + R"(,"territory":")" + north.text() + "\"}"}));
}

TEST_P(ServiceTest, ARefusedChangeIsNotTold) {
  const TerritoryId north = territory();
  EXPECT_EQ(rule_of(service().rename_territory(admin, {north, "Late", 7})), "L008");
  EXPECT_EQ(rule_of(service().place(
                admin, {.territory = north, .period = {today(), {}}, .parent = north})),
            "L006");
  EXPECT_EQ(events(admin.tenant).size(), 1U);
}

TEST_P(ServiceTest, ATerritorysPlacesAreKeptWithTheirDays) {
  const TerritoryId region = territory("Region");
  const TerritoryId north = territory();
  const LocalDate change = today().plus_days(30);
  ASSERT_TRUE(
      service().place(admin, {.territory = north, .period = {change, {}}, .parent = region}));
  const auto rows = service().placement_history(admin, north);
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 2U);
  EXPECT_EQ(rows->at(0).parent, std::nullopt);
  EXPECT_EQ(rows->at(1).parent, region);
  EXPECT_EQ(rows->at(1).period.from, change);
  EXPECT_EQ(rows->at(1).recording.by, admin.person);
  const auto rep = world->add_person(admin, Role::kRep, "rep@acme.example").principal;
  EXPECT_EQ(rule_of(service().placement_history(rep, north)), "L003");  // not in their scope
  EXPECT_EQ(rule_of(service().placement_history(world->add_company("other"), north)), "L003");
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
