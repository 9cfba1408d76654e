#include "platform/identity/company_service.hpp"

#include <utility>

#include "platform/identity/company_store.hpp"
#include "platform/identity/password_rules.hpp"
#include "platform/identity/validate.hpp"

namespace bailiwick::platform::identity {
namespace {

auto refuse_second() {
  return fail(
      ErrorCode::kConflict, "I005",
      "This server has been set up already: sign in, or ask an administrator for an invitation.");
}

// The setup's fields lie one level down ("/admin/name").
void add_below(Errors& all, Errors some, std::string_view parent) {
  for (Error& error : some) {
    error.pointer = std::string(parent) + error.pointer;
    all.push_back(std::move(error));
  }
}

// What changed, for the audit log: the fields' names, never what people typed.
audit::Details changes_between(const Company& before, const Company& after) {
  audit::Details details;
  if (before.name != after.name) details.truth("name", true);
  if (before.country != after.country) details.code("country", after.country);
  if (before.currency != after.currency) details.code("currency", after.currency);
  if (before.time_zone != after.time_zone) details.code("time_zone", after.time_zone);
  if (before.locale != after.locale) details.code("locale", after.locale);
  if (before.fiscal_year_start_month != after.fiscal_year_start_month)
    details.number("fiscal_year_start_month", after.fiscal_year_start_month);
  if (before.week_start != after.week_start) details.code("week_start", after.week_start);
  if (before.retention_days != after.retention_days)
    details.number("retention_days", after.retention_days);
  if (before.holidays != after.holidays)
    details.number("holidays", static_cast<std::int64_t>(after.holidays.size()));
  if (before.sign_in_domains != after.sign_in_domains)
    details.number("sign_in_domains", static_cast<std::int64_t>(after.sign_in_domains.size()));
  return details;
}

}  // namespace

Result<bool> Companies::needs_setup() const {
  const auto any = environment_.database.read(is_any_company);
  if (!any) return tl::unexpected(any.error());
  return !*any;
}

Checked<std::string> Companies::check_and_hash(const NewCompany& request) const {
  Errors mistakes;
  add_below(mistakes, company_mistakes(request.company), "/company");
  Person admin = request.admin;
  admin.roles = {Role::kAdmin};
  add_below(mistakes, person_mistakes(admin), "/admin");
  Errors password = password_mistakes(request.password, {.name = admin.name, .email = admin.email});
  for (Error& error : password) error.pointer = "/password";
  add_below(mistakes, std::move(password), "/admin");
  if (!mistakes.empty()) return fail(std::move(mistakes));
  auto hash = environment_.hasher.hash(request.password);
  if (!hash) return fail(Errors{hash.error()});
  return std::move(*hash);
}

Result<PersonKey> Companies::insert(db::Connection& connection, const NewCompany& request,
                                    const std::string& password_hash) const {
  const Instant now = environment_.now();
  Company company = request.company;
  company.id = TenantId(environment_.ids.next());
  company.version = 1;
  const auto added = insert_company(connection, company, now);
  if (!added) return tl::unexpected(added.error());
  Person admin = request.admin;
  admin.id = PersonId(environment_.ids.next());
  admin.roles = {Role::kAdmin};
  admin.status = PersonStatus::kActive;
  admin.created_at = now;
  admin.version = 1;
  const auto person = insert_person(connection, company.id, admin);
  if (!person) return tl::unexpected(person.error());
  const PersonKey key{.tenant = company.id, .person = admin.id};
  const auto password = set_password_hash(connection, key, password_hash, now);
  if (!password) return tl::unexpected(password.error());
  const auto told = environment_.audit.append(
      connection, {.tenant = company.id,
                   .actor = {},
                   .action = "company.created",
                   .subject = company.id.text(),
                   .details = audit::Details().id("administrator", admin.id)});
  if (!told) return tl::unexpected(told.error());
  return key;
}

Checked<SignedIn> Companies::set_up(const NewCompany& request) const {
  // Asked before the mistakes: who comes too late needs to know that, not that the password is short.
  const auto is_needed = needs_setup();
  if (!is_needed) return fail(Errors{is_needed.error()});
  if (!*is_needed) return fail(Errors{refuse_second().value()});
  const auto hash = check_and_hash(request);
  if (!hash) return tl::unexpected(hash.error());
  auto signed_in = environment_.database.write([&](db::Connection& connection) -> Result<SignedIn> {
    const auto any = is_any_company(connection);
    if (!any) return tl::unexpected(any.error());
    if (*any) return refuse_second();
    const auto key = insert(connection, request, *hash);
    if (!key) return tl::unexpected(key.error());
    return start_session(connection, environment_, *key,
                         {.method = "setup", .previous_cookie = request.previous_cookie});
  });
  if (!signed_in) return fail(Errors{signed_in.error()});
  return std::move(*signed_in);
}

Checked<PersonKey> Companies::add(const NewCompany& request) const {
  const auto hash = check_and_hash(request);
  if (!hash) return tl::unexpected(hash.error());
  const auto key = environment_.database.write(
      [&](db::Connection& connection) { return insert(connection, request, *hash); });
  if (!key) return fail(Errors{key.error()});
  return *key;
}

Result<Company> Companies::get(const Principal& principal) const {
  const auto allowed = require(principal, Permission::kCompanyRead);
  if (!allowed) return tl::unexpected(allowed.error());
  auto company = environment_.database.read(
      [&](db::Connection& connection) { return find_company(connection, principal.tenant); });
  if (!company) return tl::unexpected(company.error());
  if (!*company) return fail(ErrorCode::kNotFound, "I006", "There is no such company.");
  return std::move(**company);
}

Checked<Company> Companies::update(const Principal& principal, Company change) const {
  const auto allowed = require(principal, Permission::kCompanyManage);
  if (!allowed) return fail(Errors{allowed.error()});
  change.id = principal.tenant;
  Errors mistakes = company_mistakes(change);
  if (!mistakes.empty()) return fail(std::move(mistakes));
  const auto updated = environment_.database.write([&](db::Connection& connection) -> Result<void> {
    const auto before = find_company(connection, principal.tenant);
    if (!before) return tl::unexpected(before.error());
    const auto written = update_company(connection, change);
    if (!written) return tl::unexpected(written.error());
    if (!*before || !*written)
      return fail(ErrorCode::kPrecondition, "I023",
                  "It was changed by someone else since you read it: read it again and repeat your "
                  "change.");
    const auto told =
        environment_.audit.append(connection, {.tenant = principal.tenant,
                                               .actor = actor_of(principal),
                                               .action = "company.changed",
                                               .subject = principal.tenant.text(),
                                               .details = changes_between(**before, change)});
    if (!told) return tl::unexpected(told.error());
    return {};
  });
  if (!updated) return fail(Errors{updated.error()});
  ++change.version;
  return change;
}

}  // namespace bailiwick::platform::identity
