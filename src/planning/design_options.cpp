#include "planning/design_options.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include <fmt/core.h>

#include "planning/problem_file.hpp"
#include "planning/value_text.hpp"

namespace bailiwick::planning {
namespace {

// Reads options into an order, noting every mistake.
class OrderReader {
 public:
  OrderReader(const ParsedOptions& options, DesignOrder order)
      : options_(options), order_(std::move(order)) {}

  Checked<DesignOrder> read() {
    read_files();
    read_asked();
    read_balance();
    read_rules();
    read_today();
    read_search();
    read_output();
    check_conflicts();
    if (!errors_.empty()) return fail(std::move(errors_));
    return std::move(order_);
  }

 private:
  void add(std::string_view rule, std::string message) {
    errors_.push_back(Error{ErrorCode::kInvalidInput, std::string(rule), std::move(message)});
  }
  void refuse(std::string_view option, std::string_view text, std::string_view expected) {
    add("P007", fmt::format("--{} does not understand \"{}\": {}.", option, text, expected));
  }

  void take(std::string_view option, std::optional<std::string>& target) {
    if (auto text = options_.value(option)) target = std::move(text);
  }
  template <class T, class Parse>
  void take(std::string_view option, T& target, Parse parse, std::string_view expected) {
    const std::optional<std::string> text = options_.value(option);
    if (!text) return;
    if (const auto value = parse(*text)) {
      target = *value;
    } else {
      refuse(option, *text, expected);
    }
  }

  void read_files() {
    DesignRequest& r = order_.request;
    if (auto units = options_.value("units")) r.files.units = *units;
    take("edges", r.files.edges);
    take("shapes", r.files.shapes);
    take("shape-id", r.files.shape_id);
    take("keep", r.files.keep);
    take("centers", r.files.centers);
    take("borders", r.files.borders);
    take("id-column", r.columns.id);
    take("lon-column", r.columns.lon);
    take("lat-column", r.columns.lat);
    r.is_planar = r.is_planar || options_.has("planar");
    if (r.files.units.empty() && !r.files.shapes) {
      add("P009",
          "There is nothing to divide: give --units FILE (a CSV of units) or --shapes FILE (a "
          "map).");
    }
  }

  void read_asked() {
    DesignRequest& r = order_.request;
    if (const auto text = options_.value("territories")) read_territories(*text);
    take("weight", r.weight);
    constexpr std::string_view kKm = "give kilometres, such as 20km, 500m or 12mi";
    take("territory-cost", r.territory_cost_km, parse_kilometres, kKm);
    if (const auto text = options_.value("radius")) {
      if (const auto km = parse_kilometres(*text)) {
        r.radius_km = *km;
      } else {
        refuse("radius", *text, kKm);
      }
    }
    r.is_contiguous = r.is_contiguous && !options_.has("not-contiguous");
    if (const auto text = options_.value("objective")) {
      r.power = *text == "distance" ? territory::DistancePower::kLinear
                                    : territory::DistancePower::kSquared;
      if (*text != "distance" && *text != "inertia")
        refuse("objective", *text, "say inertia or distance");
    }
    if (const auto text = options_.value("centre")) {
      r.centre = *text == "unit" ? territory::CentreKind::kUnit : territory::CentreKind::kCentroid;
      if (*text != "unit" && *text != "centroid") refuse("centre", *text, "say centroid or unit");
    }
  }

  void read_territories(const std::string& text) {
    const auto range = parse_range(text);
    if (!range || range->second > std::numeric_limits<std::int32_t>::max()) {
      return refuse("territories", text,
                    "give a whole number such as 500, or a range such as 450-550");
    }
    order_.request.territories_min = static_cast<std::int32_t>(range->first);
    order_.request.territories_max = static_cast<std::int32_t>(range->second);
  }

  BalanceDemand& demand_for(const std::string& measure) {
    auto& all = order_.request.balance;
    const auto it = std::find_if(all.begin(), all.end(),
                                 [&](const BalanceDemand& d) { return d.measure == measure; });
    if (it != all.end()) return *it;
    all.emplace_back().measure = measure;
    return all.back();
  }

  // Calls set(measure, text of the value) for each COLUMN=VALUE; a column counts once an option.
  template <class Set>
  void for_columns(std::string_view option, Set set) {
    std::vector<std::string> seen;
    for (const std::string& text : options_.all(option)) {
      const auto pair = split_pair(text);
      if (!pair || !set(pair->first, pair->second)) {
        refuse(option, text,
               option == "balance" ? "give a column and a share, such as population=2%"
                                   : "give a column and a distance, such as hospitals=20km");
        continue;
      }
      if (std::count(seen.begin(), seen.end(), pair->first) > 0) {
        add("P013",
            fmt::format("--{} is given twice for \"{}\"; give it once.", option, pair->first));
      }
      seen.push_back(pair->first);
    }
  }

  void read_balance() {
    for_columns("balance", [&](const std::string& measure, const std::string& text) {
      const auto share = parse_share(text);
      if (share) demand_for(measure).tolerance = *share;
      return share.has_value();
    });
    for_columns("soft", [&](const std::string& measure, const std::string& text) {
      const auto km = parse_kilometres(text);
      if (km) demand_for(measure).soft_km = *km;
      return km.has_value();
    });
  }

