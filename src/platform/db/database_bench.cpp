// Durable inserts and reads a second on SQLite, with group commit and without. docs/benchmarks.md, "Database", holds the figures.
#include <benchmark/benchmark.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "platform/db/database.hpp"
#include "platform/db/migrations.hpp"

namespace bailiwick::platform::db {
namespace {

constexpr std::string_view kTable =
    "CREATE TABLE entry (tenant_id {id} NOT NULL, entry_id {id} NOT NULL, name {text} NOT NULL, "
    "amount {int64} NOT NULL,\n"
    "  PRIMARY KEY (tenant_id, entry_id)){strict};\n";
constexpr Sql kInsert = "INSERT INTO entry VALUES ($1, $2, $3, $4)";
constexpr Sql kFind = "SELECT name, amount FROM entry WHERE tenant_id = $1 AND entry_id = $2";
constexpr int kRows = 100'000;

Uuid id_of(std::uint64_t number) {
  Uuid uuid;
  for (std::size_t i = 0; i < 8; ++i)
    uuid.bytes[8 + i] = static_cast<std::uint8_t>(number >> (56 - 8 * i));
  return uuid;
}

// A database in a folder of the temporary directory, made by the first thread and removed by it at the end.
class Bed {
 public:
  explicit Bed(bool is_group_commit) {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "bailiwick-bench-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    const MigrationModule module{.name = "bench",
                                 .migrations = {{.number = 1, .name = "t", .sql = kTable}}};
    database_ = std::move(*open_database({.location = (folder_ / "bench.db").string(),
                                          .readers = 64,
                                          .is_group_commit = is_group_commit}));
    static_cast<void>(migrate(*database_, std::span(&module, 1)));
  }
  ~Bed() {
    database_.reset();
    std::filesystem::remove_all(folder_);
  }
  Bed(const Bed&) = delete;
  Bed& operator=(const Bed&) = delete;
  Database& operator*() { return *database_; }

 private:
  std::filesystem::path folder_;
  std::unique_ptr<Database> database_;
};

std::unique_ptr<Bed> bed;
std::atomic<std::uint64_t> next_number = 0;

void durable_inserts(benchmark::State& state) {
  if (state.thread_index() == 0) bed = std::make_unique<Bed>(state.range(0) == 1);
  for (auto _ : state) {
    const auto done = (**bed).write([](Connection& c) {
      return c.execute(kInsert, {TenantId(), id_of(next_number++), "a name of some length", 42});
    });
    if (!done) state.SkipWithError(done.error().message.c_str());
  }
  state.SetItemsProcessed(state.iterations());
  if (state.thread_index() == 0) bed.reset();
}
BENCHMARK(durable_inserts)
    ->ArgName("group")
    ->Arg(1)
    ->Arg(0)
    ->Threads(1)
    ->Threads(64)
    ->UseRealTime()
    ->MinTime(2);

void fill() {
  static_cast<void>((**bed).write([](Connection& c) {
    const Sql columns[] = {"tenant_id", "entry_id", "name", "amount"};
    std::uint64_t number = 0;
    return c.insert_many("entry", columns, [&](std::vector<Value>& values) {
      if (number == kRows) return false;
      values = {TenantId(), id_of(number), "a name of some length", 42};
      ++number;
      return true;
    });
  }));
}

void reads_by_key(benchmark::State& state) {
  if (state.thread_index() == 0) {
    bed = std::make_unique<Bed>(true);
    fill();
  }
  std::uint64_t number = static_cast<std::uint64_t>(state.thread_index()) * 7'919;
  for (auto _ : state) {
    number = (number * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL);
    const auto found = (**bed).read([&](Connection& c) {
      return query_one(c, kFind, {TenantId(), id_of((number >> 33) % kRows)},
                       [](const Row& row) { return row.int64(1); });
    });
    if (!found || !*found) state.SkipWithError("a row is not found");
  }
  state.SetItemsProcessed(state.iterations());
  if (state.thread_index() == 0) bed.reset();
}
BENCHMARK(reads_by_key)->Threads(1)->Threads(2)->Threads(64)->UseRealTime()->MinTime(2);

void bulk_inserts(benchmark::State& state) {
  for (auto _ : state) {
    state.PauseTiming();
    bed = std::make_unique<Bed>(true);
    state.ResumeTiming();
    fill();
  }
  state.SetItemsProcessed(state.iterations() * kRows);
  bed.reset();
}
BENCHMARK(bulk_inserts)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace bailiwick::platform::db
