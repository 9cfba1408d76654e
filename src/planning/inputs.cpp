#include "planning/inputs.hpp"

#include <algorithm>
#include <filesystem>
#include <future>
#include <span>
#include <system_error>

#include <fmt/core.h>

#include "base/nearest.hpp"
#include "planning/rule_files.hpp"
#include "platform/crypto/encoding.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/files/csv.hpp"
#include "platform/files/edges.hpp"
#include "platform/files/shapes.hpp"

namespace bailiwick::planning {
namespace {

namespace files = platform::files;

// The columns a request needs as sound measures. "units" is the number of units where no column has that name.
std::vector<std::string> needed_measures(const DesignRequest& request) {
  std::vector<std::string> result;
  const auto need = [&](const std::string& name) {
    if (name != kUnitsMeasure && std::find(result.begin(), result.end(), name) == result.end())
      result.push_back(name);
  };
  for (const BalanceDemand& demand : request.balance) need(demand.measure);
  if (request.weight && *request.weight != "none") need(*request.weight);
  if (request.disruption_measure) need(*request.disruption_measure);
  return result;
}

void append(files::Notes& notes, const files::Notes& more) {
  notes.insert(notes.end(), more.begin(), more.end());
}

// The readers name a missing column; here the nearest right one is added to it. `known` are the columns there are.
void add_nearest(Errors& errors, std::span<const std::string> wanted,
                 const std::vector<std::string>& known) {
  for (Error& error : errors) {
    if (error.message.find("has no column") == std::string::npos) continue;
    for (const std::string& name : wanted) {
      if (error.message.find("'" + name + "'") == std::string::npos) continue;
      error.message += did_you_mean(name, known);
      break;
    }
  }
}

class InputReader {
 public:
  explicit InputReader(DesignRequest& request) : request_(request) {}

  Checked<DesignInputs> read() {
    if (request_.files.edges)
      edge_table_ = std::async(std::launch::async, files::read_edge_table, *request_.files.edges);
    if (!read_all_units()) return fail(std::move(errors_));
    append(inputs_.notes, inputs_.units.notes);
    const files::UnitLookup lookup(inputs_.units.ids);
    read_neighbours(lookup);
    read_current(lookup);
    files::Notes notes;
    Errors rule_errors = read_rule_files(request_, notes);
    errors_.insert(errors_.end(), rule_errors.begin(), rule_errors.end());
    append(inputs_.notes, notes);
    if (!errors_.empty()) return fail(std::move(errors_));
    return std::move(inputs_);
  }

 private:
  template <class T>
  bool keep(Checked<T> read, T& target) {
    if (!read) {
      errors_.insert(errors_.end(), read.error().begin(), read.error().end());
      return false;
    }
    target = std::move(*read);
    return true;
  }

  bool read_all_units() {
    const InputFiles& f = request_.files;
    files::Shapes shapes;
    bool is_good = true;
    if (f.shapes) {
      files::ShapesOptions options;
      options.id_property = f.shape_id.value_or("");
      if (f.units.empty()) options.measures = needed_measures(request_);
      is_good = keep(files::read_shapes(*f.shapes, options), shapes);
      if (!is_good) name_nearest_properties(options);
    }
    if (f.units.empty()) {
      inputs_.units = std::move(shapes.units);
      inputs_.areas = std::move(shapes.areas);
      return is_good;
    }
    files::UnitsOptions options;
    options.id_column = request_.columns.id.value_or("");
    options.lon_column = request_.columns.lon.value_or("");
    options.lat_column = request_.columns.lat.value_or("");
    options.surface = request_.is_planar ? geo::Surface::kPlane : geo::Surface::kSphere;
    options.has_places = !f.shapes.has_value();
    options.measures = needed_measures(request_);
    is_good = keep(files::read_units(f.units, options), inputs_.units) && is_good;
    if (!is_good) name_nearest_columns(options);
    if (!is_good || !f.shapes) return is_good;
    append(inputs_.notes, shapes.units.notes);
    return keep(files::fit_shapes(inputs_.units, shapes), inputs_.areas);
  }

