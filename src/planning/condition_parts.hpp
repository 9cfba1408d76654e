// A rule's condition taken apart: the parts that must all hold, and for a part that compares one field with constants, with which. Pure.
//
// `a && b` is true just where both are, and where one has no answer it is not true: so the parts can be asked one by one.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "formula/program.hpp"

namespace bailiwick::planning {

// A part that hangs on one field alone, by nothing but comparisons with constants: between two neighbouring constants it is everywhere
// the same.
struct ConditionPart {
  std::uint32_t field = 0;               // of the schema
  std::string text;                      // by itself a formula
  std::vector<formula::Value> compared;  // the constants
};

struct ConditionParts {
  std::vector<ConditionPart> plain;
  std::vector<std::string> rest;  // the parts that are anything else, as they were written
};
[[nodiscard]] ConditionParts parts_of(const formula::Program& program, std::size_t formula);

}  // namespace bailiwick::planning
