// Formulas, checked and compiled together: ready to be evaluated any number of times, from any number of threads.
//
//   auto program = compile(schema, {{"big", "employees > 500"}, {"fits", "big && country == \"US\""}});
//   evaluate(*program, 1, rows)      (evaluate.hpp)
//
// Pure. O(length of all formulas * log), plus O(steps) a formula for its cost.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formula/check.hpp"
#include "formula/plan.hpp"
#include "formula/schema.hpp"
#include "formula/tree.hpp"

namespace bailiwick::formula {

inline constexpr std::uint64_t kCostLimit = 20'000;  // of one formula for one row; Q034 beyond

struct Formula {
  std::string name;
  Tree tree;
  Meaning meaning;
  std::uint64_t cost = 0;  // of one row, with the formulas that it uses
};

// Moves, but is not copied: steps point into it.
class Program {
 public:
  Program(Schema schema, std::vector<Formula> formulas, Plan plan)
      : schema_(std::move(schema)), formulas_(std::move(formulas)), plan_(std::move(plan)) {}
  Program(Program&&) = default;
  Program& operator=(Program&&) = default;
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  [[nodiscard]] const Schema& schema() const { return schema_; }
  // In the order of the definitions.
  [[nodiscard]] std::span<const Formula> formulas() const { return formulas_; }
  [[nodiscard]] const Plan& plan() const { return plan_; }
  // The formula of that name.
  [[nodiscard]] std::optional<std::size_t> index_of(std::string_view name) const;
  // The fields that a formula depends on, through those that it uses too; ascending.
  [[nodiscard]] std::vector<std::uint32_t> fields_of(std::size_t formula) const;

 private:
  Schema schema_;
  std::vector<Formula> formulas_;
  Plan plan_;
};

// All formulas, or every mistake in any of them, up to kFaultsLimit (Fault::definition says in which): those of faults_of_names, parse and check, and
// Q034 a formula that costs too much a row, Q044 formulas that use each other in a circle, with the way round.
[[nodiscard]] OrFaults<Program> compile(Schema schema, const std::vector<Definition>& definitions);

// The faults as errors, each with the line of its formula that it is in.
[[nodiscard]] Errors to_errors(const Faults& faults, std::span<const Definition> definitions);

}  // namespace bailiwick::formula
