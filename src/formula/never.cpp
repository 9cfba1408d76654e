#include "formula/never.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "formula/evaluate.hpp"
#include "formula/printer.hpp"
#include "formula/row_table.hpp"
#include "formula/texts.hpp"
#include "formula/trials.hpp"

namespace bailiwick::formula {
namespace {

constexpr std::int64_t kClauseShownMax = 60;  // characters of a clause that a message shows
constexpr std::size_t kPairsMax = 200;  // clauses of which every two are held against each other
constexpr std::size_t kAnswersMax = 4'000'000;
constexpr std::string_view kSubjectName = "subject";

using Truths = std::vector<std::vector<bool>>;  // a clause: a value each

// Clauses that hang on one field, or on one measure of one.
struct Group {
  Field subject;  // with its name as people write it
  StepIndex step =
      kNoStep;  // of a measure or a field whose clauses are all truths of it; kNoStep: of the field, whatever they do with it
};

struct Contradiction {
  Clauses clauses;               // 1: by itself
  std::optional<Field> subject;  // nothing: the clause hangs on no field
  NodeIndex at = 0;              // what is never true
  bool is_choice = false;        // neither side of the clause, a ||, can be
};

// The field's names are all that a formula of its own may know; of a measure it stands under another name.
std::optional<std::string> text_alone(const ReadFormula& read, Clause clause, const Group& group) {
  const Tree& tree = read.formula.tree;
  const Span at = tree.nodes[clause.node].at;
  std::vector<Span> measures;
  std::vector<NodeIndex> waiting = {clause.node};
  while (!waiting.empty()) {
    const NodeIndex index = waiting.back();
    waiting.pop_back();
    const Node& node = tree.nodes[index];
    if (group.step != kNoStep && read.formula.meaning.step_of[index] == group.step) {
      measures.push_back(node.at);
      continue;
    }
    if (node.kind == NodeKind::kName &&
        (group.step != kNoStep || tree.names[node.payload] != group.subject.name))
      return std::nullopt;
    const auto children = tree.children_of(node);
    waiting.insert(waiting.end(), children.begin(), children.end());
  }
  std::ranges::sort(measures, {}, &Span::offset);
  std::string text = clause.is_true ? "(" : "!(";
  std::uint32_t from = at.offset;
  for (const Span& measure : measures) {
    text.append(tree.text, from, measure.offset - from).append(kSubjectName);
    from = measure.end();
  }
  return text.append(tree.text, from, at.end() - from) + ")";
}

// What becomes of the clauses for those values; nothing where they cannot be asked.
std::optional<Truths> truths_of(const Group& group, const std::vector<std::string>& texts,
                                const std::vector<Value>& values) {
  if (texts.size() * (values.size() + 1) > kAnswersMax || texts.size() > kDefinitionsLimit)
    return std::nullopt;
  std::vector<Definition> definitions;
  std::vector<std::size_t> asked;
  for (const std::string& text : texts) {
    asked.push_back(definitions.size());
    definitions.push_back(
        {fmt::format("clause {}", definitions.size()), text, std::optional(Kind::kBool)});
  }
  Field field = group.subject;
  if (group.step != kNoStep) field.name = kSubjectName;
  const auto program = compile({{field}}, definitions);
  if (!program) return std::nullopt;
  RowTable rows(program->schema());
  for (const Value& value : values) rows.add(std::span(&value, 1));
  Truths truths(texts.size(), std::vector<bool>(values.size()));
  const auto done = evaluate_each(*program, asked, rows.rows(), [&](const Batch& batch) {
    for (std::size_t i = 0; i < batch.count; ++i) {
      const Value value = value_at(batch.lanes, batch.kind, batch.lanes.is_constant ? 0 : i);
      const auto* truth = value.is_value() ? std::get_if<bool>(&value.data()) : nullptr;
      truths[batch.formula][batch.first_row + i] = truth != nullptr && *truth;
    }
  });
  if (!done) return std::nullopt;
  return truths;
}

bool is_met(const Truths& truths, std::span<const std::size_t> clauses, std::size_t values) {
  for (std::size_t v = 0; v < values; ++v)
    if (std::ranges::all_of(clauses, [&](std::size_t clause) { return truths[clause][v]; }))
      return true;
  return false;
}

// The fewest clauses, as far as they are looked for, that no value meets; empty: some value meets all. `fixing`: the clause but for which there would be
// other values.
std::vector<std::size_t> unmet(const Truths& truths, std::size_t values,
                               std::optional<std::size_t> fixing) {
  std::vector<std::size_t> all(truths.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  if (is_met(truths, all, values)) return {};
  for (const std::size_t one : all)
    if ((!fixing || *fixing == one) && !is_met(truths, {{one}}, values)) return {one};
  for (std::size_t b = 1; b < std::min(all.size(), kPairsMax); ++b)
    for (std::size_t a = 0; a < b; ++a)
      if ((!fixing || *fixing == a || *fixing == b) && !is_met(truths, {{a, b}}, values))
        return {a, b};
  return all;
}

class Prover {
 public:
  explicit Prover(const ReadFormula& read) : read_(read), tree_(read.formula.tree) {}

  // Why these cannot all be; nothing where they may be.
  std::optional<Contradiction> against(const Clauses& clauses) {
    if (++proofs_ > kProofsMax) return std::nullopt;
    for (const Clause& clause : clauses)
      if (is_false_for_all(clause)) return Contradiction{{clause}, std::nullopt, clause.shown};
    for (const auto& [group, own] : groups_of(clauses))
      if (auto found = against(group, own)) return found;
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      const Clauses choice = alternatives_of(tree_, clauses[i]);
      if (!choice.empty() && std::ranges::all_of(choice, [&](const Clause& one) {
            return against(with(clauses, i, one)).has_value();
          }))
        return Contradiction{{clauses[i]}, std::nullopt, clauses[i].shown, true};
    }
    return std::nullopt;
  }

  // Alternatives of a || that cannot be, at any depth, though the whole can.
  std::vector<Contradiction> dead_ends(const Clauses& whole) {
    struct Look {
      Clauses clauses;
      std::size_t first = 0;  // of those that are new
    };
    std::vector<Contradiction> found;
    std::vector<Look> waiting = {{whole}};
    while (!waiting.empty()) {
      const Look look = std::move(waiting.back());
      waiting.pop_back();
      for (std::size_t i = look.first; i < look.clauses.size(); ++i)
        for (const Clause& one : alternatives_of(tree_, look.clauses[i])) {
          Clauses clauses = with(look.clauses, i, one);
          if (auto dead = against(clauses))
            found.push_back(about(std::move(*dead), one));
          else if (proofs_ < kProofsMax)
            waiting.push_back({std::move(clauses), look.clauses.size() - 1});
        }
    }
    std::ranges::stable_sort(
        found, {}, [&](const Contradiction& one) { return tree_.nodes[one.at].at.offset; });
    return found;
  }

  // Whether `weak` is so wherever all of these are.
  bool implies(const Clauses& strong, const ReadFormula& other, Clause weak) {
    const std::string text = text_of(other.formula.tree, weak);
    if (std::ranges::any_of(strong, [&](const Clause& one) { return text_of(tree_, one) == text; }))
      return true;
    const StepIndex whole = other.formula.meaning.step_of[weak.node];
    if (whole == kNoStep) return false;
    const Step& step = read_.program.plan().steps[whole];
    if (step.field == kNoField) return is_so_for_all(other, weak);
    const Part part = other.parts[weak.node];
    for (const auto& [group, own] : groups_of(strong, step.field, part)) {
      const Asked asked[] = {{&read_, own}, {&other, {weak}}};
      const bool is_asked = group.step == kNoStep || part == Part{PartForm::kTruth, group.step};
      const auto tried = is_asked ? tried_for(group, asked[0], asked) : std::nullopt;
      if (tried && follows(group, own, other, weak, tried->values)) return true;
    }
    return false;
  }

 private:
  using Groups = std::vector<std::pair<Group, Clauses>>;

  // The others, and behind them the clauses of `instead`.
  [[nodiscard]] Clauses with(const Clauses& clauses, std::size_t left_out,
                             const Clause& instead) const {
    Clauses all;
    for (std::size_t i = 0; i < clauses.size(); ++i)
      if (i != left_out) all.push_back(clauses[i]);
    const Clauses more = clauses_of(tree_, instead);
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }

  // Told at the alternative, where what is against it stands elsewhere too.
  [[nodiscard]] Contradiction about(Contradiction dead, const Clause& alternative) const {
    const Span within = tree_.nodes[alternative.shown].at;
    const Span at = tree_.nodes[dead.at].at;
    if (at.offset < within.offset || at.end() > within.end() || dead.clauses.size() > 2)
      dead.at = alternative.shown;
    return dead;
  }

  [[nodiscard]] const Step* step_of(NodeIndex node) const {
    const StepIndex step = read_.formula.meaning.step_of[node];
    return step == kNoStep ? nullptr : &read_.program.plan().steps[step];
  }

  static std::optional<bool> same_for_all(const ReadFormula& read, Clause clause) {
    const StepIndex index = read.formula.meaning.step_of[clause.node];
    if (index == kNoStep) return std::nullopt;
    const Step& step = read.program.plan().steps[index];
    if (step.step != StepKind::kConstant) return std::nullopt;
    const Value value =
        value_at(read.program.plan().constants[step.payload].lanes(), step.type.kind, 0);
    const auto* truth = value.is_value() ? std::get_if<bool>(&value.data()) : nullptr;
    return truth != nullptr && *truth == clause.is_true;
  }
  [[nodiscard]] bool is_false_for_all(Clause clause) const {
    return same_for_all(read_, clause) == std::optional(false);
  }
  static bool is_so_for_all(const ReadFormula& read, Clause clause) {
    return same_for_all(read, clause) == std::optional(true);
  }

  // By field, whatever they do with it, and by each subject that they are truths of.
  [[nodiscard]] Groups groups_of(const Clauses& clauses) const {
    std::map<std::pair<std::int32_t, StepIndex>, Clauses> found;
    for (const Clause& clause : clauses) {
      const Step* step = step_of(clause.node);
      if (step == nullptr || step->field < 0) continue;
      found[{step->field, kNoStep}].push_back(clause);
      const Part part = read_.parts[clause.node];
      const bool is_field = part.form == PartForm::kSubject && step->step == StepKind::kField;
      if ((part.form == PartForm::kTruth || is_field) && part.subject != kNoStep)
        found[{step->field, part.subject}].push_back(clause);
    }
    Groups groups;
    for (auto& [key, own] : found)
      groups.emplace_back(group_of(key.first, key.second), std::move(own));
    return groups;
  }
  // Those of that field, and of that part's subject even where no clause is about it.
  [[nodiscard]] Groups groups_of(const Clauses& clauses, std::int32_t field, Part part) const {
    Groups groups = groups_of(clauses);
    std::erase_if(groups, [&](const auto& one) {
      return one.first.subject.name != group_of_field(field).name &&
             (part.subject == kNoStep || one.first.step != part.subject);
    });
    if (field >= 0 && part.form == PartForm::kTruth && part.subject != kNoStep &&
        std::ranges::none_of(groups,
                             [&](const auto& one) { return one.first.step == part.subject; }))
      groups.emplace_back(group_of(field, part.subject), Clauses());
    return groups;
  }
  [[nodiscard]] Field group_of_field(std::int32_t field) const {
    return field < 0 ? Field{} : read_.program.schema().fields[static_cast<std::size_t>(field)];
  }

  [[nodiscard]] Group group_of(std::int32_t field, StepIndex subject) const {
    Group group{.subject = group_of_field(field), .step = subject};
    if (subject == kNoStep) return group;
    const Step& step = read_.program.plan().steps[subject];
    if (step.step == StepKind::kField) return group;
    const auto node =
        static_cast<NodeIndex>(std::ranges::find(read_.formula.meaning.step_of, subject) -
                               read_.formula.meaning.step_of.begin());
    group.subject.type = {step.type.kind, true};
    group.subject.values.clear();
    group.subject.range.reset();
    if (node >= tree_.nodes.size()) return group;
    const Node& measure = tree_.nodes[node];
    group.subject.name = tree_.text.substr(measure.at.offset, measure.at.size);
    if (const Range* range = range_of_measure(tree_.names[measure.payload]))
      group.subject.range = *range;
    return group;
  }

  // The clauses that can be asked by themselves, and their texts.
  std::vector<std::string> texts_of(const Group& group, Clauses& clauses) const {
    std::vector<std::string> texts;
    std::erase_if(clauses, [&](const Clause& clause) {
      auto text = text_alone(read_, clause, group);
      if (text) texts.push_back(std::move(*text));
      return !text;
    });
    return texts;
  }

  std::optional<Contradiction> against(const Group& group, Clauses clauses) const {
    const std::vector<std::string> texts = texts_of(group, clauses);
    if (texts.empty()) return std::nullopt;
    const Asked asked{&read_, clauses};
    const auto tried = tried_for(group, asked, std::span(&asked, 1));
    const auto truths = tried ? truths_of(group, texts, tried->values) : std::nullopt;
    if (!truths) return std::nullopt;
    std::optional<std::size_t> fixing;
    if (tried->fixed_by)
      fixing =
          static_cast<std::size_t>(std::ranges::find(clauses, *tried->fixed_by) - clauses.begin());
    const std::vector<std::size_t> those = unmet(*truths, tried->values.size(), fixing);
    if (those.empty()) return std::nullopt;
    Contradiction found{{}, group.subject};
    for (const std::size_t one : those) found.clauses.push_back(clauses[one]);
    found.at = those.size() > 2 ? tree_.root() : found.clauses.back().shown;
    return found;
  }

  // `strong`: the clauses that may fix the field; `asked`: those whose constants divide its values.
  static std::optional<FieldValues> tried_for(const Group& group, const Asked& strong,
                                              std::span<const Asked> asked) {
    if (group.step == kNoStep) return all_values(group.subject, strong);
    auto values = values_of_stretches(group.subject, asked);
    if (!values) return std::nullopt;
    return FieldValues{std::move(*values)};
  }

  bool follows(const Group& group, Clauses clauses, const ReadFormula& other, Clause weak,
               const std::vector<Value>& values) const {
    std::vector<std::string> texts = texts_of(group, clauses);
    const auto asked = text_alone(other, weak, group);
    if (!asked) return false;
    texts.push_back(*asked);
    const auto truths = truths_of(group, texts, values);
    if (!truths) return false;
    for (std::size_t v = 0; v < values.size(); ++v) {
      const bool is_strong = std::all_of(truths->begin(), truths->end() - 1,
                                         [&](const std::vector<bool>& one) { return one[v]; });
      if (is_strong && !truths->back()[v]) return false;
    }
    return true;
  }

  const ReadFormula& read_;
  const Tree& tree_;
  std::size_t proofs_ = 0;
};

// "employees (0 to 1000000000)"
std::string called(const Field& subject, bool is_measure) {
  const std::string name = is_measure ? subject.name : written_name(subject.name);
  if (!subject.range) return name;
  const std::string least = to_text(subject.range->least);
  if (subject.range->most == Decimal::whole(INT64_MAX))
    return fmt::format("{} ({} or more)", name, least);
  return fmt::format("{} ({} to {})", name, least, to_text(subject.range->most));
}

// "\"employees > 500\" (characters 1 to 15)"
std::string placed(const Tree& tree, const Clause& clause) {
  const Span at = tree.nodes[clause.shown].at;
  const Place first = place_of(tree.text, at.offset);
  const Place last = place_of(tree.text, at.end());
  const std::string line =
      tree.text.find('\n') == std::string::npos ? "" : fmt::format("line {}, ", first.line);
  return fmt::format("{} ({}characters {} to {})",
                     quoted(beginning(text_of(tree, clause), kClauseShownMax)), line, first.column,
                     last.column - 1);
}

std::string message_of(const Tree& tree, const Contradiction& found) {
  const Clause& first = found.clauses.front();
  const std::string_view never = first.is_true || first.shown != first.node
                                     ? "This is never true"
                                     : "This is never false, as it would have to be";
  if (found.is_choice) return fmt::format("{}: none of its alternatives can be.", never);
  if (!found.subject)
    return first.is_true ? "This is the same for all, and not true."
                         : "This is the same for all, and not false.";
  const bool is_measure = found.subject->name.find('(') != std::string::npos;
  const std::string whatever = called(*found.subject, is_measure);
  if (found.clauses.size() == 1) return fmt::format("{}, whatever {} is.", never, whatever);
  if (found.clauses.size() == 2)
    return fmt::format("{} and {} are never true together, whatever {} is.",
                       placed(tree, found.clauses[0]), placed(tree, found.clauses[1]), whatever);
  return fmt::format("What is asked of {} here is never true together.", whatever);
}

Fault fault_of(const Formula& formula, const Contradiction& found, bool is_part) {
  std::string message = message_of(formula.tree, found);
  if (is_part)
    message += " The other side of the || decides alone: take this part away, or correct it.";
  return {"Q062", std::move(message), formula.tree.nodes[found.at].at, {}, formula.name};
}

Clauses whole_of(const Tree& tree) { return clauses_of(tree, {tree.root(), true, tree.root()}); }

}  // namespace

Faults never_true(const Program& program, std::size_t formula) {
  const ReadFormula read = read_formula(program, formula);
  Prover prover(read);
  const Clauses clauses = whole_of(read.formula.tree);
  if (const auto found = prover.against(clauses)) return {fault_of(read.formula, *found, false)};
  Faults faults;
  for (const Contradiction& dead : prover.dead_ends(clauses))
    if (faults.size() < kFaultsLimit) faults.push_back(fault_of(read.formula, dead, true));
  return faults;
}

bool is_implied(const Program& program, std::size_t strong, std::size_t weak) {
  const ReadFormula one = read_formula(program, strong);
  const ReadFormula other = read_formula(program, weak);
  Prover prover(one);
  const Clauses known = whole_of(one.formula.tree);
  const Clauses asked = whole_of(other.formula.tree);
  return std::ranges::all_of(
      asked, [&](const Clause& clause) { return prover.implies(known, other, clause); });
}

}  // namespace bailiwick::formula
