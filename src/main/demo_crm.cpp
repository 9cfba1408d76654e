#include "main/demo_crm.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "base/rng.hpp"
#include "platform/files/csv.hpp"
#include "platform/files/decimal_column.hpp"

namespace bailiwick {
namespace {

namespace files = platform::files;
using crm::ObjectKind;
using Json = nlohmann::json;
using platform::identity::Principal;

constexpr std::array<std::string_view, 24> kFirst = {
    "Harbor", "Summit",  "Prairie", "Granite", "Cedar",    "Beacon",   "Canyon",   "Juniper",
    "Copper", "Meadow",  "Lantern", "Willow",  "Ironwood", "Coastal",  "Pinnacle", "Riverside",
    "Falcon", "Orchard", "Timber",  "Quartz",  "Horizon",  "Bluebird", "Anchor",   "Sterling"};
struct Trade {
  std::string_view word;
  std::string_view industry;
};
constexpr std::array<Trade, 10> kTrades = {{{"Foods", "Food"},
                                            {"Dental", "Health care"},
                                            {"Clinics", "Health care"},
                                            {"Hardware", "Retail"},
                                            {"Outfitters", "Retail"},
                                            {"Logistics", "Transport"},
                                            {"Fabrication", "Manufacturing"},
                                            {"Controls", "Manufacturing"},
                                            {"Builders", "Construction"},
                                            {"Hotels", "Hospitality"}}};
constexpr std::array<std::string_view, 5> kTitles = {"Head of purchasing", "Operations manager",
                                                     "Owner", "Finance director", "Site manager"};
constexpr std::array<std::string_view, 6> kStages = {"qualification", "needs", "proposal",
                                                     "negotiation",   "won",   "lost"};
constexpr std::array<std::string_view, 4> kNeeds = {"Faster delivery", "One contact person",
                                                    "Longer terms of payment", "Training on site"};

struct Place {
  std::string unit;
  std::string lon;
  std::string lat;
  double east = 0;
  double north = 0;
};

Checked<std::vector<Place>> places_of(const std::string& units_csv) {
  const auto text = files::text_from_bytes("units.csv", units_csv);
  if (!text) return fail(Errors{text.error()});
  const auto csv = files::parse_csv(*text);
  if (!csv) return fail(csv.error());
  const files::Table& table = csv->table;
  const auto lon = table.find("lon");
  const auto lat = table.find("lat");
  std::vector<Place> places;
  if (!lon || !lat) return places;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    Place place{.unit = std::string(table.field(row, 0)),
                .lon = std::string(table.field(row, *lon)),
                .lat = std::string(table.field(row, *lat))};
    if (!files::read_double(place.lon, false, place.east) ||
        !files::read_double(place.lat, false, place.north))
      continue;
    places.push_back(std::move(place));
  }
  return places;
}

// Roughly the four regions of the census.
std::string_view region_of(const Place& place) {
  if (place.east < -103) return "West";
  if (place.east > -80.5 && place.north > 39.5) return "Northeast";
  return place.north > 36.5 && place.east < -80.5 ? "Midwest" : "South";
}

std::string decimals(const std::string& number) {
  const std::size_t point = number.find('.');
  return point == std::string::npos ? number : number.substr(0, std::min(number.size(), point + 7));
}

class Writer {
 public:
  Writer(const Application& application, const Principal& planner, const DemoCrm& demo)
      : records_(application.crm().records),
        alignment_(application.alignment()),
        planner_(planner),
        demo_(demo),
        today_(application.alignment().today()) {
    std::int64_t sum = 0;
    for (std::int32_t ago = 0; ago < kDemoDays; ++ago)
      season_.push_back(sum += kDemoSeasons.at(static_cast<std::size_t>(
                            year_month_day(today_.plus_days(-ago)).month - 1)));
  }

