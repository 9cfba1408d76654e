#include "engine/territory/validate_areas.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace bailiwick::engine::territory::validation {
namespace {

using wording::amount_text;
using wording::count_text;
using wording::Findings;
using wording::measure_text;

constexpr const char* kRemedy =
    " Join it to its neighbours with an edge, raise the tolerance, or give up connection.";

std::string area_text(const Problem& problem, const Area& area) {
  if (area.units == 1) return "the isolated " + wording::unit_text(problem, area.first);
  return "the connected area of " + count_text(area.units, "unit", "units") + " with " +
         wording::unit_text(problem, area.first);
}

std::string range_text(const Limits::Range& range) {
  if (range.fewest == range.most) return std::to_string(range.fewest);
  return std::to_string(range.fewest) + " to " + std::to_string(range.most);
}

// Why no number of territories can share the area by rule r alone.
std::string misfit_text(const Case& one, std::size_t r, const Area& area,
                        const Limits::Range& range) {
  const Measure& measure = one.measure(r);
  const Limits& limits = one.limits[r];
  std::string text = wording::capitalised(area_text(one.problem(), area)) + " holds " +
                     measure_text(measure, area.amounts[r]);
  if (range.most == 0) {
    text += ", less than a territory needs (at least " +
            amount_text(limits.least_of(1), measure.decimals) + ").";
  } else {
    text += ": more than " + count_text(range.most, "territory", "territories") +
            " may hold (at most " + amount_text(limits.most_of(range.most), measure.decimals) + ")";
    if (range.most < one.k) {
      text += " and less than " + std::to_string(range.most + 1) + " need (at least " +
              amount_text(limits.least_of(range.most + 1), measure.decimals) + ")";
    }
    text += ".";
  }
  return text + kRemedy;
}

// The numbers of territories that the area allows by every rule, by its units, and by its locks.
// Tells of T031 where there is none; `is_told` then becomes true.
Limits::Range judge_area(const Case& one, const Area& area, std::int32_t locked, Findings& findings,
                         bool& is_told) {
  Limits::Range common{
      .fewest = std::max(1, locked),
      .most = static_cast<std::int32_t>(std::min<std::int64_t>(area.groups, one.k))};
  // Groups are counted where they begin; an area into which a group only reaches has a unit all the same.
  common.most = std::max(common.most, 1);
  std::string allowed = "its units allow at most " + std::to_string(common.most);
  bool is_single_told = false;
  for (std::size_t r = 0; r < one.limits.size(); ++r) {
    if (one.is_sound[r] == 0) continue;
    Limits::Range range = one.limits[r].territories_for(area.amounts[r]);
    range.fewest = std::max(range.fewest, 1);
    if (range.fewest > range.most) {
      is_single_told = true;
      findings.add(ErrorCode::kInfeasible, "T031",
                   [&] { return misfit_text(one, r, area, range); });
      continue;
    }
    allowed += ", " + one.measure(r).name + " " + range_text(range);
    common.fewest = std::max(common.fewest, range.fewest);
    common.most = std::min(common.most, range.most);
  }
  is_told = is_told || is_single_told;
  if (is_single_told || common.fewest <= common.most) return common;
  is_told = true;
  findings.add(ErrorCode::kInfeasible, "T031", [&] {
    if (locked > 1) allowed += ", and " + std::to_string(locked) + " have units locked in it";
    return wording::capitalised(area_text(one.problem(), area)) +
           " cannot be any whole number of territories: " + allowed + "." + kRemedy;
  });
  return common;
}

// How many territories have locked units in each area.
std::vector<std::int32_t> locked_territories(const Facts& facts) {
  std::vector<std::pair<std::int32_t, TerritoryIndex>> pairs;
  for (const auto& [u, t] : facts.locks)
    pairs.emplace_back(facts.area_of[static_cast<std::size_t>(u)], t);
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  std::vector<std::int32_t> counts(facts.areas.size(), 0);
  for (const auto& pair : pairs) ++counts[static_cast<std::size_t>(pair.first)];
  return counts;
}

void judge_together(const Case& one, const std::vector<Limits::Range>& ranges, Findings& findings) {
  std::int64_t fewest = 0;
  std::int64_t most = 0;
  for (const Limits::Range& range : ranges) {
    fewest += range.fewest;
    most += range.most;
  }
  if (fewest <= one.k && one.k <= most) return;
  findings.add(ErrorCode::kInfeasible, "T033", [&] {
    constexpr std::size_t kShown = 3;
    std::string text = "The map has " + std::to_string(ranges.size()) +
                       " areas without a connection, which make up ";
    text +=
        fewest > one.k ? "at least " + amount_text(fewest, 0) : "at most " + amount_text(most, 0);
    text += " territories in all, but " + std::to_string(one.k) + " are asked for:";
    for (std::size_t a = 0; a < std::min(kShown, ranges.size()); ++a) {
      text += (a > 0 ? ", " : " ") + area_text(one.problem(), one.facts.areas[a]) + " " +
              range_text(ranges[a]);
    }
    if (ranges.size() > kShown) text += ", and others";
    return text + ". Ask for another number, raise the tolerance, or join areas with an edge.";
  });
}

}  // namespace

void judge_areas(const Case& one, Findings& findings) {
  const Facts& facts = one.facts;
  if (!one.problem().is_contiguous) return;
  const auto count = static_cast<std::int64_t>(facts.areas.size());
  if (count > one.k) {
    findings.add(ErrorCode::kInfeasible, "T032", [&] {
      const auto smallest =
          std::min_element(facts.areas.begin(), facts.areas.end(),
                           [](const Area& a, const Area& b) { return a.units < b.units; });
      return "The map has " + amount_text(count, 0) +
             " areas without a connection to each other, the smallest being " +
             area_text(one.problem(), *smallest) + "; " +
             count_text(one.k, "connected territory", "connected territories") +
             " cannot cover them. Join them with edges, ask for more territories, or give up "
             "connection.";
    });
  }
  if (count == 1) return;  // then the area's conditions are those of the sums
  const std::vector<std::int32_t> locked = locked_territories(facts);
  std::vector<Limits::Range> ranges;
  bool is_told = count > one.k;
  for (std::size_t a = 0; a < facts.areas.size(); ++a) {
    ranges.push_back(judge_area(one, facts.areas[a], locked[a], findings, is_told));
  }
  if (!is_told) judge_together(one, ranges, findings);
}

}  // namespace bailiwick::engine::territory::validation
