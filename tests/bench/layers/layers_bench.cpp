// How long the built-in layers take to be made, and how large their maps are. docs/benchmarks.md, "Unit layers", holds the figures.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "market/layer_build.hpp"
#include "market/unit_finder.hpp"
#include "platform/files/unit_map.hpp"
#include "platform/http/compress.hpp"

namespace bailiwick::market {
namespace {

const std::filesystem::path kFolder = "build/layers";
const BuildWatch kGoOn = [](double, std::string_view) { return true; };

std::string content_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

BuiltLayer built(const std::string& name, const BuildOrder& order) {
  auto drafts = read_layer_file(name, content_of(kFolder / name), {});
  if (!drafts) return {};
  auto layer = build_layer(std::move(*drafts), order, kGoOn);
  return layer ? std::move(*layer) : BuiltLayer();
}

LayerContainer land_of(const BuiltLayer& counties) {
  LayerContainer land{.codes = {}, .shapes = counties.shapes};
  for (const LayerUnit& unit : counties.units) land.codes.push_back(unit.code);
  return land;
}

void tell(benchmark::State& state, const BuiltLayer& layer) {
  state.counters["units"] = static_cast<double>(layer.units.size());
  state.counters["corners"] = static_cast<double>(layer.shapes.steps.corners.size());
  state.counters["grid_deg"] = platform::files::map_grid_deg(layer.shapes);
  state.counters["map_bytes"] = static_cast<double>(layer.map.size());
  state.counters["shape_bytes"] = static_cast<double>(geo::to_bytes(layer.shapes).size());
  for (const LayerFinding& finding : layer.findings)
    state.counters[finding.rule] = static_cast<double>(finding.count);
  namespace http = platform::http;
  state.counters["map_gzip"] =
      static_cast<double>(http::compressed(layer.map, http::Coding::kGzip).size());
  state.counters["map_br"] =
      static_cast<double>(http::compressed(layer.map, http::Coding::kBrotli).size());
}

void counties(benchmark::State& state) {
  BuiltLayer layer;
  for (auto _ : state)
    layer = built("us_county.topojson", {.repair = true, .is_trusted = state.range(0) == 1});
  tell(state, layer);
}
BENCHMARK(counties)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->Iterations(1);

void zips(benchmark::State& state) {
  const LayerContainer land =
      land_of(built("us_county.topojson", {.repair = true, .is_trusted = true}));
  BuiltLayer layer;
  for (auto _ : state) layer = built("us_zip.csv", {.cells = true, .within = &land});
  tell(state, layer);
}
BENCHMARK(zips)->Unit(benchmark::kMillisecond)->Iterations(1);

void places(benchmark::State& state) {
  const BuiltLayer layer = built("us_county.topojson", {.repair = true, .is_trusted = true});
  const UnitFinder finder({.id = {}, .name = "Counties"}, layer.units, layer.shapes);
  std::size_t i = 0;
  for (auto _ : state) {
    const geo::LonLat point = layer.units[i++ % layer.units.size()].point;
    benchmark::DoNotOptimize(finder.unit_of({.point = point}));
  }
}
BENCHMARK(places);

}  // namespace
}  // namespace bailiwick::market
