// Reads a problem from one JSON file: all that the options can say, and what is too rich for them (targets, shares and caps
// a territory, centres, links).
//
// The format is docs/spec/design-problem-file.md. File names in it are relative to the file. Keys that are not known are
// refused with the nearest right one; a key that stands twice is refused. All mistakes are told.
// Rules: P010 an unknown key, P011 a value of the wrong kind, P012 a key that stands twice.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.hpp"
#include "planning/model.hpp"

namespace bailiwick::planning {

[[nodiscard]] Checked<DesignOrder> read_problem_file(const std::filesystem::path& path);
// The same from text; `folder` is what file names are relative to, `name` what messages call the file.
[[nodiscard]] Checked<DesignOrder> parse_problem(const std::string& text, const std::string& name,
                                                 const std::filesystem::path& folder);

}  // namespace bailiwick::planning
