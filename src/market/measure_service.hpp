// Measures of layers: what people do with them. They are joined from files, derived by formulas, counted live, read and removed.
//
// market.read reads joined and derived measures; live ones, and those derived from them, need crm.read too: of the whole company as the last count left them, within
// a smaller scope counted for the accounts that one sees. market.manage adds, changes and removes. Every change is told to the audit log and, as
// unit_layer.updated {id}, to those who may read it. Thread-safe.
// Errors: I001; M034 it changed since it was read (kPrecondition), M060 no such layer, M080 to M083 (measure_join.hpp), M084 the layer is not ready, M085 no such
// measure, M086 a key, name, unit, source or weight, M087 a formula reads it (kConflict), M088 too many measures, M089 a joined measure where a derived one stands,
// or the other way round; those of files (F...) and formulas (Q...).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "market/icp_service.hpp"
#include "market/layer_ports.hpp"
#include "market/market_counter.hpp"
#include "market/measure_join.hpp"
#include "market/measure_reader.hpp"

namespace bailiwick::market {

inline constexpr std::size_t kMeasuresAskedMax = 50;             // of one answer
inline constexpr std::uint64_t kMeasureBytesMax = 256ULL << 20;  // of a file

struct MeasureInfo {
  Measure measure;
  MeasureSummary summary;
  std::optional<Instant> counted_at =
      {};  // of a live one of the whole company; absent: counted just now
};

struct LayerValues {
  std::int64_t count = 0;  // units
  ValuesByKey measures = {};
  std::map<std::string, std::string> as_of = {};  // a day or a moment
  TerritoriesOfUnits territories = {};
};

struct JoinOrder {
  std::string file = {};
  JoinRequest request = {};
  bool is_check = false;
  std::optional<LocalDate> as_of = {};
  std::string source = {};
};
struct JoinReport {
  Join join;
  std::vector<MeasureSummary> summaries = {};  // a column each
  std::vector<bool> replaces = {};  // a column each: whether there is a measure of its key already
  std::vector<std::string> notes = {};  // of the file's reading and of its decimal mark
  bool is_stored = false;
};

// What somebody wrote of a measure.
struct MeasureText {
  std::string name;
  std::string unit = {};
  MeasureAdds adds = MeasureAdds::kSum;
  std::optional<std::string> weighed_by = {};
  std::optional<std::string> formula = {};  // makes, or changes, a derived one
  std::optional<std::string> source = {};
};

// All of them outlive the service. `territories`: null where nobody knows whose a unit is.
struct MeasureParts {
  MarketParts market;
  const MarketCounter& counter;
  const UnitTerritories* territories = nullptr;
};

class MeasureService {
 public:
  using Principal = platform::identity::Principal;
  using Connection = platform::db::Connection;

  explicit MeasureService(MeasureParts parts) : parts_(std::move(parts)) {}

  // Joined and derived ones by key, then the live ones where one may see accounts.
  [[nodiscard]] Checked<std::vector<MeasureInfo>> measures(const Principal& principal,
                                                           LayerId layer) const;
  // At most kMeasuresAskedMax keys.
  [[nodiscard]] Checked<LayerValues> values(const Principal& principal, LayerId layer,
                                            std::vector<std::string> keys) const;
  // The same as numbers that are drawn and sorted; without keys: live measures and derived ones, none where one may not see accounts. The first mistake only.
  [[nodiscard]] Result<std::vector<UnitColumn>> columns(const Principal& principal, LayerId layer,
                                                        const std::vector<std::string>& keys) const;
  [[nodiscard]] Checked<JoinReport> join(const Principal& principal, LayerId layer,
                                         const JoinOrder& order) const;
  // version: as it was read; absent: whichever it is, or a new one.
  [[nodiscard]] Checked<Measure> put(const Principal& principal, LayerId layer,
                                     const std::string& key, const MeasureText& text,
                                     std::optional<std::int64_t> version) const;
  Result<void> remove(const Principal& principal, LayerId layer, const std::string& key,
                      std::optional<std::int64_t> version) const;

 private:
  struct Live;
  [[nodiscard]] Result<std::vector<UnitColumn>> reckoned_columns(const Principal& principal,
                                                                 LayerId layer) const;
  [[nodiscard]] Checked<ValuesByKey> read_values(const Principal& principal,
                                                 const LoadedLayer& layer,
                                                 const std::vector<std::string>& keys,
                                                 std::optional<Instant>& counted_at) const;
  Result<void> store_join(Connection& connection, const Principal& principal, LayerId layer,
                          const JoinOrder& order, JoinReport& report) const;
  Result<void> tell(Connection& connection, const Principal& principal, LayerId layer,
                    platform::audit::Word action, std::string_view key) const;

  MeasureParts parts_;
};

}  // namespace bailiwick::market
