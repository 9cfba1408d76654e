// Goal: what is said about a plan reaches those who may know, who is here is seen and forgotten, and what waits for a person is listed until it does not.
// Method: the service on both databases, with a designed plan of eight units.
#include "planning/plan_talk.hpp"

#include <gtest/gtest.h>

#include "platform/identity/company_store.hpp"
#include "platform/identity/people_store.hpp"
#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace identity = platform::identity;
namespace support = bailiwick::testing;
using identity::Role;
using support::rules_in;

class PlanTalkTest : public support::StudioTest {
 protected:
  void SetUp() override {
    StudioTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    rep_ = support::somebody(tenant_, PersonId(ids_.next()), Role::kRep);
    identity::Person person;
    person.id = rep_.person;
    person.name = "Rolf";
    person.email = "rolf@example.org";
    person.roles = {Role::kRep};
    person.status = identity::PersonStatus::kActive;
    identity::Company company;
    company.id = tenant_;
    company.name = "Acme";
    const auto added = write([&](platform::db::Connection& connection) -> Result<void> {
      const auto first = identity::insert_company(connection, company, clock_.now());
      return first ? identity::insert_person(connection, tenant_, person) : first;
    });
    ASSERT_TRUE(added) << added.error().message;
  }
  [[nodiscard]] const PlanTalk& talk() const { return studio_->talk; }
  std::string said(const identity::Principal& who, const PlanTalk::About& about,
                   const std::string& text = "Look") {
    const auto done = talk().say(who, plan_, {.text = text, .about = about});
    return done ? "said" : rules_in(done.error());
  }
  std::vector<std::string> kinds(const identity::Principal& who) {
    const auto matters = talk().matters(who);
    std::vector<std::string> words;
    for (const Matter& matter : *matters) words.emplace_back(name_of(matter.kind));
    return words;
  }

  identity::Principal rep_;
};
INSTANTIATE_TEST_SUITE_P(Both, PlanTalkTest, support::on_both(), support::dialect_name);

TEST_P(PlanTalkTest, CommentsAreAboutThePlanOrWhatIsInIt) {
  const std::string territory = desk()->board.territories.front().id.text();
  EXPECT_EQ(said(rep_, {}), "said");
  EXPECT_EQ(said(rep_, {"unit", "u03"}), "said");
  EXPECT_EQ(said(rep_, {"territory", territory}), "said");
  EXPECT_EQ(said(rep_, {"unit", "u99"}), "P138");
  EXPECT_EQ(said(rep_, {"territory", "T1"}), "P138");
  EXPECT_EQ(said(rep_, {"account", "acme"}), "P138");
  EXPECT_EQ(talk().comments(planner_, plan_, {})->size(), 3U);
  EXPECT_EQ(talk().comments(planner_, plan_, {.about = PlanTalk::About{"unit", ""}})->size(), 1U);
  EXPECT_EQ(talk().comments(planner_, plan_, {.about = PlanTalk::About{"unit", "u00"}})->size(),
            0U);
  EXPECT_EQ(talk().comments(planner_, PlanId(ids_.next()), {}).error().rule, "P050");
}

TEST_P(PlanTalkTest, SettledThreadsAreFoundWithTheirAnswers) {
  const auto first = talk().say(planner_, plan_, {.text = "Why?"});
  ASSERT_TRUE(talk().say(rep_, plan_, {.text = "So.", .answers = first->id}));
  ASSERT_TRUE(talk().say(rep_, plan_, {.text = "Another"}));
  ASSERT_TRUE(talk().resolve(rep_, plan_, first->id, true));
  EXPECT_EQ(talk().comments(rep_, plan_, {.is_resolved = true})->size(), 2U);
  EXPECT_EQ(talk().comments(rep_, plan_, {.is_resolved = false})->size(), 1U);
  ASSERT_TRUE(talk().edit(planner_, plan_, first->id, "Why not?"));
  ASSERT_TRUE(talk().withdraw(planner_, plan_, first->id));
}

TEST_P(PlanTalkTest, WhatIsSaidOfAnAccountIsForItsScope) {
  const AccountId account = accounts_.add(10, "NL");
  EXPECT_EQ(said(planner_, {"account", account.text()}, "@[" + rep_.person.text() + "] yours?"),
            "said");
  EXPECT_EQ(said(rep_, {"account", account.text()}), "P138");
  EXPECT_EQ(talk().comments(planner_, plan_, {})->size(), 1U);
  EXPECT_TRUE(talk().comments(rep_, plan_, {})->empty());
  EXPECT_TRUE(kinds(rep_).empty()) << "not even that there is one";
}

TEST_P(PlanTalkTest, AnAccountHasItsThreadsOfAllPlans) {
  const AccountId account = accounts_.add(10, "NL");
  const AccountId quiet = accounts_.add(20, "BE");
  const PlanTalk::About about{"account", account.text()};
  const auto first = talk().say(planner_, plan_, {.text = "Whose?", .about = about});
  ASSERT_TRUE(first);
  const auto branched = studio_->scenarios.branch(planner_, plan_, "South");
  ASSERT_TRUE(branched);
  ASSERT_TRUE(talk().say(planner_, branched->id, {.text = "And here?", .about = about}));
  ASSERT_TRUE(talk().say(other_, plan_, {.text = "Mine.", .answers = first->id}));
  ASSERT_TRUE(talk().say(planner_, plan_, {.text = "Of the plan"}));
  ASSERT_TRUE(studio_->boards.set_state(planner_, plan_, PlanState::kInReview, ""));
  const auto said = talk().comments_about(other_, account);
  ASSERT_TRUE(said) << said.error().message;
  ASSERT_EQ(said->size(), 3U) << "and nothing of the plan as a whole";
  EXPECT_EQ((*said)[0].comment.text, "And here?");
  EXPECT_EQ((*said)[0].plan_name, "South");
  EXPECT_EQ((*said)[0].plan_state, PlanState::kDraft);
  EXPECT_EQ((*said)[1].comment.id, first->id);
  EXPECT_EQ((*said)[1].plan_state, PlanState::kInReview);
  EXPECT_EQ((*said)[2].comment.text, "Mine.");
  EXPECT_TRUE(talk().comments_about(planner_, quiet)->empty());
}

