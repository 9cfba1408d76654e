// What every view of performance is made with: who looks, what was asked for as the company understands it, groups and rates. Read once, in one transaction.
//
// Errors: R031 what to group by, R032 the days.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "crm/performance.hpp"
#include "crm/performance_groups.hpp"
#include "crm/performance_table.hpp"
#include "crm/performance_where.hpp"
#include "crm/pipeline.hpp"
#include "platform/identity/rate_store.hpp"

namespace bailiwick::crm {

// Rates by currency and day, each looked up once.
class Converter {
 public:
  explicit Converter(platform::identity::Exchange exchange) : exchange_(std::move(exchange)) {}
  [[nodiscard]] Currency reporting() const { return exchange_.reporting; }
  // Good until the next call.
  [[nodiscard]] const Conversion& of(std::string_view currency, LocalDate day);

 private:
  platform::identity::Exchange exchange_;
  std::unordered_map<std::uint64_t, Conversion> known_;
};

enum class View { kPipeline, kWins, kCycle, kRevenue };

struct Scene {
  GroupBy by = GroupBy::kNone;
  std::optional<CustomField> custom = {};  // of kCustom
  TerritoryOn as = TerritoryOn::kThen;
  std::optional<Days> span = {};
  std::vector<Period> periods = {};  // of the span, where there is one
  std::vector<Pipeline> pipelines = {};
  GroupTable groups;
  Converter converter;
};

// Every mistake of a request that no company is asked about.
[[nodiscard]] Errors mistakes_of(const PerformanceAsk& ask, View view);
[[nodiscard]] Result<Scene> read_scene(db::Connection& connection, const Viewer& viewer,
                                       const PerformanceAsk& ask, View view);

// The lines of all groups with something in them, named and with their conditions: `where` is that of all records.
struct Naming {
  const Viewer& viewer;
  Where where;
  View view = View::kWins;
};
[[nodiscard]] Result<std::vector<LineGroup>> line_groups(db::Connection& connection,
                                                         const Scene& scene, const Naming& naming,
                                                         const std::vector<std::size_t>& groups);

// Figures by group, as they are counted.
template <class Figures>
class Cells {
 public:
  Figures& at(std::size_t group) {
    if (group >= cells_.size()) cells_.resize(group + 1);
    return cells_[group];
  }
  [[nodiscard]] const std::vector<Figures>& all() const { return cells_; }

 private:
  std::vector<Figures> cells_;
};

// R033 where a sum is beyond what can be told.
[[nodiscard]] tl::unexpected<Error> refuse_sum();

// table.total holds the total already.
template <class Figures>
Result<void> tabulate(db::Connection& connection, const Scene& scene, const Naming& naming,
                      Cells<Figures>& cells, PerformanceTable<Figures>& table) {
  table.reporting = scene.converter.reporting();
  table.where = naming.where.text();
  std::vector<std::size_t> groups;
  if (scene.by != GroupBy::kNone)
    for (std::size_t g = 0; g < cells.all().size(); ++g)
      if (!is_nothing(cells.all()[g])) groups.push_back(g);
  auto names = line_groups(connection, scene, naming, groups);
  if (!names) return tl::unexpected(names.error());
  for (std::size_t l = 0; l < groups.size(); ++l)
    table.lines.push_back({std::move((*names)[l]), std::move(cells.at(groups[l]))});
  settle(table, scene.by, kPerformanceLinesMax);
  bool is_all_told = is_told(table.total, table.reporting);
  if (table.rest) is_all_told &= is_told(*table.rest, table.reporting);
  for (const auto& line : table.lines) is_all_told &= is_told(line.figures, table.reporting);
  if (!is_all_told) return refuse_sum();
  return {};
}

}  // namespace bailiwick::crm