  Checked<void> account(const Place& place, std::size_t number) {
    const Trade& trade = pick(kTrades);
    const std::string name =
        fmt::format("{} {}", kFirst[number % kFirst.size()], trade.word) +
        (number < kFirst.size() ? "" : fmt::format(" {}", number / kFirst.size() + 1));
    const auto size = static_cast<std::int64_t>(std::exp(2.5 + 4.5 * share()));
    const bool is_customer = rng_.below(5) < 3;
    const std::string_view region = region_of(place);
    const std::array<std::string_view, 3> levels = {"Gold", "Silver", "Bronze"};
    const auto made =
        add(ObjectKind::kAccount,
            {{"name", name},
             {"external_id", fmt::format("DEMO-{:04}", number + 1)},
             {"kind", is_customer ? "customer" : "prospect"},
             {"industry", trade.industry},
             {"employees", size},
             {"annual_revenue",
              money(size * (60 + static_cast<std::int64_t>(rng_.below(200))) * 1'000)},
             {"growth", fmt::format("{:.2f}", -0.05 + 0.3 * share())},
             {"complexity", 1 + rng_.below(5)},
             {"is_key_account", is_customer && size > 400},
             {"postal_code", place.unit},
             {"country", "US"},
             {"lon", decimals(place.lon)},
             {"lat", decimals(place.lat)},
             {"custom", {{"service_level", levels[rng_.below(levels.size())]}}},
             {"territory", demo_.organisation.regions.at(std::string(region)).text()}});
    if (!made) return fail(made.error());
    remember(*made, region);
    const bool is_likely = size > 150 || trade.industry == "Health care";
    return belongings(*made, is_customer, is_likely, region);
  }

  // Where the accounts were before today.
  Checked<void> history() {
    constexpr std::int32_t kHalfAYear = 180;
    const LocalDate from = today_.plus_days(-kDemoDays);
    const auto past =
        alignment_.align_accounts(planner_, past_, {.period = {.from = from, .to = today_}});
    if (!past) return fail(Errors{past.error()});
    const auto former = alignment_.align_accounts(
        planner_, former_, {.period = {.from = from, .to = today_.plus_days(-kHalfAYear)}});
    if (!former) return fail(Errors{former.error()});
    return {};
  }

 private:
  template <class T, std::size_t N>
  const T& pick(const std::array<T, N>& list) {
    return list[rng_.below(N)];
  }
  static Json money(std::int64_t dollars) {
    return {{"amount", fmt::format("{}.00", dollars)}, {"currency", "USD"}};
  }
  std::string day(std::int32_t from, std::int32_t to) {
    const auto span = static_cast<std::uint64_t>(to - from + 1);
    return to_text(today_.plus_days(from + static_cast<std::int32_t>(rng_.below(span))));
  }
  // Days ago, more of them in the months in which more is sold. One number a day, so that the seed's others stay as they are.
  std::int32_t days_ago_in_season() {
    const auto at =
        static_cast<std::int64_t>(rng_.below(static_cast<std::uint64_t>(season_.back())));
    return static_cast<std::int32_t>(std::ranges::upper_bound(season_, at) - season_.begin());
  }
  // Whoever held the region's seat that day.
  [[nodiscard]] Json owner_on(std::string_view region, LocalDate day) const {
    const PersonId person = demo_.organisation.holder(std::string(region), day);
    return person.is_nil() ? Json(nullptr) : Json(person.text());
  }
  double share() { return static_cast<double>(rng_.below(1'000'000)) / 1e6; }
  std::int64_t dollars() { return 500 * (4 + static_cast<std::int64_t>(rng_.below(180))); }

  // The id of what was added.
  Checked<std::string> add(ObjectKind object, const Json& body) {
    const auto made = records_.add(planner_, object, body);
    if (!made) return fail(made.error());
    return made->items.front().record.id.text();
  }

  Checked<void> belongings(const std::string& account, bool is_customer, bool is_likely,
                           std::string_view region) {
    const Json owner = owner_on(region, today_);
    std::vector<std::pair<ObjectKind, Json>> all;
    const std::string_view title = pick(kTitles);
    all.push_back(
        {ObjectKind::kContact, {{"account", account}, {"last_name", title}, {"job_title", title}}});
    const std::uint64_t more = is_customer ? rng_.below(2) : 0;
    for (std::uint64_t deals = rng_.below(3) > 0 ? 1 + more : more; deals > 0; --deals)
      all.push_back({ObjectKind::kOpportunity, opportunity(account, is_likely, region)});
    for (std::uint64_t order = is_customer ? 2 + rng_.below(4) : 0; order > 0; --order)
      add_sale(all, account);
    const std::array<std::string_view, 3> kinds = {"visit", "call", "mail"};
    for (std::uint64_t touch = rng_.below(4); touch > 0; --touch) {
      const LocalDate on = today_.plus_days(-1 - static_cast<std::int32_t>(rng_.below(120)));
      all.push_back({ObjectKind::kActivity,
                     {{"account", account},
                      {"kind", pick(kinds)},
                      {"subject", "Follow-up"},
                      {"happened_at", to_text(on) + "T15:00:00Z"},
                      {"minutes", 15 + 15 * rng_.below(6)},
                      {"owner", owner_on(region, on)}}});
    }
    if (rng_.below(4) == 0)
      all.push_back({ObjectKind::kTask,
                     {{"account", account},
                      {"subject", "Call back"},
                      {"due", day(0, 21)},
                      {"owner", owner}}});
    if (rng_.below(3) == 0) all.push_back({ObjectKind::kFinding, finding(account)});
    if (rng_.below(6) == 0)
      all.push_back({ObjectKind::kNote, {{"account", account}, {"subject", "Prefers mornings"}}});
    for (const auto& [object, body] : all)
      if (const auto made = add(object, body); !made) return fail(made.error());
    return {};
  }

  // An order, and its invoice two weeks later or today.
  void add_sale(std::vector<std::pair<ObjectKind, Json>>& all, const std::string& account) {
    const std::int32_t ago = days_ago_in_season();
    const Json amount = money(dollars());
    ++sales_;
    all.push_back({ObjectKind::kOrder,
                   {{"account", account},
                    {"kind", "order"},
                    {"number", fmt::format("ORD-{:05}", sales_)},
                    {"day", to_text(today_.plus_days(-ago))},
                    {"amount", amount}}});
    all.push_back({ObjectKind::kOrder,
                   {{"account", account},
                    {"kind", "invoice"},
                    {"number", fmt::format("INV-{:05}", sales_)},
                    {"day", to_text(today_.plus_days(-std::max(0, ago - 14)))},
                    {"amount", amount}}});
  }

  // The account was in its territory for two years, or in another one until half a year ago.
  void remember(const std::string& account, std::string_view region) {
    const auto id = alignment::AccountId::parse(account);
    if (!id) return;
    const auto own = demo_.organisation.regions.find(std::string(region));
    past_.push_back({.account = *id, .territory = own->second});
    if (rng_.below(6) > 0) return;
    const auto other = std::next(own) == demo_.organisation.regions.end()
                           ? demo_.organisation.regions.begin()
                           : std::next(own);
    former_.push_back({.account = *id, .territory = other->second});
  }

  // The likely ones turn two of three losses into wins, the others as many wins into losses.
  Json opportunity(const std::string& account, bool is_likely, std::string_view region) {
    std::string_view stage = pick(kStages);
    if (stage == (is_likely ? "lost" : "won") && rng_.below(3) > 0)
      stage = is_likely ? "won" : "lost";
    const bool is_over = stage == "won" || stage == "lost";
    const LocalDate close = today_.plus_days(
        is_over ? -1 - days_ago_in_season() : 5 + static_cast<std::int32_t>(rng_.below(146)));
    return {{"account", account},
            {"name", fmt::format("Supply {}", 2025 + rng_.below(3))},
            {"stage", fmt::format("standard.{}", stage)},
            {"amount", money(dollars())},
            {"opened", to_text(close.plus_days(-static_cast<std::int32_t>(20 + rng_.below(160))))},
            {"close_date", to_text(close)},
            {"kind", rng_.below(2) == 0 ? "new_business" : "existing_business"},
            {"owner", owner_on(region, std::min(close, today_))}};
  }

  Json finding(const std::string& account) {
    const bool is_need = rng_.below(2) == 0;
    Json body = {{"account", account},
                 {"kind", is_need ? "need" : "satisfaction"},
                 {"subject", is_need ? std::string(pick(kNeeds)) : "Yearly review"},
                 {"day", day(-300, -10)},
                 {"source", "Visit"}};
    if (!is_need) body["score"] = std::to_string(4 + rng_.below(7));
    return body;
  }

  const crm::RecordService& records_;
  const alignment::AlignmentService& alignment_;
  const Principal& planner_;
  const DemoCrm& demo_;
  LocalDate today_;
  Rng rng_{2026};
  std::vector<std::int64_t> season_;  // weights of the days until so many days ago, added up
  int sales_ = 0;
  std::vector<alignment::AccountMove> past_;
  std::vector<alignment::AccountMove> former_;
};

// Every so-manyth unit, so that they lie all over the map.
Checked<void> add_accounts(Writer& writer, const std::vector<Place>& places) {
  const std::size_t count = std::min(kDemoAccounts, 3 * places.size());
  for (std::size_t number = 0; number < count; ++number) {
    const std::size_t at = number * places.size() / count;
    if (const auto made = writer.account(places[at], number); !made) return made;
  }
  return writer.history();
}

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

// The regions as rules, in a draft to look at: they give the accounts to whom they belong already, but that large health care of the South goes to
// the Northeast.
Checked<void> add_rules(const Application& application, const Principal& planner,
                        const DemoCrm& demo) {
  struct Sketch {
    std::string_view region;
    std::string_view name;
    std::string_view formula;
    std::int64_t priority;
  };
  static constexpr Sketch kSketches[] = {
      {"Northeast", "Large health care, served from the Northeast",
       "industry == \"Health care\" && employees > 150 && lat <= 36.5 && lon >= -103", 10},
      {"West", "West of the Rockies", "lon < -103", 0},
      {"Northeast", "Northeast", "lon > -80.5 && lat > 39.5", 0},
      {"Midwest", "Midwest", "lat > 36.5 && lon < -80.5 && lon >= -103", 0},
      {"South", "South",
       "lon >= -103 && !(lon > -80.5 && lat > 39.5) && !(lat > 36.5 && lon < -80.5)", 0}};
  for (const Sketch& sketch : kSketches) {
    const auto added = application.assignment().add(
        planner, {.id = {},
                  .territory = demo.organisation.regions.at(std::string(sketch.region)),
                  .name = std::string(sketch.name),
                  .condition = planning::FormulaCondition{std::string(sketch.formula)},
                  .priority = sketch.priority});
    if (!added) return fail(added.error());
  }
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

}  // namespace

Checked<void> make_demo_crm(const Application& application, const Principal& planner,
                            const DemoCrm& demo) {
  const auto places = places_of(demo.units_csv);
  if (!places) return fail(places.error());
  crm::CustomField field{.key = "service_level",
                         .label = "Service level",
                         .type = crm::FieldType::kChoice,
                         .choices = {"Gold", "Silver", "Bronze"}};
  if (const auto added = application.crm().settings.add_field(planner, field); !added)
    return fail(added.error());
  Writer writer(application, planner, demo);
  Errors mistakes;
  // One transaction: two thousand records are two thousand commits otherwise.
  const auto written = application.database().write([&](platform::db::Connection&) -> Result<void> {
    const auto added = add_accounts(writer, *places);
    if (added) return {};
    mistakes = added.error();
    return tl::unexpected(mistakes.front());
  });
  if (!written) return fail(mistakes.empty() ? Errors{written.error()} : mistakes);
  if (const auto ruled = add_rules(application, planner, demo); !ruled) return ruled;
  if (const auto profiled = add_ideal_customer(application.icp(), planner); !profiled)
    return profiled;
  if (const auto aimed = add_objective(application, planner, demo); !aimed) return aimed;
  if (const auto counted = add_market_models(application, planner); !counted) return counted;
  return add_running_objective(application, planner, demo);
}

}  // namespace bailiwick
