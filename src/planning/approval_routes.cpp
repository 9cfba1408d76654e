#include "planning/approval_routes.hpp"

#include <nlohmann/json.hpp>

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

constexpr std::size_t kStepsMax = 20'000;

http::Schema reason_of_approval() {
  return http::text(0, 4 * kReasonLengthMax).described("Why; shown in the history.");
}

http::Schema approvals_schema() {
  const http::Schema territory =
      http::object("ApprovalTerritory", {{"id", http::id("territory")}, {"name", http::text()}});
  const http::Schema owner =
      http::object("ApprovalOwner", {{"id", http::id("person")}, {"name", http::text()}});
  const http::Schema decided =
      http::object("ApprovalMade", {{"by", http::id("person")},
                                    {"name", http::text()},
                                    {"at", http::instant()},
                                    {"reason", http::text(), http::kOptional}});
  const http::Schema step =
      http::object("PlanApproval",
                   {{"territory", territory},
                    {"depth", http::integer(0, kCountMax).described("0: at the top of the tree.")},
                    {"state", http::one_of({"waiting", "open", "approved"})},
                    {"owners", http::array(owner, 1)},
                    {"territories", count_schema().described("Of the plan, below it.")},
                    {"may_decide", http::boolean().described("Whoever asks.")},
                    {"in_place", http::boolean().described("In the owner's place, with a reason.")},
                    {"decided", decided, http::kOptional}});
  return http::object("PlanApprovals", {{"steps", http::array(step, kStepsMax)}});
}

Json to_json(const ApprovalView& view) {
  const ApprovalStep& step = view.step;
  Json json = {{"territory", {{"id", step.territory.text()}, {"name", step.name}}},
               {"depth", step.depth},
               {"state", name_of(step.state)},
               {"owners", {{{"id", step.owner.text()}, {"name", view.owner_name}}}},
               {"territories", step.territories.size()},
               {"may_decide", view.may_decide},
               {"in_place", view.is_in_place}};
  if (!step.approved) return json;
  json["decided"] = {{"by", step.approved->by.text()},
                     {"name", view.approver_name},
                     {"at", to_text(step.approved->at)}};
  if (step.approved->reason) json["decided"]["reason"] = *step.approved->reason;
  return json;
}

Response plan_response(const Plan& plan) { return http::json_response(200, to_json(plan).dump()); }

Route list_approvals(const PlanApprovals& approvals) {
  Route route = plan_route(Method::kGet, "/api/v1/plans/{plan}/approvals", "listPlanApprovals",
                           "Who is to approve the plan, and who has");
  route.description =
      "The owners of the territories above those of the plan, the lowest first. Whoever sent the "
      "plan to review is left out.";
  route.answers = {{200, "The steps", approvals_schema()}};
  route.handle = [&approvals](const Call& call) -> Result<Response> {
    return api::respond(approvals.steps(call.principal(), plan_of(call)),
                        [](const std::vector<ApprovalView>& views) {
                          Json steps = Json::array();
                          for (const ApprovalView& view : views) steps.push_back(to_json(view));
                          return http::json_response(200, Json{{"steps", std::move(steps)}}.dump());
                        });
  };
  return route;
}

Route decide_approval(const PlanApprovals& approvals) {
  Route route = for_readers(plan_route(Method::kPost, "/api/v1/plans/{plan}/approvals",
                                       "decidePlanApproval", "Approve the plan, or decline it"));
  route.description =
      "By the owner of that territory, or of one above it, who approves along what is open below; "
      "by whoever manages the company in their place, with a reason. The last approval makes the "
      "plan approved; declining, which wants a reason, makes it a draft.";
  route.body =
      http::object("ApprovalDecision", {{"territory", http::id("territory")},
                                        {"decision", http::one_of({"approve", "decline"})},
                                        {"reason", reason_of_approval(), http::kOptional}});
  route.answers = {{200, "The plan", plan_schema()},
                   {409, "It is not in review, or not to be decided", std::nullopt}};
  route.handle = [&approvals](const Call& call) -> Result<Response> {
    const bool approves = call.body.at("decision").get<std::string>() == "approve";
    return api::respond(
        approvals.decide(call.principal(), plan_of(call),
                         TerritoryId::parse(call.body.at("territory").get<std::string>())
                             .value_or(TerritoryId()),
                         approves ? ApprovalDecision::kApprove : ApprovalDecision::kDecline,
                         api::text_of(call.body, "reason")),
        plan_response);
  };
  return route;
}

Route set_state(const PlanApprovals& approvals) {
  Route route = plan_route(Method::kPost, "/api/v1/plans/{plan}/state", "setPlanState",
                           "Send to review, approve, bring back to draft, archive");
  route.description =
      "draft -> in_review -> approved, back to draft with a reason; drafts and approved plans may "
      "be archived. Where owners of territories above the plan's are to approve it, it becomes "
      "approved by "
      "their approvals; else whoever sent it to review does not approve it where somebody else "
      "can.";
  route.body = http::object("PlanStateChange",
                            {{"to", http::one_of({"draft", "in_review", "approved", "archived"})},
                             {"reason", reason_of_approval(), http::kOptional}});
  route.answers = {
      {200, "The plan", plan_schema()},
      {409, "The state does not follow from the one it has, or approvals are open", std::nullopt}};
  route.handle = [&approvals](const Call& call) -> Result<Response> {
    const auto state = parse_plan_state(call.body.at("to").get<std::string>());
    return api::respond(
        approvals.set_state(call.principal(), plan_of(call), state.value_or(PlanState::kDraft),
                            api::text_of(call.body, "reason")),
        plan_response);
  };
  return route;
}

}  // namespace

http::Routes approval_routes(const PlanApprovals& approvals) {
  return {list_approvals(approvals), decide_approval(approvals), set_state(approvals)};
}

}  // namespace bailiwick::planning
