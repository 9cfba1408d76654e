#include <nlohmann/json.hpp>

#include "planning/discussion_routes.hpp"
#include "planning/plan_schemas.hpp"
#include "platform/api/resource.hpp"

namespace bailiwick::planning {
namespace {

namespace api = platform::api;
namespace http = platform::http;
namespace threads = platform::threads;
using http::Call;
using http::kOptional;
using http::Method;
using http::Response;
using http::Route;
using threads::About;
using threads::Comment;
using threads::CommentId;
using Json = nlohmann::json;

constexpr std::size_t kAboutIdMax = 200;
// What lies beyond a limit is the service's to refuse.
constexpr std::size_t kTextAsked = 100'000;
constexpr std::size_t kPeopleHere = 10'000;

http::Schema about_schema() { return http::one_of({"plan", "unit", "territory", "account"}); }
http::Schema about_id_schema() {
  return http::text(1, kAboutIdMax).described("A unit's, a territory's or an account's id.");
}

std::vector<http::Field> comment_fields() {
  const http::Schema resolution =
      http::object("CommentResolution", {{"at", http::instant()}, {"by", http::id("person")}});
  return {{"id", http::id("comment")},
          {"plan", http::id("plan")},
          {"about", about_schema()},
          {"id_about", about_id_schema(), kOptional},
          {"answers", http::id("comment").described("The first of its thread."), kOptional},
          {"text", http::text().described("Empty once withdrawn. \"@[person_...]\" is a mention.")},
          {"at", http::instant()},
          {"by", http::id("person")},
          {"edited_at", http::instant(), kOptional},
          {"withdrawn", http::boolean()},
          {"mentions", http::array(http::id("person"), threads::kMentionsMax)},
          {"resolved", resolution, kOptional}};
}

http::Schema comment_schema() { return http::object("Comment", comment_fields()); }

Json to_json(const Comment& comment) {
  Json json = {{"id", comment.id.text()},
               {"plan", PlanId(comment.subject.id).text()},
               {"about", comment.about.kind.empty() ? "plan" : comment.about.kind},
               {"text", comment.text},
               {"at", to_text(comment.at)},
               {"by", comment.by.text()},
               {"withdrawn", comment.is_withdrawn},
               {"mentions", Json::array()}};
  if (!comment.about.id.empty()) json["id_about"] = comment.about.id;
  if (!comment.is_first()) json["answers"] = comment.root.text();
  if (comment.edited_at && !comment.is_withdrawn) json["edited_at"] = to_text(*comment.edited_at);
  for (const PersonId person : comment.mentions) json["mentions"].push_back(person.text());
  if (comment.resolved)
    json["resolved"] = {{"at", to_text(comment.resolved->at)}, {"by", comment.resolved->by.text()}};
  return json;
}

About about_of(const Json& body) {
  About about{.kind = api::text_of(body, "about").value_or(""),
              .id = api::text_of(body, "id").value_or("")};
  if (about.kind == "plan") about = {};
  return about;
}

Response comment_response(int status, const Comment& comment) {
  return http::json_response(status, to_json(comment).dump());
}

// What was said about an account, with its plan.
http::Schema account_comment_schema() {
  std::vector<http::Field> fields = comment_fields();
  fields.push_back({"plan_name", http::text()});
  fields.push_back(
      {"plan_state", http::one_of({"draft", "in_review", "approved", "active", "archived"})});
  return http::object("AccountComment", fields);
}

Json to_json(const AccountComment& said) {
  Json json = to_json(said.comment);
  json["plan_name"] = said.plan_name;
  json["plan_state"] = name_of(said.plan_state);
  return json;
}

CommentId comment_of(const Call& call) { return api::path_id<CommentId>(call.request, "comment"); }

Route list_comments(const PlanTalk& talk) {
  Route route =
      for_readers(plan_route(Method::kGet, "/api/v1/plans/{plan}/comments", "listPlanComments",
                             "What was said about the plan, oldest first"));
  route.params.push_back(
      {.name = "about", .schema = about_schema(), .description = "Only threads about that."});
  route.params.push_back(
      {.name = "id", .schema = about_id_schema(), .description = "Together with about."});
  route.params.push_back({.name = "resolved",
                          .schema = http::one_of({"yes", "no"}),
                          .description = "Only threads that are settled, or still open."});
  route.answers = {{200, "Comments and answers", http::page_of("CommentList", comment_schema())}};
  route.handle = [&talk](const Call& call) -> Result<Response> {
    PlanTalk::Filter filter;
    if (call.request.query_value("about")) {
      const std::string kind = call.text("about");
      filter.about = About{.kind = kind == "plan" ? "" : kind, .id = call.text("id")};
    }
    if (call.request.query_value("resolved")) filter.is_resolved = call.text("resolved") == "yes";
    const auto found = talk.comments(call.principal(), plan_of(call), filter);
    if (!found) return tl::unexpected(found.error());
    Json items = Json::array();
    for (const Comment& comment : *found) items.push_back(to_json(comment));
    return api::page(std::move(items), std::nullopt);
  };
  return route;
}

Route list_account_comments(const PlanTalk& talk) {
  Route route;
  route.path = "/api/v1/accounts/{account}/comments";
  route.id = "listAccountComments";
  route.tag = "Discussion";
  route.summary = "What was said about an account in all plans";
  route.description = "The thread that was begun last first, each oldest first.";
  route.params = {{.name = "account",
                   .place = http::ParamPlace::kPath,
                   .schema = http::id("account"),
                   .description = "An account's id"}};
  route.access = http::allow(platform::identity::Permission::kPlansRead);
  route.answers = {
      {200, "At most 200 threads",
       http::object("AccountCommentList",
                    {{"items", http::array(account_comment_schema(), threads::kCommentsShown)}})},
      {404, "There is no such account, or not within the caller's scope", std::nullopt}};
  route.handle = [&talk](const Call& call) -> Result<Response> {
    const auto found = talk.comments_about(
        call.principal(), api::path_id<alignment::AccountId>(call.request, "account"));
    if (!found) return tl::unexpected(found.error());
    Json items = Json::array();
    for (const AccountComment& one : *found) items.push_back(to_json(one));
    return http::json_response(200, Json{{"items", std::move(items)}}.dump());
  };
  return route;
}

Route add_comment(const PlanTalk& talk) {
  Route route = for_readers(plan_route(Method::kPost, "/api/v1/plans/{plan}/comments",
                                       "addPlanComment", "Say something about a plan, or answer"));
  route.body = http::object("NewComment", {{"text", http::text(0, kTextAsked)},
                                           {"about", about_schema(), kOptional},
                                           {"id", about_id_schema(), kOptional},
                                           {"answers", http::id("comment"), kOptional}});
  route.answers = {{201, "The comment", comment_schema()},
                   {404, "There is no such plan, or no such comment", std::nullopt}};
  route.handle = [&talk](const Call& call) -> Result<Response> {
    threads::NewComment comment{.text = call.body.at("text").get<std::string>(),
                                .about = about_of(call.body)};
    if (const auto answers = api::text_of(call.body, "answers"))
      comment.answers = CommentId::parse(*answers);
    return api::respond(talk.say(call.principal(), plan_of(call), std::move(comment)),
                        [](const Comment& made) { return comment_response(201, made); });
  };
  return route;
}

Route edit_comment(const PlanTalk& talk) {
  Route route =
      for_readers(plan_part_route(Method::kPatch, "/api/v1/plans/{plan}/comments/{comment}",
                                  "editPlanComment", "Correct one's own comment", "comment"));
  route.body = http::object("CommentEdit", {{"text", http::text(0, kTextAsked)}});
  route.answers = {{200, "The comment", comment_schema()},
                   {404, "There is no such comment", std::nullopt},
                   {409, "It was withdrawn", std::nullopt}};
  route.handle = [&talk](const Call& call) -> Result<Response> {
    return api::respond(talk.edit(call.principal(), plan_of(call), comment_of(call),
                                  call.body.at("text").get<std::string>()),
                        [](const Comment& made) { return comment_response(200, made); });
  };
  return route;
}

Route withdraw_comment(const PlanTalk& talk) {
  Route route =
      for_readers(plan_part_route(Method::kDelete, "/api/v1/plans/{plan}/comments/{comment}",
                                  "withdrawPlanComment", "Withdraw one's own comment", "comment"));
  route.description = "Its text is gone for good; its place in the thread stays.";
  route.answers = {{204, "Withdrawn", std::nullopt},
                   {404, "There is no such comment", std::nullopt},
                   {409, "It was withdrawn", std::nullopt}};
  route.handle = [&talk](const Call& call) -> Result<Response> {
    const auto done = talk.withdraw(call.principal(), plan_of(call), comment_of(call));
    if (!done) return tl::unexpected(done.error());
    return http::empty_response();
  };
  return route;
}

Route resolve_comment(const PlanTalk& talk) {
  Route route = for_readers(
      plan_part_route(Method::kPut, "/api/v1/plans/{plan}/comments/{comment}/resolution",
                      "resolvePlanComment", "Settle a thread, or open it again", "comment"));
  route.body = http::object("CommentSettled", {{"resolved", http::boolean()}});
  route.answers = {{200, "The first comment of the thread", comment_schema()},
                   {404, "There is no such comment", std::nullopt}};
  route.handle = [&talk](const Call& call) -> Result<Response> {
    const auto done = talk.resolve(call.principal(), plan_of(call), comment_of(call),
                                   call.body.at("resolved").get<bool>());
    if (!done) return tl::unexpected(done.error());
    return comment_response(200, *done);
  };
  return route;
}

Route be_present(const PlanTalk& talk) {
  Route route = for_readers(plan_route(Method::kPut, "/api/v1/plans/{plan}/presence", "bePresent",
                                       "Say that one looks at a plan, and see who else does"));
  route.description = "To be repeated every 20 seconds; after 50 of silence one is gone.";
  const http::Schema where = http::one_of({"territory", "unit"});
  route.body = http::object("PresenceHere",
                            {{"about", where, kOptional}, {"id", about_id_schema(), kOptional}});
  const http::Schema one = http::object("Presence", {{"person", http::id("person")},
                                                     {"at", http::instant()},
                                                     {"about", where, kOptional},
                                                     {"id", about_id_schema(), kOptional}});
  route.answers = {{200, "Everyone who is here, oneself too",
                    http::object("PresenceList", {{"items", http::array(one, kPeopleHere)}})}};
  route.handle = [&talk](const Call& call) -> Result<Response> {
    const auto here = talk.be_present(call.principal(), plan_of(call), about_of(call.body));
    if (!here) return tl::unexpected(here.error());
    Json items = Json::array();
    for (const Presence& one : *here) {
      Json json = {{"person", one.person.text()}, {"at", to_text(one.at)}};
      if (!one.about.empty()) json["about"] = one.about;
      if (!one.about_id.empty()) json["id"] = one.about_id;
      items.push_back(std::move(json));
    }
    return http::json_response(200, Json{{"items", std::move(items)}}.dump());
  };
  return route;
}

Route leave(const PlanTalk& talk) {
  Route route = for_readers(plan_route(Method::kDelete, "/api/v1/plans/{plan}/presence",
                                       "leavePlan", "Say that one looks at a plan no longer"));
  route.answers = {{204, "Gone", std::nullopt}};
  route.handle = [&talk](const Call& call) -> Result<Response> {
    const auto done = talk.leave(call.principal(), plan_of(call));
    if (!done) return tl::unexpected(done.error());
    return http::empty_response();
  };
  return route;
}

Json to_json(const Matter& matter) {
  Json json = {{"kind", name_of(matter.kind)},
               {"plan", {{"id", matter.plan.text()}, {"name", matter.plan_name}}},
               {"at", to_text(matter.at)},
               {"text", matter.text}};
  if (!matter.by.is_nil()) json["by"] = matter.by.text();
  if (matter.comment) json["comment"] = matter.comment->text();
  if (matter.proposal) json["proposal"] = matter.proposal->text();
  if (matter.state) json["state"] = name_of(*matter.state);
  if (matter.until) json["until"] = to_text(*matter.until);
  return json;
}

Route list_matters(const PlanTalk& talk) {
  Route route;
  route.path = "/api/v1/matters";
  route.id = "listMatters";
  route.tag = "Discussion";
  route.summary = "What waits for the caller, the most pressing first";
  route.access = http::signed_in();
  const http::Schema plan =
      http::object("MatterPlan", {{"id", http::id("plan")}, {"name", http::text()}});
  const http::Schema matter = http::object(
      "Matter",
      {{"kind", http::one_of({"review", "mention", "proposal", "window", "answer", "decision"})},
       {"plan", plan},
       {"at", http::instant()},
       {"by", http::id("person"), kOptional},
       {"comment", http::id("comment"), kOptional},
       {"proposal", http::id("proposal"), kOptional},
       {"state", http::one_of({"open", "accepted", "declined", "withdrawn"}), kOptional},
       {"text", http::text()},
       {"until", http::instant(), kOptional}});
  route.answers = {{200, "At most 200",
                    http::object("MatterList", {{"items", http::array(matter, kMattersMax)},
                                                {"count", http::integer(0, kMattersMax)}})}};
  route.handle = [&talk](const Call& call) -> Result<Response> {
    const auto found = talk.matters(call.principal());
    if (!found) return tl::unexpected(found.error());
    Json items = Json::array();
    for (const Matter& one : *found) items.push_back(to_json(one));
    return http::json_response(200,
                               Json{{"count", found->size()}, {"items", std::move(items)}}.dump());
  };
  return route;
}

}  // namespace

http::Routes talk_routes(const PlanTalk& talk) {
  return {
      list_comments(talk),    list_account_comments(talk), add_comment(talk), edit_comment(talk),
      withdraw_comment(talk), resolve_comment(talk),       be_present(talk),  leave(talk),
      list_matters(talk)};
}

}  // namespace bailiwick::planning
