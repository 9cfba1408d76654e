#include "planning/problem_file.hpp"

#include <set>

#include <fmt/core.h>
#include <limits>
#include <nlohmann/json.hpp>

#include "planning/json_object.hpp"
#include "planning/value_text.hpp"
#include "platform/files/json.hpp"
#include "platform/files/text_file.hpp"

namespace bailiwick::planning {
namespace {

constexpr std::string_view kShare = "a share, such as 0.02 or \"2%\"";
constexpr std::string_view kKm = "kilometres, such as 20 or \"20km\"";
constexpr std::string_view kTime = "seconds, such as 10 or \"5m\", at most a week";

class ProblemReader {
 public:
  ProblemReader(const nlohmann::json& json, std::filesystem::path folder)
      : folder_(std::move(folder)), root_(json, "", errors_) {}

  Checked<DesignOrder> read() {
    read_files();
    read_asked();
    read_rules();
    read_today();
    read_search_and_output();
    root_.finish();
    if (!errors_.empty()) return fail(std::move(errors_));
    return std::move(order_);
  }

 private:
  std::optional<std::string> take_file(std::string_view key) {
    auto text = root_.take_text(key);
    if (!text || std::filesystem::path(*text).is_absolute()) return text;
    return (folder_ / *text).string();
  }
  void add(std::string message) {
    errors_.push_back({ErrorCode::kInvalidInput, "P011", std::move(message)});
  }

  void read_files() {
    InputFiles& f = order_.request.files;
    f.units = take_file("units").value_or("");
    f.edges = take_file("edges");
    f.shapes = take_file("shapes");
    f.shape_id = root_.take_text("shape_id");
    f.keep = take_file("keep");
    f.centers = take_file("centers_file");
    f.locks = take_file("lock_file");
    f.forbidden = take_file("forbid_file");
    f.must_link = take_file("must_link_file");
    f.barriers = take_file("barrier_file");
    f.borders = take_file("borders");
    UnitColumns& c = order_.request.columns;
    c.id = root_.take_text("id_column");
    c.lon = root_.take_text("lon_column");
    c.lat = root_.take_text("lat_column");
    order_.request.is_planar = root_.take_flag("planar").value_or(false);
    if (f.edges && f.shapes)
      add("\"edges\" and \"shapes\" both say who borders whom; give one of them.");
  }

  void read_asked() {
    DesignRequest& r = order_.request;
    if (const auto* json = root_.take("territories")) read_territories(*json);
    r.territory_cost_km =
        root_.take_quantity("territory_cost", parse_kilometres, kKm).value_or(0.0);
    root_.take_list("balance", [&](const nlohmann::json& json, const std::string& path) {
      read_balance(json, path);
    });
    r.weight = root_.take_text("weight");
    if (const auto word = root_.take_text("objective")) {
      r.power = *word == "distance" ? territory::DistancePower::kLinear
                                    : territory::DistancePower::kSquared;
      if (*word != "distance" && *word != "inertia")
        root_.refuse("objective", "\"inertia\" or \"distance\"");
    }
    if (const auto word = root_.take_text("centre")) {
      r.centre = *word == "unit" ? territory::CentreKind::kUnit : territory::CentreKind::kCentroid;
      if (*word != "unit" && *word != "centroid")
        root_.refuse("centre", "\"centroid\" or \"unit\"");
    }
    r.is_contiguous = root_.take_flag("contiguous").value_or(true);
    r.radius_km = root_.take_quantity("radius", parse_kilometres, kKm);
  }

  void read_territories(const nlohmann::json& json) {
    const auto range = json.is_string()            ? parse_range(json.get_ref<const std::string&>())
                       : json.is_number_unsigned() ? parse_range(json.dump())
                                                   : std::nullopt;
    if (!range || range->second > std::numeric_limits<std::int32_t>::max()) {
      return root_.refuse("territories",
                          "a whole number such as 500, or a range such as \"450-550\"");
    }
    order_.request.territories_min = static_cast<std::int32_t>(range->first);
    order_.request.territories_max = static_cast<std::int32_t>(range->second);
  }

