#include "platform/api/people_routes.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "platform/api/resource.hpp"

namespace bailiwick::platform::api {
namespace {

using http::Call;
using http::kOptional;
using http::Method;
using http::Response;
using http::Route;
using identity::Permission;
using identity::Person;
using Json = nlohmann::json;

Route people_route(Method method, std::string_view path, std::string_view id,
                   std::string_view summary) {
  Route route;
  route.method = method;
  route.path = path;
  route.id = id;
  route.tag = "People";
  route.summary = summary;
  if (path.find("{person}") != std::string_view::npos)
    route.params.push_back({.name = "person",
                            .place = http::ParamPlace::kPath,
                            .schema = http::id("person"),
                            .description = "The person's id"});
  return route;
}

Route list_people(const identity::Services& services) {
  Route route = people_route(Method::kGet, "/api/v1/people", "listPeople",
                             "The people of the company, by name");
  route.access = http::allow(Permission::kPeopleRead);
  route.params = {
      cursor_param(),
      limit_param(),
      {.name = "search",
       .schema = http::text(0, 200),
       .description = "A part of the name or address"},
      {.name = "role", .schema = role_schema(), .description = "Only those with this role"},
      {.name = "status",
       .schema = http::one_of({"invited", "active", "deactivated"}),
       .description = "Only those of this status"}};
  route.answers = {{200, "A page of people", http::page_of("PersonPage", person_schema())}};
  route.handle = [&services](const Call& call) -> Result<Response> {
    const http::Request& request = call.request;
    identity::PeopleFilter filter;
    filter.search = request.query_value("search").value_or("");
    if (const auto role = request.query_value("role")) filter.role = identity::parse_role(*role);
    if (const auto status = request.query_value("status"))
      filter.status = identity::parse_person_status(*status);
    if (const auto cursor = request.query_value("cursor")) {
      const auto after = read_cursor(*cursor);
      if (!after) return tl::unexpected(after.error());
      filter.after = {after->first, PersonId::parse(after->second).value_or(PersonId())};
    }
    const std::int64_t limit = limit_of(request);
    filter.limit = limit + 1;
    auto people = services.people.list(call.principal(), filter);
    if (!people) return tl::unexpected(people.error());
    std::optional<std::string> next;
    if (static_cast<std::int64_t>(people->size()) > limit) {
      people->pop_back();
      next = cursor_of(identity::name_key_of(people->back().name), people->back().id.text());
    }
    Json items = Json::array();
    for (const Person& person : *people) items.push_back(json_of(person));
    return page(std::move(items), next);
  };
  return route;
}

Route invite_person(const identity::Services& services) {
  Route route = people_route(Method::kPost, "/api/v1/people", "invitePerson", "Invite someone");
  route.description = "Sends a letter where mail is set up; the answer has the link, this once.";
  route.access = http::allow(Permission::kPeopleManage);
  route.is_idempotent_by_key = true;
  route.body = http::object("PersonCreate", {{"name", http::text(1, 200)},
                                             {"email", http::text(1, 254)},
                                             {"roles", http::array(role_schema())},
                                             {"locale", http::one_of({"en", "nl"})}});
  route.answers = {{201, "Invited",
                    http::object("PersonInvited", {{"person", person_schema()},
                                                   {"invitation_link", http::text(), kOptional}})}};
  route.handle = [&services](const Call& call) -> Result<Response> {
    Person person;
    person.name = call.body.at("name");
    person.email = call.body.at("email");
    person.roles = roles_of(call.body.at("roles"));
    person.locale = call.body.at("locale");
    return respond(services.people.invite(call.principal(), std::move(person)),
                   [](const identity::Invited& invited) {
                     return versioned(
                         201,
                         {{"person", json_of(invited.person)}, {"invitation_link", invited.link}},
                         invited.person.version);
                   });
  };
  return route;
}

Route invite_again(const identity::Services& services) {
  Route route = people_route(Method::kPost, "/api/v1/people/{person}/invite", "invitePersonAgain",
                             "Make a new link for someone who is still invited");
  route.access = http::allow(Permission::kPeopleManage);
  route.answers = {
      {200, "A new link; earlier ones are no longer good",
       http::object("PersonInvitedAgain",
                    {{"person", person_schema()}, {"invitation_link", http::text(), kOptional}})}};
  route.handle = [&services](const Call& call) -> Result<Response> {
    const auto invited =
        services.people.invite_again(call.principal(), path_id<PersonId>(call.request, "person"));
    if (!invited) return tl::unexpected(invited.error());
    return versioned(200,
                     {{"person", json_of(invited->person)}, {"invitation_link", invited->link}},
                     invited->person.version);
  };
  return route;
}

Route get_person(const identity::Services& services) {
  Route route = people_route(Method::kGet, "/api/v1/people/{person}", "getPerson", "One person");
  route.runs = http::Runs::kRead;
  route.access = http::signed_in();  // oneself always; the service asks for people.read otherwise
  route.answers = {{200, "The person", person_schema()}};
  route.handle = [&services](const Call& call) -> Result<Response> {
    const auto person =
        services.people.get(call.principal(), path_id<PersonId>(call.request, "person"));
    if (!person) return tl::unexpected(person.error());
    return person_response(*person);
  };
  return route;
}

Route change_person(const identity::Services& services) {
  Route route = people_route(Method::kPatch, "/api/v1/people/{person}", "changePerson",
                             "Change someone's name, address or roles");
  route.access = http::allow(Permission::kPeopleManage);
  route.needs_if_match = true;
  route.body = http::object("PersonPatch", {{"name", http::text(1, 200), kOptional},
                                            {"email", http::text(1, 254), kOptional},
                                            {"roles", http::array(role_schema()), kOptional}});
  route.answers = {{200, "The person as changed", person_schema()}};
  route.handle = [&services](const Call& call) -> Result<Response> {
    identity::PersonChange change;
    change.name = text_of(call.body, "name");
    change.email = text_of(call.body, "email");
    if (call.body.contains("roles")) change.roles = roles_of(call.body.at("roles"));
    return respond(
        services.people.update(call.principal(), path_id<PersonId>(call.request, "person"), change,
                               version_of(call.request)),
        person_response);
  };
  return route;
}

Route change_profile(const identity::Services& services) {
  Route route = people_route(Method::kPatch, "/api/v1/people/me", "changeProfile",
                             "Change one's own name, language or time zone");
  route.access = http::signed_in();
  route.body = http::object("ProfilePatch", {{"name", http::text(1, 200), kOptional},
                                             {"locale", http::one_of({"en", "nl"}), kOptional},
                                             {"time_zone", http::text(0, 100), kOptional}});
  route.answers = {{200, "Oneself as changed", person_schema()}};
  route.handle = [&services](const Call& call) -> Result<Response> {
    identity::PersonChange change;
    change.name = text_of(call.body, "name");
    change.locale = text_of(call.body, "locale");
    change.time_zone = text_of(call.body, "time_zone");
    return respond(services.people.update_self(call.principal(), change), person_response);
  };
  return route;
}

Route change_password(const identity::Services& services) {
  Route route = people_route(Method::kPost, "/api/v1/people/me/password", "changePassword",
                             "Change one's own password");
  route.description = "All other sessions of the person end.";
  route.access = http::signed_in();
  route.attempts_a_minute = 20;
  route.body = http::object(
      "PasswordChange", {{"current", http::text(1, 1'000)}, {"password", http::text(1, 1'000)}});
  route.answers = {{204, "Changed", std::nullopt}};
  route.handle = [&services](const Call& call) -> Result<Response> {
    const std::string current = call.body.at("current");
    const std::string next = call.body.at("password");
    const auto done = services.passwords.change(call.principal(), current, next, call.request.peer);
    return done ? http::empty_response() : http::problem_response(done.error());
  };
  return route;
}

Route set_activity(const identity::Services& services, bool is_active) {
  Route route = is_active ? people_route(Method::kPost, "/api/v1/people/{person}/reactivate",
                                         "reactivatePerson", "Let someone sign in again")
                          : people_route(Method::kPost, "/api/v1/people/{person}/deactivate",
                                         "deactivatePerson",
                                         "End someone's sessions and let them sign in no more");
  route.access = http::allow(Permission::kPeopleManage);
  route.answers = {{200, "The person as changed", person_schema()}};
  route.handle = [&services, is_active](const Call& call) -> Result<Response> {
    const auto id = path_id<PersonId>(call.request, "person");
    const auto person = is_active ? services.people.reactivate(call.principal(), id)
                                  : services.people.deactivate(call.principal(), id);
    if (!person) return tl::unexpected(person.error());
    return person_response(*person);
  };
  return route;
}

Route export_person(const identity::Services& services) {
  Route route = people_route(Method::kGet, "/api/v1/people/{person}/export", "exportPerson",
                             "All personal data of someone");
  route.access =
      http::signed_in();  // oneself always; the service asks for personal.export otherwise
  route.answers = {{200, "The data as JSON", http::object("PersonExport", {})}};
  route.answers[0].schema = http::map_of(http::Schema());
  route.handle = [&services](const Call& call) -> Result<Response> {
    auto document =
        services.privacy.export_person(call.principal(), path_id<PersonId>(call.request, "person"));
    if (!document) return tl::unexpected(document.error());
    Response response = http::json_response(200, std::move(*document));
    response.headers.emplace_back("Content-Disposition",
                                  "attachment; filename=\"personal-data.json\"");
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
  };
  return route;
}

Route erase_person(const identity::Services& services) {
  Route route = people_route(Method::kPost, "/api/v1/people/{person}/erase", "erasePerson",
                             "Erase someone's personal data, for good");
  route.access = http::allow(Permission::kPersonalErase);
  route.answers = {{204, "Erased", std::nullopt}};
  route.handle = [&services](const Call& call) -> Result<Response> {
    const auto done =
        services.privacy.erase(call.principal(), path_id<PersonId>(call.request, "person"));
    if (!done) return tl::unexpected(done.error());
    return http::empty_response();
  };
  return route;
}

Route list_roles() {
  Route route = people_route(Method::kGet, "/api/v1/roles", "listRoles", "What each role may do");
  route.runs = http::Runs::kRead;
  route.access = http::signed_in();
  route.answers = {
      {200, "Every role with its permissions",
       http::page_of(
           "RolePermissionsPage",
           http::object("RolePermissions", {{"role", role_schema()},
                                            {"permissions", http::array(permission_schema())}}))}};
  route.handle = [](const Call&) -> Result<Response> {
    Json items = Json::array();
    for (const identity::Role role : identity::all_roles())
      items.push_back(
          {{"role", name_of(role)}, {"permissions", json_of(identity::permissions_of({role}))}});
    return page(std::move(items), std::nullopt);
  };
  return route;
}

}  // namespace

http::Routes people_routes(const identity::Services& services) {
  return {list_people(services),     invite_person(services),       invite_again(services),
          get_person(services),      change_person(services),       change_profile(services),
          change_password(services), set_activity(services, false), set_activity(services, true),
          export_person(services),   erase_person(services),        list_roles()};
}

}  // namespace bailiwick::platform::api
