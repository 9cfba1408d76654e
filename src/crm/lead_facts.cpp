#include "crm/lead_facts.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "crm/field_value.hpp"
#include "crm/marks.hpp"
#include "crm/record_formula.hpp"
#include "crm/record_json.hpp"
#include "crm/record_store.hpp"
#include "crm/settings_store.hpp"
#include "crm/words.hpp"

namespace bailiwick::crm {
namespace {

constexpr std::string_view kMatchNames[] = {"given", "contact", "domain", "name"};

// Where anybody can have an address: it tells nothing about a company. Sorted.
constexpr std::array<std::string_view, 28> kPublicDomains = {
    "aol.com",     "free.fr",     "gmail.com",   "gmx.de",     "gmx.net",        "googlemail.com",
    "hetnet.nl",   "home.nl",     "hotmail.com", "hotmail.nl", "icloud.com",     "kpnmail.nl",
    "laposte.net", "live.com",    "live.nl",     "mail.com",   "me.com",         "msn.com",
    "online.nl",   "outlook.com", "planet.nl",   "proton.me",  "protonmail.com", "telenet.be",
    "web.de",      "xs4all.nl",   "yahoo.com",   "ziggo.nl"};

std::string said_in(const Record& record, std::string_view field) {
  const auto* text = std::get_if<std::string>(&record.value(field));
  return text == nullptr ? std::string() : *text;
}

// Which records have a mark; none where more have it than a mark tells of.
Result<std::vector<Uuid>> marked(db::Connection& connection, TenantId tenant, ObjectKind object,
                                 const std::string& mark) {
  const auto limit = static_cast<std::int64_t>(kAccountMatchesMax + 1);
  auto found = db::query_all(
      connection,
      "SELECT record_id FROM record_mark WHERE tenant_id = $1 AND object = $2 AND mark = $3 ORDER "
      "BY record_id LIMIT $4",
      {tenant, static_cast<int>(object), mark, limit},
      [](const db::Row& row) { return row.uuid(0); });
  if (found && found->size() > kAccountMatchesMax) found->clear();
  return found;
}

// Accounts by how they were found, each in the surest way.
class Matches {
 public:
  void add(const Uuid& account, MatchedBy by) {
    const auto [at, is_new] = by_.emplace(account, by);
    if (!is_new) at->second = std::min(at->second, by);
  }
  Result<void> add_marked(db::Connection& connection, TenantId tenant, const std::string& mark,
                          MatchedBy by) {
    const auto found = marked(connection, tenant, ObjectKind::kAccount, mark);
    if (!found) return tl::unexpected(found.error());
    for (const Uuid& account : *found) add(account, by);
    return {};
  }
  // The accounts of those who have the address.
  Result<void> add_contacts(db::Connection& connection, TenantId tenant, const std::string& email) {
    const auto people = marked(connection, tenant, ObjectKind::kContact, "m " + email);
    if (!people) return tl::unexpected(people.error());
    const auto contacts =
        find_by_ids(connection, tenant, object_of(ObjectKind::kContact), {}, *people);
    if (!contacts) return tl::unexpected(contacts.error());
    for (const Record& contact : *contacts)
      if (const auto* account = std::get_if<Uuid>(&contact.value("account"));
          account != nullptr && !contact.is_deleted)
        add(*account, MatchedBy::kContact);
    return {};
  }
  [[nodiscard]] const std::map<Uuid, MatchedBy>& all() const { return by_; }

