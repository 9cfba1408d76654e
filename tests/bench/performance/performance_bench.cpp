// Performance over 1,000,000 orders and 300,000 opportunities on 200,000 accounts in 500 territories, on SQLite: each view as a planner and as a rep. Orders of three
// years in four currencies (seven of ten in the reporting one) with a rate a day; one account in five was in another territory before. BAILIWICK_BENCH_ACCOUNTS asks for another
// number of accounts, with as many orders and opportunities each. p50_ms and p99_ms are of the service's call.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "alignment/migrations.hpp"
#include "base/rng.hpp"
#include "crm/migrations.hpp"
#include "crm/service.hpp"
#include "platform/audit/migrations.hpp"
#include "platform/crypto/random.hpp"
#include "platform/events/migrations.hpp"
#include "platform/files/scratch_folder.hpp"
#include "platform/identity/exchange_rates.hpp"
#include "platform/identity/migrations.hpp"

namespace bailiwick::crm {
namespace {

namespace identity = platform::identity;
using Clock = std::chrono::steady_clock;

const int kAccounts = [] {
  const char* asked = std::getenv("BAILIWICK_BENCH_ACCOUNTS");
  int count = 200'000;
  if (asked != nullptr) std::from_chars(asked, asked + std::strlen(asked), count);
  return count;
}();
constexpr int kTerritories = 500;
constexpr int kBatch = 20'000;
constexpr int kOrdersEach = 5;
constexpr int kDays = 3 * 365;
constexpr const char* kIndustries[] = {"Food",         "Health care",  "Retail",  "Transport",
                                       "Construction", "Hospitality",  "Finance", "Energy",
                                       "Education",    "Manufacturing"};
constexpr const char* kForeign[] = {"EUR", "GBP", "CAD"};
constexpr const char* kStages[] = {"standard.needs", "standard.proposal", "standard.negotiation",
                                   "standard.won",   "standard.won",      "standard.lost"};

class Bed {
 public:
  Bed() {
    planner = principal(identity::Role::kPlanner);
    rep = principal(identity::Role::kRep);
    admin = principal(identity::Role::kAdmin);
    database_ = std::move(*db::open_database({.location = (folder_.path() / "crm.db").string()}));
    const std::vector<db::MigrationModule> modules = {
        platform::audit::audit_migrations(), identity::identity_migrations(),
        alignment::alignment_migrations(), platform::events::events_migrations(), crm_migrations()};
    must(db::migrate(*database_, modules));
    alignment_ = std::make_unique<alignment::AlignmentService>(
        alignment::AlignmentParts{*database_, log_, outbox_, ids_, clock_});
    services_ =
        std::make_unique<Services>(CrmParts{*database_, log_, outbox_, *alignment_, ids_, clock_});
    today = alignment_->today();
    make_company();
    make_territories();
    make_rates();
    for (int first = 0; first < kAccounts; first += kBatch)
      add_accounts(std::min(kBatch, kAccounts - first));
  }
  Bed(const Bed&) = delete;
  Bed& operator=(const Bed&) = delete;

  const PerformanceService& performance() { return services_->performance; }
  identity::Principal planner;
  identity::Principal rep;
  identity::Principal admin;
  LocalDate today;

 private:
  template <class T>
  static void must(const T& outcome) {
    if (!outcome) std::abort();
  }
  static Currency currency(std::string_view code) { return *Currency::parse(code); }

  identity::Principal principal(identity::Role role) {
    identity::Principal one;
    one.tenant = tenant_;
    one.person = PersonId(ids_.next());
    one.roles = {role};
    one.permissions = identity::permissions_of({role});
    return one;
  }

  void make_company() {
    must(database_->write([&](db::Connection& c) -> Result<void> {
      must(c.execute(
          "INSERT INTO company VALUES ($1, 'Bench', 'US', 'USD', 'UTC', 'en', 1, 'monday', "
          "0, 1, 1, 0)",
          {tenant_}));
      for (const PersonId person : {planner.person, rep.person, admin.person})
        must(c.execute("INSERT INTO person VALUES ($1, $2, 'active', 0, NULL, NULL, NULL, 1)",
                       {tenant_, person}));
      return {};
    }));
  }

