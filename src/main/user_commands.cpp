// `bailiwick user list|add|password|deactivate|reactivate`: people, for who runs the server and may have locked everybody out.
#include <nlohmann/json.hpp>
#include <ostream>

#include <fmt/core.h>

#include "main/application_command.hpp"
#include "main/operator.hpp"
#include "main/secret_input.hpp"
#include "main/server_commands.hpp"
#include "main/settings.hpp"
#include "platform/config/values.hpp"

namespace bailiwick {
namespace {

namespace command = platform::command;
namespace identity = platform::identity;
using command::Console;
using command::ExitCode;
using command::ParsedOptions;

constexpr std::string_view kListTeaching =
    R"(Lists the people of every company: address, name, status, roles, company.

Examples
  bailiwick user list
  bailiwick user list --json)";

constexpr std::string_view kAddTeaching =
    R"(Invites somebody, as an administrator does in the browser, and prints the link by which they choose a password. Where there is no
company yet, --company NAME makes it, with this person as its administrator; the password is then read from BAILIWICK_PASSWORD or from the
first line of standard input.

Examples
  bailiwick user add kim@example.com --name "Kim" --roles planner,manager
  bailiwick user add kim@example.com --name "Kim" --company "Example Ltd" <password.txt)";

constexpr std::string_view kPasswordTeaching =
    R"(Sets somebody's password, and ends their sessions. It is read from BAILIWICK_PASSWORD or from the first line of standard input, never
from the command line, where others could read it.

Examples
  bailiwick user password kim@example.com <password.txt)";

constexpr std::string_view kDeactivateTeaching =
    R"(Ends somebody's sessions and tokens and lets them sign in no more. Their records stay; `bailiwick user reactivate` undoes it.

Examples
  bailiwick user deactivate kim@example.com)";

constexpr std::string_view kReactivateTeaching =
    R"(Lets somebody who was deactivated sign in again.

Examples
  bailiwick user reactivate kim@example.com)";

std::string joined_roles(const std::set<identity::Role>& roles) {
  std::string text;
  for (const identity::Role role : roles) {
    if (!text.empty()) text += ',';
    text += identity::name_of(role);
  }
  return text;
}

nlohmann::ordered_json json_of(const identity::Person& person, const identity::Company& company) {
  return {{"id", person.id.text()},
          {"email", person.email},
          {"name", person.name},
          {"status", identity::name_of(person.status)},
          {"roles", joined_roles(person.roles)},
          {"company", company.name},
          {"tenant", company.id.text()}};
}

Result<std::vector<identity::Person>> everybody(Application& application,
                                                const identity::Company& company) {
  std::vector<identity::Person> all;
  identity::PeopleFilter filter;
  filter.limit = identity::kPeoplePageMax;
  for (;;) {
    auto page = application.identity().people.list(operator_of(company.id), filter);
    if (!page) return tl::unexpected(page.error());
    all.insert(all.end(), page->begin(), page->end());
    if (static_cast<std::int64_t>(page->size()) < filter.limit) return all;
    filter.after = {page->back().name, page->back().id};
  }
}

ExitCode list(Application& application, const ParsedOptions& options, const Console& console) {
  const bool is_json = options.has("json");
  const auto companies = companies_of(application);
  if (!companies) return command::report_errors({companies.error()}, is_json, console);
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const identity::Company& company : *companies) {
    const auto people = everybody(application, company);
    if (!people) return command::report_errors({people.error()}, is_json, console);
    for (const identity::Person& person : *people) {
      json.push_back(json_of(person, company));
      if (!is_json)
        console.out << fmt::format("{:<34} {:<24} {:<12} {:<24} {}\n", person.email, person.name,
                                   identity::name_of(person.status), joined_roles(person.roles),
                                   company.name);
    }
  }
  if (is_json) console.out << json.dump(2) << "\n";
  if (!is_json && json.empty())
    console.out
        << "There is nobody yet: open the server in a browser, or see bailiwick user add --help.\n";
  return ExitCode::kOk;
}

Result<std::set<identity::Role>> roles_of(const ParsedOptions& options) {
  std::set<identity::Role> roles;
  for (const std::string& word :
       platform::config::split_list(options.value("roles").value_or("planner"))) {
    const auto role = identity::parse_role(word);
    if (!role) {
      return fail(
          ErrorCode::kInvalidInput, "X051",
          fmt::format(
              "--roles: \"{}\" is no role. Roles are admin, planner, manager, rep, finance, "
              "people-ops and auditor, separated by commas.",
              word));
    }
    roles.insert(*role);
  }
  return roles;
}

