#include "planning/offer_store.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "planning/board_bytes.hpp"
#include "planning/offer_json.hpp"

namespace bailiwick::planning {
namespace {

using platform::db::Row;
using platform::db::Value;

constexpr std::array<std::pair<OfferState, std::string_view>, 4> kOfferStates = {{
    {OfferState::kRunning, "running"},
    {OfferState::kOpen, "open"},
    {OfferState::kAccepted, "accepted"},
    {OfferState::kDismissed, "dismissed"},
}};

Result<void> done(const Result<std::int64_t>& count) {
  if (!count) return tl::unexpected(count.error());
  return {};
}

Offer head_of(const Row& row) {
  Offer offer;
  offer.id = row.id<OfferTag>(0);
  offer.plan = row.id<PlanTag>(1);
  offer.job = row.id<platform::jobs::JobTag>(2);
  offer.state = parse_offer_state(row.text(3)).value_or(OfferState::kDismissed);
  offer.revision = row.int64(4);
  offer.request = optimise_request_of(nlohmann::json::parse(row.text(5)));
  offer.at = row.instant(6);
  if (!row.is_null(7)) offer.by = row.id<PersonTag>(7);
  offer.figures = row.text(8);
  offer.units_moved = row.int64(9);
  return offer;
}

}  // namespace

std::string_view name_of(OfferState state) {
  return std::ranges::find(kOfferStates, state, &std::pair<OfferState, std::string_view>::first)
      ->second;
}

std::optional<OfferState> parse_offer_state(std::string_view word) {
  const auto found =
      std::ranges::find(kOfferStates, word, &std::pair<OfferState, std::string_view>::second);
  if (found == kOfferStates.end()) return std::nullopt;
  return found->first;
}

namespace offer_store {

Result<void> insert(db::Connection& connection, TenantId tenant, const Offer& offer) {
  return done(connection.execute(
      "INSERT INTO plan_offer (tenant_id, plan_id, offer_id, job_id, state, revision, request, "
      "made_at, made_by, figures, units_moved, in_front) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, "
      "$9, "
      "$10, $11, $12)",
      {tenant, offer.plan, offer.id, offer.job, name_of(offer.state), offer.revision,
       to_json(offer.request).dump(), offer.at, offer.by.is_nil() ? Value() : Value(offer.by),
       offer.figures, offer.units_moved, std::int64_t{offer.is_of_front}}));
}

Result<void> update(db::Connection& connection, TenantId tenant, const Offer& offer) {
  const std::optional<std::string> patch =
      offer.patch ? std::optional(patch_text(*offer.patch)) : std::nullopt;
  return done(connection.execute(
      "UPDATE plan_offer SET state = $4, patch = $5, figures = $6, units_moved = $7, revision = $8 "
      "WHERE tenant_id = $1 AND plan_id = $2 AND offer_id = $3",
      {tenant, offer.plan, offer.id, name_of(offer.state), patch, offer.figures, offer.units_moved,
       offer.revision}));
}

Result<std::optional<Offer>> find(db::Connection& connection, const store::PlanKey& key,
                                  OfferId offer) {
  return db::query_one(
      connection,
      "SELECT offer_id, plan_id, job_id, state, revision, request, made_at, made_by, figures, "
      "units_moved, patch FROM plan_offer WHERE tenant_id = $1 AND plan_id = $2 AND offer_id = $3",
      {key.tenant, key.plan, offer}, [](const Row& row) {
        Offer found = head_of(row);
        if (!row.is_null(10)) found.patch = patch_from(row.text(10));
        return found;
      });
}

Result<std::vector<Offer>> of_job(db::Connection& connection, const store::PlanKey& key,
                                  platform::jobs::JobId job) {
  return db::query_all(
      connection,
      "SELECT offer_id, plan_id, job_id, state, revision, request, made_at, made_by, figures, "
      "units_moved FROM plan_offer WHERE tenant_id = $1 AND plan_id = $2 AND job_id = $3 "
      "AND in_front = 1 ORDER BY offer_id",
      {key.tenant, key.plan, job}, head_of);
}

Result<void> remove_of_job(db::Connection& connection, const store::PlanKey& key,
                           platform::jobs::JobId job) {
  return done(connection.execute(
      "DELETE FROM plan_offer WHERE tenant_id = $1 AND plan_id = $2 AND job_id = $3",
      {key.tenant, key.plan, job}));
}

Result<void> insert_front(db::Connection& connection, const store::PlanKey& key,
                          const AskedFront& front) {
  return done(connection.execute(
      "INSERT INTO plan_front (tenant_id, plan_id, job_id, asked_at, asked_by) "
      "VALUES ($1, $2, $3, $4, $5)",
      {key.tenant, key.plan, front.job, front.at, front.by.is_nil() ? Value() : Value(front.by)}));
}

Result<bool> has_front(db::Connection& connection, const store::PlanKey& key,
                       platform::jobs::JobId job) {
  const auto found = db::query_one(
      connection,
      "SELECT job_id FROM plan_front WHERE tenant_id = $1 AND plan_id = $2 AND job_id = $3",
      {key.tenant, key.plan, job},
      [](const Row& row) { return row.id<platform::jobs::JobTag>(0); });
  if (!found) return tl::unexpected(found.error());
  return found->has_value();
}

Result<std::vector<AskedFront>> fronts(db::Connection& connection, const store::PlanKey& key,
                                       std::int64_t limit) {
  return db::query_all(
      connection,
      "SELECT f.job_id, f.asked_at, f.asked_by, (SELECT count(*) FROM plan_offer o "
      "WHERE o.tenant_id = f.tenant_id AND o.plan_id = f.plan_id AND o.job_id = f.job_id "
      "AND o.in_front = 1) FROM plan_front f WHERE f.tenant_id = $1 AND f.plan_id = $2 "
      "ORDER BY f.job_id DESC LIMIT $3",
      {key.tenant, key.plan, limit}, [](const Row& row) {
        AskedFront front{
            .job = row.id<platform::jobs::JobTag>(0), .at = row.instant(1), .points = row.int64(3)};
        if (!row.is_null(2)) front.by = row.id<PersonTag>(2);
        return front;
      });
}

Result<std::vector<Offer>> list(db::Connection& connection, const store::PlanKey& key,
                                std::int64_t limit) {
  return db::query_all(
      connection,
      "SELECT offer_id, plan_id, job_id, state, revision, request, made_at, made_by, figures, "
      "units_moved FROM plan_offer WHERE tenant_id = $1 AND plan_id = $2 "
      "AND (in_front = 0 OR state = 'accepted') ORDER BY offer_id DESC LIMIT $3",
      {key.tenant, key.plan, limit}, head_of);
}

}  // namespace offer_store

}  // namespace bailiwick::planning
