#include "main/demo_crm.hpp"

#include <utility>
#include <vector>

#include <fmt/core.h>

#include "main/demo_accounts.hpp"
#include "main/demo_leads.hpp"
#include "main/demo_names.hpp"
#include "main/demo_places.hpp"
#include "main/demo_rules.hpp"
#include "main/demo_sales.hpp"
#include "main/demo_writer.hpp"

namespace bailiwick {
namespace {

using platform::identity::Principal;

Checked<void> add_ideal_customer(const market::IcpService& icp, const Principal& planner) {
  const std::vector<market::Criterion> criteria = {
      {.name = "More than 150 employees", .formula = "employees > 150", .weight = 30},
      {.name = "Health care or food",
       .formula = "industry in [\"Health care\", \"Food\"]",
       .weight = 25},
      {.name = "Growing by a tenth", .formula = "growth >= 0.1", .weight = 20},
      {.name = "Revenue above 10 million",
       .formula = "annual_revenue > 10000000 && annual_revenue_currency == \"USD\"",
       .weight = 15},
      {.name = "Easy to serve", .formula = "complexity <= 3", .weight = 10}};
  const auto draft =
      icp.put_draft(planner, {.name = "Mid-size and growing", .criteria = criteria}, std::nullopt);
  if (!draft) return fail(draft.error());
  const auto active = icp.activate(planner, draft->version);
  if (!active) return fail(active.error());
  return {};
}

// This year's revenue, a twelfth above last year's, shared out down the tree by potential; once the market is counted.
Checked<void> add_running_objective(const Application& application, const Principal& planner,
                                    const DemoCrm& demo) {
  const int year = year_month_day(application.alignment().today()).year;
  const auto day = [](int of, std::int32_t month, std::int32_t date) {
    return local_date({.year = of, .month = month, .day = date}).value_or(LocalDate());
  };
  const auto before = application.crm().performance.revenue(
      planner, {.span = crm::Days{day(year - 1, 1, 1), day(year - 1, 12, 31)}, .kind = "invoice"});
  if (!before) return fail(before.error());
  constexpr std::int64_t kThousand = 1'000'00;
  const auto sold =
      reported(before->table.total.amount.exact().value_or(Decimal()), before->table.reporting);
  const std::int64_t last_year = sold ? sold->minor : 0;
  const auto objective = application.objectives().add(
      planner, {.id = {},
                .name = fmt::format("Revenue in {}", year),
                .first_day = day(year, 1, 1),
                .last_day = day(year, 12, 31),
                .target = (last_year + last_year / 12) / kThousand * kThousand + kThousand,
                .currency = Currency::parse("USD")});
  if (!objective) return fail(objective.error());
  market::ShareAsk ask{.shares = {{.territory = demo.organisation.country}},
                       .by = market::ShareBy::kPotential};
  for (const auto& [name, region] : demo.organisation.regions)
    ask.shares.push_back({.territory = region});
  const auto shared =
      application.objectives().share(planner, objective->id, ask, objective->version);
  if (!shared) return fail(shared.error());
  return {};
}

// New business of next year, divided among the regions by how many accounts there are to win.
Checked<void> add_objective(const Application& application, const Principal& planner,
                            const DemoCrm& demo) {
  const int year = year_month_day(application.alignment().today()).year + 1;
  const auto day = [&](std::int32_t month, std::int32_t date) {
    return local_date({.year = year, .month = month, .day = date}).value_or(LocalDate());
  };
  const auto objective =
      application.objectives().add(planner, {.id = {},
                                             .name = fmt::format("New business in {}", year),
                                             .first_day = day(1, 1),
                                             .last_day = day(12, 31),
                                             .metric = market::Metric::kNewBusinessRevenue,
                                             .target = 2'500'000'00,
                                             .currency = Currency::parse("USD")});
  if (!objective) return fail(objective.error());
  const auto counts =
      application.alignment().accounts_of_territories(planner, application.alignment().today());
  if (!counts) return fail(Errors{counts.error()});
  std::vector<market::ObjectiveShare> shares;
  for (const auto& [name, region] : demo.organisation.regions)
    for (const alignment::AccountCount& count : *counts)
      if (count.territory == region) shares.push_back({.territory = region, .weight = count.own});
  const auto shared = application.objectives().share(planner, objective->id, {.shares = shares},
                                                     objective->version);
  if (!shared) return fail(shared.error());
  return {};
}

// How the company reckons: the workload model that every company begins with, and what its trades usually spend. Then it is counted, so that there is
// something to look at.
Checked<void> add_market_models(const Application& application, const Principal& planner) {
  const auto& models = application.market_models();
  const auto workload = models.change(planner, market::first_workload_model(), std::nullopt);
  if (!workload) return fail(workload.error());
  market::PotentialModel potential = market::first_potential_model();
  potential.rules = {
      {.name = "Health care",
       .formula = "industry == \"Health care\"",
       .amount = "employees * 240"},
      {.name = "Food", .formula = "industry == \"Food\"", .amount = "employees * 150"},
      {.name = "A thousandth of their revenue",
       .formula = "annual_revenue_currency == \"USD\"",
       .amount = "annual_revenue / 1000"}};
  potential.serviceable = "country == \"US\" && employees >= 20";
  // Above what is sold already, which is about two fifths.
  potential.obtainable = Decimal::from_units(Int128{6} * (Decimal::kUnit / 10));
  const auto changed = models.change(planner, potential, std::nullopt);
  if (!changed) return fail(changed.error());
  const auto counted =
      application.market_counter().count_company(planner.tenant, [](double) { return true; });
  if (!counted) return fail(counted.error());
  const auto stored = application.database().write([&](platform::db::Connection& connection) {
    return market::MarketCounter::store(connection, planner.tenant, *counted);
  });
  if (!stored) return fail(Errors{stored.error()});
  return {};
}

// One transaction: two thousand records are two thousand commits otherwise.
template <class Work>
Checked<void> at_once(const Application& application, Work&& work) {
  Errors mistakes;
  const auto written = application.database().write([&](platform::db::Connection&) -> Result<void> {
    const Checked<void> done = work();
    if (done) return {};
    mistakes = done.error();
    return tl::unexpected(mistakes.front());
  });
  if (!written) return fail(mistakes.empty() ? Errors{written.error()} : mistakes);
  return {};
}

}  // namespace

Checked<void> make_demo_crm(const Application& application, const Principal& planner,
                            const DemoCrm& demo) {
  const auto places = demo_places_of(demo.units_csv);
  if (!places) return fail(places.error());
  crm::CustomField field{.key = "service_level",
                         .label = "Service level",
                         .type = crm::FieldType::kChoice,
                         .choices = {"Gold", "Silver", "Bronze"}};
  if (const auto added = application.crm().settings.add_field(planner, field); !added)
    return fail(added.error());
  DemoNames names(kDemoSeed);
  const DemoGround ground{.places = *places, .organisation = demo.organisation, .names = names};
  const DemoRuling ruling{.organisation = demo.organisation, .has_states = places->has_states};
  std::vector<DemoAccount> accounts;
  const auto known = at_once(application, [&]() -> Checked<void> {
    auto added = add_demo_accounts(application, planner, ground);
    if (!added) return fail(added.error());
    accounts = std::move(*added);
    return add_demo_sales(application, planner,
                          {.organisation = demo.organisation, .accounts = accounts});
  });
  if (!known) return known;
  if (const auto ruled = activate_demo_rules(application, planner, ruling); !ruled) return ruled;
  const auto led = at_once(application, [&] {
    return add_demo_leads(application, planner, {.ground = ground, .accounts = accounts});
  });
  if (!led) return led;
  if (const auto drafted = draft_demo_rules(application, planner, ruling); !drafted) return drafted;
  if (const auto profiled = add_ideal_customer(application.icp(), planner); !profiled)
    return profiled;
  if (const auto aimed = add_objective(application, planner, demo); !aimed) return aimed;
  if (const auto counted = add_market_models(application, planner); !counted) return counted;
  return add_running_objective(application, planner, demo);
}

}  // namespace bailiwick