ExitCode add_company(Application& application, const ParsedOptions& options,
                     const Console& console) {
  const bool is_json = options.has("json");
  const auto password = read_secret("BAILIWICK_PASSWORD");
  if (!password) return command::report_errors({password.error()}, is_json, console);
  identity::NewCompany request;
  request.company.name = options.value("company").value_or("");
  request.admin.name = options.value("name").value_or("");
  request.admin.email = options.operands.front();
  request.password = *password;
  const auto made = application.identity().companies.add(request);
  if (!made) return command::report_errors(made.error(), is_json, console);
  if (is_json) {
    console.out << nlohmann::ordered_json{{"id", made->person.text()},
                                          {"email", request.admin.email},
                                          {"name", request.admin.name},
                                          {"roles", identity::name_of(identity::Role::kAdmin)},
                                          {"company", request.company.name},
                                          {"tenant", made->tenant.text()}}
                       .dump()
                << "\n";
  } else {
    console.out << fmt::format("{} ({}) may sign in as administrator of {}.\n", request.admin.name,
                               request.admin.email, request.company.name);
  }
  return ExitCode::kOk;
}

// The company that was named by its id, or the only one.
Result<identity::Company> company_for(Application& application, const ParsedOptions& options) {
  const auto companies = companies_of(application);
  if (!companies) return tl::unexpected(companies.error());
  const auto wanted = options.value("tenant");
  for (const identity::Company& company : *companies) {
    if (wanted ? company.id.text() == *wanted : companies->size() == 1) return company;
  }
  return fail(ErrorCode::kInvalidInput, "X052",
              companies->empty()
                  ? "There is no company yet: make it with --company NAME."
                  : "Say which company: --tenant ID. `bailiwick user list --json` shows the ids.");
}

ExitCode add(Application& application, const ParsedOptions& options, const Console& console) {
  if (options.has("company")) return add_company(application, options, console);
  const bool is_json = options.has("json");
  const auto company = company_for(application, options);
  if (!company) return command::report_errors({company.error()}, is_json, console);
  const auto roles = roles_of(options);
  if (!roles) return command::report_errors({roles.error()}, is_json, console);
  identity::Person person;
  person.email = options.operands.front();
  person.name = options.value("name").value_or("");
  person.roles = *roles;
  const auto invited = application.identity().people.invite(operator_of(company->id), person);
  if (!invited) return command::report_errors(invited.error(), is_json, console);
  if (is_json) {
    auto json = json_of(invited->person, *company);
    json["link"] = invited->link;
    console.out << json.dump() << "\n";
  } else {
    console.out << fmt::format(
        "{} ({}) is invited to {} as {}.\n"
        "Hand them this link; by it they choose a password, once and within seven days:\n{}\n",
        invited->person.name, invited->person.email, company->name,
        joined_roles(invited->person.roles), invited->link);
  }
  return ExitCode::kOk;
}

ExitCode set_password(Application& application, const ParsedOptions& options,
                      const Console& console) {
  const auto password = read_secret("BAILIWICK_PASSWORD");
  if (!password) return command::report_errors({password.error()}, options.has("json"), console);
  const auto set =
      application.identity().passwords.set_by_operator(options.operands.front(), *password);
  if (!set) return command::report_errors(set.error(), options.has("json"), console);
  console.out << "The password is set; sessions are ended.\n";
  return ExitCode::kOk;
}

ExitCode set_active(Application& application, const ParsedOptions& options, const Console& console,
                    bool is_active) {
  const bool is_json = options.has("json");
  const auto found = person_by_email(application, options.operands.front());
  if (!found) return command::report_errors({found.error()}, is_json, console);
  const auto& people = application.identity().people;
  const auto principal = operator_of(found->tenant);
  const auto done = is_active ? people.reactivate(principal, found->person.id)
                              : people.deactivate(principal, found->person.id);
  if (!done) return command::report_errors({done.error()}, is_json, console);
  console.out << fmt::format("{} is {}.\n", done->email, identity::name_of(done->status));
  return ExitCode::kOk;
}

ExitCode deactivate(Application& application, const ParsedOptions& options,
                    const Console& console) {
  return set_active(application, options, console, false);
}

ExitCode reactivate(Application& application, const ParsedOptions& options,
                    const Console& console) {
  return set_active(application, options, console, true);
}

command::CommandSpec about_person(std::string_view name, std::string_view summary,
                                  std::string_view teaching) {
  auto spec = server_command(name, summary, "ADDRESS [OPTIONS]", teaching);
  spec.operands_min = spec.operands_max = 1;
  return spec;
}

}  // namespace

std::vector<command::Command> user_commands() {
  constexpr std::string_view kGroup = "The person";
  auto add_spec =
      about_person("user add", "invite somebody, or make the first company", kAddTeaching);
  add_spec.options.insert(
      add_spec.options.begin(),
      {{"name", "NAME", kGroup, "Their name."},
       {"roles", "ROLES", kGroup, "Their roles, separated by commas. Usually planner."},
       {"company", "NAME", kGroup, "Make this company, with the person as its administrator."},
       {"tenant", "ID", kGroup, "The company, where there are several."}});
  return {{server_command("user list", "everybody who may sign in", "[OPTIONS]", kListTeaching),
           run_with_application<list>},
          {add_spec, run_with_application<add>},
          {about_person("user password", "set a password", kPasswordTeaching),
           run_with_application<set_password>},
          {about_person("user deactivate", "let somebody sign in no more", kDeactivateTeaching),
           run_with_application<deactivate>},
          {about_person("user reactivate", "let somebody sign in again", kReactivateTeaching),
           run_with_application<reactivate>}};
}

}  // namespace bailiwick
