#include "main/account_source.hpp"

#include <algorithm>

#include "crm/account_fields.hpp"
#include "crm/record_formula.hpp"
#include "crm/record_store.hpp"
#include "crm/settings_store.hpp"

namespace bailiwick {
namespace {

namespace db = platform::db;
using crm::ObjectKind;

// Beyond so many accounts all of the company's are read, and the others left out.
constexpr std::size_t kLookedUpMax = 100'000;

const crm::ObjectSpec& accounts() { return crm::object_of(ObjectKind::kAccount); }

// The company's own fields, if the accounts still have the fields of that schema.
Result<std::vector<crm::CustomField>> fields_for(db::Connection& connection, TenantId tenant,
                                                 const formula::Schema& schema) {
  auto custom = crm::custom_fields(connection, tenant, ObjectKind::kAccount);
  if (!custom) return custom;
  const formula::Schema now = crm::formula_schema(accounts(), *custom);
  const auto is_there = [&](const formula::Field& field) {
    const auto found = std::ranges::find(now.fields, field.name, &formula::Field::name);
    return found != now.fields.end() && found->type == field.type;
  };
  if (std::ranges::all_of(schema.fields, is_there)) return custom;
  return fail(ErrorCode::kUnavailable, "X032",
              "The company's fields were changed while accounts were read: try again.");
}

}  // namespace

Result<formula::Schema> CrmAccountSource::schema(TenantId tenant) const {
  return database_.read([&](db::Connection& connection) -> Result<formula::Schema> {
    const auto custom = crm::custom_fields(connection, tenant, ObjectKind::kAccount);
    if (!custom) return tl::unexpected(custom.error());
    return crm::formula_schema(accounts(), *custom);
  });
}

Result<void> CrmAccountSource::each_batch(TenantId tenant, const formula::Schema& schema,
                                          const OnBatch& on_batch) const {
  return each_batch_among(tenant, schema, nullptr, on_batch);
}

// `only`: ascending; null: all.
Result<void> CrmAccountSource::each_batch_among(TenantId tenant, const formula::Schema& schema,
                                                const std::vector<Uuid>* only,
                                                const OnBatch& on_batch) const {
  planning::AccountTable table(schema);
  Uuid after;
  for (bool is_end = false; !is_end;) {
    const auto read = database_.read([&](db::Connection& connection) -> Result<void> {
      table.clear();
      const auto custom = fields_for(connection, tenant, schema);
      if (!custom) return tl::unexpected(custom.error());
      std::size_t count = 0;
      const auto told = crm::each_account_fields(
          connection, {tenant, utc_date(now_())}, *custom, schema,
          {.after = after, .limit = static_cast<std::int64_t>(planning::kAccountBatch)},
          [&](Uuid account, std::span<const formula::Value> values) {
            ++count;
            after = account;
            if (only == nullptr || std::ranges::binary_search(*only, account))
              table.add(planning::AccountId(account), values);
          });
      is_end = count < planning::kAccountBatch;
      return told;
    });
    if (!read) return read;
    if (table.size() == 0) continue;
    const auto done = on_batch(table.batch());
    if (!done) return done;
  }
  return {};
}

Result<std::vector<planning::Newcomer>> CrmAccountSource::newcomers(TenantId tenant, LocalDate day,
                                                                    Instant since) const {
  const auto found = database_.read([&](db::Connection& connection) {
    return crm::newcomers(connection, {.tenant = tenant, .day = day}, since);
  });
  if (!found) return tl::unexpected(found.error());
  std::vector<planning::Newcomer> newcomers;
  newcomers.reserve(found->size());
  for (const crm::NewAccount& one : *found)
    newcomers.push_back({planning::AccountId(one.id), one.changed_at});
  return newcomers;
}

Result<void> CrmAccountSource::each_batch_of_ids(TenantId tenant, const formula::Schema& schema,
                                                 std::span<const planning::AccountId> ids,
                                                 const OnBatch& on_batch) const {
  std::vector<Uuid> wanted;
  wanted.reserve(ids.size());
  for (const planning::AccountId id : ids) wanted.push_back(id.uuid());
  if (wanted.size() <= kLookedUpMax) return each_batch_by_ids(tenant, schema, wanted, on_batch);
  return each_batch_among(tenant, schema, &wanted, on_batch);
}

Result<void> CrmAccountSource::each_batch_of(crm::AccountsAsked asked,
                                             const formula::Schema& schema,
                                             const OnBatch& on_batch) const {
  if (asked.is_everything()) return each_batch(asked.tenant, schema, on_batch);
  asked.day = utc_date(now_());
  const auto ids = database_.read(
      [&](db::Connection& connection) { return crm::account_ids(connection, asked); });
  if (!ids) return tl::unexpected(ids.error());
  if (ids->size() <= kLookedUpMax) return each_batch_by_ids(asked.tenant, schema, *ids, on_batch);
  return each_batch_among(asked.tenant, schema, &*ids, on_batch);
}

Result<void> CrmAccountSource::each_batch_by_ids(TenantId tenant, const formula::Schema& schema,
                                                 std::span<const Uuid> ids,
                                                 const OnBatch& on_batch) const {
  planning::AccountTable table(schema);
  while (!ids.empty()) {
    const std::size_t batch_size = std::min(ids.size(), planning::kAccountBatch);
    const auto batch = ids.first(batch_size);
    ids = ids.subspan(batch_size);
    const auto read = database_.read([&](db::Connection& connection) -> Result<void> {
      table.clear();
      const auto custom = fields_for(connection, tenant, schema);
      if (!custom) return tl::unexpected(custom.error());
      for (auto rest = batch; !rest.empty();) {
        const auto some = rest.first(std::min(rest.size(), crm::kExternalIdsMax));
        rest = rest.subspan(some.size());
        const auto told = crm::each_account_fields(
            connection, {tenant, utc_date(now_())}, *custom, schema,
            {.after = {}, .limit = static_cast<std::int64_t>(some.size()), .ids = some},
            [&](Uuid account, std::span<const formula::Value> values) {
              table.add(planning::AccountId(account), values);
            });
        if (!told) return told;
      }
      return {};
    });
    if (!read) return read;
    if (table.size() == 0) continue;
    const auto done = on_batch(table.batch());
    if (!done) return done;
  }
  return {};
}

Result<std::optional<std::vector<formula::Value>>> CrmAccountSource::row(
    const platform::identity::Principal& principal, const formula::Schema& schema,
    planning::AccountId account) const {
  using Row = std::optional<std::vector<formula::Value>>;
  const crm::Viewer viewer{.principal = principal, .day = utc_date(now_())};
  return database_.read([&](db::Connection& connection) -> Result<Row> {
    const auto custom = fields_for(connection, principal.tenant, schema);
    if (!custom) return tl::unexpected(custom.error());
    const auto record = crm::find_record(connection, viewer, *custom,
                                         {.kind = ObjectKind::kAccount, .uuid = account.uuid()});
    if (!record) return tl::unexpected(record.error());
    if (!*record) return Row();
    return Row(crm::formula_values(**record, *custom));
  });
}

}  // namespace bailiwick
