// Goal: comments are said, answered, corrected, withdrawn and settled as docs/spec/plan-discussion.md says, by those who may, and an erasure takes the texts along.
// Method: three people of a company and a stranger, on both databases.
#include "platform/threads/thread_service.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "platform/events/migrations.hpp"
#include "platform/events/store.hpp"
#include "platform/jobs/migrations.hpp"
#include "platform/threads/comment_store.hpp"
#include "platform/threads/migrations.hpp"
#include "tests/support/identity_world.hpp"

namespace bailiwick::platform::threads {
namespace {

namespace support = bailiwick::testing;
using identity::Role;

class ThreadServiceTest : public support::IdentityTest {
 protected:
  void SetUp() override {
    IdentityTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    outbox_.emplace(world->clock(), world->ids());
    threads_.emplace(
        ThreadParts{world->database(), world->log(), *outbox_, world->ids(), world->clock()});
    ida_ = world->add_person(admin, Role::kPlanner, "ida@acme.example").principal;
    rolf_ = world->add_person(admin, Role::kRep, "rolf@acme.example").principal;
  }
  std::vector<db::MigrationModule> more_modules() override {
    return {jobs::jobs_migrations(), events::events_migrations(), threads_migrations()};
  }

  Comment say(const identity::Principal& who, const std::string& text,
              std::optional<CommentId> answers = {}, const About& about = {}) {
    const auto said =
        threads_->add(who, forum_, {.text = text, .about = about, .answers = answers});
    EXPECT_TRUE(said) << said.error().front().message;
    return said ? *said : Comment{};
  }
  static std::string named(const identity::Principal& who) {
    return "@[" + who.person.text() + "]";
  }
  std::size_t mentions_of(const identity::Principal& who) {
    return threads_->waiting(who, 10)->mentions.size();
  }
  std::size_t answers_of(const identity::Principal& who) {
    return threads_->waiting(who, 10)->answers.size();
  }

