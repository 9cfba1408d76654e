// A condition taken apart: what must be so together for it to be true, and what of each part is compared with constants alone. Pure. O(nodes).
//
// `a && b` is true just where both are; `!(a || b)` just where both are false; so a condition is a list of clauses, each a part of it and whether
// that is to be true or false. Where a part has no answer it is neither.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "formula/program.hpp"

namespace bailiwick::formula {

struct Clause {
  NodeIndex node = 0;
  bool is_true = true;  // what it must be
  NodeIndex shown = 0;  // the node as people wrote it: with the ! before it

  friend bool operator==(const Clause&, const Clause&) = default;
};
using Clauses = std::vector<Clause>;

// In the order of the text.
[[nodiscard]] Clauses clauses_of(const Tree& tree, Clause whole);
// Of a clause that asks for one of two (`a || b` true, `a && b` false): all of those that may be so in its place, in the order of the text. Of others nothing.
[[nodiscard]] Clauses alternatives_of(const Tree& tree, Clause clause);

// By itself a formula, true just where the clause is as it must be.
[[nodiscard]] std::string text_of(const Tree& tree, Clause clause);

// What a part is made of.
enum class PartForm : std::uint8_t {
  kConstant,  // the same for all rows; a list of such
  kSubject,  // a field, a measure of one (size(name), month(since)), or such a one with constants in place of null
  kTruth,  // a truth that hangs on one subject by nothing but comparisons with constants, and whether it is null
  kOther,
};
struct Part {
  PartForm form = PartForm::kOther;
  StepIndex subject = kNoStep;  // of kSubject and kTruth

  friend bool operator==(const Part&, const Part&) = default;
};
// A part a node of the formula's tree.
[[nodiscard]] std::vector<Part> parts_of(const Program& program, const Formula& formula);

// What a measure can be, whatever it is of; nothing for other functions.
[[nodiscard]] const Range* range_of_measure(std::string_view function);

}  // namespace bailiwick::formula