 private:
  std::map<Uuid, MatchedBy> by_;
};

Result<Matches> candidates_of(db::Connection& connection, TenantId tenant, const Record& lead) {
  Matches matches;
  if (const auto* account = std::get_if<Uuid>(&lead.value("account"))) {
    matches.add(*account, MatchedBy::kGiven);
    return matches;
  }
  Result<void> added;
  const std::string email = ascii_lower(said_in(lead, "email"));
  if (!email.empty()) added = matches.add_contacts(connection, tenant, email);
  if (const std::string domain = company_domain(email); added && !domain.empty())
    added = matches.add_marked(connection, tenant, "w " + domain, MatchedBy::kDomain);
  if (const std::string name = name_words(lead.title());
      added && !name.empty() && !said_in(lead, "postal_code").empty())
    added = matches.add_marked(connection, tenant, title_key("n " + name), MatchedBy::kName);
  if (!added) return tl::unexpected(added.error());
  return matches;
}

}  // namespace

std::string_view name_of(MatchedBy by) { return kMatchNames[static_cast<std::size_t>(by)]; }

Result<AccountFields> account_fields(db::Connection& connection, TenantId tenant) {
  auto custom = custom_fields(connection, tenant, ObjectKind::kAccount);
  if (!custom) return tl::unexpected(custom.error());
  AccountFields fields{.custom = std::move(*custom), .schema = {}};
  fields.schema = formula_schema(object_of(ObjectKind::kAccount), fields.custom);
  return fields;
}

std::vector<formula::Value> as_account(const Record& lead, const AccountFields& fields) {
  Record account = blank_record(ObjectKind::kAccount);
  const ObjectSpec& object = account.object();
  for (std::size_t f = 0; f < object.fields.size(); ++f) {
    const auto same = lead.object().index_of(object.fields[f].name);
    if (same && lead.object().fields[*same].type == object.fields[f].type)
      account.values[f] = lead.values[*same];
  }
  account.values[object.at("name")] = lead.value("company");
  account.external_id = lead.external_id;
  for (const CustomField& field : fields.custom) {
    const auto value = lead.custom.find(field.key);
    if (value == lead.custom.end()) continue;
    // A field of the lead with the same key may be of another type.
    const auto fitting =
        value_from_kept(CustomSpec(field).spec(), json_of(CustomSpec(field).spec(), value->second));
    if (fitting && !is_empty(*fitting)) account.custom.emplace(field.key, *fitting);
  }
  if (const auto* territory = std::get_if<Uuid>(&lead.value("territory")))
    account.territory = *territory;
  return formula_values(account, fields.custom);
}

std::string company_domain(std::string_view email) {
  const auto at = email.rfind('@');
  if (at == std::string_view::npos || at == 0) return {};
  std::string domain = host_of(email.substr(at + 1));
  if (std::ranges::binary_search(kPublicDomains, std::string_view(domain))) return {};
  return domain;
}

Result<std::vector<AccountMatch>> matching_accounts(db::Connection& connection, TenantId tenant,
                                                    const Record& lead,
                                                    const AccountFields& fields) {
  std::vector<AccountMatch> found;
  const auto matches = candidates_of(connection, tenant, lead);
  if (!matches) return tl::unexpected(matches.error());
  std::vector<Uuid> ids;
  for (const auto& [account, by] : matches->all()) ids.push_back(account);
  const auto accounts =
      find_by_ids(connection, tenant, object_of(ObjectKind::kAccount), fields.custom, ids);
  if (!accounts) return tl::unexpected(accounts.error());
  const std::string code = letters_of(said_in(lead, "postal_code"));
  for (const Record& account : *accounts) {
    const MatchedBy by = matches->all().at(account.id.uuid);
    if (account.is_deleted) continue;
    if (by == MatchedBy::kName && letters_of(said_in(account, "postal_code")) != code) continue;
    found.push_back({.account = alignment::AccountId(account.id.uuid),
                     .by = by,
                     .row = formula_values(account, fields.custom)});
  }
  std::ranges::sort(found, {},
                    [](const AccountMatch& one) { return std::pair(one.by, one.account); });
  if (found.size() > kAccountMatchesMax) found.resize(kAccountMatchesMax);
  return found;
}

bool is_open_lead(const Record& lead) {
  const std::string status = said_in(lead, "status");
  return !lead.is_deleted && (status.empty() || status == "new" || status == "working");
}

Result<std::int64_t> open_leads(db::Connection& connection, TenantId tenant, PersonId person) {
  // As the index lead_open has it.
  const auto count = db::query_one(
      connection,
      "SELECT COUNT(*) FROM lead WHERE tenant_id = $1 AND owner = $2 AND is_deleted = 0 AND "
      "COALESCE(status, 'new') IN ('new', 'working')",
      {tenant, person}, [](const db::Row& row) { return row.int64(0); });
  if (!count) return tl::unexpected(count.error());
  return count->value_or(0);
}

Checked<Record> lead_from(db::Connection& connection, TenantId tenant, const nlohmann::json& body) {
  const auto custom = custom_fields(connection, tenant, ObjectKind::kLead);
  if (!custom) return fail(Errors{custom.error()});
  Record lead = blank_record(ObjectKind::kLead);
  Errors mistakes = set_fields(lead, *custom, body);
  for (Error& error : missing_fields(lead)) mistakes.push_back(std::move(error));
  if (!mistakes.empty()) return fail(std::move(mistakes));
  return lead;
}

Result<std::vector<Record>> leads_by_ids(db::Connection& connection, TenantId tenant,
                                         std::span<const Uuid> ids) {
  const auto custom = custom_fields(connection, tenant, ObjectKind::kLead);
  if (!custom) return tl::unexpected(custom.error());
  std::vector<Record> all;
  for (std::size_t first = 0; first < ids.size(); first += kExternalIdsMax) {
    const auto part = ids.subspan(first, std::min(kExternalIdsMax, ids.size() - first));
    auto found = find_by_ids(connection, tenant, object_of(ObjectKind::kLead), *custom, part);
    if (!found) return tl::unexpected(found.error());
    std::ranges::move(*found, std::back_inserter(all));
  }
  return all;
}

}  // namespace bailiwick::crm