  Forum forum_{.subject = {"plan", PersonId::parse("person_01h455vb4pex5vsknk084sn02q")->uuid()},
               .subject_text = "plan_1",
               .permission = identity::Permission::kPlansRead,
               .event = "plan.discussed"};
  std::optional<events::EventOutbox> outbox_;
  std::optional<ThreadService> threads_;
  identity::Principal ida_, rolf_;
};
INSTANTIATE_TEST_SUITE_P(Both, ThreadServiceTest, support::on_both(), support::dialect_name);

TEST_P(ThreadServiceTest, AThreadIsSaidAnsweredAndSettled) {
  const Comment first = say(ida_, "Why is Leeds in two?\n\tIt was one.", {}, {"territory", "t1"});
  const Comment answer = say(rolf_, "The river.", first.id, {"unit", "ignored"});
  const Comment deeper = say(ida_, "Fine.", answer.id);
  EXPECT_EQ(answer.about, (About{"territory", "t1"}));
  EXPECT_EQ(deeper.root, first.id);
  EXPECT_EQ(threads_->resolve(ida_, forum_, answer.id, true).error().rule, "V007");
  ASSERT_TRUE(threads_->resolve(rolf_, forum_, first.id, true));
  const auto all = threads_->comments(admin, forum_);
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 3U);
  EXPECT_EQ(all->front().text, first.text);
  ASSERT_TRUE(all->front().resolved);
  EXPECT_EQ(all->front().resolved->by, rolf_.person);
  ASSERT_TRUE(threads_->resolve(ida_, forum_, first.id, false));
  EXPECT_FALSE(threads_->comments(admin, forum_)->front().resolved);
  EXPECT_TRUE(world->is_audit_intact(admin.tenant));
  const auto actions = world->actions(admin.tenant);
  EXPECT_EQ(std::ranges::count(actions, "comment.added"), 3);
  EXPECT_EQ(std::ranges::count(actions, "comment.resolved"), 1);
  EXPECT_EQ(std::ranges::count(actions, "comment.reopened"), 1);
}

TEST_P(ThreadServiceTest, OneCorrectsAndWithdrawsOnesOwn) {
  const Comment first = say(ida_, "Teh river");
  EXPECT_EQ(rule_of(threads_->edit(rolf_, forum_, first.id, "Mine now")), "V004");
  EXPECT_EQ(rule_of(threads_->withdraw(rolf_, forum_, first.id)), "V004");
  const auto edited = threads_->edit(ida_, forum_, first.id, "The river");
  ASSERT_TRUE(edited);
  EXPECT_TRUE(edited->edited_at);
  ASSERT_TRUE(threads_->withdraw(ida_, forum_, first.id));
  EXPECT_EQ(rule_of(threads_->edit(ida_, forum_, first.id, "Back")), "V005");
  const auto all = threads_->comments(rolf_, forum_);
  ASSERT_EQ(all->size(), 1U);
  EXPECT_TRUE(all->front().is_withdrawn);
  EXPECT_EQ(all->front().text, "");
}

TEST_P(ThreadServiceTest, BadTextsAreRefusedAndTold) {
  const auto rule = [&](const std::string& text) {
    return rule_of(threads_->add(ida_, forum_, {.text = text}));
  };
  EXPECT_EQ(rule(" \n"), "V001");
  EXPECT_EQ(rule(std::string(kTextLengthMax + 1, 'x')), "V001");
  EXPECT_EQ(rule(std::string("bell\a")), "V001");
  EXPECT_EQ(rule("@[Ida] look"), "V002");
  EXPECT_EQ(rule("@[person_01h455vb4pex5vsknk084sn02q] is nobody"), "V002");
  const auto people_ops = world->add_person(admin, Role::kPeopleOps, "olga@acme.example").principal;
  EXPECT_EQ(rule(named(people_ops) + " sees no plans"), "V002");
  EXPECT_EQ(rule_of(threads_->comments(people_ops, forum_)), "I001");
  EXPECT_EQ(rule_of(threads_->add(people_ops, forum_, {.text = "x"})), "I001");
  const CommentId nobody(world->ids().next());
  EXPECT_EQ(rule_of(threads_->add(ida_, forum_, {.text = "x", .answers = nobody})), "V003");
  EXPECT_EQ(threads_->resolve(ida_, forum_, nobody, true).error().rule, "V003");
  EXPECT_TRUE(threads_->comments(ida_, forum_)->empty());
}

TEST_P(ThreadServiceTest, AnotherCompanyAndAnotherSubjectHaveNoneOfIt) {
  const Comment first = say(ida_, "Ours");
  const identity::Principal stranger = world->add_company("other");
  EXPECT_TRUE(threads_->comments(stranger, forum_)->empty());
  EXPECT_EQ(rule_of(threads_->add(stranger, forum_, {.text = "x", .answers = first.id})), "V003");
  EXPECT_EQ(rule_of(threads_->add(stranger, forum_, {.text = named(ida_)})), "V002");
  Forum other = forum_;
  other.subject.id = world->ids().next();
  EXPECT_TRUE(threads_->comments(ida_, other)->empty());
  EXPECT_EQ(rule_of(threads_->withdraw(ida_, other, first.id)), "V003");
}

TEST_P(ThreadServiceTest, PartsThatOneDoesNotSeeAreNotThere) {
  const Comment secret = say(ida_, "Big one", {}, {"account", "a1"});
  say(ida_, "All of it");
  Forum narrow = forum_;
  narrow.sees = [](const About& about) -> Result<bool> { return about.kind != "account"; };
  ASSERT_EQ(threads_->comments(rolf_, narrow)->size(), 1U);
  EXPECT_EQ(rule_of(threads_->add(rolf_, narrow, {.text = "x", .answers = secret.id})), "V003");
  EXPECT_EQ(threads_->resolve(rolf_, narrow, secret.id, true).error().rule, "V003");
}

TEST_P(ThreadServiceTest, OfWhatNotEveryoneSeesOnlySomeAreTold) {
  forum_.only_for = [](const About& about) {
    return about.kind == "account" ? std::optional(identity::Permission::kPlansManage)
                                   : std::nullopt;
  };
  say(ida_, named(rolf_) + " big one", {}, {"account", "a1"});
  say(ida_, named(rolf_) + " all of it");
  std::vector<std::string> heard;
  const auto events = world->database().write([&](db::Connection& connection) {
    EXPECT_TRUE(outbox_->sequence(connection, 100));
    return events::events_after(connection, admin.tenant, 0, 100);
  });
  for (const events::StoredEvent& one : *events)
    if (events::may_see(rolf_, one.event.audience)) heard.push_back(one.event.name);
  EXPECT_EQ(heard, (std::vector<std::string>{"plan.discussed", "person.mentioned"}));
}

TEST_P(ThreadServiceTest, WhatWaitsIsUntilAnsweredOrSettled) {
  const Comment first = say(ida_, named(rolf_) + " your call");
  EXPECT_EQ(mentions_of(rolf_), 1U);
  EXPECT_EQ(answers_of(ida_), 0U);
  say(rolf_, "Mine", first.id);
  EXPECT_EQ(mentions_of(rolf_), 0U);
  EXPECT_EQ(answers_of(ida_), 1U);
  ASSERT_TRUE(threads_->resolve(admin, forum_, first.id, true));
  EXPECT_EQ(answers_of(ida_), 0U);
  ASSERT_TRUE(threads_->resolve(admin, forum_, first.id, false));
  EXPECT_EQ(answers_of(ida_), 1U);
  // A mention among the answers is told once, and gone with its text.
  const Comment last = say(rolf_, named(ida_) + "?", first.id);
  EXPECT_EQ(mentions_of(ida_), 1U);
  EXPECT_EQ(answers_of(ida_), 0U);
  ASSERT_TRUE(threads_->edit(rolf_, forum_, last.id, "no matter"));
  EXPECT_EQ(mentions_of(ida_), 0U);
  // One's own name in one's own text waits for nobody.
  say(ida_, "note to " + named(ida_));
  EXPECT_EQ(mentions_of(ida_), 0U);
}

TEST_P(ThreadServiceTest, AnErasureTakesTheTextsAlong) {
  const Comment first = say(rolf_, "I live in Leeds " + named(ida_));
  say(ida_, named(rolf_) + " noted", first.id);
  const auto data = ThreadService::personal_data();
  const identity::PersonKey rolf{rolf_.tenant, rolf_.person};
  const auto exported = world->database().read(
      [&](db::Connection& connection) { return data.export_json(connection, rolf); });
  ASSERT_TRUE(exported);
  EXPECT_NE(exported->find("I live in Leeds"), std::string::npos);
  EXPECT_EQ(exported->find("noted"), std::string::npos);
  for (int i = 0; i < 2; ++i)
    ASSERT_TRUE(world->database().write(
        [&](db::Connection& connection) { return data.erase(connection, rolf); }));
  const auto all = threads_->comments(ida_, forum_);
  ASSERT_EQ(all->size(), 2U);
  EXPECT_TRUE(all->front().is_withdrawn);
  EXPECT_EQ(all->front().text, "");
  EXPECT_EQ(mentions_of(ida_), 0U);
  EXPECT_TRUE(world->is_audit_intact(admin.tenant));
}

}  // namespace
}  // namespace bailiwick::platform::threads