  void make_territories() {
    const alignment::Period always{.from = today.plus_days(-kDays)};
    must(database_->write([&](db::Connection&) -> Result<void> {
      for (int t = 0; t < kTerritories; ++t)
        territories_.push_back(alignment_
                                   ->add_territory(planner, "Territory " + std::to_string(t),
                                                   std::nullopt, always.from)
                                   ->id);
      const auto seat = alignment_->add_position(planner, {.id = {}, .title = "Seat"})->id;
      must(alignment_->hold(planner, {.position = seat, .period = always, .person = rep.person}));
      must(alignment_->assign(planner,
                              {.territory = territories_[7], .position = seat, .period = always}));
      return {};
    }));
  }

  void make_rates() {
    std::vector<Quote> quotes;
    for (const char* code : kForeign)
      for (int day = 0; day < kDays + 400; ++day)
        quotes.push_back({currency("USD"), currency(code), today.plus_days(-day),
                          500'000'000 + static_cast<std::int64_t>(rng_.below(500'000'000))});
    const identity::ExchangeRates rates(*database_, log_, ids_, clock_);
    must(rates.set_many(admin, quotes, identity::ExchangeRates::Mode::kKeep));
  }

  Money amount() {
    const bool is_own = rng_.below(10) < 7;
    return {.minor = 10'000 + static_cast<std::int64_t>(rng_.below(5'000'000)),
            .currency = currency(is_own ? "USD" : kForeign[rng_.below(3)])};
  }
  LocalDate past() { return today.plus_days(-static_cast<std::int32_t>(rng_.below(kDays))); }

  Record blank(ObjectKind kind) {
    Record record = blank_record(kind);
    record.id.uuid = ids_.next();
    record.created_at = record.updated_at = clock_();
    return record;
  }

  Record deal(const Uuid& account) {
    Record record = blank(ObjectKind::kOpportunity);
    const ObjectSpec& object = record.object();
    record.values[object.at("name")] = std::string("Deal");
    record.values[object.at("account")] = account;
    record.values[object.at("stage")] = std::string(kStages[rng_.below(6)]);
    record.values[object.at("amount")] = amount();
    const LocalDate close = past();
    record.values[object.at("close_date")] = close;
    record.values[object.at("opened")] =
        close.plus_days(-static_cast<std::int32_t>(rng_.below(200)));
    record.values[object.at("owner")] =
        rng_.below(500) == 0 ? rep.person.uuid() : planner.person.uuid();
    return record;
  }

