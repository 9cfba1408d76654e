#include "planning/board_routes.hpp"

#include <nlohmann/json.hpp>

#include "planning/board_json.hpp"
#include "planning/board_schemas.hpp"
#include "planning/plan_json.hpp"
#include "planning/plan_schemas.hpp"
#include "platform/api/resource.hpp"

namespace bailiwick::planning {
namespace {

namespace api = platform::api;
namespace http = platform::http;
using http::Call;
using http::Method;
using http::Response;
using http::Route;
using Json = nlohmann::json;

constexpr std::int64_t kNumberMax = std::int64_t{1} << 53;

Response outcome_response(const Checked<BoardOutcome>& outcome) {
  return api::respond(outcome, [](const BoardOutcome& made) {
    return http::json_response(200, outcome_json(made).dump());
  });
}

http::Schema reason_schema() { return http::text(0, 4 * kReasonLengthMax); }

Route get_board(const BoardService& boards) {
  Route route =
      plan_route(Method::kGet, "/api/v1/plans/{plan}/board", "getBoard", "What the plan says now");
  route.description =
      "The territory of every unit, the territories with their figures as a check counts them, and "
      "what the caller could undo.";
  route.answers = {{200, "The board", board_schema()},
                   {409, "The plan has no design yet", std::nullopt}};
  route.handle = [&boards](const Call& call) -> Result<Response> {
    return api::respond(boards.board(call.principal(), plan_of(call)), [](const BoardView& view) {
      return http::json_response(200, board_json(view).dump());
    });
  };
  return route;
}

Route change_board(const BoardService& boards, bool is_preview) {
  Route route = is_preview
                    ? plan_route(Method::kPost, "/api/v1/plans/{plan}/changes/preview",
                                 "previewBoardChange", "What a change would do, without making it")
                    : plan_route(Method::kPost, "/api/v1/plans/{plan}/changes", "changeBoard",
                                 "Move, lock and unlock units, add and rename territories");
  route.description =
      "Refused (409, P103) where somebody else has changed one of the units since `revision`; "
      "changes to other units both hold.";
  route.body = new_board_change_schema();
  route.answers = {{200, "What it does", board_outcome_schema()},
                   {409, "Somebody was quicker, or the plan is no draft", std::nullopt}};
  route.handle = [&boards, is_preview](const Call& call) -> Result<Response> {
    return outcome_response(
        boards.change(call.principal(), plan_of(call), new_board_change_of(call.body), is_preview));
  };
  return route;
}

Route list_changes(const BoardService& boards) {
  Route route = plan_route(Method::kGet, "/api/v1/plans/{plan}/changes", "listBoardChanges",
                           "The history of the plan, newest first");
  route.params.push_back({.name = "cursor",
                          .schema = http::integer(1, kNumberMax),
                          .description = "Where the last page ended."});
  route.params.push_back(api::limit_param());
  route.answers = {
      {200, "A page of changes", http::page_of("BoardChangePage", board_change_schema())}};
  route.handle = [&boards](const Call& call) -> Result<Response> {
    const std::int64_t cursor = call.whole_number("cursor", 0);
    const auto page = boards.changes(call.principal(), plan_of(call),
                                     cursor > 0 ? std::optional(cursor) : std::nullopt,
                                     api::limit_of(call.request));
    if (!page) return tl::unexpected(page.error());
    Json items = Json::array();
    for (const BoardChange& change : page->items) items.push_back(change_json(change));
    return api::page(std::move(items),
                     page->next ? std::optional(std::to_string(*page->next)) : std::nullopt);
  };
  return route;
}

using Take = Checked<BoardOutcome> (BoardService::*)(const BoardService::Principal&, PlanId) const;

Route take_back(const BoardService& boards, Route route, Take take) {
  route.description =
      "About the caller's own last change that still stands. Refused (409) where there is none, or "
      "somebody has changed the units since.";
  route.answers = {{200, "What it did", board_outcome_schema()},
                   {409, "It cannot be taken back", std::nullopt}};
  route.handle = [&boards, take](const Call& call) -> Result<Response> {
    return outcome_response((boards.*take)(call.principal(), plan_of(call)));
  };
  return route;
}

Route restore(const BoardService& boards) {
  Route route = plan_route(Method::kPost, "/api/v1/plans/{plan}/restore", "restoreBoard",
                           "Make the plan what it was after a change");
  route.body = http::object(
      "BoardRestore",
      {{"number", http::integer(0, kNumberMax).described("Of the change; 0: as it was designed.")},
       {"reason", reason_schema(), http::kOptional}});
  route.answers = {{200, "What it did", board_outcome_schema()},
                   {404, "There is no such change", std::nullopt}};
  route.handle = [&boards](const Call& call) -> Result<Response> {
    return outcome_response(boards.restore(call.principal(), plan_of(call),
                                           call.body.at("number").get<std::int64_t>(),
                                           api::text_of(call.body, "reason")));
  };
  return route;
}

Route branch(const ScenarioService& scenarios) {
  Route route = plan_route(Method::kPost, "/api/v1/plans/{plan}/scenarios", "branchPlan",
                           "A scenario: a draft that begins as the plan is now");
  route.body = http::object("NewScenario", {{"name", http::text(1, kNameLengthMax)}});
  route.answers = {{201, "The scenario", plan_schema()}};
  route.handle = [&scenarios](const Call& call) -> Result<Response> {
    return api::respond(
        scenarios.branch(call.principal(), plan_of(call), call.body.at("name").get<std::string>()),
        [](const Plan& plan) {
          Response response = http::json_response(201, to_json(plan).dump());
          response.headers.emplace_back("Location", "/api/v1/plans/" + plan.id.text());
          return response;
        });
  };
  return route;
}

Route compare(const ScenarioService& scenarios) {
  Route route = plan_route(Method::kGet, "/api/v1/plans/{plan}/diff", "diffPlans",
                           "What another plan of the same data set says differently");
  route.params.push_back({.name = "with",
                          .schema = http::id("plan"),
                          .description = "The other plan. Else the one it was branched from."});
  route.answers = {
      {200, "Units that change hands, and each territory before and after", plan_diff_schema()},
      {409, "The plans divide different data sets", std::nullopt}};
  route.handle = [&scenarios](const Call& call) -> Result<Response> {
    return api::respond(
        scenarios.compare(call.principal(), plan_of(call), PlanId::parse(call.text("with"))),
        [](const PlanDiff& diff) { return http::json_response(200, diff_json(diff).dump()); });
  };
  return route;
}

Route merge_plan(const ScenarioService& scenarios) {
  Route route = plan_route(Method::kPost, "/api/v1/plans/{plan}/merge", "mergePlan",
                           "Bring in what a scenario, or the plan it came from, changed");
  route.description =
      "Three-way, from the board on which the two last agreed. Conflicts that nothing settles are "
      "told, and then nothing is written.";
  route.body = merge_request_schema();
  route.answers = {{200, "Conflicts, and what it does", plan_merge_schema()},
                   {409, "The plans have no common base", std::nullopt}};
  route.handle = [&scenarios](const Call& call) -> Result<Response> {
    return api::respond(
        scenarios.merge(call.principal(), plan_of(call), merge_request_of(call.body)),
        [](const PlanMerge& merge) { return http::json_response(200, merge_json(merge).dump()); });
  };
  return route;
}

}  // namespace

http::Routes board_routes(const BoardService& boards) {
  return {
      get_board(boards),
      list_changes(boards),
      change_board(boards, false),
      change_board(boards, true),
      take_back(boards,
                plan_route(Method::kPost, "/api/v1/plans/{plan}/undo", "undoBoardChange", "Undo"),
                &BoardService::undo),
      take_back(boards,
                plan_route(Method::kPost, "/api/v1/plans/{plan}/redo", "redoBoardChange", "Redo"),
                &BoardService::redo),
      restore(boards)};
}

http::Routes scenario_routes(const ScenarioService& scenarios) {
  return {branch(scenarios), compare(scenarios), merge_plan(scenarios)};
}

}  // namespace bailiwick::planning
