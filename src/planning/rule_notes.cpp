#include "planning/rule_notes.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

#include <fmt/core.h>

#include "formula/evaluate.hpp"
#include "formula/never.hpp"
#include "planning/rule_codes.hpp"
#include "platform/identity/codes.hpp"

namespace bailiwick::planning {
namespace {

constexpr std::array<std::string_view, 5> kNoteKinds = {"never", "shadowed", "no_accounts",
                                                        "no_country", "no_units"};

constexpr std::size_t kEntriesAnEffort =
    100;  // names or codes that are looked up as soon as one formula is proven

bool is_of_no_field(const RuleBook& book, const BookRule& rule) {
  if (!rule.formula || !book.program.fields_of(*rule.formula).empty()) return false;
  const std::vector<formula::Value> nothing(book.program.schema().fields.size());
  return formula::evaluate_row(book.program, *rule.formula, nothing) == formula::Value(true);
}

// Whether the first may have every account that the second may: where the territories above the second agree, those above the first do.
bool is_open_with(const RuleBook& book, const BookRule& first, const BookRule& second) {
  if (first.rule.kind() == RuleKind::kNamed) return true;
  const auto above = book.territories[first.territory].above;
  if (!above) return true;
  if (second.rule.kind() == RuleKind::kNamed) return false;
  // Where the second is offered, its own territory and all above it are open to those below them.
  for (std::optional<std::uint32_t> up = second.territory; up; up = book.territories[*up].above)
    if (*up == *above) return true;
  return false;
}

bool has_all(NamedCondition first, const NamedCondition& second) {
  std::ranges::sort(first.accounts);
  return std::ranges::all_of(second.accounts, [&](AccountId account) {
    return std::ranges::binary_search(first.accounts, account);
  });
}

bool has_all(const UnitsCondition& first, const UnitsCondition& second) {
  const std::string country = comparable_unit(first.country);
  if (!country.empty() && country != comparable_unit(second.country)) return false;
  std::unordered_set<std::string> units;
  for (const std::string& unit : first.units) units.insert(comparable_unit(unit));
  // Of "1012AB" and of "1012*": itself, or the beginning of it with a star.
  return std::ranges::all_of(second.units, [&](const std::string& written) {
    std::string unit = comparable_unit(written);
    if (units.contains(unit)) return true;
    if (unit.ends_with('*')) unit.pop_back();
    for (std::size_t size = 0; size <= unit.size(); ++size)
      if (units.contains(unit.substr(0, size) + "*")) return true;
    return false;
  });
}

bool does_include(const RuleBook& book, const BookRule& first, const BookRule& second) {
  if (is_of_no_field(book, first)) return true;
  if (first.rule.kind() != second.rule.kind()) return false;
  if (const auto* named = std::get_if<NamedCondition>(&first.rule.condition))
    return has_all(*named, std::get<NamedCondition>(second.rule.condition));
  if (const auto* units = std::get_if<UnitsCondition>(&first.rule.condition))
    return has_all(*units, std::get<UnitsCondition>(second.rule.condition));
  return formula::is_implied(book.program, *second.formula, *first.formula);
}

std::string place_in(const std::string& text, const formula::Fault& fault) {
  const formula::Place place = formula::place_of(text, fault.at.offset);
  return fmt::format("line {}, column {}: {}", place.line, place.column, fault.message);
}

class NoteTaker {
 public:
  NoteTaker(const RuleBook& book, const AssignmentOutcome& outcome,
            std::span<const market::LayerCodes> layers)
      : book_(book), outcome_(outcome), layers_(layers) {}

  std::vector<RuleNote> take() {
    find_accounts();
    for (RuleIndex i = 0; i < book_.rules.size() && notes_.size() < kNotesMax; ++i) {
      const bool is_never = look_for_truth(i);
      look_for_entries(i);
      if (!is_never && outcome_.figures[i].wins == 0) look_for_shadow(i);
    }
    return std::move(notes_);
  }

 private:
  void find_accounts() {
    if (book_.named.empty()) return;
    for (const AccountId account : outcome_.accounts)
      if (book_.named.contains(account)) there_.insert(account);
  }

  // Whether a formula is never true, or a part of it.
  bool look_for_truth(RuleIndex index) {
    const BookRule& rule = book_.rules[index];
    const auto* written = std::get_if<FormulaCondition>(&rule.rule.condition);
    if (written == nullptr || proven_++ >= kRulesProven) return false;
    const formula::Faults faults = formula::never_true(book_.program, *rule.formula);
    if (faults.empty()) return false;
    notes_.push_back({.rule = rule.rule.id,
                      .kind = RuleNoteKind::kNever,
                      .message = fmt::format("In the rule \"{}\": {}", rule.rule.name,
                                             place_in(written->text, faults.front()))});
    return true;
  }