TEST_P(PlanTalkTest, AnAccountOutsideTheScopeIsNotThere) {
  const AccountId account = accounts_.add(10, "NL");
  ASSERT_EQ(said(planner_, {"account", account.text()}), "said");
  const AccountId none(ids_.next());
  EXPECT_EQ(said(planner_, {"account", none.text()}), "P138");
  EXPECT_EQ(talk().comments_about(planner_, none).error().rule, "P068");
  const auto hidden = talk().comments_about(rep_, account).error();
  EXPECT_EQ(hidden.rule, "P068");
  EXPECT_EQ(hidden.code, ErrorCode::kNotFound);
  EXPECT_EQ(hidden.message, talk().comments_about(rep_, none).error().message);
  const auto olga = support::somebody(tenant_, PersonId(ids_.next()), Role::kPeopleOps);
  EXPECT_EQ(talk().comments_about(olga, account).error().rule, "I001");
}

TEST_P(PlanTalkTest, WhoIsHereIsSeenUntilTheyAreSilent) {
  ASSERT_TRUE(talk().be_present(planner_, plan_, {}));
  const auto both = talk().be_present(rep_, plan_, {"unit", "u03"});
  ASSERT_TRUE(both);
  EXPECT_EQ(both->size(), 2U);
  clock_.put_forward(kPresenceSeconds - 10);
  EXPECT_EQ(talk().be_present(rep_, plan_, {"unit", "u03"})->size(), 2U);
  clock_.put_forward(11);
  const auto alone = talk().be_present(rep_, plan_, {});
  ASSERT_EQ(alone->size(), 1U);
  EXPECT_EQ(alone->front().person, rep_.person);
  EXPECT_EQ(alone->front().about, "");
  ASSERT_TRUE(talk().leave(rep_, plan_));
  ASSERT_TRUE(talk().leave(rep_, plan_)) << "again";
  EXPECT_EQ(talk().be_present(planner_, plan_, {})->size(), 1U);
}

TEST_P(PlanTalkTest, WhatWaitsIsListedMostPressingFirst) {
  EXPECT_TRUE(kinds(rep_).empty());
  const auto asked =
      talk().say(planner_, plan_, {.text = "@[" + rep_.person.text() + "] does it fit?"});
  ASSERT_TRUE(asked);
  const auto mine =
      studio_->proposals.add(rep_, plan_, {.moves = {{.to = at("u03"), .units = {"u01"}}}});
  ASSERT_TRUE(mine);
  EXPECT_EQ(kinds(rep_), (std::vector<std::string>{"mention"}));
  EXPECT_EQ(kinds(planner_), (std::vector<std::string>{"proposal"}));
  ASSERT_TRUE(talk().say(rep_, plan_, {.text = "Yes", .answers = asked->id}));
  EXPECT_TRUE(kinds(rep_).empty());
  EXPECT_EQ(kinds(planner_), (std::vector<std::string>{"proposal", "answer"}));
  ASSERT_TRUE(
      studio_->proposals.decide(planner_, plan_, mine->proposal.id, Decision::kDecline, "Later"));
  EXPECT_EQ(kinds(rep_), (std::vector<std::string>{"decision"}));
  EXPECT_EQ(talk().matters(rep_)->front().text, "Later");
  ASSERT_TRUE(studio_->boards.set_state(other_, plan_, PlanState::kInReview, "Have a look"));
  EXPECT_EQ(kinds(planner_), (std::vector<std::string>{"review", "answer"}));
  EXPECT_EQ(talk().matters(planner_)->front().text, "Have a look");
  EXPECT_TRUE(kinds(other_).empty()) << "one does not approve what one sent";
  const ChallengeWindow window{.closes_at = clock_.wall()().plus_seconds(60)};
  ASSERT_TRUE(studio_->proposals.set_window(planner_, plan_, window));
  EXPECT_EQ(kinds(rep_), (std::vector<std::string>{"window", "decision"}));
  clock_.put_forward(kDecisionTold_s + 1);
  EXPECT_TRUE(kinds(rep_).empty());
}

TEST_P(PlanTalkTest, OthersKnowNothingOfIt) {
  EXPECT_EQ(said(planner_, {}), "said");
  const auto stranger =
      support::somebody(TenantId(ids_.next()), PersonId(ids_.next()), Role::kPlanner);
  EXPECT_EQ(talk().comments(stranger, plan_, {}).error().rule, "P050");
  EXPECT_EQ(talk().be_present(stranger, plan_, {}).error().rule, "P050");
  EXPECT_TRUE(talk().matters(stranger)->empty());
  const auto olga = support::somebody(tenant_, PersonId(ids_.next()), Role::kPeopleOps);
  EXPECT_EQ(talk().comments(olga, plan_, {}).error().rule, "I001");
  EXPECT_TRUE(talk().matters(olga)->empty());
}

}  // namespace
}  // namespace bailiwick::planning
