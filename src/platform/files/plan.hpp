// Reads and writes a plan: which unit belongs to which territory.
//
// plan.csv has the header `unit,territory` and a line a unit. Read too: `district` for `territory`, the units' own id
// column names for `unit`, any order of columns and further columns, and lines that start with # as comments.
// An empty territory is no territory. Rules F040 .. F044.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "platform/files/text_file.hpp"
#include "platform/files/unit_lookup.hpp"

namespace bailiwick::platform::files {

struct PlanFile {
  std::vector<std::string> territories;  // names, in natural order ("2" before "10")
  std::vector<std::int32_t>
      territory_of;  // one a unit, an index into territories, or -1 where it has none
  Notes notes;
};

struct PlanOptions {
  bool is_complete = true;  // true: every unit must have a territory
  bool may_have_strangers =
      false;  // true: units that are not known are skipped with a note (an older plan)
};

[[nodiscard]] Checked<PlanFile> read_plan(const std::filesystem::path& path,
                                          const UnitLookup& units, const PlanOptions& options = {});
[[nodiscard]] Checked<PlanFile> parse_plan(TextFile file, const UnitLookup& units,
                                           const PlanOptions& options = {});

// The text of plan.csv, units in their own order. territory_of[u] is an index into `territories`, or -1: left empty.
[[nodiscard]] std::string plan_text(std::span<const std::string> ids,
                                    std::span<const std::string> territories,
                                    std::span<const std::int32_t> territory_of);

}  // namespace bailiwick::platform::files