  void add_accounts(int count) {
    std::vector<Record> accounts;
    std::vector<Record> orders;
    std::vector<Record> deals;
    std::vector<alignment::AccountMove> moves;
    std::vector<alignment::AccountMove> former;
    for (int a = 0; a < count; ++a) {
      Record account = blank(ObjectKind::kAccount);
      const ObjectSpec& object = account.object();
      account.values[object.at("name")] = "Account " + std::to_string(a);
      account.values[object.at("industry")] = std::string(kIndustries[rng_.below(10)]);
      account.values[object.at("employees")] = static_cast<std::int64_t>(rng_.below(2'000));
      const alignment::AccountId id(account.id.uuid);
      moves.push_back({.account = id, .territory = territories_[rng_.below(kTerritories)]});
      if (rng_.below(5) == 0)
        former.push_back({.account = id, .territory = territories_[rng_.below(kTerritories)]});
      for (int o = 0; o < kOrdersEach; ++o) {
        Record order = blank(ObjectKind::kOrder);
        const ObjectSpec& sale = order.object();
        order.values[sale.at("account")] = account.id.uuid;
        order.values[sale.at("kind")] = std::string("order");
        order.values[sale.at("day")] = past();
        order.values[sale.at("amount")] = amount();
        orders.push_back(std::move(order));
      }
      for (std::uint64_t d = rng_.below(4); d > 0; --d) deals.push_back(deal(account.id.uuid));
      accounts.push_back(std::move(account));
    }
    must(database_->write([&](db::Connection& connection) -> Result<void> {
      for (const auto* records : {&accounts, &orders, &deals})
        if (const auto done = insert_records(connection, tenant_, *records); !done) return done;
      return {};
    }));
    must(alignment_->align_accounts(planner, moves, {.period = {.from = today.plus_days(-kDays)}}));
    must(alignment_->align_accounts(
        planner, former,
        {.period = {.from = today.plus_days(-kDays), .to = today.plus_days(-200)}}));
  }

  Rng rng_{7};
  WallClock clock_ = platform::crypto::system_wall_clock();
  UuidSource ids_{clock_, platform::crypto::fill_random};
  TenantId tenant_{ids_.next()};
  platform::audit::Log log_{clock_, platform::audit::SealKey{1}};
  platform::events::EventOutbox outbox_{clock_, ids_};
  platform::files::testing::ScratchFolder folder_;  // before what lies in it
  std::unique_ptr<db::Database> database_;
  std::unique_ptr<alignment::AlignmentService> alignment_;
  std::unique_ptr<Services> services_;
  std::vector<alignment::TerritoryId> territories_;
};

Bed& bed() {
  static Bed made;
  return made;
}

enum class Which { kPipeline, kWins, kCycle, kRevenue };

Result<std::size_t> lines_of(Which which, const identity::Principal& who,
                             const PerformanceAsk& ask) {
  const auto& service = bed().performance();
  const auto count = [](const auto& report, auto&& lines) -> Result<std::size_t> {
    if (!report) return tl::unexpected(report.error().front());
    return lines(*report).size();
  };
  const auto of_table = [](const auto& table) { return table.lines; };
  const auto of_report = [](const auto& report) { return report.table.lines; };
  switch (which) {
    case Which::kPipeline:
      return count(service.pipeline(who, ask), of_report);
    case Which::kWins:
      return count(service.wins(who, ask), of_table);
    case Which::kCycle:
      return count(service.cycle(who, ask), of_table);
    default:
      return count(service.revenue(who, ask), of_report);
  }
}

// The last twelve months.
void measure(benchmark::State& state, Which which, bool is_planner, const char* by) {
  const identity::Principal& who = is_planner ? bed().planner : bed().rep;
  PerformanceAsk ask{.by = by};
  if (which != Which::kPipeline) ask.span = Days{bed().today.plus_days(-364), bed().today};
  std::vector<double> millis;
  for (const auto& unused : state) {
    static_cast<void>(unused);
    const auto began = Clock::now();
    const auto lines = lines_of(which, who, ask);
    millis.push_back(std::chrono::duration<double, std::milli>(Clock::now() - began).count());
    if (!lines) {
      state.SkipWithError(lines.error().message.c_str());
      return;
    }
    state.counters["lines"] = static_cast<double>(*lines);
  }
  std::ranges::sort(millis);
  state.counters["p50_ms"] = millis[millis.size() / 2];
  state.counters["p99_ms"] = millis[millis.size() * 99 / 100];
}

void all(benchmark::State& state, Which which, bool is_planner, const char* by) {
  measure(state, which, is_planner, by);
}

BENCHMARK_CAPTURE(all, revenue_planner, Which::kRevenue, true, "none")->Iterations(20);
BENCHMARK_CAPTURE(all, revenue_planner_territory, Which::kRevenue, true, "territory")
    ->Iterations(20);
BENCHMARK_CAPTURE(all, revenue_planner_size, Which::kRevenue, true, "size")->Iterations(20);
BENCHMARK_CAPTURE(all, revenue_rep_territory, Which::kRevenue, false, "territory")->Iterations(50);
BENCHMARK_CAPTURE(all, pipeline_planner_territory, Which::kPipeline, true, "territory")
    ->Iterations(20);
BENCHMARK_CAPTURE(all, pipeline_rep, Which::kPipeline, false, "industry")->Iterations(50);
BENCHMARK_CAPTURE(all, wins_planner_territory, Which::kWins, true, "territory")->Iterations(20);
BENCHMARK_CAPTURE(all, wins_rep, Which::kWins, false, "industry")->Iterations(50);
BENCHMARK_CAPTURE(all, cycle_planner_territory, Which::kCycle, true, "territory")->Iterations(20);
BENCHMARK_CAPTURE(all, cycle_rep, Which::kCycle, false, "industry")->Iterations(50);

}  // namespace
}  // namespace bailiwick::crm

BENCHMARK_MAIN();