  void read_pairs(std::string_view option, std::vector<UnitTerritory>& pairs,
                  std::optional<std::string>& file) {
    for (const std::string& text : options_.all(option)) {
      if (const auto pair = split_pair(text)) {
        pairs.push_back({pair->first, pair->second, fmt::format("--{} {}", option, text)});
      } else if (text.find('=') != std::string::npos) {
        refuse(option, text, "give UNIT=TERRITORY, or the name of a CSV file unit,territory");
      } else {
        take_file(option, text, file);
      }
    }
  }
  void read_groups(std::string_view option, std::vector<UnitGroup>& groups,
                   std::optional<std::string>& file) {
    for (const std::string& text : options_.all(option)) {
      if (text.find(',') == std::string::npos) {
        take_file(option, text, file);
        continue;
      }
      UnitGroup group{.units = {}, .origin = fmt::format("--{} {}", option, text)};
      for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        if (end > begin) group.units.push_back(text.substr(begin, end - begin));
        begin = end + 1;
      }
      const bool is_pair = option == "barrier";
      if (group.units.size() < 2 || (is_pair && group.units.size() != 2)) {
        refuse(option, text,
               is_pair ? "give two units, UNIT,UNIT" : "give two units or more, UNIT,UNIT");
        continue;
      }
      groups.push_back(std::move(group));
    }
  }
  void take_file(std::string_view option, const std::string& path,
                 std::optional<std::string>& file) {
    if (file && files_given_.count(std::string(option)) > 0) {
      add("P013",
          fmt::format("--{} names two files, \"{}\" and \"{}\"; give one.", option, *file, path));
    }
    files_given_[std::string(option)] = true;
    file = path;
  }

  void read_rules() {
    DesignRequest& r = order_.request;
    read_pairs("lock", r.locks, r.files.locks);
    read_pairs("forbid", r.forbidden, r.files.forbidden);
    read_groups("must-link", r.must_link, r.files.must_link);
    read_groups("barrier", r.barriers, r.files.barriers);
    take(
        "preference", r.preference_weight,
        [](const std::string& text) {
          const auto value = parse_number(text);
          return value && *value >= 0 ? value : std::nullopt;
        },
        "give a number of at least 0");
  }

  void read_today() {
    DesignRequest& r = order_.request;
    for (const std::string& name : options_.all("vacate")) r.vacated.push_back(name);
    if (const auto text = options_.value("disruption")) {
      const auto pair = split_pair(*text);
      const auto cap = pair ? parse_share(pair->second) : std::nullopt;
      if (pair ? !cap || *cap > 1.0 : text->find('=') != std::string::npos) {
        refuse("disruption", *text,
               "give a column and a share of at most 100%, such as revenue=20%, or a column");
      }
      r.disruption_measure = pair ? pair->first : *text;
      r.disruption_cap = cap;
    }
    const bool has_penalty = options_.has("disruption-penalty");
    take("disruption-penalty", r.disruption_penalty_km, parse_kilometres,
         "give kilometres, such as 20km, 500m or 12mi");
    if (options_.has("keep") && !has_penalty && r.disruption_penalty_km == 0.0)
      r.disruption_penalty_km = 20.0;
    if (!r.files.keep && (has_penalty || options_.has("disruption") || options_.has("vacate"))) {
      add("P009",
          "--disruption, --disruption-penalty and --vacate speak of the plan of today: give --keep "
          "FILE too.");
    }
  }

  void read_search() {
    SearchLimits& l = order_.limits;
    const auto seconds = [](const std::string& text) -> std::optional<double> {
      const auto value = parse_seconds(text);
      return value && *value <= kSecondsLimit ? value : std::nullopt;
    };
    constexpr std::string_view kTime =
        "give seconds (10, 0.5s), minutes (5m) or hours (1h), at most a week";
    take("seconds", l.seconds, seconds, kTime);
    take("bound-seconds", l.bound_seconds, seconds, kTime);
    take("iterations", l.iterations, parse_count, "give a whole number of at least 0");
    take("seed", l.seed, parse_count, "give a whole number of at least 0");
    l.has_bound = l.has_bound && !options_.has("no-bound");
    const auto threads = [](const std::string& text) -> std::optional<int> {
      const auto value = parse_count(text);
      return value && *value >= 1 && *value <= 64 ? std::optional(static_cast<int>(*value))
                                                  : std::nullopt;
    };
    take("threads", l.threads, threads, "give a whole number from 1 to 64");
    if (options_.has("seconds") && options_.has("iterations")) {
      add("P008", "--seconds and --iterations both end the search; give one of them.");
    } else if (options_.has("iterations")) {
      l.seconds.reset();
    } else if (options_.has("seconds")) {
      l.iterations.reset();
    }
    if (options_.has("no-bound") && options_.has("bound-seconds")) {
      add("P008", "--no-bound and --bound-seconds contradict each other; give one of them.");
    }
  }

  void read_output() {
    OutputOptions& o = order_.output;
    if (auto folder = options_.value("out")) o.folder = *folder;
    o.force = o.force || options_.has("force");
    o.edges_file = options_.value("write-edges").value_or(o.edges_file);
    o.json = options_.has("json");
    const std::vector<std::string> credits = options_.all("credit");
    if (!credits.empty()) o.credits = credits;
  }

  void check_conflicts() {
    const DesignRequest& r = order_.request;
    if (r.files.edges && r.files.shapes && options_.has("edges") && options_.has("shapes")) {
      add("P008", "--edges and --shapes both say who borders whom; give one of them.");
    }
    if (r.is_planar && r.files.shapes) {
      add("P008",
          "--planar speaks of x and y on a plane, --shapes of longitudes and latitudes; leave one "
          "out.");
    }
  }

  const ParsedOptions& options_;
  DesignOrder order_;
  Errors errors_;
  std::map<std::string, bool> files_given_;
};

}  // namespace

Checked<DesignOrder> parse_order(const ParsedOptions& options) {
  DesignOrder order;
  if (const auto path = options.value("problem")) {
    Checked<DesignOrder> read = read_problem_file(*path);
    if (!read) return read;
    order = std::move(*read);
  }
  return OrderReader(options, std::move(order)).read();
}

}  // namespace bailiwick::planning
