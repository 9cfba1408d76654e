// What is odd about rules that can be run all the same, for whoever previews or activates them: rules that no account can meet, or that never win because another goes before
// them, and rules that name what is not there. Pure. What is said is so; not all that is so is found (formula/never.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "market/service.hpp"
#include "planning/assignment_run.hpp"

namespace bailiwick::planning {

inline constexpr std::size_t kNotesMax = 200;       // told
inline constexpr std::size_t kNoteEntriesMax = 20;  // of one note
inline constexpr std::size_t kRulesProven =
    2'000;  // formulas that are looked into, the first to win first
inline constexpr std::size_t kRulePairsMax = 3'000;  // rules that are held against each other

enum class RuleNoteKind : std::uint8_t {
  kNever,       // its formula, or a part of it, is never true
  kShadowed,    // `other` wins every account that it offers
  kNoAccounts,  // accounts that it names are not there: never were, are hidden, merged or erased
  kNoCountry,   // the country of its postal codes is none
  kNoUnits,     // postal codes that it names are in no layer of units
};
[[nodiscard]] std::string_view name_of(RuleNoteKind kind);  // "never", "shadowed", ...

struct RuleNote {
  RuleId rule;
  RuleNoteKind kind = RuleNoteKind::kNever;
  std::string message;                    // a sentence or two
  std::optional<RuleId> other = {};       // of kShadowed
  std::vector<std::string> entries = {};  // what is not there, the first kNoteEntriesMax
  std::size_t entry_count = 0;            // of all that is not there
};

// Of the book's rules, in their order, once they were run over all accounts. `layers`: the company's (market::postal_layers).
[[nodiscard]] std::vector<RuleNote> notes_of(const RuleBook& book, const AssignmentOutcome& outcome,
                                             std::span<const market::LayerCodes> layers);

// Whether `first` wins every account that `second` offers, whatever its fields are. Neither an overlay; first < second.
[[nodiscard]] bool does_shadow(const RuleBook& book, RuleIndex first, RuleIndex second);

// "a, b and 3 more": the first kNoteEntriesMax of `count`.
[[nodiscard]] std::string listed_entries(const std::vector<std::string>& entries,
                                         std::size_t count);

}  // namespace bailiwick::planning