  std::vector<NamedAmount> take_amounts(JsonObject& object, std::string_view key) {
    std::vector<NamedAmount> result;
    const nlohmann::json* json = object.take(key);
    if (json == nullptr) return result;
    if (!json->is_object()) {
      object.refuse(key, "an object with a number a territory, {\"North\": 2}");
      return result;
    }
    JsonObject amounts(*json, object.path_of(key), errors_);
    for (const auto& [name, value] : json->items()) {
      if (const auto amount = amounts.take_number(name)) result.push_back({name, *amount});
    }
    return result;
  }

  void read_balance(const nlohmann::json& json, const std::string& path) {
    JsonObject object(json, path, errors_);
    BalanceDemand demand;
    demand.measure = object.take_text("measure").value_or("");
    if (demand.measure.empty() && json.is_object())
      object.refuse("measure", "the name of a column");
    demand.tolerance = object.take_quantity("tolerance", parse_share, kShare);
    demand.soft_km = object.take_quantity("soft", parse_kilometres, kKm).value_or(0.0);
    demand.target = object.take_number("target");
    demand.shares = take_amounts(object, "shares");
    demand.caps = take_amounts(object, "caps");
    object.finish();
    if (demand.target && !demand.shares.empty())
      add(path + " has both \"target\" and \"shares\"; give one of them.");
    for (const BalanceDemand& other : order_.request.balance) {
      if (other.measure == demand.measure)
        add(path + " balances \"" + demand.measure + "\" a second time.");
    }
    order_.request.balance.push_back(std::move(demand));
  }

  void read_pairs(std::string_view key, std::vector<UnitTerritory>& pairs) {
    root_.take_list(key, [&](const nlohmann::json& json, const std::string& path) {
      const bool is_pair = json.is_array() && json.size() == 2;
      const auto unit = is_pair ? id_of(json[0]) : std::nullopt;
      const auto name = is_pair ? id_of(json[1]) : std::nullopt;
      if (!unit || !name) return add("\"" + path + "\" must be [\"unit\", \"territory\"].");
      pairs.push_back({*unit, *name, path});
    });
  }
  void read_groups(std::string_view key, std::vector<UnitGroup>& groups, bool is_pair) {
    root_.take_list(key, [&](const nlohmann::json& json, const std::string& path) {
      UnitGroup group{.units = {}, .origin = path};
      if (json.is_array()) {
        for (const auto& element : json) {
          if (auto id = id_of(element)) group.units.push_back(std::move(*id));
        }
      }
      const bool is_good = json.is_array() && group.units.size() == json.size() &&
                           (is_pair ? json.size() == 2 : json.size() >= 2);
      if (!is_good)
        return add("\"" + path + "\" must be a list of " + (is_pair ? "two" : "two or more") +
                   " unit ids.");
      groups.push_back(std::move(group));
    });
  }

  void read_rules() {
    DesignRequest& r = order_.request;
    read_pairs("lock", r.locks);
    read_pairs("forbid", r.forbidden);
    read_groups("must_link", r.must_link, false);
    read_groups("barrier", r.barriers, true);
    root_.take_list("centers", [&](const nlohmann::json& json, const std::string& path) {
      read_centre(json, path);
    });
    r.preference_weight = root_.take_number("preference").value_or(1.0);
    r.may_be_centre = root_.take_texts("may_be_centre");
  }

  void read_centre(const nlohmann::json& json, const std::string& path) {
    JsonObject object(json, path, errors_);
    CentreDemand centre;
    centre.origin = path;
    centre.territory = object.take_text("territory").value_or("");
    if (const auto* unit = object.take("unit")) centre.unit = id_of(*unit);
    const nlohmann::json* lon = object.take("lon");
    const nlohmann::json* lat = object.take("lat");
    const bool has_place = lon != nullptr && lat != nullptr && lon->is_number() && lat->is_number();
    if (has_place) centre.place = geo::LonLat{lon->get<double>(), lat->get<double>()};
    if (json.is_object() && centre.unit.has_value() == has_place) {
      add("\"" + path + "\" must have either \"unit\" or the numbers \"lon\" and \"lat\".");
    }
    const std::string kind = object.take_text("kind").value_or("preferred");
    centre.is_pinned = kind == "pinned";
    if (kind != "pinned" && kind != "preferred")
      object.refuse("kind", "\"pinned\" or \"preferred\"");
    object.finish();
    order_.request.centres.push_back(std::move(centre));
  }

