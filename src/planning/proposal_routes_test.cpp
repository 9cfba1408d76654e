// Goal: every route of proposals, votes and challenges answers what its schema says. Method: the handlers, called as the server calls them, on both databases.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "planning/discussion_routes.hpp"
#include "tests/support/route_call.hpp"
#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;
using nlohmann::json;

class ProposalRoutesTest : public support::StudioTest {
 protected:
  json call(const platform::identity::Principal& who, std::string_view id, json body = nullptr,
            const std::string& proposal = {}) {
    return support::declared_json(
        proposal_routes(studio_->proposals), id, who,
        {.path = {{"plan", plan_.text()}, {"proposal", proposal}}, .body = std::move(body)});
  }
  int status_of_window() {
    const auto answer =
        support::call_route(proposal_routes(studio_->proposals), "getChallengeWindow", planner_,
                            {.path = {{"plan", plan_.text()}}});
    return answer ? answer->status : 0;
  }
  [[nodiscard]] json wanted() const {
    return {{"moves", {{{"to", at("u03")}, {"units", {"u01"}}}}}, {"reason", "Mine"}};
  }
};
INSTANTIATE_TEST_SUITE_P(Both, ProposalRoutesTest, support::on_both(), support::dialect_name);

TEST_P(ProposalRoutesTest, AProposalIsMadeVotedOnAndDecided) {
  EXPECT_EQ(call(other_, "previewProposal", wanted())["written"], false);
  const json made = call(other_, "addProposal", wanted());
  EXPECT_EQ(made["state"], "open");
  EXPECT_EQ(made["moves"][0]["unit"], "u01");
  EXPECT_EQ(made["effect"]["breaks"].size(), 2U);
  const std::string id = made["id"];
  EXPECT_EQ(call(planner_, "voteOnProposal", {{"vote", "for"}}, id)["my_vote"], "for");
  EXPECT_EQ(call(planner_, "getProposal", nullptr, id)["votes_for"], 1);
  const json done =
      call(planner_, "decideProposal", {{"decision", "accept"}, {"reason", "Good"}}, id);
  EXPECT_EQ(done["state"], "accepted");
  EXPECT_EQ(done["decided"]["change"], 1);
  EXPECT_EQ(done["decided"]["reason"], "Good");
  EXPECT_FALSE(done.contains("effect"));
  EXPECT_EQ(call(planner_, "listProposals")["items"].size(), 1U);
}

TEST_P(ProposalRoutesTest, AWindowIsOpenedReadAndEnded) {
  EXPECT_EQ(status_of_window(), 204);
  const json window = {{"closes_at", to_text(clock_.now().plus_seconds(3600))},
                       {"accepts_itself", true},
                       {"votes_needed", 2}};
  EXPECT_EQ(call(planner_, "openChallengeWindow", window)["votes_needed"], 2);
  EXPECT_EQ(call(planner_, "getChallengeWindow")["accepts_itself"], true);
  EXPECT_TRUE(call(planner_, "endChallengeWindow").is_null());
  EXPECT_EQ(status_of_window(), 204);
}

}  // namespace
}  // namespace bailiwick::planning
