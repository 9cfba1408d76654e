#include "main/demo.hpp"

#include <array>

#include <fmt/core.h>

#include "main/demo_crm.hpp"
#include "main/demo_organisation.hpp"
#include "platform/identity/codes.hpp"

namespace bailiwick {
namespace {

namespace identity = platform::identity;
using identity::Principal;
using identity::Role;

// In the middle of its country, so that a day's visits are by day.
constexpr auto kTimeZone = "America/Chicago";

struct Member {
  Role role;
  std::string_view word;
  std::string_view name;
};
constexpr std::array kMembers = {Member{Role::kAdmin, "admin", "Demo Admin"},
                                 Member{Role::kPlanner, "planner", "Demo Planner"},
                                 Member{Role::kManager, "manager", "Demo Manager"},
                                 Member{Role::kRep, "rep", "Demo Rep"},
                                 Member{Role::kFinance, "finance", "Demo Finance"},
                                 Member{Role::kPeopleOps, "people-ops", "Demo People"},
                                 Member{Role::kAuditor, "auditor", "Demo Auditor"}};

// Who take leads besides the seats of the regions.
constexpr std::array kInsideSales = {Member{Role::kRep, "riley.chen", "Riley Chen"},
                                     Member{Role::kRep, "morgan.blake", "Morgan Blake"}};

std::string email_of(const Member& member) { return fmt::format("{}@demo.example", member.word); }

Checked<Principal> sign_in(const Application& application, const std::string& email,
                           const std::string& password) {
  auto in = application.identity().sign_in.with_password(
      {.email = email, .password = password, .peer = "demo", .previous_cookie = {}});
  if (!in) return fail(Errors{in.error()});
  return in->principal;
}

Checked<Principal> make_company(const Application& application, const DemoRequest& request) {
  const auto is_new = application.identity().companies.needs_setup();
  if (!is_new) return fail(Errors{is_new.error()});
  if (!*is_new) {
    return fail(Errors{{ErrorCode::kConflict, "X030",
                        "This installation has a company already; the demonstration needs an empty "
                        "one. Give another folder: --data FOLDER."}});
  }
  identity::NewCompany company;
  company.company.name = "Demo Company";
  if (identity::is_time_zone(kTimeZone)) company.company.time_zone = kTimeZone;
  company.admin.name = kMembers.front().name;
  company.admin.email = email_of(kMembers.front());
  company.password = request.password;
  const auto made = application.identity().companies.add(company);
  if (!made) return fail(made.error());
  return sign_in(application, company.admin.email, request.password);
}

// The member's id.
Checked<PersonId> add_member(const Application& application, const Principal& admin,
                             const Member& member, const std::string& password) {
  identity::Person person;
  person.name = member.name;
  person.email = email_of(member);
  person.roles = {member.role};
  const auto invited = application.identity().people.invite(admin, person);
  if (!invited) return fail(invited.error());
  const std::string token = invited->link.substr(invited->link.find("token=") + 6);
  const auto in = application.identity().passwords.accept_invitation(
      {.token = token, .password = password, .locale = "en", .previous_cookie = {}});
  if (!in) return fail(in.error());
  return invited->person.id;
}

Checked<void> make_plan(const Application& application, const Principal& planner,
                        const DemoRequest& request) {
  const auto dataset = application.plans().add_dataset(planner, "US ZIP codes", request.units_csv);
  if (!dataset) return fail(dataset.error());
  const auto plan = application.plans().create(
      planner, {.name = fmt::format("United States in {}", request.territories),
                .dataset = dataset->id,
                .territories = request.territories,
                .balance = {{request.measure, request.tolerance}},
                .seconds = request.seconds});
  if (!plan) return fail(plan.error());
  return {};
}

// Those whose files are there. The smaller first.
Checked<void> add_layers(const Application& application, const Principal& planner,
                         const DemoRequest& request) {
  if (!request.has_layers) return {};
  const auto built_in = application.layers().built_in();
  for (auto state = built_in.rbegin(); state != built_in.rend(); ++state) {
    if (!state->missing.empty()) continue;
    const auto added = application.layers().add_built_in(planner, state->layer->key);
    if (!added) return fail(added.error());
  }
  return {};
}

}  // namespace

Checked<std::vector<DemoPerson>> make_demo(Application& application, const DemoRequest& request) {
  const auto admin = make_company(application, request);
  if (!admin) return fail(admin.error());
  std::vector<DemoPerson> people = {
      {email_of(kMembers.front()), std::string(kMembers.front().word)}};
  std::array<PersonId, kMembers.size()> ids;
  for (std::size_t m = 1; m < kMembers.size(); ++m) {
    const auto added = add_member(application, *admin, kMembers[m], request.password);
    if (!added) return fail(added.error());
    ids[m] = *added;
    people.push_back({email_of(kMembers[m]), std::string(kMembers[m].word)});
  }
  DemoStaff staff{.manager = ids[2], .rep = ids[3], .inside_sales = {}};
  for (const Member& member : kInsideSales) {
    const auto added = add_member(application, *admin, member, request.password);
    if (!added) return fail(added.error());
    staff.inside_sales.push_back(*added);
  }
  const auto organisation = make_demo_organisation(application, *admin, staff);
  if (!organisation) return fail(organisation.error());
  const auto planner = sign_in(application, email_of(kMembers[1]), request.password);
  if (!planner) return fail(planner.error());
  const DemoCrm crm{.units_csv = request.units_csv, .organisation = *organisation};
  if (const auto known = make_demo_crm(application, *planner, crm); !known)
    return fail(known.error());
  if (const auto gone = see_off(application, *admin, *organisation); !gone)
    return fail(gone.error());
  if (request.units_csv.empty()) return people;
  if (const auto planned = make_plan(application, *planner, request); !planned)
    return fail(planned.error());
  if (const auto added = add_layers(application, *planner, request); !added)
    return fail(added.error());
  return people;
}

}  // namespace bailiwick
