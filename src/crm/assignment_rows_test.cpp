// Goal: a history of who had which territory comes in as it was: owners one after the other, overlays beside them, seats filled where people are
// known, once however often. Method: rows by hand on both databases; the tree on days around each change.
#include "tests/support/alignment_import_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::on_both;
using Answers = std::vector<std::string>;

class AssignmentRowsTest : public bailiwick::testing::AlignmentImportTest {
 protected:
  void SetUp() override {
    AlignmentImportTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    for (const char* name : {"North", "South"})
      ASSERT_TRUE(parts().alignment.add_territory(admin, name, std::nullopt, day("2000-01-01")));
    north_ = territory("North").text();
    south_ = territory("South").text();
  }
  Answers write(const std::vector<Words>& rows) {
    return write_rows(ObjectKind::kTerritoryAssignment, rows);
  }
  Words row(const std::string& id, const std::string& position, const std::string& from,
            const std::string& until = "") {
    Words words = {
        {"external_id", id}, {"territory", north_}, {"position", position}, {"from", from}};
    if (!until.empty()) words["until"] = until;
    return words;
  }
  std::string north_on(const std::string& on) { return tree_on(on).front(); }

  std::string north_;
  std::string south_;
};
INSTANTIATE_TEST_SUITE_P(Both, AssignmentRowsTest, on_both(), dialect_name);

TEST_P(AssignmentRowsTest, OwnersFollowEachOtherAndUntilIsTheLastDay) {
  const std::vector<Words> rows = {row("1", "275", "2011-05-31", "2012-11-29"),
                                   row("2", "277", "2012-11-30")};
  EXPECT_EQ(write(rows), (Answers{"added", "added"}));
  EXPECT_EQ(north_on("2011-05-30"), "North");
  EXPECT_EQ(north_on("2011-05-31"), "North:275");
  EXPECT_EQ(north_on("2012-11-29"), "North:275");
  EXPECT_EQ(north_on("2012-11-30"), "North:277");
  EXPECT_EQ(north_on("2050-01-01"), "North:277");
  const auto before = revision();
  EXPECT_EQ(write(rows), (Answers{"unchanged", "unchanged"}));
  EXPECT_EQ(revision(), before);
}

TEST_P(AssignmentRowsTest, ASecondOwnerIsRefusedOrAnOverlayOnRequest) {
  write({row("1", "275", "2011-05-31")});
  EXPECT_EQ(write({row("2", "276", "2012-01-01")}), Answers{"K063 territory"});
  EXPECT_EQ(parts().alignment.positions(admin, {.day = day("2012-01-01")})->size(), 1U)
      << "the position of the refused row is undone";
  Words either = row("2", "276", "2012-01-01");
  either["role"] = "owner_or_overlay";
  EXPECT_EQ(write({either}), Answers{"added"});
  EXPECT_EQ(north_on("2012-01-01"), "North:275+276");
  EXPECT_EQ(write({either}), Answers{"unchanged"});
  Words south = either;
  south["external_id"] = "3";
  south["territory"] = south_;
  EXPECT_EQ(write({south}), Answers{"added"});
  EXPECT_EQ(tree_on("2012-01-01").back(), "South:276") << "nobody else owns it";
}

TEST_P(AssignmentRowsTest, ARowThatReadsOtherwiseTakesBackWhatItSaid) {
  write({row("1", "275", "2011-05-31")});
  EXPECT_EQ(write({row("1", "275", "2011-05-31", "2012-11-29"), row("2", "277", "2012-11-30")}),
            (Answers{"updated", "added"}));
  EXPECT_EQ(north_on("2012-11-30"), "North:277");
  Words moved = row("1", "275", "2011-06-01", "2012-11-29");
  moved["territory"] = south_;
  EXPECT_EQ(write({moved}), Answers{"updated"});
  EXPECT_EQ(tree_on("2011-06-01"), (Answers{"North", "South:275"}));
}

TEST_P(AssignmentRowsTest, WhatPeopleCorrectedSinceStays) {
  write({row("1", "275", "2011-05-31")});
  const auto seat = parts().alignment.positions(admin, {.day = day("2012-01-01")})->front();
  ASSERT_TRUE(parts().alignment.assign(admin, {.territory = territory("North"),
                                               .position = seat.position.id,
                                               .period = {.from = day("2013-01-01"), .to = {}},
                                               .part = alignment::Part::kNone}));
  EXPECT_EQ(write({row("1", "275", "2011-05-31")}), Answers{"unchanged"});
  EXPECT_EQ(north_on("2013-01-01"), "North");
  EXPECT_EQ(write({row("1", "275", "2011-05-31", "2012-06-30")}), Answers{"updated"});
  EXPECT_EQ(north_on("2012-07-01"), "North");
}

