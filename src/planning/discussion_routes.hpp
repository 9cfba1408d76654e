// The routes of talking about a plan (docs/spec/plan-discussion.md): comments, who is here, open matters; proposals, votes, challenges.
#pragma once

#include "planning/plan_talk.hpp"
#include "planning/proposal_service.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::planning {

// The services outlive the routes.
[[nodiscard]] platform::http::Routes talk_routes(const PlanTalk& talk);
[[nodiscard]] platform::http::Routes proposal_routes(const ProposalService& proposals);

}  // namespace bailiwick::planning
