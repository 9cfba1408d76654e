// For tests of unit layers: a company with the services of layers, jobs that are run at once, units whose territories and measures the test sets.
#pragma once

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "market/layer_job.hpp"
#include "market/layer_reader.hpp"
#include "market/layer_service.hpp"
#include "platform/jobs/migrations.hpp"
#include "platform/jobs/worker.hpp"
#include "tests/support/market_world.hpp"

namespace bailiwick::testing {

class TestUnitTerritories final : public market::UnitTerritories {
 public:
  [[nodiscard]] Result<market::TerritoriesOfUnits> of(
      platform::db::Connection&, TenantId, const market::Layer&,
      std::span<const market::LayerUnit> units) const override {
    market::TerritoriesOfUnits found = answer;
    found.of.resize(units.size(), -1);
    return found;
  }
  market::TerritoriesOfUnits answer;
};

class TestUnitValues final : public market::UnitValues {
 public:
  [[nodiscard]] Result<std::vector<market::UnitColumn>> columns(
      platform::db::Connection&, TenantId, market::LayerId,
      std::span<const std::string>) const override {
    return answer;
  }
  std::vector<market::UnitColumn> answer;
};

class LayerTest : public MarketTest {
 protected:
  std::vector<db::MigrationModule> more_modules() override {
    auto modules = MarketTest::more_modules();
    modules.push_back(platform::jobs::jobs_migrations());
    return modules;
  }
  void SetUp() override {
    MarketTest::SetUp();
    if (IsSkipped()) return;
    queue.emplace(world->clock(), world->ids());
    layers.emplace(market::LayerParts{.database = world->database(),
                                      .queue = *queue,
                                      .log = world->log(),
                                      .outbox = outbox(),
                                      .ids = world->ids(),
                                      .now = world->clock(),
                                      .built_in_folder = folder.path()});
    queue->add_kind(market::load_layer_kind(*layers, accounts));
    reader.emplace(
        market::LayerReaderParts{world->database(), territories, values, world->clock()});
  }

  static std::string square(const std::string& code, double west, double south) {
    const auto at = [](double x, double y) {
      return "[" + std::to_string(x) + "," + std::to_string(y) + "]";
    };
    return R"({"type":"Feature","properties":{"code":")" + code + R"(","name":"Unit )" + code +
           R"("},"geometry":{"type":"Polygon","coordinates":[[)" + at(west, south) + "," +
           at(west + 1, south) + "," + at(west + 1, south + 1) + "," + at(west, south + 1) + "," +
           at(west, south) + "]]}}";
  }
  static std::string collection(const std::vector<std::string>& features) {
    std::string all;
    for (const std::string& feature : features) all += (all.empty() ? "" : ",") + feature;
    return R"({"type":"FeatureCollection","features":[)" + all + "]}";
  }
  market::LayerUpload file_of(std::string name, const std::string& content,
                              market::LayerRequest request = {}) {
    folder.write("upload", content);
    return {.name = std::move(name),
            .country = "NL",
            .source = "Own",
            .path = folder.file("upload"),
            .request = std::move(request)};
  }
  // Runs the job as a worker does; its error, if it has one.
  std::optional<Error> run(const platform::jobs::Job& job, bool is_stopping = false);
  // Uploaded and loaded.
  market::Layer loaded(std::string name, const std::string& content,
                       market::LayerRequest request = {}) {
    const auto started =
        layers->upload(admin, file_of(std::move(name), content, std::move(request)));
    EXPECT_TRUE(started) << started.error().front().message;
    if (!started) return {.id = {}, .name = {}};
    const auto error = run(started->job);
    EXPECT_FALSE(error) << error->message;
    return *layers->layer(admin, started->layer.id);
  }

  DatabaseFolder folder;
  TestUnitTerritories territories;
  TestUnitValues values;
  std::optional<platform::jobs::JobQueue> queue;
  std::optional<market::LayerService> layers;
  std::optional<market::LayerReader> reader;
};

class LayerJobContext final : public platform::jobs::JobContext {
 public:
  LayerJobContext(platform::jobs::Job job, bool is_stopping)
      : job_(std::move(job)), is_stopping_(is_stopping) {}
  [[nodiscard]] const platform::jobs::Job& job() const override { return job_; }
  void progress(double, std::string_view) override {}
  [[nodiscard]] Budget budget_of(Seconds) override { return Budget::iterations(1); }
  [[nodiscard]] Budget budget_of_iterations(std::int64_t limit) override {
    return Budget::iterations(limit);
  }
  [[nodiscard]] bool is_stopping() const override { return is_stopping_; }

 private:
  platform::jobs::Job job_;
  bool is_stopping_;
};

inline std::optional<Error> LayerTest::run(const platform::jobs::Job& job, bool is_stopping) {
  LayerJobContext context(job, is_stopping);
  const auto outcome = queue->kind(job.kind)->run(context);
  if (!outcome) return outcome.error();
  const auto saved = world->database().write(
      [&](platform::db::Connection& connection) { return outcome->save(connection); });
  if (!saved) return saved.error();
  return std::nullopt;
}

}  // namespace bailiwick::testing