  void read_today() {
    DesignRequest& r = order_.request;
    r.vacated = root_.take_texts("vacate");
    const nlohmann::json* json = root_.take("disruption");
    if (json != nullptr) {
      JsonObject object(*json, "disruption", errors_);
      r.disruption_measure = object.take_text("measure");
      r.disruption_cap = object.take_quantity("cap", parse_share, kShare);
      r.disruption_penalty_km =
          object.take_quantity("penalty", parse_kilometres, kKm).value_or(0.0);
      object.finish();
    }
    if (!r.files.keep && (json != nullptr || !r.vacated.empty())) {
      add("\"disruption\" and \"vacate\" speak of the plan of today: give \"keep\" too.");
    }
  }

  void read_search_and_output() {
    const auto time = [](std::string_view text) { return parse_seconds(text); };
    SearchLimits& l = order_.limits;
    l.seconds = root_.take_quantity("seconds", time, kTime);
    l.bound_seconds = root_.take_quantity("bound_seconds", time, kTime);
    for (const auto& seconds : {l.seconds, l.bound_seconds}) {
      if (seconds && *seconds > kSecondsLimit) root_.refuse("seconds", kTime);
    }
    l.iterations = root_.take_count("iterations");
    if (l.seconds && l.iterations)
      add("\"seconds\" and \"iterations\" both end the search; give one of them.");
    l.has_bound = root_.take_flag("bound").value_or(true);
    if (const auto seed = root_.take_count("seed")) l.seed = static_cast<std::uint64_t>(*seed);
    if (const auto threads = root_.take_count("threads")) {
      if (*threads < 1 || *threads > 64) root_.refuse("threads", "a whole number from 1 to 64");
      l.threads = static_cast<int>(*threads);
    }
    order_.output.folder = take_file("out").value_or("");
    order_.output.credits = root_.take_texts("credit");
  }

  std::filesystem::path folder_;
  Errors errors_;
  JsonObject root_;
  DesignOrder order_;
};

// nlohmann keeps the last of two equal keys; a planner who wrote both meant something else.
Errors doubled_keys(const std::string& text) {
  Errors errors;
  std::vector<std::set<std::string>> open;
  const auto watch = [&](int, nlohmann::json::parse_event_t event, nlohmann::json& parsed) {
    if (event == nlohmann::json::parse_event_t::object_start) open.emplace_back();
    if (event == nlohmann::json::parse_event_t::object_end) open.pop_back();
    if (event == nlohmann::json::parse_event_t::key &&
        !open.back().insert(parsed.get<std::string>()).second) {
      errors.push_back(
          {ErrorCode::kInvalidInput, "P012",
           fmt::format("The key \"{}\" stands twice; write it once.", parsed.get<std::string>())});
    }
    return true;
  };
  const nlohmann::json ignored = nlohmann::json::parse(text, watch, /*allow_exceptions=*/false);
  return errors;
}

Checked<DesignOrder> parse_problem(const platform::files::TextFile& file,
                                   const std::filesystem::path& folder) {
  const Result<nlohmann::json> json = platform::files::parse_json(file);
  if (!json) return fail(Errors{json.error()});
  Errors doubled = doubled_keys(file.text);
  if (!doubled.empty()) return fail(std::move(doubled));
  return ProblemReader(*json, folder).read();
}

}  // namespace

Checked<DesignOrder> read_problem_file(const std::filesystem::path& path) {
  platform::files::TextLimits limits;
  limits.line_bytes = limits.file_bytes = platform::files::kJsonBytesLimit;
  const Result<platform::files::TextFile> file = platform::files::read_text(path, limits);
  if (!file) return fail(Errors{file.error()});
  return parse_problem(*file, path.parent_path());
}

Checked<DesignOrder> parse_problem(const std::string& text, const std::string& name,
                                   const std::filesystem::path& folder) {
  const Result<platform::files::TextFile> file = platform::files::text_from_bytes(name, text);
  if (!file) return fail(Errors{file.error()});
  return parse_problem(*file, folder);
}

}  // namespace bailiwick::planning
