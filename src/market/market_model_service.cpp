#include "market/market_model_service.hpp"

#include <nlohmann/json.hpp>

#include "market/market_store.hpp"
#include "platform/identity/environment.hpp"

namespace bailiwick::market {
namespace {

namespace audit = platform::audit;
namespace db = platform::db;
namespace identity = platform::identity;
namespace jobs = platform::jobs;
using identity::Permission;

constexpr std::int64_t kMicrosADay = std::int64_t{24} * 3600 * 1'000'000;

Error changed() {
  return {ErrorCode::kPrecondition, "M034",
          "The model was changed since you read it: read it again and repeat your change."};
}

Result<void> may_read_accounts(const identity::Principal& principal) {
  const auto may = identity::require(principal, Permission::kMarketRead);
  return may ? identity::require(principal, Permission::kCrmRead) : may;
}

Errors formula_mistakes(const formula::Schema& schema, const WorkloadModel& model) {
  const auto compiled = compile_workload(schema, model, formula::Advice::kAsked);
  return compiled ? Errors() : compiled.error();
}
Errors formula_mistakes(const formula::Schema& schema, const PotentialModel& model) {
  const auto compiled = compile_potential(schema, model, formula::Advice::kAsked);
  return compiled ? Errors() : compiled.error();
}

}  // namespace

std::string_view finding_of(const RuleCounts& counts) {
  if (counts.counted > 0) return {};
  if (counts.held == 0) return "never_held";
  return counts.no_amount == counts.held ? "no_amount" : "overtaken";
}

Result<WorkloadModel> MarketModelService::workload(const Principal& principal) const {
  if (const auto may = identity::require(principal, Permission::kMarketRead); !may)
    return tl::unexpected(may.error());
  return parts_.market.database.read([&](db::Connection& connection) {
    return market_store::workload_model(connection, principal.tenant);
  });
}

Result<PotentialModel> MarketModelService::potential(const Principal& principal) const {
  if (const auto may = identity::require(principal, Permission::kMarketRead); !may)
    return tl::unexpected(may.error());
  return parts_.market.database.read([&](db::Connection& connection) {
    return market_store::potential_model(connection, principal.tenant);
  });
}

Result<void> MarketModelService::check_layer(Connection& connection, TenantId tenant,
                                             const std::optional<LayerId>& layer) const {
  if (!layer) return {};
  const auto found = layer_store::find_layer(connection, {tenant, *layer});
  if (!found) return tl::unexpected(found.error());
  if (*found) return {};
  return tl::unexpected(Error{ErrorCode::kInvalidInput, "M095",
                              "There is no such unit layer in the company.", "/layer"});
}

template <class Model>
Checked<Model> MarketModelService::put(const Principal& principal, Model model,
                                       std::optional<std::int64_t> version,
                                       Result<Model> (*read)(Connection&, TenantId),
                                       std::string_view kind) const {
  if (const auto may = identity::require(principal, Permission::kMarketManage); !may)
    return fail(Errors{may.error()});
  Errors errors = mistakes_of(model);
  const auto schema = parts_.market.accounts.schema(principal.tenant);
  if (!schema) return fail(Errors{schema.error()});
  // A formula that is too long is told so alone.
  if (errors.empty()) errors = formula_mistakes(*schema, model);
  if (!errors.empty()) return fail(std::move(errors));
  const auto done = parts_.market.database.write([&](db::Connection& connection) -> Result<Model> {
    const auto before = read(connection, principal.tenant);
    if (!before) return tl::unexpected(before.error());
    if (version && *version != before->version) return tl::unexpected(changed());
    const auto layer = check_layer(connection, principal.tenant, model.layer);
    if (!layer) return tl::unexpected(layer.error());
    Model after = model;
    after.version = before->version + 1;
    const auto put = market_store::put_model(
        connection, {.tenant = principal.tenant, .at = parts_.market.now(), .by = principal.person},
        after);
    if (!put) return tl::unexpected(put.error());
    const auto logged = parts_.market.log.append(
        connection, {principal.tenant, identity::actor_of(principal), "market_model.changed",
                     std::string(kind), audit::Details().number("version", after.version)});
    if (!logged) return tl::unexpected(logged.error());
    const auto told =
        parts_.market.outbox.emit(connection, {.tenant = principal.tenant,
                                               .name = "market_model.updated",
                                               .audience = {.permission = Permission::kMarketRead},
                                               .data = nlohmann::json{{"kind", kind}}.dump()});
    if (!told) return tl::unexpected(told.error());
    const auto job = enqueue_count(parts_.queue, connection, principal.tenant, principal.person);
    if (!job) return tl::unexpected(job.error());
    return after;
  });
  if (!done) return fail(Errors{done.error()});
  return *done;
}

Checked<WorkloadModel> MarketModelService::change(const Principal& principal, WorkloadModel model,
                                                  std::optional<std::int64_t> version) const {
  return put(principal, std::move(model), version, &market_store::workload_model, "workload");
}

Checked<PotentialModel> MarketModelService::change(const Principal& principal, PotentialModel model,
                                                   std::optional<std::int64_t> version) const {
  return put(principal, std::move(model), version, &market_store::potential_model, "potential");
}

Checked<Tried> MarketModelService::try_out(const Principal& principal, PotentialModel model) const {
  if (const auto may = may_read_accounts(principal); !may) return fail(Errors{may.error()});
  Errors errors = mistakes_of(model);
  const auto schema = parts_.market.accounts.schema(principal.tenant);
  if (!schema) return fail(Errors{schema.error()});
  if (errors.empty()) errors = formula_mistakes(*schema, model);
  if (!errors.empty()) return fail(std::move(errors));
  const auto reckoning = parts_.counter.reckoning(principal.tenant, &model);
  if (!reckoning) return fail(reckoning.error());
  Tried tried{.model = std::move(model), .currency = reckoning->currency};
  tried.rules.resize(tried.model.rules.size());
  std::vector<RuleCounts> counts(tried.rules.size());
  const AccountReach reach{.tenant = principal.tenant, .viewer = &principal};
  const auto sales =
      read_sales(parts_.counter.parts().sales, reach, parts_.market.now(), reckoning->currency);
  if (!sales) return fail(Errors{sales.error()});
  const Distances distances(*reckoning);
  const auto read = parts_.counter.parts().accounts.each_batch_of(
      reach, reckoning->schema, [&](const AccountBatch& batch) -> Result<void> {
        const ReportedRows reported(batch.rows, reckoning->money, reporting_of(*reckoning));
        const auto told =
            potentials_of(reckoning->potential, reported.rows(), reckoning->currency, &counts);
        if (!told) return tl::unexpected(told.error());
        return reckon(*reckoning, distances, *sales, batch, [&](const ReckonedAccount& account) {
          tried.figures.add(account.figures);
          if (!account.potential.rule) return;
          auto& named = tried.rules[*account.potential.rule].accounts;
          if (named.size() < kTriedAccounts)
            named.push_back({account.id, std::string(account.name), account.potential.amount});
        });
      });
  if (!read) return fail(Errors{read.error()});
  for (std::size_t r = 0; r < counts.size(); ++r) tried.rules[r].counts = counts[r];
  return tried;
}

Result<jobs::Job> MarketModelService::count(const Principal& principal,
                                            std::optional<LayerId> layer) const {
  if (const auto may = identity::require(principal, Permission::kMarketManage); !may)
    return tl::unexpected(may.error());
  if (layer)
    if (const auto loaded = parts_.counter.layer(principal.tenant, *layer); !loaded)
      return tl::unexpected(loaded.error());
  return parts_.market.database.write([&](db::Connection& connection) {
    return enqueue_count(parts_.queue, connection, principal.tenant, principal.person);
  });
}

Result<void> MarketModelService::recount(Connection& connection, TenantId tenant,
                                         Instant at) const {
  const auto counted = market_store::is_counted(connection, tenant);
  if (!counted) return tl::unexpected(counted.error());
  if (!*counted) return {};
  const auto job = enqueue_count(parts_.queue, connection, tenant, {}, at);
  if (!job) return tl::unexpected(job.error());
  return {};
}

Result<void> MarketModelService::enqueue_nightly() const {
  const Instant before(parts_.market.now().micros() - kMicrosADay);
  return parts_.market.database.write([&](db::Connection& connection) -> Result<void> {
    const auto stale = market_store::companies_counted_before(connection, before);
    if (!stale) return tl::unexpected(stale.error());
    for (const TenantId tenant : *stale) {
      const auto job = enqueue_count(parts_.queue, connection, tenant, {});
      if (!job) return tl::unexpected(job.error());
    }
    return {};
  });
}

jobs::JobKind count_kind(const MarketCounter& counter) {
  return {.name = std::string(kCountKind),
          .run = [&counter](jobs::JobContext& context) -> Result<jobs::JobOutcome> {
            const TenantId tenant = context.job().tenant;
            auto counted = std::make_shared<CompanyCount>();
            auto outcome = counter.count_company(tenant, [&](double share) {
              context.progress(share, "Counting accounts");
              return !context.is_stopping();
            });
            if (!outcome) return tl::unexpected(outcome.error().front());
            *counted = std::move(*outcome);
            const nlohmann::json result = {{"accounts", counted->sums.front().figures.accounts},
                                           {"layers", counted->live.size()}};
            return jobs::JobOutcome{.result = result.dump(),
                                    .save = [counted, tenant](db::Connection& connection) {
                                      return MarketCounter::store(connection, tenant, *counted);
                                    }};
          }};
}

}  // namespace bailiwick::market
