#include "market/icp_service.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include <fmt/core.h>

#include "market/icp_store.hpp"
#include "platform/identity/environment.hpp"
#include "platform/identity/validate.hpp"

namespace bailiwick::market {
namespace {

namespace audit = platform::audit;
namespace db = platform::db;
namespace identity = platform::identity;
using identity::Permission;

Error no_profile(std::string_view which) {
  return {ErrorCode::kNotFound, "M030",
          fmt::format("There is no {} profile of the ideal customer yet.",
                      which.empty() ? "active or draft" : which)};
}

Error changed() {
  return {ErrorCode::kPrecondition, "M034",
          "The profile was changed since you read it: read it again and repeat your change."};
}

// Somebody was faster: a profile is written on what one has read, never over another's.
Error is_there() {
  return {ErrorCode::kPrecondition, "M034",
          "There is a draft already, which you have not read: read it, and repeat your change with "
          "its version."};
}

Error mistake(std::string_view rule, std::string message, std::string pointer) {
  return {ErrorCode::kInvalidInput, std::string(rule), std::move(message), std::move(pointer)};
}

void check_criteria(const std::vector<Criterion>& criteria, Errors& errors) {
  if (criteria.empty() || criteria.size() > kCriteriaMax)
    errors.push_back(
        mistake("M032", fmt::format("A profile has 1 to {} criteria.", kCriteriaMax), "/criteria"));
  std::set<std::string_view> names;
  for (std::size_t c = 0; c < criteria.size(); ++c) {
    const Criterion& criterion = criteria[c];
    const std::string at = fmt::format("/criteria/{}", c);
    if (!identity::is_name(criterion.name))
      errors.push_back(
          mistake("M031", fmt::format("A criterion's name has 1 to {} characters.", kNameLengthMax),
                  at + "/name"));
    else if (!names.insert(criterion.name).second)
      errors.push_back(mistake(
          "M032",
          fmt::format("Two criteria are called \"{}\": give one another name.", criterion.name),
          at + "/name"));
    if (criterion.weight < 1 || criterion.weight > kWeightMax)
      errors.push_back(mistake("M033",
                               fmt::format("A weight is a whole number from 1 to {}.", kWeightMax),
                               at + "/weight"));
    if (criterion.formula.size() > kFormulaBytesMax)
      errors.push_back(mistake(
          "M037", fmt::format("A criterion's formula has at most {} bytes.", kFormulaBytesMax),
          at + "/formula"));
  }
}

Result<void> may_score(const identity::Principal& principal) {
  const auto may = identity::require(principal, Permission::kMarketRead);
  return may ? identity::require(principal, Permission::kCrmRead) : may;
}

bool is_version(const IcpProfile& profile, std::optional<std::int64_t> version) {
  return !version || profile.version == *version;
}

}  // namespace

Result<Profiles> IcpService::profiles(const Principal& principal) const {
  if (const auto may = identity::require(principal, Permission::kMarketRead); !may)
    return tl::unexpected(may.error());
  return parts_.database.read([&](db::Connection& connection) -> Result<Profiles> {
    auto active = icp_store::find_profile(connection, principal.tenant, ProfileState::kActive);
    if (!active) return tl::unexpected(active.error());
    auto draft = icp_store::find_profile(connection, principal.tenant, ProfileState::kDraft);
    if (!draft) return tl::unexpected(draft.error());
    return Profiles{.active = std::move(*active), .draft = std::move(*draft)};
  });
}

Result<IcpProfile> IcpService::read_profile(TenantId tenant, std::string_view which) const {
  return parts_.database.read([&](db::Connection& connection) -> Result<IcpProfile> {
    for (const ProfileState state : {ProfileState::kActive, ProfileState::kDraft}) {
      if (!which.empty() && which != name_of(state)) continue;
      auto found = icp_store::find_profile(connection, tenant, state);
      if (!found) return tl::unexpected(found.error());
      if (*found) return std::move(**found);
    }
    return tl::unexpected(no_profile(which));
  });
}

Checked<IcpService::Ready> IcpService::ready(TenantId tenant,
                                             const std::vector<Criterion>& criteria) const {
  const auto schema = parts_.accounts.schema(tenant);
  if (!schema) return fail(Errors{schema.error()});
  auto program = compile_criteria(*schema, criteria);
  if (!program) return fail(program.error());
  const LocalDate today = utc_date(parts_.now());
  auto exchange = parts_.database.read([&](db::Connection& connection) {
    return identity::read_exchange(connection, tenant, today, today);
  });
  if (!exchange) return fail(Errors{exchange.error()});
  auto money = money_fields(program->program.schema(), {&program->program});
  return Ready{.program = std::move(*program),
               .money = std::move(money),
               .exchange = std::move(*exchange),
               .today = today};
}

Result<Errors> IcpService::mistakes_of(TenantId tenant, const ProfileText& text,
                                       formula::Advice advice) const {
  Errors errors;
  if (!identity::is_name(text.name))
    errors.push_back(
        mistake("M031", fmt::format("A name has 1 to {} characters.", kNameLengthMax), "/name"));
  check_criteria(text.criteria, errors);
  const auto schema = parts_.accounts.schema(tenant);
  if (!schema) return tl::unexpected(schema.error());
  const auto program = compile_criteria(*schema, text.criteria, advice);
  if (!program) errors.insert(errors.end(), program.error().begin(), program.error().end());
  return errors;
}

Result<void> IcpService::tell(Connection& connection, const Principal& principal,
                              const IcpProfile& profile, audit::Word action) const {
  const auto logged = parts_.log.append(
      connection, {principal.tenant, identity::actor_of(principal), action, profile.id.text(),
                   audit::Details()
                       .code("state", name_of(profile.state))
                       .number("criteria", static_cast<std::int64_t>(profile.criteria.size()))});
  if (!logged) return tl::unexpected(logged.error());
  const nlohmann::json data = {{"id", profile.id.text()}, {"state", name_of(profile.state)}};
  return parts_.outbox.emit(connection, {.tenant = principal.tenant,
                                         .name = "icp.updated",
                                         .audience = {.permission = Permission::kMarketRead},
                                         .data = data.dump()});
}

Checked<IcpProfile> IcpService::put_draft(const Principal& principal, const ProfileText& text,
                                          std::optional<std::int64_t> version) const {
  if (const auto may = identity::require(principal, Permission::kMarketManage); !may)
    return fail(Errors{may.error()});
  auto mistakes = mistakes_of(principal.tenant, text, formula::Advice::kAsked);
  if (!mistakes) return fail(Errors{mistakes.error()});
  if (!mistakes->empty()) return fail(std::move(*mistakes));
  const IcpProfileId fresh(parts_.ids.next());
  const auto put = parts_.database.write([&](db::Connection& connection) -> Result<IcpProfile> {
    const auto found = icp_store::find_profile(connection, principal.tenant, ProfileState::kDraft);
    if (!found) return tl::unexpected(found.error());
    if (!version && *found) return tl::unexpected(is_there());
    if (version && (!*found || !is_version(**found, version))) return tl::unexpected(changed());
    IcpProfile draft{.id = fresh, .name = {}, .criteria = {}, .created_at = parts_.now()};
    if (*found) draft = **found;
    draft.name = text.name;
    draft.criteria = text.criteria;
    const auto written =
        *found ? rewrite(connection, principal, draft) : write_first(connection, principal, draft);
    if (!written) return tl::unexpected(written.error());
    const auto told = tell(connection, principal, draft, "icp.changed");
    if (!told) return tl::unexpected(told.error());
    return draft;
  });
  // Two that make a draft at once: the table has room for one.
  if (!put && put.error().code == ErrorCode::kConflict) return fail(Errors{is_there()});
  if (!put) return fail(Errors{put.error()});
  return *put;
}

Result<void> IcpService::rewrite(Connection& connection, const Principal& principal,
                                 IcpProfile& draft) {
  const auto updated = icp_store::update_profile(connection, principal.tenant, draft);
  if (!updated) return tl::unexpected(updated.error());
  if (!*updated) return tl::unexpected(changed());
  ++draft.version;
  return {};
}

// A version that no profile has had: whoever still holds that of an earlier draft does not write over this one.
Result<void> IcpService::write_first(Connection& connection, const Principal& principal,
                                     IcpProfile& draft) {
  const auto highest = icp_store::highest_version(connection, principal.tenant);
  if (!highest) return tl::unexpected(highest.error());
  draft.version = *highest + 1;
  return icp_store::insert_profile(connection, principal.tenant, draft, principal.person);
}

Result<void> IcpService::give_up_draft(const Principal& principal,
                                       std::optional<std::int64_t> version) const {
  if (const auto may = identity::require(principal, Permission::kMarketManage); !may) return may;
  return parts_.database.write([&](db::Connection& connection) -> Result<void> {
    const auto found = icp_store::find_profile(connection, principal.tenant, ProfileState::kDraft);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return tl::unexpected(no_profile("draft"));
    if (!is_version(**found, version)) return tl::unexpected(changed());
    // Kept with its version, which no later draft is to have.
    IcpProfile archived = **found;
    archived.state = ProfileState::kArchived;
    const auto updated = icp_store::update_profile(connection, principal.tenant, archived);
    if (!updated) return tl::unexpected(updated.error());
    if (!*updated) return tl::unexpected(changed());
    return tell(connection, principal, **found, "icp.given_up");
  });
}

Checked<IcpProfile> IcpService::activate(const Principal& principal,
                                         std::optional<std::int64_t> version) const {
  if (const auto may = identity::require(principal, Permission::kMarketManage); !may)
    return fail(Errors{may.error()});
  const auto draft = read_profile(principal.tenant, name_of(ProfileState::kDraft));
  if (!draft) return fail(Errors{draft.error()});
  // The company's fields may have changed since it was written.
  auto mistakes =
      mistakes_of(principal.tenant, {draft->name, draft->criteria}, formula::Advice::kNotAsked);
  if (!mistakes) return fail(Errors{mistakes.error()});
  if (!mistakes->empty()) return fail(std::move(*mistakes));
  const auto done = parts_.database.write([&](db::Connection& connection) -> Result<IcpProfile> {
    if (!is_version(*draft, version)) return tl::unexpected(changed());
    const auto before =
        icp_store::find_profile(connection, principal.tenant, ProfileState::kActive);
    if (!before) return tl::unexpected(before.error());
    if (*before) {
      IcpProfile archived = **before;
      archived.state = ProfileState::kArchived;
      const auto updated = icp_store::update_profile(connection, principal.tenant, archived);
      if (!updated) return tl::unexpected(updated.error());
    }
    IcpProfile active = *draft;
    active.state = ProfileState::kActive;
    active.activated_at = parts_.now();
    const auto updated = icp_store::update_profile(connection, principal.tenant, active);
    if (!updated) return tl::unexpected(updated.error());
    if (!*updated) return tl::unexpected(changed());
    ++active.version;
    const auto told = tell(connection, principal, active, "icp.activated");
    if (!told) return tl::unexpected(told.error());
    return active;
  });
  if (!done) return fail(Errors{done.error()});
  return *done;
}

Checked<IcpScores> IcpService::scores(const Principal& principal, std::string_view which,
                                      std::size_t best_max) const {
  if (const auto may = may_score(principal); !may) return fail(Errors{may.error()});
  const auto profile = read_profile(principal.tenant, which);
  if (!profile) return fail(Errors{profile.error()});
  const auto made = ready(principal.tenant, profile->criteria);
  if (!made) return fail(made.error());
  ScoreRun run(made->program, std::min(best_max, kBestMax));
  std::int64_t without_rate = 0;
  // Only the accounts that they see are read, not all of the company's.
  const auto all = [](const std::optional<TerritoryId>&) { return true; };
  const auto read = parts_.accounts.each_batch_of(
      {.tenant = principal.tenant, .viewer = &principal}, made->schema(),
      [&](const AccountBatch& batch) {
        const ReportedRows reported(batch.rows, made->money, made->reporting());
        for (std::size_t row = 0; row < batch.ids.size(); ++row)
          without_rate += reported.is_without_rate(row) ? 1 : 0;
        AccountBatch converted = batch;
        converted.rows = reported.rows();
        return run.add(converted, all);
      });
  if (!read) return fail(Errors{read.error()});
  IcpScores scores{.profile = *profile, .table = run.take()};
  scores.table.without_rate = without_rate;
  return scores;
}

Checked<AccountScore> IcpService::score(const Principal& principal, AccountId account,
                                        std::string_view which) const {
  if (const auto may = may_score(principal); !may) return fail(Errors{may.error()});
  const auto profile = read_profile(principal.tenant, which);
  if (!profile) return fail(Errors{profile.error()});
  const auto made = ready(principal.tenant, profile->criteria);
  if (!made) return fail(made.error());
  auto row = parts_.accounts.row(principal, made->schema(), account);
  if (!row) return fail(Errors{row.error()});
  if (!*row)
    return fail(
        Errors{{ErrorCode::kNotFound, "M035", "There is no such account within your scope."}});
  const bool is_without_rate = report_row(**row, made->money, made->reporting());
  return AccountScore{.account = account,
                      .profile = *profile,
                      .explanation = explain_score(made->program, **row),
                      .is_without_rate = is_without_rate};
}

Checked<FittedProfile> IcpService::fit(const Principal& principal, std::string_view which,
                                       std::vector<Criterion> criteria) const {
  if (const auto may = may_score(principal); !may) return fail(Errors{may.error()});
  if (criteria.empty()) {
    auto profile = read_profile(principal.tenant, which);
    if (!profile) return fail(Errors{profile.error()});
    criteria = std::move(profile->criteria);
  }
  Errors mistakes;
  check_criteria(criteria, mistakes);
  if (!mistakes.empty()) return fail(std::move(mistakes));
  const auto made = ready(principal.tenant, criteria);
  if (!made) return fail(made.error());
  const auto deals = parts_.accounts.closed_deals(principal);
  if (!deals) return fail(Errors{deals.error()});
  std::int64_t closed = 0;
  for (const ClosedDeals& some : *deals) closed += some.won + some.lost;
  if (closed > kClosedMax)
    return fail(Errors{{ErrorCode::kLimit, "M036",
                        fmt::format("There are {} closed opportunities; a fit takes at most {}.",
                                    closed, kClosedMax)}});
  FittedProfile fitted{.criteria = std::move(criteria), .fit = {}};
  std::vector<FitRow> rows;
  const auto read = parts_.accounts.each_batch_of(
      {.tenant = principal.tenant, .viewer = &principal}, made->schema(),
      [&](const AccountBatch& batch) -> Result<void> {
        const ReportedRows reported(batch.rows, made->money, made->reporting());
        const auto marks = marks_of(made->program, reported.rows());
        if (!marks) return tl::unexpected(marks.error());
        for (std::size_t i = 0; i < batch.ids.size(); ++i) {
          const auto found =
              std::ranges::lower_bound(*deals, batch.ids[i], {}, &ClosedDeals::account);
          if (found == deals->end() || found->account != batch.ids[i]) continue;
          rows.push_back({.marks = (*marks)[i], .won = found->won, .lost = found->lost});
          fitted.without_rate += reported.is_without_rate(i) ? 1 : 0;
        }
        return {};
      });
  if (!read) return fail(Errors{read.error()});
  fitted.accounts = static_cast<std::int64_t>(rows.size());
  fitted.fit = fit_icp(std::move(rows), fitted.criteria.size());
  return fitted;
}

}  // namespace bailiwick::market
