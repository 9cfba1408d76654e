// Tree to steps: what names mean, whether types fit, and which kernels compute it. O(nodes), but for faults. Pure.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "formula/plan.hpp"
#include "formula/schema.hpp"
#include "formula/tree.hpp"

namespace bailiwick::formula {

// What other formulas came to, by their index; kNoStep for those that have faults or are not compiled yet.
struct Known {
  StepIndex step = kNoStep;
  Type type;
};

struct Scope {
  const Schema& schema;
  const NameIndex& names;
  std::span<const Known> definitions;
};

struct Meaning {
  StepIndex root = kNoStep;
  Type type;
  std::vector<StepIndex> step_of;          // a node of the tree; kNoStep for lists
  std::vector<std::uint32_t> fields;       // that it reads itself, ascending
  std::vector<std::uint32_t> definitions;  // that it names itself, ascending
  std::vector<std::string> functions;      // that it calls itself, in order of the alphabet
};

// The definitions that a tree names: what has to be compiled before it. Names that lead nowhere are passed over.
[[nodiscard]] std::vector<std::uint32_t> definitions_named(const Tree& tree,
                                                           const NameIndex& names);

// Every mistake, up to kFaultsLimit:
// Q011 unknown name, Q012 a short name that may mean several, Q013 unknown function, Q014 an operator that does not take such
// values, Q015 a function that does not, Q016 a comparison of different types, Q017 a list in a wrong place or none after `in`,
// Q018 has() of something else than a field, Q019 a choice between different types, Q020 elements of different types,
// Q021 the whole is not of the type that is wanted.
[[nodiscard]] OrFaults<Meaning> check(const Tree& tree, const Scope& scope, PlanBuilder& builder);

}  // namespace bailiwick::formula
