// report.html: one file that opens from disk with no network and shows the plan on a map, in a chart and in a table.
//
// The page is report/report.html.in with report.css, report.js and the texts en.json and nl.json, all built into the
// program; the data are a JSON block in it, with '<' escaped so that no name can end it. A content security policy
// allows exactly our own script and style by their SHA-256 and nothing from anywhere. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "geo/polygon.hpp"
#include "planning/outcome.hpp"

namespace bailiwick::planning {

// `report` is report.json on one line.
[[nodiscard]] std::string report_html(const Outcome& outcome, std::string_view report,
                                      std::span<const geo::Area> borders);

}  // namespace bailiwick::planning
