#include "formula/program.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "formula/parser.hpp"

namespace bailiwick::formula {
namespace {

enum class Mark : std::uint8_t { kUnseen, kOpen, kDone };

// Compiles a list of definitions, each after those that it names.
class Compiler {
 public:
  Compiler(Schema schema, const std::vector<Definition>& definitions)
      : schema_(std::move(schema)),
        definitions_(definitions),
        names_(schema_, definitions),
        trees_(definitions.size()),
        named_(definitions.size()),
        marks_(definitions.size(), Mark::kUnseen),
        known_(definitions.size()),
        meanings_(definitions.size()) {}

  OrFaults<Program> run() {
    for (std::uint32_t i = 0; i < definitions_.size(); ++i) read(i);
    for (std::uint32_t i = 0; i < definitions_.size(); ++i) visit(i);
    if (!faults_.empty()) return tl::unexpected<Faults>(std::move(faults_));
    Plan plan = builder_.take();
    std::vector<Formula> formulas;
    for (std::size_t i = 0; i < definitions_.size(); ++i) {
      formulas.push_back({.name = definitions_[i].name,
                          .tree = std::move(*trees_[i]),
                          .meaning = std::move(*meanings_[i]),
                          .cost = cost_of(plan, known_[i].step)});
      refuse_cost(formulas.back());
    }
    if (!faults_.empty()) return tl::unexpected<Faults>(std::move(faults_));
    return Program(std::move(schema_), std::move(formulas), std::move(plan));
  }

 private:
  void fail(std::uint32_t definition, Fault fault) {
    if (faults_.size() >= kFaultsLimit) return;
    fault.definition = definitions_[definition].name;
    faults_.push_back(std::move(fault));
  }

  void read(std::uint32_t i) {
    auto tree = parse(definitions_[i].text);
    if (!tree) return fail(i, std::move(tree.error()));
    named_[i] = definitions_named(*tree, names_);
    trees_[i] = std::move(*tree);
  }

  // Depth first along the names, on a list of its own. A name that leads to an open definition closes a circle.
  void visit(std::uint32_t first) {
    struct Frame {
      std::uint32_t definition;
      std::size_t next;
    };
    if (marks_[first] != Mark::kUnseen) return;
    std::vector<Frame> path = {{first, 0}};
    marks_[first] = Mark::kOpen;
    while (!path.empty()) {
      Frame& frame = path.back();
      const auto& named = named_[frame.definition];
      if (frame.next == named.size()) {
        marks_[frame.definition] = Mark::kDone;
        translate(frame.definition);
        path.pop_back();
        continue;
      }
      const std::uint32_t there = named[frame.next++];
      if (marks_[there] == Mark::kUnseen) {
        marks_[there] = Mark::kOpen;
        path.push_back({there, 0});
      } else if (marks_[there] == Mark::kOpen && faults_.size() < kFaultsLimit) {
        std::vector<std::uint32_t> circle;
        for (const Frame& step : path) circle.push_back(step.definition);
        circle.erase(circle.begin(), std::find(circle.begin(), circle.end(), there));
        refuse_circle(circle);
      }
    }
  }

  // The last of `circle` names its first.
  void refuse_circle(const std::vector<std::uint32_t>& circle) {
    constexpr std::size_t kShownMax = 12;
    std::string way;
    for (std::size_t i = 0; i < circle.size(); ++i) {
      if (i < kShownMax) way += definitions_[circle[i]].name + " -> ";
      if (i == kShownMax) way += "... -> ";
    }
    way += definitions_[circle.front()].name;
    Span at;
    const Tree& tree = *trees_[circle.back()];
    for (const Node& node : tree.nodes) {
      if (node.kind == NodeKind::kName &&
          tree.names[node.payload] == definitions_[circle.front()].name)
        at = node.at;
    }
    fail(circle.back(),
         {"Q044", fmt::format("Formulas use each other in a circle: {}.", way), at, ""});
  }

  void translate(std::uint32_t i) {
    if (!trees_[i] || faults_.size() >= kFaultsLimit) return;
    auto meaning = check(*trees_[i], {schema_, names_, known_}, builder_);
    if (!meaning) {
      for (Fault& fault : meaning.error()) fail(i, std::move(fault));
      return;
    }
    if (meaning->root == kNoStep) return;  // it uses one with faults
    if (!refuse_type(i, meaning->type)) return;
    known_[i] = {meaning->root, meaning->type};
    meanings_[i] = std::move(*meaning);
  }

  // Whether the type is the one that is wanted.
  bool refuse_type(std::uint32_t i, Type type) {
    const auto wanted = definitions_[i].wanted;
    const bool is_number = wanted == Kind::kDecimal && type.kind == Kind::kInt;
    if (!wanted || type.kind == *wanted || type.kind == Kind::kNull || is_number) return true;
    fail(i, {"Q021",
             fmt::format("The formula gives {}; {} is wanted here.", noun_of(type.kind),
                         noun_of(*wanted)),
             trees_[i]->nodes.back().at, ""});
    return false;
  }

  static std::uint64_t cost_of(const Plan& plan, StepIndex root) {
    std::uint64_t cost = 0;
    for (const StepIndex step : steps_below(plan, root)) cost += plan.steps[step].cost;
    return cost;
  }
  void refuse_cost(const Formula& formula) {
    if (formula.cost <= kCostLimit || faults_.size() >= kFaultsLimit) return;
    faults_.push_back({"Q034",
                       fmt::format("This formula costs {} a row, with those that it uses; at most "
                                   "{} are allowed. Make less "
                                   "text in it, or search less.",
                                   formula.cost, kCostLimit),
                       formula.tree.nodes.back().at, "", formula.name, ErrorCode::kLimit});
  }

  Schema schema_;
  const std::vector<Definition>& definitions_;
  NameIndex names_;
  PlanBuilder builder_;
  std::vector<std::optional<Tree>> trees_;
  std::vector<std::vector<std::uint32_t>> named_;
  std::vector<Mark> marks_;
  std::vector<Known> known_;
  std::vector<std::optional<Meaning>> meanings_;
  Faults faults_;
};

}  // namespace

std::optional<std::size_t> Program::index_of(std::string_view name) const {
  const auto found = std::find_if(formulas_.begin(), formulas_.end(),
                                  [&](const Formula& f) { return f.name == name; });
  if (found == formulas_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - formulas_.begin());
}

std::vector<std::uint32_t> Program::fields_of(std::size_t formula) const {
  std::vector<std::uint32_t> fields;
  for (const StepIndex step : steps_below(plan_, formulas_[formula].meaning.root)) {
    if (plan_.steps[step].step == StepKind::kField) fields.push_back(plan_.steps[step].payload);
  }
  std::sort(fields.begin(), fields.end());
  return fields;
}

OrFaults<Program> compile(Schema schema, const std::vector<Definition>& definitions) {
  Faults faults = faults_of_names(schema, definitions);
  if (!faults.empty()) return tl::unexpected<Faults>(std::move(faults));
  return Compiler(std::move(schema), definitions).run();
}

Errors to_errors(const Faults& faults, std::span<const Definition> definitions) {
  Errors errors;
  for (const Fault& fault : faults) {
    const auto found =
        std::find_if(definitions.begin(), definitions.end(),
                     [&](const Definition& d) { return d.name == fault.definition; });
    if (fault.definition.empty() || found == definitions.end())
      errors.push_back({fault.code, fault.rule, fault.message});
    else
      errors.push_back(to_error(fault, found->text));
  }
  return errors;
}

}  // namespace bailiwick::formula
