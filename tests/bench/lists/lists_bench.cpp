// Pages of lists over 1,000,000 accounts in 500 territories, on SQLite: as a planner and as a rep, filtered and sorted, and as somebody types.
// BAILIWICK_BENCH_ACCOUNTS asks for another number. Counters p50_ms and p99_ms are of the service's call, first_p99_ms of as many calls before them, database and names included. docs/benchmarks.md, "Lists", holds the figures.
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
#include "platform/identity/migrations.hpp"

namespace bailiwick::crm {
namespace {

namespace identity = platform::identity;
using Clock = std::chrono::steady_clock;

const int kAccounts = [] {
  const char* asked = std::getenv("BAILIWICK_BENCH_ACCOUNTS");
  int count = 1'000'000;
  if (asked != nullptr) std::from_chars(asked, asked + std::strlen(asked), count);
  return count;
}();
constexpr int kTerritories = 500;
constexpr int kBatch = 50'000;
constexpr const char* kIndustries[] = {"Food",         "Health care",  "Retail",  "Transport",
                                       "Construction", "Hospitality",  "Finance", "Energy",
                                       "Education",    "Manufacturing"};
constexpr const char* kSyllables[] = {"ba",  "co", "del", "fa",  "gra", "hol", "ka",  "lo",
                                      "mar", "ne", "or",  "pro", "qui", "ra",  "san", "tor"};

std::string word(Rng& rng) {
  std::string text;
  for (std::uint64_t part = 2 + rng.below(2); part > 0; --part)
    text += kSyllables[rng.below(std::size(kSyllables))];
  text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

// A company with its accounts, in a folder of the temporary directory that is removed at the end.
class Bed {
 public:
  Bed() {
    planner = principal(identity::Role::kPlanner);
    rep = principal(identity::Role::kRep);
    database_ = std::move(*db::open_database({.location = (folder_.path() / "crm.db").string()}));
    const std::vector<db::MigrationModule> modules = {
        platform::audit::audit_migrations(), identity::identity_migrations(),
        alignment::alignment_migrations(), platform::events::events_migrations(), crm_migrations()};
    must(db::migrate(*database_, modules));
    alignment_ = std::make_unique<alignment::AlignmentService>(
        alignment::AlignmentParts{*database_, log_, outbox_, ids_, clock_});
    services_ =
        std::make_unique<Services>(CrmParts{*database_, log_, outbox_, *alignment_, ids_, clock_});
    make_people();
    make_territories();
    for (int first = 0; first < kAccounts; first += kBatch) add_accounts(first);
  }
  Bed(const Bed&) = delete;
  Bed& operator=(const Bed&) = delete;

  const RecordService& records() { return services_->records; }
  std::vector<alignment::TerritoryId> territories;
  identity::Principal planner;
  identity::Principal rep;

 private:
  template <class T>
  static void must(const T& outcome) {
    if (!outcome) std::abort();
  }

  identity::Principal principal(identity::Role role) {
    identity::Principal one;
    one.tenant = tenant_;
    one.person = PersonId(ids_.next());
    one.roles = {role};
    one.permissions = identity::permissions_of({role});
    return one;
  }

  void make_people() {
    must(database_->write([&](db::Connection& c) -> Result<void> {
      must(c.execute(
          "INSERT INTO company VALUES ($1, 'Bench', 'US', 'USD', 'UTC', 'en', 1, 'monday', "
          "0, 1, 1, 0)",
          {tenant_}));
      for (const PersonId person : {planner.person, rep.person})
        must(c.execute("INSERT INTO person VALUES ($1, $2, 'active', 0, NULL, NULL, NULL, 1)",
                       {tenant_, person}));
      return {};
    }));
  }

  void make_territories() {
    must(database_->write([&](db::Connection&) -> Result<void> {
      const alignment::Period always{.from = alignment_->today()};
      for (int t = 0; t < kTerritories; ++t)
        territories.push_back(alignment_
                                  ->add_territory(planner, "Territory " + std::to_string(t),
                                                  std::nullopt, always.from)
                                  ->id);
      const auto seat = alignment_->add_position(planner, {.id = {}, .title = "Seat"})->id;
      must(alignment_->hold(planner, {.position = seat, .period = always, .person = rep.person}));
      must(alignment_->assign(planner,
                              {.territory = territories[7], .position = seat, .period = always}));
      return {};
    }));
  }

  void add_accounts(int first) {
    std::vector<Record> records;
    std::vector<alignment::AccountMove> moves;
    const ObjectSpec& object = object_of(ObjectKind::kAccount);
    for (int a = first; a < first + kBatch; ++a) {
      Record record = blank_record(ObjectKind::kAccount);
      record.id.uuid = ids_.next();
      record.external_id = std::to_string(a);
      record.created_at = record.updated_at = clock_();
      record.values[object.at("name")] = word(rng_) + " " + word(rng_) + " " + std::to_string(a);
      record.values[object.at("industry")] = std::string(kIndustries[rng_.below(10)]);
      record.values[object.at("employees")] = static_cast<std::int64_t>(rng_.below(2'000));
      record.values[object.at("annual_revenue")] =
          Money{.minor = static_cast<std::int64_t>(rng_.below(1'000'000'000)),
                .currency = *Currency::parse("USD")};
      record.values[object.at("city")] = word(rng_);
      record.values[object.at("country")] = std::string("US");
      moves.push_back({.account = alignment::AccountId(record.id.uuid),
                       .territory = territories[rng_.below(kTerritories)]});
      records.push_back(std::move(record));
    }
    must(database_->write(
        [&](db::Connection& connection) { return insert_records(connection, tenant_, records); }));
    must(alignment_->align_accounts(planner, moves, {.period = {.from = alignment_->today()}}));
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
};

Bed& bed() {
  static Bed made;
  return made;
}

double percentile(std::vector<double> millis, std::size_t percent) {
  std::ranges::sort(millis);
  return millis[millis.size() * percent / 100];
}

// Each iteration asks once; `ask` makes the question. As many are asked before: they meet pages that this process has not seen yet.
template <class Ask>
void measure(benchmark::State& state, const identity::Principal& who, Ask&& ask) {
  std::vector<double> first;
  std::vector<double> millis;
  const auto time_one = [&](std::vector<double>& times) {
    const ListAsk asked = ask();
    const auto began = Clock::now();
    const auto page = bed().records().list(who, asked);
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - began).count());
    if (page)
      state.counters["rows"] = static_cast<double>(page->items.size());
    else
      state.SkipWithError(page.error().front().message.c_str());
  };
  for (benchmark::IterationCount i = 0; i < state.max_iterations; ++i) time_one(first);
  for (const auto& unused : state) {
    static_cast<void>(unused);
    time_one(millis);
  }
  if (millis.empty()) return;
  state.counters["first_p99_ms"] = percentile(first, 99);
  state.counters["p50_ms"] = percentile(millis, 50);
  state.counters["p99_ms"] = percentile(millis, 99);
}

std::string filters(Rng& rng, bool has_territory) {
  std::string where =
      R"([{"field":"industry","is":"eq","value":")" + std::string(kIndustries[rng.below(10)]) +
      R"("},{"field":"employees","is":"ge","value":)" + std::to_string(rng.below(1'900)) + "}";
  if (has_territory)
    where += R"(,{"field":"territory","is":"eq","value":")" +
             bed().territories[rng.below(kTerritories)].text() + R"("})";
  return where + "]";
}