  void look_for_entries(RuleIndex index) {
    const AssignmentRule& rule = book_.rules[index].rule;
    if (const auto* named = std::get_if<NamedCondition>(&rule.condition)) {
      std::vector<std::string> missing;
      for (const AccountId account : named->accounts)
        if (!there_.contains(account)) missing.push_back(account.text());
      note_entries(rule, RuleNoteKind::kNoAccounts, "names accounts that are not there", missing);
    }
    const auto* units = std::get_if<UnitsCondition>(&rule.condition);
    if (units != nullptr && !units->country.empty() &&
        !platform::identity::is_country(comparable_unit(units->country)))
      note_entries(rule, RuleNoteKind::kNoCountry, "is about a country that is none by ISO 3166",
                   {units->country});
    if (layers_.empty()) return;
    if (const auto codes = codes_named_by(book_, book_.rules[index]))
      note_entries(rule, RuleNoteKind::kNoUnits, "names postal codes that no layer of units has",
                   codes_in_no_layer(*codes, layers_));
  }

  void note_entries(const AssignmentRule& rule, RuleNoteKind kind, std::string_view what,
                    std::vector<std::string> entries) {
    if (entries.empty()) return;
    const std::size_t count = entries.size();
    std::string message =
        fmt::format("The rule \"{}\" {}: {}.", rule.name, what, listed_entries(entries, count));
    if (count > kNoteEntriesMax) entries.resize(kNoteEntriesMax);
    notes_.push_back({.rule = rule.id,
                      .kind = kind,
                      .message = std::move(message),
                      .entries = std::move(entries),
                      .entry_count = count});
  }

  void look_for_shadow(RuleIndex index) {
    const BookRule& rule = book_.rules[index];
    if (rule.rule.is_overlay) return;
    for (RuleIndex first = 0; first < index; ++first) {
      const BookRule& before = book_.rules[first];
      if (before.rule.is_overlay || !is_worth_asking(before, rule)) continue;
      if (!does_shadow(book_, first, index)) continue;
      notes_.push_back(
          {.rule = rule.rule.id,
           .kind = RuleNoteKind::kShadowed,
           .message = fmt::format("The rule \"{}\" never wins: \"{}\" goes before it and wins "
                                  "every account that it offers.",
                                  rule.rule.name, before.rule.name),
           .other = before.rule.id});
      return;
    }
  }

  // A formula that reads a field that the other does not read can follow from it only by chance; and one that reads none is soon asked.
  bool is_worth_asking(const BookRule& first, const BookRule& second) {
    const auto fields = [&](const BookRule& rule) -> const std::vector<std::uint32_t>& {
      return book_.program.formulas()[*rule.formula].meaning.fields;
    };
    if (first.formula && fields(first).empty()) return true;
    if (first.rule.kind() != second.rule.kind() || efforts_ >= kRulePairsMax) return false;
    if (first.formula && !std::ranges::includes(fields(second), fields(first))) return false;
    efforts_ += 1 + (entries_of(first.rule) + entries_of(second.rule)) / kEntriesAnEffort;
    return true;
  }
  static std::size_t entries_of(const AssignmentRule& rule) {
    if (const auto* named = std::get_if<NamedCondition>(&rule.condition))
      return named->accounts.size();
    const auto* units = std::get_if<UnitsCondition>(&rule.condition);
    return units == nullptr ? 0 : units->units.size();
  }

  const RuleBook& book_;
  const AssignmentOutcome& outcome_;
  std::span<const market::LayerCodes> layers_;
  std::unordered_set<AccountId> there_;  // of those that rules name
  std::vector<RuleNote> notes_;
  std::size_t proven_ = 0;
  std::size_t efforts_ = 0;
};

}  // namespace

std::string_view name_of(RuleNoteKind kind) { return kNoteKinds[static_cast<std::size_t>(kind)]; }

std::string listed_entries(const std::vector<std::string>& entries, std::size_t count) {
  std::string text;
  const std::size_t shown = std::min(entries.size(), kNoteEntriesMax);
  for (std::size_t i = 0; i < shown; ++i) text += (i == 0 ? "" : ", ") + entries[i];
  return count > shown ? fmt::format("{} and {} more", text, count - shown) : text;
}

bool does_shadow(const RuleBook& book, RuleIndex first, RuleIndex second) {
  const BookRule& before = book.rules[first];
  const BookRule& after = book.rules[second];
  return is_open_with(book, before, after) && does_include(book, before, after);
}

std::vector<RuleNote> notes_of(const RuleBook& book, const AssignmentOutcome& outcome,
                               std::span<const market::LayerCodes> layers) {
  return NoteTaker(book, outcome, layers).take();
}

}  // namespace bailiwick::planning