TEST_P(AssignmentRowsTest, APositionIsFoundByItsKeyWhateverItIsCalledNow) {
  Words first = row("1", "275", "2011-05-31", "2011-12-31");
  first["position_name"] = "Rep Northeast";
  EXPECT_EQ(write({first}), Answers{"added"});
  EXPECT_EQ(north_on("2011-06-01"), "North:Rep Northeast");
  EXPECT_EQ(
      write({row("2", "275", "2012-01-01", "2012-12-31"), row("3", "rep northeast", "2013-01-01")}),
      (Answers{"added", "added"}));
  const auto seats = *parts().alignment.positions(admin, {.day = day("2013-01-01")});
  ASSERT_EQ(seats.size(), 1U);
  Words by_id = row("4", seats[0].position.id.text(), "2010-01-01", "2010-12-31");
  EXPECT_EQ(write({by_id}), Answers{"added"});
  auto twin = seats[0].position;
  ASSERT_TRUE(parts().alignment.add_position(admin, {.id = {}, .title = "Twin"}));
  ASSERT_TRUE(parts().alignment.add_position(admin, {.id = {}, .title = "twin"}));
  EXPECT_EQ(write({row("5", "Twin", "2009-01-01", "2009-12-31")}), Answers{"K064 position"});
}

TEST_P(AssignmentRowsTest, WhoHasTheAddressHoldsThePositionAndNobodyElseIsPutOut) {
  const auto rep = world->add_person(admin, platform::identity::Role::kRep, "kim@acme.example");
  const auto other = world->add_person(admin, platform::identity::Role::kRep, "lee@acme.example");
  Words known = row("1", "275", "2011-05-31", "2012-11-29");
  known["person"] = "Kim@acme.example";
  Words unknown = row("2", "277", "2012-11-30");
  unknown["person"] = "nobody@acme.example";
  EXPECT_EQ(write({known, unknown}), (Answers{"added", "added"}));
  const auto seats = *parts().alignment.positions(admin, {.day = day("2011-05-31")});
  EXPECT_EQ(seats[0].person, rep.principal.person);
  EXPECT_EQ(seats[1].person, std::nullopt) << "vacant: nobody has that address";
  EXPECT_EQ(write({known, unknown}), (Answers{"unchanged", "unchanged"}));
  Words next = row("3", "275", "2010-01-01", "2011-06-30");
  next["person"] = "lee@acme.example";
  EXPECT_EQ(write({next}), Answers{"K065 person"});
  next["until"] = "2011-05-30";
  EXPECT_EQ(write({next}), Answers{"added"});
  EXPECT_EQ(parts().alignment.positions(admin, {.day = day("2010-01-01")})->front().person,
            other.principal.person);
}

TEST_P(AssignmentRowsTest, WhatIsMissingOrBackwardsIsRefused) {
  Words no_position = row("1", "275", "2011-05-31");
  no_position.erase("position");
  Words no_from = row("2", "275", "2011-05-31");
  no_from.erase("from");
  Words no_territory = row("3", "275", "2011-05-31");
  no_territory.erase("territory");
  EXPECT_EQ(
      write({no_position, no_from, no_territory, row("4", "275", "2011-05-31", "2011-05-30")}),
      (Answers{"K041 position", "K041 from", "K041 territory", "K062 until"}));
  EXPECT_EQ(write({row("5", "275", "2011-05-31", "2011-05-31")}), Answers{"added"}) << "one day";
  EXPECT_EQ(write({row("6", "276", "2011-06-01", "9999-12-31")}), Answers{"added"});
  EXPECT_EQ(north_on("9999-12-31"), "North:276") << "without end";
}

TEST_P(AssignmentRowsTest, WithoutAnExternalIdWhatIsSoAlreadyIsUnchanged) {
  Words plain = row("", "275", "2011-05-31", "2012-11-29");
  plain.erase("external_id");
  EXPECT_EQ(write({plain}), Answers{"added"});
  EXPECT_EQ(write({plain}), Answers{"unchanged"});
  plain["until"] = "2012-12-31";
  EXPECT_EQ(write({plain}), Answers{"added"});
  EXPECT_EQ(north_on("2012-12-31"), "North:275");
}

}  // namespace
}  // namespace bailiwick::crm
