// Every hard demand that a plan breaks, in words, with its figures.
//
// The checker's second half: check.cpp works the figures out, this compares them with the demands. Pure.
// O(units + edges + demands).
#pragma once

#include <span>
#include <vector>

#include "engine/territory/check.hpp"
#include "engine/territory/check_centre.hpp"
#include "engine/territory/validate_text.hpp"

namespace bailiwick::engine::territory::checking {

// What check() found out about the plan, for the comparison.
struct Judged {
  const Problem& problem;
  const Plan& plan;
  const Report& report;
  std::vector<std::vector<Window>> windows;  // [rule][territory]
  std::vector<Centre> centres;               // one a territory
  std::span<const std::vector<UnitIndex>> members;
};

// The broken demands, and what each that is listed names.
struct Broken {
  wording::Findings findings = {};
  std::vector<ViolationValues> values = {};  // one a listed finding
};

// Rules: T051 empty territory; T052 outside a hard window; T053 not connected; T054 lock or pinned unit broken; T055
// forbidden pair; T056 must-link broken; T057 beyond the maximum radius; T058 the plan's centre is not a member or not
// allowed; T059 no unit of the territory may be its centre; T060 disruption beyond its cap.
void judge_demands(const Judged& judged, Broken& found);

}  // namespace bailiwick::engine::territory::checking
