// Plans and data sets as the server keeps them.
//
// A data set is a units file that someone uploaded. A plan divides one: it begins as a draft without territories, and a
// job fills it. Ids are shown as text, "plan_..." and "dataset_...". Plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"
#include "platform/jobs/jobs.hpp"

namespace bailiwick::planning {

struct PlanTag {
  static constexpr std::string_view kPrefix = "plan";
};
struct DatasetTag {
  static constexpr std::string_view kPrefix = "dataset";
};
using PlanId = Uid<PlanTag>;
using DatasetId = Uid<DatasetTag>;
using platform::jobs::JobId;

inline constexpr std::size_t kNameLengthMax = 200;  // code points
inline constexpr std::size_t kDatasetBytesMax = std::size_t{64} << 20;
inline constexpr std::int32_t kTerritoriesMax = 20'000;
inline constexpr double kDesignSecondsMax = 3'600.0;
inline constexpr std::size_t kPlanBalanceMax = 10;

struct Dataset {
  DatasetId id;
  std::string name;
  std::int64_t unit_count = 0;
  std::vector<std::string> measures;
  Instant created_at;
};

// Every territory holds an equal part of the measure within the tolerance (0.02 is 2%).
struct PlanBalance {
  std::string measure;
  double tolerance = 0.0;
};

struct NewPlan {
  std::string name;
  DatasetId dataset;
  std::int32_t territories = 0;
  std::vector<PlanBalance> balance;
  double seconds = 10.0;
  std::uint64_t seed = 1;
};

enum class PlanState { kDraft, kInReview, kApproved, kActive, kArchived };
[[nodiscard]] std::string_view name_of(PlanState state);
[[nodiscard]] std::optional<PlanState> parse_plan_state(std::string_view word);

// P053 where a plan, a data set or a scenario cannot be called that.
[[nodiscard]] std::optional<Error> mistake_of_name(std::string_view name);

struct Plan {
  PlanId id;
  std::string name;
  PlanState state = PlanState::kDraft;
  DatasetId dataset;
  NewPlan request;
  std::int64_t unit_count = 0;
  std::int64_t territory_count = 0;
  std::optional<JobId> job;
  std::optional<std::string> summary;  // JSON; absent until a design is done
  Instant created_at;
  PersonId created_by;
  std::int64_t version = 1;
  std::optional<PlanId> parent;         // the plan it was branched from
  std::optional<LocalDate> valid_from;  // of a plan that is or was active
};

struct PlanTerritory {
  std::int64_t index = 0;
  std::string name;
  std::int64_t unit_count = 0;
  std::string amounts;     // JSON by measure
  std::string deviations;  // JSON by balanced measure
  double rms_km = 0.0;
  double centre_lon = 0.0;
  double centre_lat = 0.0;
};

// What a design leaves behind.
struct DesignedPlan {
  std::string summary;
  bool is_feasible = false;  // every demand is met
  std::vector<PlanTerritory> territories;
  std::string units_csv;    // unit,territory
  std::string map_geojson;  // RFC 7946
};

// What could be proven of a plan's compactness.
struct PlanProof {
  std::optional<double> bound_km;
  std::optional<double> gap;
  std::string scope;        // what exactly is proven, for people
  std::string covers = {};  // the same as JSON (PlanBoundCovers of the API); empty: no proof
};

}  // namespace bailiwick::planning
