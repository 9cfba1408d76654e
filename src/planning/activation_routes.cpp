#include "planning/activation_routes.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "planning/assignment_json.hpp"
#include "planning/assignment_routes.hpp"
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

constexpr std::size_t kTerritoriesListed = 20'000;

http::Schema activation_schema() {
  return http::object(
      "PlanActivation",
      {{"valid_from", http::date()},
       {"country", http::text(1, 10).described(
                       "Whose postal codes the units are, as accounts write it: \"US\".")},
       {"parent", http::id("territory").described("Under which new territories stand."),
        kOptional}});
}

PlanActivationRequest activation_of(const Call& call) {
  PlanActivationRequest request;
  request.plan = plan_of(call);
  request.valid_from =
      parse_date(call.body.at("valid_from").get<std::string>()).value_or(LocalDate());
  request.country = call.body.at("country").get<std::string>();
  if (call.body.contains("parent"))
    request.parent = TerritoryId::parse(call.body.at("parent").get<std::string>());
  return request;
}

Route preview_activation(const PlanActivation& activation) {
  Route route = plan_route(Method::kPost, "/api/v1/plans/{plan}/activation/preview",
                           "previewPlanActivation", "What the plan would do to accounts");
  route.body = activation_schema();
  const http::Schema added =
      http::object("AddedTerritory", {{"id", http::id("territory")}, {"name", http::text()}});
  route.answers = {
      {200, "New territories, and accounts that move",
       http::object("PlanActivationPreview", {{"added", http::array(added, kTerritoriesListed)},
                                              {"accounts", assignment_preview_schema()}})}};
  route.handle = [&activation](const Call& call) -> Result<Response> {
    return api::respond(
        activation.preview(call.principal(), activation_of(call)),
        [](const PlanActivationPreview& preview) {
          Json json = {{"added", Json::array()}, {"accounts", to_json(preview.accounts)}};
          for (const BoardTerritory& t : preview.added)
            json["added"].push_back({{"id", t.id.text()}, {"name", t.name}});
          return http::json_response(200, json.dump());
        });
  };
  return route;
}

Route activate(const PlanActivation& activation) {
  Route route = plan_route(Method::kPost, "/api/v1/plans/{plan}/activation", "activatePlan",
                           "Make an approved plan real from a day on");
  route.description =
      "A job puts its territories into the tree, its units into the rules, moves accounts, gives "
      "tasks to those whose accounts change hands and archives the plan that was active, all in "
      "one transaction.";
  route.body = activation_schema();
  route.answers = {job_answer(), {409, "The plan is not approved", std::nullopt}};
  route.handle = [&activation](const Call& call) -> Result<Response> {
    return api::respond(activation.activate(call.principal(), activation_of(call)), job_response);
  };
  return route;
}

http::Schema made_schema() {
  const http::Schema count = count_schema();
  const http::Schema rolled_back = http::object(
      "PlanRolledBack",
      {{"at", http::instant()},
       {"by", http::id("person")},
       {"accounts", count.described("That are where they were before.")},
       {"moved_since", count.described("That somebody had moved since, and that stayed.")},
       {"closed", count.described("Territories that left the tree.")},
       {"kept", count.described("That stay in it, for accounts had been moved there.")}});
  return http::object(
      "PlanActivationMade",
      {{"id", http::id("activation")},
       {"job", http::id("job")},
       {"valid_from", http::date()},
       {"country", http::text()},
       {"at", http::instant()},
       {"by", http::id("person")},
       {"plan_before", http::id("plan").described("That was active before."), kOptional},
       {"accounts", count.described("That came into another territory.")},
       {"territories_added", count},
       {"tasks", count.described("Of handing over and taking over.")},
       {"rolled_back", rolled_back, kOptional}});
}

Json to_json(const ActivationMade& made) {
  Json json = {{"id", made.id.text()},
               {"job", made.job.text()},
               {"valid_from", to_text(made.valid_from)},
               {"country", made.country},
               {"at", to_text(made.at)},
               {"by", made.by.text()},
               {"accounts", made.accounts},
               {"territories_added",
                std::ranges::count_if(made.territories,
                                      [](const ActivatedTerritory& t) { return !t.name_before; })},
               {"tasks", made.tasks.size()}};
  if (made.plan_before) json["plan_before"] = made.plan_before->text();
  if (const auto& back = made.rolled_back)
    json["rolled_back"] = {{"at", to_text(back->at)},    {"by", back->by.text()},
                           {"accounts", back->accounts}, {"moved_since", back->moved_since},
                           {"closed", back->closed},     {"kept", back->kept}};
  return json;
}

Route list_made(const PlanRollback& rollback) {
  Route route =
      plan_route(Method::kGet, "/api/v1/plans/{plan}/activations", "listPlanActivations",
                 "When the plan became active, what moved, and whether it was taken back");
  route.answers = {
      {200, "Newest first",
       http::object(
           "PlanActivations",
           {{"items", http::array(made_schema(), static_cast<std::size_t>(kActivationsListed))}})}};
  route.handle = [&rollback](const Call& call) -> Result<Response> {
    return api::respond(rollback.activations(call.principal(), plan_of(call)),
                        [](const std::vector<ActivationMade>& all) {
                          Json items = Json::array();
                          for (const ActivationMade& made : all) items.push_back(to_json(made));
                          return http::json_response(200, Json{{"items", items}}.dump());
                        });
  };
  return route;
}

Route roll_back(const PlanRollback& rollback) {
  Route route = plan_route(Method::kPost, "/api/v1/plans/{plan}/rollback", "rollBackPlan",
                           "Take back what made the plan active");
  route.description =
      "A job returns accounts to where they were, with the reasons and days they had. The rules "
      "and the plan of before are active again, and this one is approved. Accounts that somebody "
      "moved since stay. All in one transaction.";
  route.body = http::object("PlanRollback", {{"reason", http::text(1, kReasonLengthMax)}});
  route.answers = {job_answer(),
                   {409, "The plan is not active by the last activation", std::nullopt}};
  route.handle = [&rollback](const Call& call) -> Result<Response> {
    return api::respond(
        rollback.ask(call.principal(), plan_of(call), call.body.at("reason").get<std::string>()),
        job_response);
  };
  return route;
}

}  // namespace

http::Routes activation_routes(const PlanActivation& activation, const PlanRollback& rollback) {
  return {preview_activation(activation), activate(activation), list_made(rollback),
          roll_back(rollback)};
}

}  // namespace bailiwick::planning
