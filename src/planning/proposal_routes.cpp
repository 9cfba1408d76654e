#include <nlohmann/json.hpp>

#include "planning/board_json.hpp"
#include "planning/board_schemas.hpp"
#include "planning/discussion_routes.hpp"
#include "planning/plan_schemas.hpp"
#include "platform/api/resource.hpp"

namespace bailiwick::planning {
namespace {

namespace api = platform::api;
namespace http = platform::http;
using http::Call;
using http::kOptional;
using http::Method;
using http::Response;
using http::Route;
using Json = nlohmann::json;

constexpr std::int64_t kVotersMax = 10'000'000;
constexpr std::size_t kReasonAsked = 100'000;

http::Schema state_schema() { return http::one_of({"open", "accepted", "declined", "withdrawn"}); }
http::Schema vote_schema() { return http::one_of({"for", "against", "none"}); }
http::Schema index_schema() { return http::integer(0, kTerritoriesMax); }
http::Schema unit_id_schema() { return http::text(1, 200); }

http::Schema new_proposal_schema() {
  const http::Schema move = http::object(
      "ProposedMove",
      {{"to", index_schema()}, {"units", http::array(unit_id_schema(), kProposalUnitsMax)}});
  return http::object("NewProposal", {{"moves", http::array(move, kTerritoriesMax)},
                                      {"reason", http::text(0, kReasonAsked), kOptional}});
}

std::vector<http::Field> proposal_fields() {
  const http::Schema move =
      http::object("ProposalMove",
                   {{"unit", unit_id_schema()}, {"from", index_schema()}, {"to", index_schema()}});
  const http::Schema decided = http::object(
      "ProposalDecided",
      {{"at", http::instant()},
       {"by", http::id("person")},
       {"reason", http::text(), kOptional},
       {"change", http::integer(1, std::int64_t{1} << 53), kOptional},
       {"by_rule", http::boolean().described("By the rule of the window, not by a person.")}});
  return {{"id", http::id("proposal")},
          {"plan", http::id("plan")},
          {"state", state_schema()},
          {"at", http::instant()},
          {"by", http::id("person")},
          {"reason", http::text(), kOptional},
          {"is_challenge", http::boolean()},
          {"moves", http::array(move, kProposalUnitsMax)},
          {"units", http::integer(0, kProposalUnitsMax)},
          {"votes_for", http::integer(0, kVotersMax)},
          {"votes_against", http::integer(0, kVotersMax)},
          {"my_vote", vote_schema()},
          {"decided", decided, kOptional}};
}

http::Schema proposal_view_schema() {
  std::vector<http::Field> fields = proposal_fields();
  fields.push_back({"effect", board_outcome_schema(), kOptional});
  fields.push_back({"moved_since", http::array(unit_id_schema(), kProposalUnitsMax)});
  fields.push_back({"meets_rule", http::boolean()});
  return http::object("ProposalView", std::move(fields));
}

http::Schema window_schema() {
  return http::object("ChallengeWindow", {{"closes_at", http::instant()},
                                          {"accepts_itself", http::boolean()},
                                          {"votes_needed", http::integer(0, kVotesNeededMax)}});
}

std::string_view vote_word(int vote) { return vote > 0 ? "for" : vote < 0 ? "against" : "none"; }

Json to_json(const Proposal& proposal, const std::vector<std::string>& unit_ids) {
  Json json = {{"id", proposal.id.text()},
               {"plan", proposal.plan.text()},
               {"state", name_of(proposal.state)},
               {"at", to_text(proposal.at)},
               {"by", proposal.by.text()},
               {"is_challenge", proposal.is_challenge},
               {"moves", Json::array()},
               {"units", proposal.moves.size()},
               {"votes_for", proposal.votes_for},
               {"votes_against", proposal.votes_against},
               {"my_vote", vote_word(proposal.my_vote)}};
  if (proposal.reason) json["reason"] = *proposal.reason;
  for (const UnitMove& move : proposal.moves)
    json["moves"].push_back(
        {{"unit", unit_ids[at(move.unit)]}, {"from", move.from}, {"to", move.to}});
  if (!proposal.decided) return json;
  json["decided"] = {{"at", to_text(proposal.decided->at)},
                     {"by", proposal.decided->by.text()},
                     {"by_rule", proposal.decided->by_rule}};
  if (proposal.decided->reason) json["decided"]["reason"] = *proposal.decided->reason;
  if (proposal.decided->change) json["decided"]["change"] = *proposal.decided->change;
  return json;
}

Response view_response(int status, const ProposalView& view) {
  const std::vector<std::string>& ids = view.desk->ground->problem.unit_ids;
  Json json = to_json(view.proposal, ids);
  if (view.outcome) json["effect"] = outcome_json(*view.outcome);
  json["moved_since"] = Json::array();
  for (const std::int32_t unit : view.moved_since) json["moved_since"].push_back(ids[at(unit)]);
  json["meets_rule"] = view.meets_rule;
  return http::json_response(status, json.dump());
}

NewProposal new_proposal_of(const Json& body) {
  NewProposal proposal;
  for (const Json& move : body.at("moves"))
    proposal.moves.push_back(
        {move.at("to").get<std::int32_t>(), move.at("units").get<std::vector<std::string>>()});
  proposal.reason = api::text_of(body, "reason");
  return proposal;
}

ProposalId proposal_of(const Call& call) {
  return api::path_id<ProposalId>(call.request, "proposal");
}

Route list(const ProposalService& proposals) {
  Route route =
      for_readers(plan_route(Method::kGet, "/api/v1/plans/{plan}/proposals", "listProposals",
                             "What was proposed for the plan, newest first"));
  route.params.push_back({.name = "state", .schema = state_schema(), .description = "Only those."});
  const http::Schema proposal = http::object("Proposal", proposal_fields());
  route.answers = {{200, "The last 500", http::page_of("ProposalList", proposal)}};
  route.handle = [&proposals](const Call& call) -> Result<Response> {
    const auto desk = proposals.desk(call.principal(), plan_of(call));
    if (!desk) return http::problem_response(desk.error());
    const auto found = proposals.proposals(call.principal(), plan_of(call),
                                           parse_proposal_state(call.text("state")));
    if (!found) return tl::unexpected(found.error());
    Json items = Json::array();
    for (const Proposal& one : *found)
      items.push_back(to_json(one, (*desk)->ground->problem.unit_ids));
    return api::page(std::move(items), std::nullopt);
  };
  return route;
}

Route get(const ProposalService& proposals) {
  Route route = for_readers(
      plan_part_route(Method::kGet, "/api/v1/plans/{plan}/proposals/{proposal}", "getProposal",
                      "A proposal, beside the plan as it is now", "proposal"));
  route.answers = {{200, "The proposal", proposal_view_schema()},
                   {404, "There is no such proposal", std::nullopt}};
  route.handle = [&proposals](const Call& call) -> Result<Response> {
    return api::respond(proposals.proposal(call.principal(), plan_of(call), proposal_of(call)),
                        [](const ProposalView& view) { return view_response(200, view); });
  };
  return route;
}

Route preview(const ProposalService& proposals) {
  Route route = for_readers(plan_route(Method::kPost, "/api/v1/plans/{plan}/proposals/preview",
                                       "previewProposal", "What a proposal would do"));
  route.body = new_proposal_schema();
  route.answers = {{200, "What it would do", board_outcome_schema()},
                   {409, "The plan takes no changes", std::nullopt}};
  route.handle = [&proposals](const Call& call) -> Result<Response> {
    return api::respond(
        proposals.preview(call.principal(), plan_of(call), new_proposal_of(call.body)),
        [](const BoardOutcome& outcome) {
          return http::json_response(200, outcome_json(outcome).dump());
        });
  };
  return route;
}

Route add(const ProposalService& proposals) {
  Route route = for_readers(plan_route(Method::kPost, "/api/v1/plans/{plan}/proposals",
                                       "addProposal", "Propose that units change hands"));
  route.description =
      "Changes nothing until it is accepted: by who manages plans, or by itself where the window "
      "for challenges is open, accepts by itself, and the change harms nothing.";
  route.body = new_proposal_schema();
  route.answers = {{201, "The proposal", proposal_view_schema()},
                   {409, "The plan takes no proposals", std::nullopt}};
  route.handle = [&proposals](const Call& call) -> Result<Response> {
    return api::respond(proposals.add(call.principal(), plan_of(call), new_proposal_of(call.body)),
                        [](const ProposalView& view) { return view_response(201, view); });
  };
  return route;
}

Route vote(const ProposalService& proposals) {
  Route route = for_readers(plan_part_route(
      Method::kPut, "/api/v1/plans/{plan}/proposals/{proposal}/vote", "voteOnProposal",
      "Vote for or against a proposal, or take it back", "proposal"));
  route.body = http::object("ProposalVote", {{"vote", vote_schema()}});
  route.answers = {{200, "The proposal", proposal_view_schema()},
                   {409, "It was decided already", std::nullopt}};
  route.handle = [&proposals](const Call& call) -> Result<Response> {
    const auto word = call.body.at("vote").get<std::string>();
    const int value = word == "for" ? 1 : word == "against" ? -1 : 0;
    return api::respond(proposals.vote(call.principal(), plan_of(call), proposal_of(call), value),
                        [](const ProposalView& view) { return view_response(200, view); });
  };
  return route;
}

Route decide(const ProposalService& proposals) {
  Route route = for_readers(
      plan_part_route(Method::kPost, "/api/v1/plans/{plan}/proposals/{proposal}/decision",
                      "decideProposal", "Accept, decline or withdraw a proposal", "proposal"));
  route.description =
      "Accepting and declining need plans.manage; withdrawing is for whoever made it.";
  route.body = http::object("ProposalVerdict",
                            {{"decision", http::one_of({"accept", "decline", "withdraw"})},
                             {"reason", http::text(0, kReasonAsked), kOptional}});
  route.answers = {{200, "The proposal", proposal_view_schema()},
                   {409, "It was decided already, or its units were moved since", std::nullopt}};
  route.handle = [&proposals](const Call& call) -> Result<Response> {
    const auto word = call.body.at("decision").get<std::string>();
    const Decision decision = word == "accept"    ? Decision::kAccept
                              : word == "decline" ? Decision::kDecline
                                                  : Decision::kWithdraw;
    return api::respond(proposals.decide(call.principal(), plan_of(call), proposal_of(call),
                                         decision, api::text_of(call.body, "reason")),
                        [](const ProposalView& view) { return view_response(200, view); });
  };
  return route;
}

Response window_response(const std::optional<ChallengeWindow>& window) {
  if (!window) return http::empty_response();
  return http::json_response(200, Json{{"closes_at", to_text(window->closes_at)},
                                       {"accepts_itself", window->accepts_itself},
                                       {"votes_needed", window->votes_needed}}
                                      .dump());
}

constexpr std::string_view kWindowPath = "/api/v1/plans/{plan}/challenges";

Route get_window(const ProposalService& proposals) {
  Route route = for_readers(plan_route(Method::kGet, kWindowPath, "getChallengeWindow",
                                       "Until when challenges of the plan are taken"));
  route.answers = {{200, "The window", window_schema()}, {204, "There is none", std::nullopt}};
  route.handle = [&proposals](const Call& call) -> Result<Response> {
    const auto window = proposals.window(call.principal(), plan_of(call));
    if (!window) return tl::unexpected(window.error());
    return window_response(*window);
  };
  return route;
}

Route put_window(const ProposalService& proposals) {
  Route route = plan_route(Method::kPut, kWindowPath, "openChallengeWindow",
                           "Take challenges of the plan until an instant");
  route.tag = "Discussion";
  route.body = window_schema();
  route.answers = {{200, "The window", window_schema()},
                   {409, "The plan takes no changes", std::nullopt}};
  route.handle = [&proposals](const Call& call) -> Result<Response> {
    const ChallengeWindow window{
        .closes_at =
            parse_instant(call.body.at("closes_at").get<std::string>()).value_or(Instant()),
        .accepts_itself = call.body.at("accepts_itself").get<bool>(),
        .votes_needed = call.body.at("votes_needed").get<std::int64_t>()};
    const auto done = proposals.set_window(call.principal(), plan_of(call), window);
    if (!done) return tl::unexpected(done.error());
    return window_response(window);
  };
  return route;
}

Route delete_window(const ProposalService& proposals) {
  Route route = plan_route(Method::kDelete, kWindowPath, "endChallengeWindow",
                           "Proposals are no longer challenges");
  route.tag = "Discussion";
  route.answers = {{204, "Gone", std::nullopt}};
  route.handle = [&proposals](const Call& call) -> Result<Response> {
    const auto done = proposals.set_window(call.principal(), plan_of(call), std::nullopt);
    if (!done) return tl::unexpected(done.error());
    return http::empty_response();
  };
  return route;
}

}  // namespace

http::Routes proposal_routes(const ProposalService& proposals) {
  return {list(proposals),       preview(proposals),    get(proposals),
          add(proposals),        vote(proposals),       decide(proposals),
          get_window(proposals), put_window(proposals), delete_window(proposals)};
}

}  // namespace bailiwick::planning
