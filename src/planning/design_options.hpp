// The options that describe a problem, a search and its output, and what they mean.
//
// `design`, `check` and `bound` share the problem's options; parse_order turns them into a DesignOrder. With --problem the
// JSON file (problem_file.hpp) comes first and options given beside it replace its fields. Pure but for that file.
// Rules: P007 a value that is not understood, P008 options that contradict each other, P009 an option that is missing,
//        P013 the same thing said twice.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "planning/model.hpp"
#include "platform/command/option_parser.hpp"

namespace bailiwick::planning {

using platform::command::OptionSpec;
using platform::command::ParsedOptions;

// Units, neighbours, balance, centres, rules: what is asked.
[[nodiscard]] std::vector<OptionSpec> problem_options();
// --seconds, --iterations, --bound-seconds, --no-bound, --seed, --threads.
[[nodiscard]] std::vector<OptionSpec> search_options();
// --out, --force, --json, --credit, --borders.
[[nodiscard]] std::vector<OptionSpec> output_options();

// All mistakes at once. Options that a command does not have keep their defaults.
[[nodiscard]] Checked<DesignOrder> parse_order(const ParsedOptions& options);

}  // namespace bailiwick::planning