void first_page(benchmark::State& state, bool is_planner) {
  measure(state, is_planner ? bed().planner : bed().rep, [] { return ListAsk{}; });
}
void filtered(benchmark::State& state, bool is_planner, bool has_territory) {
  Rng rng(11);
  measure(state, is_planner ? bed().planner : bed().rep,
          [&] { return ListAsk{.where = filters(rng, has_territory), .sort = "-annual_revenue"}; });
}
// Three letters of a word, then five, then a second word begins.
void typed(benchmark::State& state, bool is_planner, std::size_t letters) {
  Rng rng(13);
  measure(state, is_planner ? bed().planner : bed().rep, [&] {
    std::string words = word(rng).substr(0, letters);
    if (letters > 5) words += " " + word(rng).substr(0, 2);
    return ListAsk{.words = words};
  });
}

BENCHMARK_CAPTURE(first_page, planner, true)->Iterations(300);
BENCHMARK_CAPTURE(first_page, rep, false)->Iterations(300);
BENCHMARK_CAPTURE(filtered, planner_industry_size_territory, true, true)->Iterations(300);
BENCHMARK_CAPTURE(filtered, planner_industry_size, true, false)->Iterations(300);
BENCHMARK_CAPTURE(filtered, rep_industry_size, false, false)->Iterations(300);
BENCHMARK_CAPTURE(typed, planner_1_letter, true, 1)->Iterations(100);
BENCHMARK_CAPTURE(typed, planner_3_letters, true, 3)->Iterations(300);
BENCHMARK_CAPTURE(typed, planner_two_words, true, 6)->Iterations(300);
BENCHMARK_CAPTURE(typed, rep_3_letters, false, 3)->Iterations(300);

}  // namespace
}  // namespace bailiwick::crm

BENCHMARK_MAIN();
