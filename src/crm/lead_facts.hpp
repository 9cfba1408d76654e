// What is known of a lead when it arrives: the account that it would be, which of the company's accounts it comes from, and how many leads people have. For
// the routing of leads (planning). In the transaction of the connection that is given.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "alignment/model.hpp"
#include "base/result.hpp"
#include "crm/custom_field.hpp"
#include "crm/record.hpp"
#include "formula/schema.hpp"
#include "formula/value.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::crm {

// The fields of accounts as formulas have them, the company's own among them.
struct AccountFields {
  std::vector<CustomField> custom;
  formula::Schema schema;
};
[[nodiscard]] Result<AccountFields> account_fields(platform::db::Connection& connection,
                                                   TenantId tenant);

// The lead as a row of that schema: its company is the name; every other field that both have, custom ones too, is the same; the rest is empty. Pure.
[[nodiscard]] std::vector<formula::Value> as_account(const Record& lead,
                                                     const AccountFields& fields);

// How an account was found to be a lead's: named by the lead; a contact there has the lead's e-mail address; its website has the address's domain, unless that
// is one that anybody can have an address at; its name has the same words and it has the same postal code.
enum class MatchedBy { kGiven, kContact, kDomain, kName };
[[nodiscard]] std::string_view name_of(MatchedBy by);  // "given", "contact", "domain", "name"

struct AccountMatch {
  alignment::AccountId account;
  MatchedBy by = MatchedBy::kGiven;
  std::vector<formula::Value> row;  // of the schema
};
inline constexpr std::size_t kAccountMatchesMax = 20;
// Those that are not hidden, the surest way first and by id within it; at most kAccountMatchesMax. O(log accounts) by marks (marks.hpp): a mark that more
// share tells nothing.
[[nodiscard]] Result<std::vector<AccountMatch>> matching_accounts(
    platform::db::Connection& connection, TenantId tenant, const Record& lead,
    const AccountFields& fields);

// "example.com" of "Ann@Example.com"; empty where it is no address, or of a provider that anybody can have an address at. Pure.
[[nodiscard]] std::string company_domain(std::string_view email);

// Whether a lead counts as open: neither hidden nor further than "working". Pure.
[[nodiscard]] bool is_open_lead(const Record& lead);
// How many open leads somebody has. O(their open leads).
[[nodiscard]] Result<std::int64_t> open_leads(platform::db::Connection& connection, TenantId tenant,
                                              PersonId person);
// A lead of a body as the API has it, to try something with: it has no id. Every mistake, by its pointer.
[[nodiscard]] Checked<Record> lead_from(platform::db::Connection& connection, TenantId tenant,
                                        const nlohmann::json& body);
// Leads by their ids, whoever asks, hidden ones too; in no order.
[[nodiscard]] Result<std::vector<Record>> leads_by_ids(platform::db::Connection& connection,
                                                       TenantId tenant, std::span<const Uuid> ids);

}  // namespace bailiwick::crm
