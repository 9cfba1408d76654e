// Goal: proposals, windows and who is here are read as they were written, of one company and plan alone. Method: written and read on both databases.
#include "planning/proposal_store.hpp"

#include <gtest/gtest.h>

#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace db = platform::db;
namespace support = bailiwick::testing;

class ProposalStoreTest : public support::StudioTest {
 protected:
  [[nodiscard]] store::PlanKey key() const { return {tenant_, plan_}; }
  Proposal added(PersonId by) {
    Proposal proposal{.id = ProposalId(ids_.next()),
                      .plan = plan_,
                      .is_challenge = true,
                      .at = clock_.now(),
                      .by = by,
                      .reason = "Because",
                      .moves = {{1, 0, 1}}};
    EXPECT_TRUE(write([&](db::Connection& connection) {
      return proposal_store::insert(connection, tenant_, proposal);
    }));
    return proposal;
  }
};
INSTANTIATE_TEST_SUITE_P(Both, ProposalStoreTest, support::on_both(), support::dialect_name);

TEST(ProposalState, WordsAreReadAsWritten) {
  for (const auto state : {ProposalState::kOpen, ProposalState::kAccepted, ProposalState::kDeclined,
                           ProposalState::kWithdrawn})
    EXPECT_EQ(parse_proposal_state(name_of(state)), state);
  EXPECT_FALSE(parse_proposal_state("lost"));
}

TEST_P(ProposalStoreTest, AProposalComesBackAsItWasAndIsDecidedOnce) {
  Proposal made = added(person_);
  const auto find = [&] {
    return **read([&](db::Connection& connection) {
      return proposal_store::find(connection, key(), made.id, other_.person);
    });
  };
  EXPECT_EQ(find().reason, made.reason);
  EXPECT_EQ(find().moves, made.moves);
  EXPECT_TRUE(find().is_challenge);
  EXPECT_FALSE(find().decided);
  made.state = ProposalState::kAccepted;
  made.decided = ProposalDecision{
      .at = clock_.now(), .by = other_.person, .reason = "Yes", .change = 4, .by_rule = true};
  const auto decide = [&] {
    return *write([&](db::Connection& connection) {
      return proposal_store::decide(connection, tenant_, made);
    });
  };
  EXPECT_TRUE(decide());
  EXPECT_FALSE(decide());
  EXPECT_EQ(find().decided->change, 4);
  EXPECT_EQ(find().decided->reason, "Yes");
  EXPECT_TRUE(find().decided->by_rule);
  const store::PlanKey elsewhere{TenantId(ids_.next()), plan_};
  EXPECT_FALSE(*read([&](db::Connection& connection) {
    return proposal_store::find(connection, elsewhere, made.id, person_);
  }));
}

TEST_P(ProposalStoreTest, APersonIsHereOnce) {
  const auto put = [&](const std::string& id) {
    ASSERT_TRUE(write([&](db::Connection& connection) {
      return proposal_store::put_presence(
          connection, key(),
          {.person = person_, .at = clock_.now(), .about = "unit", .about_id = id});
    }));
  };
  put("u00");
  put("u03");
  const auto here = read([&](db::Connection& connection) {
    return proposal_store::present(connection, key(), clock_.now().plus_seconds(-60));
  });
  ASSERT_EQ(here->size(), 1U);
  EXPECT_EQ(here->front().about_id, "u03");
  const auto forgotten = write([&](db::Connection& connection) {
    return proposal_store::forget_before(connection, key(), clock_.now().plus_seconds(60));
  });
  EXPECT_EQ(*forgotten, 1);
}

}  // namespace
}  // namespace bailiwick::planning