  // Only after an error: reads the shapes once more, as they come.
  void name_nearest_properties(const files::ShapesOptions& options) {
    const Checked<files::Shapes> shapes = files::read_shapes(*request_.files.shapes);
    if (!shapes) return;
    std::vector<std::string> known = {"id"};
    for (const files::MeasureColumn& column : shapes->units.measures) known.push_back(column.name);
    for (const files::TextColumn& column : shapes->units.texts) known.push_back(column.name);
    std::vector<std::string> wanted = options.measures;
    wanted.push_back(options.id_property);
    add_nearest(errors_, wanted, known);
  }

  // Only after an error: reads the header once more.
  void name_nearest_columns(const files::UnitsOptions& options) {
    const Checked<files::Csv> csv = files::read_csv(request_.files.units);
    if (!csv) return;
    std::vector<std::string> wanted = options.measures;
    wanted.insert(wanted.end(), {options.id_column, options.lon_column, options.lat_column});
    add_nearest(errors_, wanted, csv->table.columns());
  }

  void read_neighbours(const files::UnitLookup& lookup) {
    const files::Units& units = inputs_.units;
    if (request_.files.edges) {
      files::Edges edges;
      Checked<files::Csv> table = edge_table_.get();
      if (!table) {
        errors_.insert(errors_.end(), table.error().begin(), table.error().end());
        return;
      }
      if (!keep(files::edges_of(std::move(*table), lookup), edges)) return;
      inputs_.links = std::move(edges.links);
      append(inputs_.notes, edges.notes);
      return;
    }
    geo::Neighbours found = inputs_.areas.empty()
                                ? geo::neighbours_of_points(units.positions, units.surface)
                                : geo::neighbours_of_areas(inputs_.areas, units.positions);
    inputs_.links = std::move(found.links);
    if (!request_.is_contiguous || found.bridges.empty()) return;
    std::string text = fmt::format("{} link(s) were added so that no part of the map stands alone:",
                                   found.bridges.size());
    for (std::size_t i = 0; i < std::min<std::size_t>(found.bridges.size(), 5); ++i) {
      const geo::Bridge& bridge = found.bridges[i];
      text += fmt::format(
          " {}-{} ({:.1f} km)", units.ids[static_cast<std::size_t>(bridge.link.first)],
          units.ids[static_cast<std::size_t>(bridge.link.second)], bridge.length_m / 1000.0);
    }
    inputs_.notes.push_back(text + (found.bridges.size() > 5 ? " ..." : "") +
                            ". Use --barrier to remove one.");
  }

  void read_current(const files::UnitLookup& lookup) {
    if (!request_.files.keep) return;
    files::PlanFile plan;
    if (!keep(files::read_plan(*request_.files.keep, lookup,
                               {.is_complete = false, .may_have_strangers = true}),
              plan)) {
      return;
    }
    append(inputs_.notes, plan.notes);
    inputs_.current = std::move(plan);
  }

  DesignRequest& request_;
  std::future<Checked<files::Csv>> edge_table_;  // read beside the units
  DesignInputs inputs_;
  Errors errors_;
};

}  // namespace

Checked<DesignInputs> read_inputs(DesignRequest& request) { return InputReader(request).read(); }

std::vector<InputDigest> digests_of(const InputFiles& input) {
  std::vector<InputDigest> result;
  const auto add = [&](std::string_view role, const std::string& path) {
    std::error_code ignored;
    if (path.empty() || !std::filesystem::is_regular_file(path, ignored)) return;
    if (const auto file = platform::crypto::sha256_of_file(path)) {
      const std::string hex = platform::crypto::to_hex(platform::crypto::view_of(file->digest));
      result.push_back(
          {std::string(role), std::filesystem::path(path).filename().string(), hex, file->size});
    }
  };
  add("units", input.units);
  add("edges", input.edges.value_or(""));
  add("shapes", input.shapes.value_or(""));
  add("keep", input.keep.value_or(""));
  add("centers", input.centers.value_or(""));
  add("lock", input.locks.value_or(""));
  add("forbid", input.forbidden.value_or(""));
  add("must_link", input.must_link.value_or(""));
  add("barrier", input.barriers.value_or(""));
  add("borders", input.borders.value_or(""));
  return result;
}

}  // namespace bailiwick::planning
